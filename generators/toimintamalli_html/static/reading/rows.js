import { BOX } from "./cells.js";
import { MARKS, readMarks, readTyped, unmarked } from "./marks.js";
import { Outcome } from "./outcome.js";
import { isTelling } from "./printed.js";
import { RULES, pattern } from "./rules.js";
import { alphaCount, lengthOf, partAt, plain, squeeze, wordsOf } from "./wording.js";
/**
 * The boxes in the row of a statement: a scale, or one thing to tick, as
 * `toimintamalli_docx.reader.rows` reads them.
 *
 * @import { Setting } from "./answering.js"
 * @import { Cell } from "./cells.js"
 * @import { Marked } from "./marks.js"
 * @import { Asked } from "./places.js"
 * @typedef {number | "no-answer"} Value one of a scale, or that of who can't say
 * @typedef {object} RowMarks the marks of a row, as they are found
 * @property {Set<Value>} ticked
 * @property {Set<Value>} typed
 * @property {string[]} contradictions
 * @property {Set<Value>} looks values that somebody circled, highlighted, or left when striking out the others
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
const NO_ANSWER = "no-answer";
/** What stands above the boxes of who can't say, and how their bookmarks begin. */
const { sign: UNSURE, place: MARK, own: UNSURE_MARK } = RULES.unsure;

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
  const said = withoutKnown(lines.filter(Boolean).join(" "), asked);
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

/** What was said beside a statement without what is printed there besides. @param {string} said @param {Asked} asked */
const withoutKnown = (said, { beside }) =>
  longestFirst(new Set(beside.map(plain))).reduce(
    (left, printed) => squeeze(left.replaceAll(printed, () => " ")),
    said,
  );

/** The same where none of today's wordings stands. @param {string[]} all @param {string} text @param {Asked} asked @param {Setting} setting @param {string} [inside] */
function compareLines(all, text, asked, setting, inside) {
  const lines = all.filter((line) => line && !isOurs(line, setting));
  const said = squeeze(lines.join(" "));
  // The question itself is gone: what stands at its place may answer another.
  if (!said) return { isChanged: setting.isKnown && !plain(text), rest: "" };
  const { before, words, after } = setting.printed.split(said);
  if (before || after) return { isChanged: false, rest: withoutBlanks(withoutKnown(words, asked), setting) };
  if (!Object.keys(asked.prompts).length || !setting.isKnown) {
    // What was printed there is not known, so that nobody can have changed it.
    const around = inside ? plain(inside) : "";
    const rest = around ? withoutKnown(said.replace(around, () => " "), asked) : "";
    return { isChanged: false, rest: withoutBlanks(rest, setting) };
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
  const columns = columnsOf(row, values, unsureIn(row, values));
  const parties = partiesOf(row, columns);
  for (const [index, cell] of row.cells.entries()) {
    const own = columns.get(index);
    const party = parties.get(index);
    if (own) readValues(marks, marksOn(cell, own, row.setting), own, values);
    else if (party !== undefined) readParty(row, outcome, cell, party, values);
    else if (index !== row.at) readOther(marks, marksAside(row, index), index < row.at ? values : []);
  }
  readStatement(row, outcome, marks, values);
  readLooks(row, marks, columns);
  conclude(outcome, marks, values);
  tellLook(row, outcome, columns);
  return outcome;
}

/** Whose own answer can be written in each cell beside the joint one. @param {StatementRow} row @param {Map<number, Value[]>} columns @returns {Map<number, string>} */
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
    own.answer = answerOf(marked.number);
  else if (marked.words === UNSURE) own.answer = answerOf(NO_ANSWER);
  else own.beside(saidBy(marked).join("\n"));
  if (marked.isCrossed || marked.boxes.includes(true)) own.beside("x");
  if (cell.struck) own.doubt("docx-struck", cell.struck, cell.struck);
  if (!own.isEmpty) outcome.others.push({ place, outcome: own });
}

