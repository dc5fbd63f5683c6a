import { BOX } from "./cells.js";
import { readMarks, readTyped, unmarked } from "./marks.js";
import { Outcome } from "./outcome.js";
import { isTelling } from "./printed.js";
import { pattern } from "./rules.js";
import { lengthOf, partAt, plain, squeeze } from "./wording.js";
/**
 * The boxes in the row of a statement: a scale, or one thing to tick, as
 * `toimintamalli_docx.reader.rows` reads them.
 *
 * @import { Setting } from "./answering.js"
 * @import { Cell } from "./cells.js"
 * @import { Marked } from "./marks.js"
 * @import { Asked } from "./places.js"
 * @typedef {object} RowMarks the marks of a row, as they are found
 * @property {Set<number>} ticked
 * @property {Set<number>} typed
 * @property {string[]} contradictions
 * @property {Set<number>} looks values that somebody circled, highlighted, or left when striking out the others
 * @property {boolean} looksEmpty
 * @property {string[]} elsewhere numbers typed in the column of another value
 * @property {string[]} words
 * @typedef {object} StatementRow the row of one statement
 * @property {Cell[]} cells
 * @property {number} at which of them the statement stands in
 * @property {Asked} asked
 * @property {Setting} setting
 */

const ITEM_NUMBER = pattern("itemNumber");

/** What the row of a statement says; `at` is the index of its cell. @param {Cell[]} cells @param {number} at @param {Asked} asked @param {Setting} setting */
export function readRow(cells, at, asked, setting) {
  const row = { cells, at, asked, setting };
  return asked.kind === "scale" ? readScale(row) : readCheck(row);
}

/**
 * Whether a printed statement has been changed, and what was written beside it.
 * @param {string} text @param {Asked} asked @param {Setting} setting
 * @param {string} [inside] the part that the bookmark is around, if it is around the statement
 * @returns {{isChanged: boolean, rest: string}}
 */
export function comparePrompt(text, asked, setting, inside) {
  const unchanged = { isChanged: false, rest: "" };
  if (squeeze(text) === asked.prompts[setting.language]) return unchanged;
  const known = new Set(asked.beside.map(plain));
  const lines = text
    .split("\n")
    .map(plain)
    .filter((line) => !known.has(line) && !wasPrinted(line, setting));
  if (!lines.length) return unchanged;
  let said = lines.filter(Boolean).join(" ");
  for (const printed of longestFirst(known)) said = squeeze(said.replaceAll(printed, () => " "));
  for (const prompt of longestFirst(new Set(Object.values(asked.prompts).map(plain)))) {
    if (!prompt || !said.includes(prompt)) continue;
    const [before, after] = partAt(said, prompt);
    return { isChanged: false, rest: withoutBlanks(`${withoutNumber(before)} ${after}`, setting) };
  }
  return compareLines(lines, text, asked, setting, inside);
}

/** @param {Iterable<string>} texts */
const longestFirst = (texts) =>
  [...texts].filter(Boolean).sort((one, other) => lengthOf(other) - lengthOf(one));

/** The same where none of today's wordings stands. @param {string[]} all @param {string} text @param {Asked} asked @param {Setting} setting @param {string} [inside] */
function compareLines(all, text, asked, setting, inside) {
  const lines = all.filter((line) => line && !isOurs(line, setting));
  const said = squeeze(lines.join(" "));
  // The question itself is gone: what stands at its place may answer another.
  if (!said) return { isChanged: setting.isKnown && !plain(text), rest: "" };
  const { before, words, after } = setting.printed.split(said);
  if (before || after) return { isChanged: false, rest: withoutBlanks(words, setting) };
  if (!Object.keys(asked.prompts).length || !setting.isKnown) {
    // What was printed there is not known, so that nobody can have changed it.
    const around = inside ? plain(inside) : "";
    const rest = around ? withoutBlanks(said.replace(around, () => " "), setting) : "";
    return { isChanged: false, rest };
  }
  return { isChanged: true, rest: withoutBlanks(withoutNumber(said), setting) };
}

/** Whether a line is printed, and not so short that somebody may have typed it. @param {string} line @param {Setting} setting */
const isOurs = (line, { isCurrent, printed }) => (isTelling(line) || !isCurrent) && printed.has(line);

/** Whether a whole line is printed in a workbook of an earlier content. @param {string} line @param {Setting} setting */
const wasPrinted = (line, { isCurrent, printed }) => !isCurrent && line !== "" && printed.has(line);

/** @param {string} text */
const withoutNumber = (text) => text.replace(ITEM_NUMBER, "");

