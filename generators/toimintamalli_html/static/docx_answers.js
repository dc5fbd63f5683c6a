import {
  BOX,
  TICKED,
  cellText,
  controlsOf,
  outsideOf,
  shownIn,
  textInBookmark,
} from "./docx_cells.js";
import { readNumber } from "./decimals.js";
import { EMPTY, MARKS, doubt, keepBeside, noOutcome } from "./docx_marks.js";
import { MOST_IN_DOCX } from "./docx_refusal.js";
import { readSeveralIn } from "./docx_several.js";
import { fold, isDay, lengthOf, readDay, tellsDay, tidy, without } from "./docx_wording.js";
import { squeeze } from "./plan_rows.js";
/**
 * The answer in the cell of one place, or in the row of a statement, as
 * `toimintamalli_docx.reader` reads them, on the same test cases.
 *
 * @import { Answer } from "./answers.js"
 * @import { Cell, Control } from "./docx_cells.js"
 * @import { Asked, Offer, PlaceKind } from "./docx_places.js"
 * @typedef {{code: string, text: string, kept?: unknown}} DoubtInDocx something that a person should look at
 * @typedef {{answer?: Answer, doubts: DoubtInDocx[]}} Outcome
 * @typedef {object} Setting what a document says about how to read it
 * @property {string} language
 * @property {string[]} blanks
 * @property {Record<string, string>} dates
 * @property {boolean} isCurrent whether it has the wording of today's content
 * @typedef {object} Marked what a cell with boxes says
 * @property {boolean[]} boxes whether each live box is ticked
 * @property {string[]} contradictions what is shown by each box that looks ticked and is not
 * @property {boolean} looksEmpty
 * @property {boolean} isCrossed whether somebody typed a mark
 * @property {number} [number] that somebody typed
 * @property {string} words
 */

