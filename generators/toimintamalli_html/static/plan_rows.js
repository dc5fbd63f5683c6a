import { ALIKE, likeness, same } from "./likeness.js";
import { byText } from "./merging.js";
/**
 * The rows of a plan as people filled them in: answers put together row by row, as
 * `toimintamalli.rounds.plan_rows` does it.
 *
 * @import { Answer, Answers } from "./answers.js"
 * @typedef {"meeting" | "follow-up"} Stage
 * @typedef {"needs" | "goals" | "measures" | "indicators"} Part
 * @typedef {{id: string, fact: string}} FactField
 * @typedef {object} FactBlock
 * @property {string} id section and block
 * @property {Stage} [stage]
 * @property {"fields" | "cards" | "table"} kind
 * @property {number} [rows]
 * @property {string} [continues]
 * @property {FactField[]} fields
 * @typedef {object} Facts what a follow-up needs to know of a model: `toimintamalli.rounds.facts`
 * @property {string} model
 * @property {string} version
 * @property {string[]} [parties]
 * @property {string[]} [views]
 * @property {string[]} [questions]
 * @property {string[]} [reaches]
 * @property {string[]} [kinds]
 * @property {{id: string, state?: "open" | "done" | "dropped"}[]} [statuses]
 * @property {FactBlock[]} [blocks]
 * @property {{organisation?: string, round?: string, date?: string}} [occasion]
 * @property {string} [oneSided]
 * @property {string[]} [vagueWords]
 * @property {string[]} [vagueTimes]
 * @property {FactType[]} [plan] what answers can tell, by the types of the plan
 * @typedef {object} FactType
 * @property {string} id
 * @property {"text" | "choice" | "date" | "links"} kind
 * @property {"code" | "name" | "anew"} [meaning]
 * @typedef {object} Row
 * @property {string} block
 * @property {number} number
 * @property {string} id name of the row in the plan
 * @property {Record<string, Answer>} facts
 * @property {Record<string, Stage>} stages when each was answered
 * @property {string[]} called other words by which further blocks call it
 * @property {string[]} further the further blocks of which a row has been taken in
 */

/** The lists of a plan, in the order in which one leads to the next. @type {Part[]} */
export const PARTS = ["needs", "goals", "measures", "indicators"];

/** The fact that holds the words of a row. @param {Part} part */
export const textFact = (part) => (part === "measures" ? "measures.how" : `${part}.text`);

/** The fact that holds the code of a row. @param {Part} part */
export const codeFact = (part) => `${part}.code`;

/** What an answer can tell, by its name. @param {Facts} facts @param {string} id */
export const typeOfFact = ({ plan = [] }, id) => plan.find((fact) => fact.id === id);

/** The list to which the rows of a list point. @param {Part} part @param {Facts} facts */
export const targetOf = (part, { plan = [] }) =>
  /** @type {Part | undefined} */ (
    plan.find(({ id, kind }) => kind === "links" && id.startsWith(`${part}.`))?.id.split(".")[1]
  );

/** What each round answers anew. @param {Facts} facts */
export const answeredAnew = ({ plan = [] }) => plan.filter(({ meaning }) => meaning === "anew");

/** An answer as text; nothing for none, and for a tick. @param {Answer} [answer] */
export const textOf = (answer) =>
  !answer || answer.kind === "no-answer" || answer.kind === "check" ? "" : [answer.value].flat().join(" ");

/** A text on one line with single spaces. @param {string} text */
export const squeeze = (text) => text.replace(/[\s\x1c-\x1f\x85]+/g, " ").trim();

/** A code without spaces and in small letters. @param {string} text */
export const bare = (text) => text.replace(/\s+/g, "").toLowerCase();

/** A text as it is compared. @param {string} text */
export const plainly = (text) => same(text);

/** @param {Row} row @param {string} fact */
export const factText = (row, fact) => textOf(row.facts[fact]);

/** Whether a row says anything of one list of the plan. @param {Row} row @param {Part} part */
export const hasPart = (row, part) =>
  Object.keys(row.facts).some((name) => name.startsWith(`${part}.`));

/** The block, the row's number and the field of a place. @param {string} id */
export function inRow(id) {
  const [, block, number, field] = /^([^.]+\.[^.]+)-([1-9][0-9]{0,4})\.([^.@]+)$/.exec(id) ?? [];
  return block ? { block, number: Number(number), field } : undefined;
}

/** @param {string} block @param {number} number */
export const rowId = (block, number) => `${block.replaceAll(".", "-")}-${number}`;

/** @param {Facts} facts @param {string} [id] */
export const blockOf = ({ blocks = [] }, id) => blocks.find((block) => block.id === id);

/**
 * The rows that some answers fill in, each block after the one that it continues. What a further
 * block says goes to its row there; what finds none is a row of its own.
 * @param {Answers} answers @param {Facts} facts @returns {Row[]}
 */
export function rowsOf(answers, facts) {
  const { blocks = [] } = facts;
  const filled = new Map(blocks.map((block) => [block.id, filledRows(answers, block)]));
  for (const { id, continues = "" } of blocks) {
    const base = filled.get(continues);
    if (base) filled.set(id, joinRows(base, filled.get(id) ?? []));
  }
  return blocks.flatMap(({ id }) => filled.get(id) ?? []);
}