/** Read what is circled, set off, or left over when all others are struck out. @param {StatementRow} row @param {RowMarks} marks @param {Map<number, Value[]>} columns */
function readLooks({ cells }, marks, columns) {
  const ones = [...columns].flatMap(([index, own]) =>
    own.length === 1 ? [{ value: own[0], cell: cells[index], look: cells[index].look }] : [],
  );
  const usual = mostCommon(ones.map(({ look }) => look));
  const left = ones.filter(({ cell }) => !cell.gone.size);
  for (const { value, cell, look } of ones)
    if (cell.rings || (look && look !== usual)) marks.looks.add(value);
  // Who strikes out the other values may leave the box of who can't say as it is.
  const values = left.filter(({ value }) => value !== NO_ANSWER);
  const remaining = new Set((values.length ? values : left).map(({ value }) => value));
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

/** Tell of a row that looks different and has given no answer. @param {StatementRow} row @param {Outcome} outcome @param {Map<number, Value[]>} [columns] */
function tellLook({ cells, at }, outcome, columns = new Map()) {
  for (const [index, { struck }] of cells.entries())
    if (struck && (!columns.has(index) || isWorded(struck))) outcome.doubt("docx-struck", struck, struck);
  const isSetOff = cells.some(
    (cell, index) => cell.rings || cell.look || (cell.gone.size && columns.has(index)),
  );
  if (isSetOff && outcome.isEmpty) outcome.doubt("docx-set-off", squeeze(cells[at].whole));
}

/** Whether somebody struck out words of their own, and not a printed value alone. @param {string} struck */
const isWorded = (struck) => alphaCount(struck) > 0 && !wordsOf(struck).every((word) => MARKS.has(word));

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

/** The index of the cell of who can't say; none where a row has no such cell. @param {StatementRow} row @param {number[]} values */
function unsureIn({ cells, at, asked, setting }, values) {
  const { bookmark } = asked;
  const name = UNSURE_MARK + (bookmark.startsWith(MARK) ? bookmark.slice(MARK.length) : bookmark);
  const marked = cells.findIndex(({ bookmarks }) => bookmarks.has(name));
  if (marked >= 0) return marked;
  // Programs that leave out bookmarks leave the cells.
  const last = cells.length - 1;
  return hasUnsure(last - at - values.length, asked, setting) ? last : undefined;
}

/**
 * Whether the last cell of a row is that of who can't say. Behind the statement stand spare cells that
 * are not those of a value: where both parties' views stand beside the joint one, so many more.
 * @param {number} spare @param {Asked} asked @param {Setting} setting
 */
export function hasUnsure(spare, { views = [] }, setting) {
  if (setting.hasUnsure === false) return false;
  const isSure = views.length !== 1 || setting.hasUnsure === true;
  return spare === views.length + 1 || (spare === 1 && isSure);
}

/** The values of each cell: the last cells in order, or the boxes in order. @param {StatementRow} row @param {number[]} values @param {number} [unsure] @returns {Map<number, Value[]>} */
function columnsOf({ cells, at, setting }, values, unsure) {
  const boxed = cells.flatMap((cell, index) => (index === unsure ? [] : cell.of("box").map(() => index)));
  const first = (unsure ?? cells.length) - values.length;
  /** @type {Map<number, Value[]>} */
  const columns = new Map();
  if (first > at && boxed.every((index) => index >= first))
    for (const [index, value] of values.entries()) columns.set(first + index, [value]);
  else {
    const isOneMore = boxed.length === values.length + 1 && setting.hasUnsure !== false;
    /** @type {Value[]} */
    const asked = isOneMore ? [...values, NO_ANSWER] : values;
    for (const [order, index] of boxed.length === asked.length ? boxed.entries() : [])
      columns.set(index, [...(columns.get(index) ?? []), asked[order]]);
  }
  if (unsure !== undefined) columns.set(unsure, [NO_ANSWER]);
  return columns;
}

/** What is marked in the cell of some values. @param {Cell} cell @param {Value[]} own @param {Setting} setting */
function marksOn(cell, [value], { blanks }) {
  if (value !== NO_ANSWER) return readMarks(cell, blanks, value);
  const marked = readMarks(cell, blanks);
  return marked.words === UNSURE ? { ...marked, words: "", isCrossed: true } : marked;
}

/** What stands above the boxes of a value. @param {Value} value */
const shown = (value) => (value === NO_ANSWER ? UNSURE : String(value));

/** @param {Value} value @returns {import("../file.js").Answer} */
const answerOf = (value) => (value === NO_ANSWER ? { kind: NO_ANSWER } : { kind: "scale", value });

/** @param {RowMarks} marks @param {Marked} marked @param {Value[]} own @param {number[]} values */
function readValues(marks, marked, own, values) {
  marks.looksEmpty ||= marked.looksEmpty;
  if (marked.contradictions.length)
    marks.contradictions.push(...marked.contradictions.map((sign) => `${shown(own[0])} ${sign}`));
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

/** @param {Outcome} outcome @param {RowMarks} marks @param {number[]} values */
function conclude(outcome, { ticked, typed, looks, contradictions, looksEmpty, elsewhere, words }, values) {
  const marked = new Set([...ticked, ...typed, ...looks]);
  /** @type {Value[]} */
  const order = [...[...values].sort((one, other) => one - other), NO_ANSWER];
  const found = order.filter((value) => marked.has(value));
  if (contradictions.length) {
    const said = [...contradictions, ...found.map(shown)].join(", ");
    outcome.doubt("docx-box-differs", said, said);
  } else if (found.length > 1) outcome.doubt("docx-several-marks", found.map(shown).join(", "), found);
  else if (found.length) {
    outcome.answer = answerOf(found[0]);
    if (looksEmpty) outcome.doubt("docx-box-looks-empty", shown(found[0]));
    if (!ticked.size && !typed.size) outcome.doubt("docx-read-by-look", shown(found[0]));
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
