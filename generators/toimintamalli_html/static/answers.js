/**
 * What can be done with answer sheets, apart from any page: as `toimintamalli.answers` does it, on
 * the same test cases. A sheet is as `schema/answers.schema.json` says.
 *
 * @import { Plan } from "./plan.js"
 * @typedef {import("./file.js").Answer} Answer
 * @typedef {Record<string, Answer>} Answers
 * @typedef {Record<string, unknown>} Unrecognised
 * @typedef {object} Sheet
 * @property {string} model
 * @property {string} contentVersion
 * @property {string} language
 * @property {string} [party] whose answers they are; absent for joint ones
 * @property {number} [round]
 * @property {string} [date]
 * @property {string} [organisation]
 * @property {string} [document] a random name of the document that it was filled in
 * @property {number} [revision] grows with each change of that document
 * @property {Answers} answers
 * @property {Plan} [plan]
 * @property {Unrecognised} [unrecognised]
 * @typedef {Record<string, {kind?: string, retired?: boolean, replacedBy?: string[]}>} Ledger
 */

/**
 * What is kept and one more; where its key is taken it gets `#2`, `#3` … after it.
 * @param {Unrecognised} kept @param {string} key @param {unknown} value @returns {Unrecognised}
 */
export function keep(kept, key, value) {
  let free = key;
  for (let number = 2; Object.hasOwn(kept, free) && !same(kept[free], value); number += 1)
    free = `${key}#${number}`;
  return { ...kept, [free]: value };
}

/**
 * An older sheet under the ids of today; what has no one place now is kept apart.
 * @param {Sheet} sheet @param {Ledger} ledger @returns {Sheet}
 */
export function migrate(sheet, ledger) {
  const moves = Object.keys(sheet.answers).map(
    (old) => /** @type {const} */ ([old, moved(old, ledger)]),
  );
  /** @type {Answers} */
  const answers = {};
  let unrecognised = sheet.unrecognised ?? {};
  for (const [old, id] of moves) {
    const claims = moves.filter(([, other]) => other === id).length;
    if (id !== null && (id === old || claims === 1)) answers[id] = sheet.answers[old];
    else unrecognised = keep(unrecognised, `/answers/${old}`, sheet.answers[old]);
  }
  const party = sheet.party && partyOf(sheet.party, ledger);
  return { ...sheet, ...(party ? { party } : {}), answers, unrecognised };
}

/** @param {string} old @param {Ledger} ledger @returns {string | null} */
function moved(old, ledger) {
  const { base, view } = split(old);
  const id = successor(base, ledger);
  const now = id && (view ? `${id}@${partyOf(view, ledger)}` : id);
  return now && (now === old || now.length <= 64) ? now : null;
}

/** @param {string} party @param {Ledger} ledger */
const partyOf = (party, ledger) =>
  (entry(party, ledger).kind === "party" && successor(party, ledger)) || party;

/** @param {string} id @param {Ledger} ledger */
const entry = (id, ledger) => (Object.hasOwn(ledger, id) ? ledger[id] : {});

/** The id of today, if there is exactly one of its kind. @param {string} id @param {Ledger} ledger */
export function successor(id, ledger) {
  const found = [...new Set(last(id, ledger, []))];
  const kinds = [id, ...found].map((known) => entry(known, ledger).kind).filter(Boolean);
  return found.length === 1 && new Set(kinds).size < 2 ? found[0] : null;
}

/** @param {string} id @param {Ledger} ledger @param {string[]} before @returns {string[]} */
function last(id, ledger, before) {
  const { retired, replacedBy = [] } = entry(id, ledger);
  if (!retired && !replacedBy.length) return [id];
  return before.includes(id)
    ? []
    : replacedBy.flatMap((successor) => last(successor, ledger, [...before, id]));
}

/** The question that a place asks, and whose view it asks for. @param {string} id */
export const split = (id) => {
  const [base, view = ""] = id.split("@");
  return { base, view };
};

/** @param {unknown} one @param {unknown} other */
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/**
 * Rows whose code no row of another table mentions: links missing in the chain.
 * @param {{links: string}[]} from rows that refer
 * @param {{code: string}[]} to rows that are referred to
 */
export function missingLinks(from, to) {
  const mentioned = from.flatMap((row) => row.links.toUpperCase().split(/[^\p{L}\p{N}]+/u));
  return to.filter((row) => row.code && !mentioned.includes(row.code.toUpperCase()));
}