/** @param {Answers} answers @param {FactBlock} block @returns {Row[]} */
function filledRows(answers, block) {
  /** @type {Map<number, Row>} */
  const found = new Map();
  for (const [id, answer] of Object.entries(answers)) {
    const place = inRow(id);
    const field = place?.block === block.id && block.fields.find((field) => field.id === place.field);
    if (!place || !field || !textOf(answer).trim()) continue;
    const { number } = place;
    const row = found.get(number) ?? {
      ...{ block: block.id, number, id: rowId(block.id, number), facts: {}, stages: {} },
      ...{ called: [], further: [] },
    };
    row.facts[field.fact] = answer;
    row.stages[field.fact] = block.stage ?? "meeting";
    found.set(number, row);
  }
  return [...found.values()].sort((one, other) => one.number - other.number);
}

/** Whether a row says nothing that contradicts another, but for its words. @param {Row} row @param {Row} other @param {boolean} renamed */
const takesRow = (row, other, renamed) =>
  !(renamed && row.further.includes(other.block)) &&
  Object.keys(row.facts)
    .filter((name) => other.facts[name])
    .every((name) => (renamed && isName(name)) || agrees(name, row.facts[name], other.facts[name]));

/** @param {string} name */
const isName = (name) => PARTS.some((part) => textFact(part) === name);

/** @param {string} name @param {Answer} one @param {Answer} other */
function agrees(name, one, other) {
  if (isName(name)) return plainly(textOf(one)) === plainly(textOf(other));
  if (PARTS.some((part) => codeFact(part) === name)) return bare(textOf(one)) === bare(textOf(other));
  return one.kind === other.kind && textOf(one) === textOf(other);
}

/** Put rows of a further block into those of a block; give back those that find none. @param {Row[]} base @param {Row[]} further */
function joinRows(base, further) {
  // Whose words or code stand in both comes first, lest a number takes their row.
  const waiting = further
    .filter((row) => !put(row, namedLike(base, row), false))
    .filter((row) => !put(row, wordedLike(base, row), true));
  return waiting.filter((row) => !put(row, numberedLike(base, row), true));
}

/** Put a row into its only possible home, and tell whether there is one. @param {Row} row @param {Row[]} homes @param {boolean} renamed */
function put(row, homes, renamed) {
  const [home] = homes;
  if (homes.length !== 1 || !takesRow(home, row, renamed)) return false;
  for (const part of PARTS) {
    const [words, ours] = [factText(row, textFact(part)), factText(home, textFact(part))];
    if (words && ours && plainly(words) !== plainly(ours)) home.called.push(words);
  }
  home.further.push(row.block);
  home.facts = { ...row.facts, ...home.facts };
  home.stages = { ...row.stages, ...home.stages };
  return true;
}

/** @param {Row[]} base @param {Row} row */
function namedLike(base, row) {
  for (const part of PARTS) {
    const words = plainly(factText(row, textFact(part)));
    const code = bare(factText(row, codeFact(part)));
    if (!words && !code) continue;
    const like = base.filter((other) =>
      words
        ? plainly(factText(other, textFact(part))) === words
        : bare(factText(other, codeFact(part))) === code,
    );
    const same = like.filter((other) => other.number === row.number);
    return same.length ? same : like;
  }
  return [];
}

/** Those whose words are most like a row's own: retyped or shortened. @param {Row[]} base @param {Row} row */
function wordedLike(base, row) {
  const found = PARTS.flatMap((part) =>
    base.map((other) => ({
      other,
      score: likeness(factText(row, textFact(part)), factText(other, textFact(part))),
    })),
  );
  const best = Math.max(0, ...found.map(({ score }) => score));
  return best < ALIKE ? [] : found.filter(({ score }) => score === best).map(({ other }) => other);
}

/** @param {Row[]} base @param {Row} row */
function numberedLike(base, row) {
  if (PARTS.some((part) => factText(row, codeFact(part)))) return [];
  const said = PARTS.map((part) => saidNumber(factText(row, textFact(part)))).find(Boolean);
  const worded = PARTS.map(textFact).filter((name) => factText(row, name));
  return base.filter(
    (other) =>
      other.number === (said ?? row.number) &&
      !PARTS.some((part) => factText(other, codeFact(part))) &&
      (!worded.length || worded.some((name) => factText(other, name))),
  );
}

/** The number that words are: of "Measure 2" it is 2. @param {string} text */
function saidNumber(text) {
  const [, number] = /^[\p{L}_]{0,20}[ .:#]{0,2}([1-9][0-9]?)[.:]?$/u.exec(text.trim()) ?? [];
  return number ? Number(number) : undefined;
}

/** In the order of several keys, one after another. @param {(string | number)[]} one @param {(string | number)[]} other */
export function byKeys(one, other) {
  for (const [index, key] of one.entries()) {
    const against = other[index];
    const order =
      typeof key === "number" ? key - Number(against) : byText(key, String(against));
    if (order) return order;
  }
  return 0;
}
