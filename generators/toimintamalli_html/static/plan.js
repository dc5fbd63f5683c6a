import { BadFile } from "./file.js";
import { PARTS, bare, codeFact, factText, hasPart, plainly, rowsOf, targetOf, textOf, typeOfFact } from "./plan_rows.js";
/**
 * The plan of one round: what the places of a workbook say, joined with the rows of its sheets, as
 * `toimintamalli.rounds.plan` does it.
 *
 * @import { Answer, Sheet } from "./answers.js"
 * @import { FactType, Facts, Part, Row } from "./plan_rows.js"
 * @typedef {object} PlanRow a need, a goal, a measure or an indicator
 * @property {string} id
 * @property {string} [code]
 * @property {string} [text]
 * @property {string} [nature]
 * @property {string} [domain]
 * @property {string} [reach]
 * @property {string[]} [needs]
 * @property {string[]} [checks]
 * @property {string} [date]
 * @property {string} [how]
 * @property {string} [why]
 * @property {string} [sought]
 * @property {string[]} [goals]
 * @property {string} [responsible]
 * @property {string} [kind]
 * @property {string} [start]
 * @property {string} [end]
 * @property {string} [status]
 * @property {string} [timing]
 * @property {string} [baseline]
 * @property {string} [targetValue]
 * @property {string} [currentValue]
 * @typedef {{needs?: PlanRow[], goals?: PlanRow[], measures?: PlanRow[], indicators?: PlanRow[]}} Plan
 * @typedef {Record<string, string | string[]>} Columns a row by the names of its columns
 */

const MOST_PLAN_ROWS = 500;
const LONGEST_ID = 64;

/** The rows of one list. @param {Plan} plan @param {Part} part @returns {PlanRow[]} */
export const listOfPlan = (plan, part) => plan[part] ?? [];

/** Whether a plan says nothing. @param {Plan} plan */
export const isBarePlan = (plan) => PARTS.every((part) => !listOfPlan(plan, part).length);

/**
 * The plan that the sheets of one round hold; the later one's answer stands.
 * @param {Sheet[]} sheets @param {Facts} facts @returns {Plan}
 */
export function planOf(sheets, facts) {
  const answers = Object.assign({}, ...sheets.map((sheet) => sheet.answers));
  return joinPlans([buildPlan(rowsOf(answers, facts), facts), ...sheets.map(({ plan = {} }) => plan)]);
}

/** The plan that some rows of places make. @param {Row[]} rows @param {Facts} facts @returns {Plan} */
export function buildPlan(rows, facts) {
  const codes = new Map(PARTS.map((part) => [part, codesOf(rows, part)]));
  return Object.fromEntries(
    PARTS.map((part) => {
      const list = rows.filter((row) => hasPart(row, part));
      if (list.length > MOST_PLAN_ROWS) throw new BadFile("file-too-many-rows");
      return [part, list.map((row) => built(part, row, codes, facts))];
    }),
  );
}

/**
 * One plan with the rows of several. A row that two have under one id is one row, if they don't
 * contradict each other; else the later one gets an id of its own.
 * @param {Plan[]} plans @returns {Plan}
 */
export const joinPlans = ([first = {}, ...rest]) => rest.reduce(joinTwo, first);

/** Code → row of one list; a code of two rows stands for neither. @param {Row[]} rows @param {Part} part */
function codesOf(rows, part) {
  /** @type {Map<string, string[]>} */
  const found = new Map();
  for (const row of rows) {
    const code = bare(factText(row, codeFact(part)));
    if (code) found.set(code, [...(found.get(code) ?? []), row.id]);
  }
  return new Map([...found].flatMap(([code, ids]) => (ids.length === 1 ? [[code, ids[0]]] : [])));
}

/** @param {string} name of a fact, after the list */
export const columnOf = (name) => name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());

/** @param {Part} part @param {Row} row @param {Map<Part, Map<string, string>>} codes @param {Facts} facts @returns {PlanRow} */
function built(part, row, codes, facts) {
  const target = targetOf(part, facts);
  /** @type {Columns} */
  const made = {};
  for (const [fact, answer] of Object.entries(row.facts)) {
    const known = typeOfFact(facts, fact);
    const [whose, name] = fact.split(".");
    if (known && whose === part && holds(known, answer)) made[columnOf(name)] = textOf(answer);
  }
  if (target) {
    const links = linksIn(factText(row, `${part}.${target}`), codes.get(target) ?? new Map());
    // What stands on one card belongs together.
    const own = hasPart(row, target) ? [row.id] : [];
    made[target] = [...new Set([...links, ...own])].slice(0, MOST_PLAN_ROWS);
  }
  return { ...made, id: row.id };
}