/** @param {string} text @param {Setting} setting */
const withoutBlanks = (text, { blanks }) =>
  squeeze(blanks.reduce((left, blank) => left.replaceAll(blank, () => " "), text));

/** The one value that is marked. @param {StatementRow} row */
function readScale(row) {
  const outcome = new Outcome();
  /** @type {RowMarks} */
  const marks = {
    ...{ ticked: new Set(), typed: new Set(), looks: new Set(), contradictions: [], looksEmpty: false },
    ...{ elsewhere: [], words: [] },
  };
  const values = row.asked.offers.map(({ value }) => Number(value));
  const columns = columnsOf(row, values);
  const parties = partiesOf(row, columns);
  for (const [index, cell] of row.cells.entries()) {
    const own = columns.get(index);
    const party = parties.get(index);
    if (own) readValues(marks, readMarks(cell, row.setting.blanks, own[0]), own, values);
    else if (party !== undefined) readParty(row, outcome, cell, party, values);
    else if (index !== row.at) readOther(marks, marksAside(row, index), index < row.at ? values : []);
  }
  readStatement(row, outcome, marks, values);
  readLooks(row, marks, columns);
  conclude(outcome, marks);
  tellLook(row, outcome, columns);
  return outcome;
}

/** Whose own answer can be written in each cell beside the joint one. @param {StatementRow} row @param {Map<number, number[]>} columns @returns {Map<number, string>} */
function partiesOf({ at, asked: { views = [] } }, columns) {
  const first = columns.size ? Math.min(...columns.keys()) : 0;
  if (Math.max(0, first - at - 1) !== views.length) return new Map();
  return new Map(views.map((party, index) => [at + 1 + index, party]));
}

/** Read what one party said, written down at the joint meeting. @param {StatementRow} row @param {Outcome} outcome @param {Cell} cell @param {string} party @param {number[]} values */
function readParty({ asked, setting }, outcome, cell, party, values) {
  const place = `${asked.id.split("@")[0]}@${party}`;
  const marked = readMarks(cell, setting.blanks);
  const own = new Outcome();
  if (marked.number !== undefined && values.includes(marked.number))
    own.answer = { kind: "scale", value: marked.number };
  else own.beside(saidBy(marked).join("\n"));
  if (marked.isCrossed || marked.boxes.includes(true)) own.beside("x");
  if (cell.struck) own.doubt("docx-struck", cell.struck, cell.struck);
  if (!own.isEmpty) outcome.others.push({ place, outcome: own });
}

/** Read what is circled, set off, or left over when all others are struck out. @param {StatementRow} row @param {RowMarks} marks @param {Map<number, number[]>} columns */
function readLooks({ cells }, marks, columns) {
  const ones = [...columns].flatMap(([index, own]) =>
    own.length === 1 ? [{ value: own[0], cell: cells[index], look: cells[index].look }] : [],
  );
  const usual = mostCommon(ones.map(({ look }) => look));
  const left = ones.filter(({ cell }) => !cell.gone.size);
  for (const { value, cell, look } of ones)
    if (cell.rings || (look && look !== usual)) marks.looks.add(value);
  const remaining = new Set(left.map(({ value }) => value));
  if (left.length < ones.length && remaining.size === 1) for (const value of remaining) marks.looks.add(value);
}

/** What there is most of, of as many the first. @param {string[]} texts */
function mostCommon(texts) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  let found = "";
  let most = 0;
  for (const [text, count] of counts) if (count > most) [found, most] = [text, count];
  return found;
}

/** Tell of a row that looks different and has given no answer. @param {StatementRow} row @param {Outcome} outcome @param {Map<number, number[]>} [columns] */
function tellLook({ cells, at }, outcome, columns = new Map()) {
  for (const [index, { struck }] of cells.entries())
    if (struck && !columns.has(index)) outcome.doubt("docx-struck", struck, struck);
  const isSetOff = cells.some(
    (cell, index) => cell.rings || cell.look || (cell.gone.size && columns.has(index)),
  );
  if (isSetOff && outcome.isEmpty) outcome.doubt("docx-set-off", squeeze(cells[at].whole));
}

/** Whether the box is ticked. @param {StatementRow} row */
function readCheck(row) {
  const outcome = new Outcome();
  const aside = row.cells.flatMap((_, index) => (index === row.at ? [] : [marksAside(row, index)]));
  const beside = besideStatement(row, outcome);
  const isTicked = beside.isCrossed || aside.some((marked) => marked.isCrossed || marked.boxes.includes(true));
  const contradictions = aside.flatMap((marked) => marked.contradictions).join(" ");
  if (contradictions) outcome.doubt("docx-box-differs", contradictions, contradictions);
  else if (isTicked) {
    outcome.answer = { kind: "check", value: true };
    if (aside.some(({ looksEmpty }) => looksEmpty)) outcome.doubt("docx-box-looks-empty", BOX);
  }
  outcome.beside([...aside, beside].flatMap(saidBy).join("\n"));
  tellLook(row, outcome);
  return outcome;
}