/** What the cell of a place says. @param {Cell} cell @param {Asked} asked @param {Setting} setting */
export function readAnswer(cell, asked, setting) {
  const outcome = READERS[asked.kind](cell, asked, setting);
  if (cell.pictures) doubt(outcome, "docx-picture", "");
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readTextIn(cell, _, { blanks }) {
  const outcome = noOutcome();
  const said = tidy(cellText(cell), blanks);
  if (lengthOf(said) > MOST_IN_DOCX.text) doubt(outcome, "docx-too-long", said.slice(0, 100), said);
  else if (said) outcome.answer = { kind: "text", value: said };
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readCheckIn(cell, _, { blanks }) {
  const outcome = noOutcome();
  const marked = readMarks(cell, blanks);
  const { contradictions } = marked;
  if (contradictions.length) doubt(outcome, "docx-box-differs", contradictions.join(" "), contradictions);
  else if (marked.isCrossed || marked.boxes.includes(true)) {
    outcome.answer = { kind: "check", value: true };
    if (marked.looksEmpty) doubt(outcome, "docx-box-looks-empty", BOX);
  }
  keepBeside(outcome, marked.number === undefined ? marked.words : String(marked.number));
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readDateIn(cell, _, { blanks, dates, language }) {
  const outcome = noOutcome();
  const said = tidy(cellText(cell), blanks);
  if (!said) return outcome;
  const control = controlsOf(cell, "date").find(({ isBlank }) => !isBlank);
  const picked = control && isDay(control.day) ? control.day : "";
  const shown = readDay(said, control?.picture || (dates[language] ?? ""));
  const read = shown || (picked && tellsDay(said, picked) ? picked : "");
  if (read) outcome.answer = { kind: "date", value: read };
  else doubt(outcome, "docx-bad-date", said, said);
  if (read && picked && picked !== read) doubt(outcome, "docx-date-differs", `${said} / ${picked}`);
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readNumberIn(cell, _, { blanks }) {
  const outcome = noOutcome();
  const said = tidy(cellText(cell), blanks);
  const read = readNumber(said);
  if (read) {
    outcome.answer = { kind: "number", value: read.value };
    keepBeside(outcome, read.beside);
  } else if (said) doubt(outcome, "docx-bad-number", said, said);
  return outcome;
}

/** @param {Cell} cell @param {Asked} asked @param {Setting} setting */
function readChoiceIn(cell, asked, setting) {
  const outcome = noOutcome();
  const typed = tidy(outsideOf(cell, "choice"), setting.blanks);
  const picked = controlsOf(cell, "choice").flatMap((each) => {
    const shown = tidy(shownIn(cell, each), setting.blanks);
    const answer = chosenAs(listed(shown, each), asked) ?? meant(shown, asked, setting);
    return shown ? [{ shown, answer }] : [];
  });
  const typedAnswer = typed ? meant(typed, asked, setting) : undefined;
  const everything = squeeze([...picked.map(({ shown }) => shown), typed].join(" "));
  const found = [...picked.map(({ answer }) => answer), typedAnswer].filter((each) => each !== undefined);
  const distinct = new Set(found.map((each) => JSON.stringify(each)));
  if (distinct.size > 1) doubt(outcome, "docx-several-choices", everything, everything);
  else if (distinct.size) {
    [outcome.answer] = found;
    const unclear = picked.filter(({ answer }) => !answer).map(({ shown }) => shown);
    keepBeside(outcome, [...unclear, ...(typedAnswer ? [] : [typed])].join("\n"));
  } else if (everything && !isUnmarked(everything, asked))
    doubt(outcome, "docx-not-offered", everything, everything);
  return outcome;
}

/** The value that a list shows so; of several the one that was picked. @param {string} shown @param {Control} control */
function listed(shown, { items, last }) {
  const values = items.filter(([, label]) => squeeze(label) === squeeze(shown)).map(([value]) => value);
  if (values.includes(last)) return last;
  return new Set(values).size === 1 ? values[0] : "";
}

/** The answer with a value that the place offers; one that nobody remembers offers all. @param {string} value @param {Asked} asked @returns {Answer | undefined} */
function chosenAs(value, asked) {
  const offer = asked.offers.find((each) => String(each.value) === value);
  const isId = value.length <= 64 && /^[a-z][a-z0-9-]*$/.test(value);
  if (offer) return answerOf(offer.value, asked);
  return isId && !asked.offers.length && asked.kind !== "scale" ? answerOf(value, asked) : undefined;
}

/** @param {number | string} value @param {Asked} asked @returns {Answer} */
const answerOf = (value, asked) =>
  asked.kind === "scale"
    ? { kind: "scale", value: Number(value) }
    : { kind: "choice", value: String(value) };

/** The answer that a text names, by its label in any language, its id or a typed mark. @param {string} text @param {Asked} asked @param {Setting} setting */
function meant(text, asked, { language }) {
  const said = fold(markedLabel(text));
  /** @param {(offer: Offer) => string[]} names */
  const called = (names) =>
    asked.offers.filter((offer) => said && names(offer).map(fold).includes(said));
  const own = called(({ labels }) => [labels[language] ?? ""]);
  const found = own.length
    ? own
    : called(({ labels, value }) => [...Object.values(labels), String(value)]);
  return found.length === 1 ? answerOf(found[0].value, asked) : undefined;
}

/** @param {string} text */
function boxedLabels(text) {
  const pieces = text.split(new RegExp(`([${BOX}${TICKED}])`));
  const boxes = pieces.filter((_, index) => index % 2);
  const labels = pieces.filter((_, index) => index && index % 2 === 0);
  return { start: pieces[0].trim(), boxes, labels };
}

/** The label after the only ticked box, for choices that were printed with boxes. @param {string} text */
function markedLabel(text) {
  const { start, boxes, labels } = boxedLabels(text);
  const ticked = labels.filter((_, index) => boxes[index] === TICKED);
  return ticked.length === 1 && !start ? ticked[0] : text;
}

/** Whether a text is what was printed: every choice with an empty box. @param {string} text @param {Asked} asked */
function isUnmarked(text, asked) {
  const { start, boxes, labels } = boxedLabels(text);
  const known = asked.offers.flatMap((each) => Object.values(each.labels).map(fold));
  return !start && !boxes.includes(TICKED) && labels.every((each) => known.includes(fold(each)));
}

/** @type {Record<PlaceKind, (cell: Cell, asked: Asked, setting: Setting) => Outcome>} */
const READERS = {
  several: readSeveralIn,
  number: readNumberIn,
  text: readTextIn,
  check: readCheckIn,
  date: readDateIn,
  choice: readChoiceIn,
  scale: readChoiceIn,
};

/** @returns {Marked} */
const unmarked = () => ({
  ...{ boxes: [], contradictions: [], looksEmpty: false, isCrossed: false, words: "" },
});

/** What is marked in a cell; on paper its circle shows a value. @param {Cell} cell @param {string[]} blanks @param {number} [value] @returns {Marked} */
export function readMarks(cell, blanks, value) {
  const found = unmarked();
  const rest = [outsideOf(cell, "box"), ...controlsOf(cell, "box").map((box) => readBox(found, cell, box))];
  const typed = tidy(rest.join(""), blanks);
  const circle = value !== undefined && value >= 1 && value <= 20 ? String.fromCharCode(0x245f + value) : `(${value ?? ""})`;
  const bareText = typed.startsWith(circle) ? typed.slice(circle.length) : typed;
  const free = bareText.endsWith(circle) ? bareText.slice(0, -circle.length) : bareText;
  readTyped(found, free.trim());
  return found;
}

/** Note the state of a live box, and return what somebody typed inside it. @param {Marked} found @param {Cell} cell @param {Control} box */
function readBox(found, cell, box) {
  const shown = shownIn(cell, box).trim();
  if (shown === (box.checked ? box.on : box.off)) {
    found.boxes.push(box.checked);
    return "";
  }
  const signs = [...EMPTY, ...MARKS, box.on, box.off];
  const glyph = [...shown].find((each) => signs.includes(each)) ?? "";
  const looksTicked = glyph === box.on || (MARKS.includes(glyph) && glyph !== box.off);
  if (glyph && looksTicked && !box.checked) found.contradictions.push(glyph);
  else {
    // A program ticked it and forgot what people see: nobody does that by hand.
    found.looksEmpty ||= Boolean(glyph) && box.checked && !looksTicked;
    found.boxes.push(box.checked);
  }
  return glyph ? shown.replace(glyph, "") : shown;
}

/** @param {Marked} found @param {string} typed */
function readTyped(found, typed) {
  const letters = [...typed].filter((each) => each.trim() && !EMPTY.includes(each));
  if (!letters.length) return;
  const number = typed.replace(/^[☐□◻]+|[☐□◻]+$/g, "").trim();
  if (letters.every((each) => MARKS.includes(each))) found.isCrossed = true;
  else if (/^[-−+]?[0-9]{1,7}$/.test(number)) found.number = Number(number.replace("−", "-"));
  else found.words = typed;
}

/** @param {Marked} marked */
const saidBy = ({ number, words }) => [number === undefined ? "" : String(number), words].filter(Boolean);

const NUMBER_OF_ITEM = /^[0-9]+\.[0-9]+(?![0-9])/;

/**
 * Whether a printed statement has been changed, and what was written beside it.
 * @param {string} text @param {Asked} asked @param {Setting} setting
 * @param {string} [inside] the part that the bookmark is around
 * @returns {{isChanged: boolean, rest: string}}
 */
export function comparePrompt(text, asked, setting, inside = "") {
  if (squeeze(text) === asked.prompts[setting.language]) return { isChanged: false, rest: "" };
  const known = asked.beside.map(squeeze);
  const lines = text.split("\n").filter((each) => !known.includes(squeeze(each)));
  let said = squeeze(lines.join(" "));
  for (const each of [...asked.beside].sort((one, other) => other.length - one.length))
    said = squeeze(said.replaceAll(each, () => " "));
  let rest = without(said, Object.values(asked.prompts));
  for (const each of setting.blanks) rest = rest && squeeze(rest.replaceAll(each, () => " "));
  if (rest !== undefined) return { isChanged: false, rest: withoutNumber(rest) };
  const around = squeeze(inside);
  const beside = around ? squeeze(said.replace(around, () => " ")) : "";
  const isChanged = setting.isCurrent && Object.keys(asked.prompts).length > 0;
  return { isChanged, rest: withoutNumber(beside) };
}

/** @param {string} text */
const withoutNumber = (text) => squeeze(text.replace(NUMBER_OF_ITEM, ""));

/** What is marked in a cell beyond the number of the item, which is printed. @param {Cell} cell @param {Setting} setting */
function marksAside(cell, { blanks }) {
  const [number] = NUMBER_OF_ITEM.exec(squeeze(cellText(cell))) ?? [];
  return readMarks(cell, number ? [number] : blanks);
}

/** What stands beside a statement. @param {Outcome} outcome @param {Cell | undefined} cell @param {Asked} asked @param {Setting} setting */
function readStatement(outcome, cell, asked, setting) {
  if (!cell) return unmarked();
  const inside = textInBookmark(cell, asked.bookmark);
  const text = cellText(cell);
  const { isChanged, rest } = comparePrompt(text, asked, setting, inside);
  if (isChanged) doubt(outcome, "docx-changed-prompt", squeeze(inside || text));
  const found = unmarked();
  readTyped(found, rest.trim());
  return found;
}

/** What the row of a statement says; `at` is the index of its cell. @param {Cell[]} cells @param {number} at @param {Asked} asked @param {Setting} setting */
export const readStatementRow = (cells, at, asked, setting) =>
  (asked.kind === "scale" ? readScaleRow : readCheckRow)(cells, at, asked, setting);

/** @param {Cell[]} cells @param {number} at @param {Asked} asked @param {Setting} setting */
function readCheckRow(cells, at, asked, setting) {
  const outcome = noOutcome();
  const aside = cells.filter((_, index) => index !== at).map((cell) => marksAside(cell, setting));
  const beside = readStatement(outcome, cells[at], asked, setting);
  const isTicked = [beside, ...aside].some((each) => each.isCrossed || each.boxes.includes(true));
  const contradictions = aside.flatMap((each) => each.contradictions).join(" ");
  if (contradictions) doubt(outcome, "docx-box-differs", contradictions, contradictions);
  else if (isTicked) {
    outcome.answer = { kind: "check", value: true };
    if (aside.some(({ looksEmpty }) => looksEmpty)) doubt(outcome, "docx-box-looks-empty", BOX);
  }
  keepBeside(outcome, [...aside, beside].flatMap(saidBy).join("\n"));
  return outcome;
}

/**
 * @typedef {object} RowMarks the marks of a row, as they are found
 * @property {Set<number>} ticked
 * @property {Set<number>} typed
 * @property {string[]} contradictions
 * @property {boolean} looksEmpty
 * @property {string[]} elsewhere numbers typed in the column of another value
 * @property {string[]} words
 */

/** The one value that is marked in a row. @param {Cell[]} cells @param {number} at @param {Asked} asked @param {Setting} setting */
function readScaleRow(cells, at, asked, setting) {
  const outcome = noOutcome();
  /** @type {RowMarks} */
  const marks = {
    ...{ ticked: new Set(), typed: new Set(), contradictions: [], looksEmpty: false },
    ...{ elsewhere: [], words: [] },
  };
  const values = asked.offers.map((each) => Number(each.value));
  const columns = columnsOf(cells, at, values);
  cells.forEach((cell, index) => {
    const own = columns.get(index);
    if (own) readValues(marks, readMarks(cell, setting.blanks, own[0]), own, values);
    else if (index !== at) readAside(marks, marksAside(cell, setting), index < at ? values : []);
  });
  readAside(marks, readStatement(outcome, cells[at], asked, setting), values);
  conclude(outcome, marks);
  return outcome;
}

/** The values of each cell: the last cells in order, or the boxes in order. @param {Cell[]} cells @param {number} at @param {number[]} values @returns {Map<number, number[]>} */
function columnsOf(cells, at, values) {
  const boxed = cells.flatMap((cell, index) => controlsOf(cell, "box").map(() => index));
  const first = cells.length - values.length;
  if (first > at && boxed.every((index) => index >= first))
    return new Map(values.map((value, index) => [first + index, [value]]));
  /** @type {Map<number, number[]>} */
  const columns = new Map();
  if (boxed.length === values.length)
    boxed.forEach((index, order) => columns.set(index, [...(columns.get(index) ?? []), values[order]]));
  return columns;
}

/** @param {RowMarks} marks @param {Marked} marked @param {number[]} own @param {number[]} values */
function readValues(marks, marked, own, values) {
  marks.looksEmpty ||= marked.looksEmpty;
  if (marked.contradictions.length)
    marks.contradictions.push(...marked.contradictions.map((each) => `${own[0]} ${each}`));
  else if (marked.boxes.length === own.length)
    for (const [index, value] of own.entries()) marked.boxes[index] && marks.ticked.add(value);
  else if (marked.boxes.includes(true)) for (const each of own) marks.ticked.add(each);
  if (marked.isCrossed) for (const each of own) marks.ticked.add(each);
  const { number } = marked;
  if (number !== undefined && values.includes(number)) {
    marks.typed.add(number);
    if (!own.includes(number)) marks.elsewhere.push(String(number));
  } else if (number !== undefined) marks.words.push(String(number));
  if (marked.words) marks.words.push(marked.words);
}

/** Between the statement and the values stand what the parties answered earlier. @param {RowMarks} marks @param {Marked} marked @param {number[]} values those that may be typed there */
function readAside(marks, marked, values) {
  if (marked.number !== undefined && values.includes(marked.number)) marks.typed.add(marked.number);
  else marks.words.push(...saidBy(marked));
  marks.contradictions.push(...marked.contradictions);
  if (marked.isCrossed || marked.boxes.includes(true)) marks.words.push("x");
}

/** @param {Outcome} outcome @param {RowMarks} marks */
function conclude(outcome, { ticked, typed, contradictions, looksEmpty, elsewhere, words }) {
  const found = [...new Set([...ticked, ...typed])].sort((one, other) => one - other);
  if (contradictions.length) {
    const said = [...contradictions, ...found].join(", ");
    doubt(outcome, "docx-box-differs", said, said);
  } else if (found.length > 1) doubt(outcome, "docx-several-marks", found.join(", "), found);
  else if (found.length) {
    outcome.answer = { kind: "scale", value: found[0] };
    if (looksEmpty) doubt(outcome, "docx-box-looks-empty", String(found[0]));
    if (elsewhere.length && !ticked.size) doubt(outcome, "docx-number-elsewhere", elsewhere[0]);
  }
  keepBeside(outcome, words.join("\n"));
}