/** Whether what an answer tells is a day or a choice where it should be one. @param {string} fact @param {Answer} answer @param {Facts} facts */
export function isCounted(fact, answer, facts) {
  const known = typeOfFact(facts, fact);
  return !known || known.kind === "links" || holds(known, answer);
}

/** Whether a field can hold an answer; what it can't stands in the row's words. @param {FactType} fact @param {Answer} answer */
const holds = ({ kind }, answer) =>
  kind === "text" || (kind !== "links" && kind === answer.kind);

/** The row of each code in a text, or a name that no row has. @param {string} text @param {Map<string, string>} codes */
function linksIn(text, codes) {
  const pieces = text.split(/[,;+&/\n]/).map((piece) => piece.trim());
  return pieces.filter(Boolean).flatMap((piece) => {
    const whole = codes.get(bare(piece));
    if (whole) return [whole];
    const words = piece.split(/\s+/);
    const known = words.flatMap((word) => codes.get(bare(word)) ?? []);
    // Between known codes stand only words such as "and"; what has a digit is a code.
    const unknown = words.filter((word) => !codes.has(bare(word)) && /\p{Nd}/u.test(word));
    return known.length ? [...known, ...unknown.map(linkSlug)] : [linkSlug(piece)];
  });
}

/** @param {string} text */
const linkSlug = (text) =>
  `code-${(text.toLowerCase().match(/[a-z0-9]+/g) ?? []).join("-")}`
    .slice(0, LONGEST_ID)
    .replace(/-+$/, "");

/** @param {Plan} first @param {Plan} later @returns {Plan} */
function joinTwo(first, later) {
  const moves = new Map(
    PARTS.map((part) => [part, movesOf(listOfPlan(first, part), listOfPlan(later, part))]),
  );
  return Object.fromEntries(
    PARTS.map((part) => {
      const rows = new Map(listOfPlan(first, part).map((row) => [row.id, row]));
      for (const added of listOfPlan(later, part)) {
        const row = movedRow(part, added, moves);
        const before = rows.get(row.id);
        rows.set(row.id, before ? fuller(before, row) : row);
      }
      return [part, [...rows.values()]];
    }),
  );
}

/** Old id → new id of each row whose id a different row has. @param {PlanRow[]} before @param {PlanRow[]} after */
function movesOf(before, after) {
  const taken = new Set([...before, ...after].map(({ id }) => id));
  /** @type {Map<string, string>} */
  const moves = new Map();
  for (const row of after) {
    const own = before.find(({ id }) => id === row.id);
    if (!own || isSameRow(own, row)) continue;
    const start = row.id.slice(0, LONGEST_ID - 4);
    let number = 2;
    while (taken.has(`${start}-${number}`)) number += 1;
    taken.add(`${start}-${number}`);
    moves.set(row.id, `${start}-${number}`);
  }
  return moves;
}

/** Whether two rows contradict each other nowhere; links add up. @param {PlanRow} one @param {PlanRow} other */
function isSameRow(one, other) {
  const theirs = /** @type {Columns} */ (/** @type {unknown} */ (other));
  return Object.entries(one).every(
    ([name, mine]) =>
      Array.isArray(mine) ||
      !mine ||
      !theirs[name] ||
      plainly(mine) === plainly(String(theirs[name])),
  );
}

/** A row with what another adds to it. @param {PlanRow} one @param {PlanRow} other @returns {PlanRow} */
function fuller(one, other) {
  const ours = /** @type {Columns} */ (/** @type {unknown} */ (one));
  const both = Object.entries({ ...other, ...one }).map(([name, value]) => {
    const theirs = /** @type {Columns} */ (/** @type {unknown} */ (other))[name];
    const joined = Array.isArray(value)
      ? [...new Set([...(ours[name] ?? []), ...(theirs ?? [])])]
      : value || theirs;
    return [name, joined];
  });
  return Object.fromEntries(both);
}

/** @param {Part} part @param {PlanRow} row @param {Map<Part, Map<string, string>>} moves @returns {PlanRow} */
function movedRow(part, row, moves) {
  const made = { ...row, id: moves.get(part)?.get(row.id) ?? row.id };
  for (const target of /** @type {const} */ (["needs", "goals"]))
    if (row[target]) made[target] = row[target].map((id) => moves.get(target)?.get(id) ?? id);
  return made;
}