/** The values of each cell: the last cells in order, or the boxes in order. @param {StatementRow} row @param {number[]} values @returns {Map<number, number[]>} */
function columnsOf({ cells, at }, values) {
  const boxed = cells.flatMap((cell, index) => cell.of("box").map(() => index));
  const first = cells.length - values.length;
  if (first > at && boxed.every((index) => index >= first))
    return new Map(values.map((value, index) => [first + index, [value]]));
  /** @type {Map<number, number[]>} */
  const columns = new Map();
  if (boxed.length === values.length)
    for (const [order, index] of boxed.entries())
      columns.set(index, [...(columns.get(index) ?? []), values[order]]);
  return columns;
}

/** @param {RowMarks} marks @param {Marked} marked @param {number[]} own @param {number[]} values */
function readValues(marks, marked, own, values) {
  marks.looksEmpty ||= marked.looksEmpty;
  if (marked.contradictions.length)
    marks.contradictions.push(...marked.contradictions.map((sign) => `${own[0]} ${sign}`));
  else if (marked.boxes.length === own.length)
    for (const [index, value] of own.entries()) marked.boxes[index] && marks.ticked.add(value);
  else if (marked.boxes.includes(true)) for (const value of own) marks.ticked.add(value);
  if (marked.isCrossed) for (const value of own) marks.ticked.add(value);
  const { number } = marked;
  if (number !== undefined && values.includes(number)) {
    marks.typed.add(number);
    if (!own.includes(number)) marks.elsewhere.push(String(number));
  } else if (number !== undefined) marks.words.push(String(number));
  if (marked.words) marks.words.push(marked.words);
}

/** Between the statement and the values stand what the parties answered earlier. @param {RowMarks} marks @param {Marked} marked @param {number[]} values those that may be typed there */
function readOther(marks, marked, values) {
  if (marked.number !== undefined && values.includes(marked.number)) marks.typed.add(marked.number);
  else marks.words.push(...saidBy(marked));
  marks.contradictions.push(...marked.contradictions);
  if (marked.isCrossed || marked.boxes.includes(true)) marks.words.push("x");
}

/** @param {StatementRow} row @param {Outcome} outcome @param {RowMarks} marks @param {number[]} values */
const readStatement = (row, outcome, marks, values) =>
  readOther(marks, besideStatement(row, outcome), values);

/** @param {Outcome} outcome @param {RowMarks} marks */
function conclude(outcome, { ticked, typed, looks, contradictions, looksEmpty, elsewhere, words }) {
  const found = [...new Set([...ticked, ...typed, ...looks])].sort((one, other) => one - other);
  if (contradictions.length) {
    const said = [...contradictions, ...found].join(", ");
    outcome.doubt("docx-box-differs", said, said);
  } else if (found.length > 1) outcome.doubt("docx-several-marks", found.join(", "), found);
  else if (found.length) {
    outcome.answer = { kind: "scale", value: found[0] };
    if (looksEmpty) outcome.doubt("docx-box-looks-empty", String(found[0]));
    if (!ticked.size && !typed.size) outcome.doubt("docx-read-by-look", String(found[0]));
    if (elsewhere.length && !ticked.size) outcome.doubt("docx-number-elsewhere", elsewhere[0]);
  }
  outcome.beside(words.join("\n"));
}

/** What stands beside a statement. @param {StatementRow} row @param {Outcome} outcome */
function besideStatement({ cells, at, asked, setting }, outcome) {
  const cell = cells[at];
  if (!cell) return unmarked();
  const inside = cell.around(asked.bookmark);
  const { isChanged, rest } = comparePrompt(cell.whole, asked, setting, inside);
  if (!isChanged) return readTyped(rest);
  outcome.doubt("docx-changed-prompt", rest, rest || undefined);
  return unmarked();
}

/** What is marked in a cell beyond the number of the item, which is printed. @param {StatementRow} row @param {number} index */
function marksAside({ cells, at, setting }, index) {
  // The item's number stands before it; elsewhere 3.5 is what somebody wrote.
  const number = index < at ? ITEM_NUMBER.exec(squeeze(cells[index].text)) : null;
  return readMarks(cells[index], number ? [number[0]] : setting.blanks);
}

/** @param {Marked} marked */
const saidBy = ({ number, words }) => [number === undefined ? "" : String(number), words].filter(Boolean);
