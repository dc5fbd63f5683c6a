import { RULES, pattern, whole } from "./rules.js";
import { isSpace, strip, stripOf, tidy } from "./wording.js";
/**
 * Marks in cells: boxes to tick, and what people type beside or instead of them, as
 * `toimintamalli_docx.reader.marks` reads them.
 *
 * @import { Cell, Control } from "./cells.js"
 * @typedef {object} Marked what a cell with boxes says
 * @property {boolean[]} boxes whether each live box is ticked
 * @property {string[]} contradictions what is shown by each box that looks ticked and is not
 * @property {boolean} looksEmpty whether a ticked box looks as if it was not
 * @property {boolean} isCrossed whether somebody typed a mark
 * @property {number} [number] that somebody typed
 * @property {string} words what else somebody typed
 */

export const MARKS = new Set(RULES.marks);
export const EMPTY = new Set(RULES.empties);
const AROUND = pattern("aboutAMark", "g");
const AROUND_NUMBERS = String.fromCharCode(...RULES.aroundNumbers);
const NUMBER = whole("typedNumber");
const [CIRCLED_ONE, CIRCLES] = [0x2460, 20];

/** @returns {Marked} */
export const unmarked = () => ({
  ...{ boxes: [], contradictions: [], looksEmpty: false, isCrossed: false, words: "" },
});

/** What is marked in a cell; on paper its circle shows a value. @param {Cell} cell @param {readonly string[]} blanks @param {number} [value] @returns {Marked} */
export function readMarks(cell, blanks, value) {
  const found = unmarked();
  const rest = [cell.outside("box"), ...cell.of("box").map((box) => readBox(found, cell, box))];
  if (rest.some(Boolean)) readInto(found, withoutCircle(tidy(rest.join(""), blanks), circled(value)));
  return found;
}

/** @param {number} [value] */
const circled = (value) =>
  value !== undefined && value >= 1 && value <= CIRCLES
    ? String.fromCharCode(CIRCLED_ONE + value - 1)
    : `(${value ?? ""})`;

/** What stands in a cell without the number that was printed there to be circled. @param {string} typed @param {string} printed */
function withoutCircle(typed, printed) {
  const rest = typed.startsWith(printed) ? typed.slice(printed.length) : typed;
  return strip(rest.endsWith(printed) ? rest.slice(0, -printed.length) : rest);
}

/** What somebody typed where no box is. @param {string} text */
export function readTyped(text) {
  const found = unmarked();
  readInto(found, strip(text));
  return found;
}

/** Note the state of a live box, and return what somebody typed inside it. @param {Marked} found @param {Cell} cell @param {Control} box */
function readBox(found, cell, box) {
  const shown = strip(cell.shown(box));
  if (shown === (box.checked ? box.on : box.off)) {
    found.boxes.push(box.checked);
    return "";
  }
  const isSign = (/** @type {string} */ letter) =>
    EMPTY.has(letter) || MARKS.has(letter) || letter === box.on || letter === box.off;
  const glyph = [...shown].find(isSign) ?? "";
  const looksTicked = glyph === box.on || (MARKS.has(glyph) && glyph !== box.off);
  if (glyph && looksTicked && !box.checked) found.contradictions.push(glyph);
  else {
    // A program ticked it and forgot what people see: nobody does that by hand.
    found.looksEmpty ||= Boolean(glyph) && box.checked && !looksTicked;
    found.boxes.push(box.checked);
  }
  return glyph ? shown.replace(glyph, "") : shown;
}

/** Whether somebody typed no more than an empty box or empty brackets. @param {string} typed */
const isNothing = (typed) =>
  [...typed].every((letter) => isSpace(letter) || EMPTY.has(letter) || "[]()\ufe0f".includes(letter));

/** @param {Marked} found @param {string} typed */
function readInto(found, typed) {
  const letters = [...typed.replace(AROUND, "")].filter((letter) => !isSpace(letter) && !EMPTY.has(letter));
  const bare = stripOf(typed, AROUND_NUMBERS);
  if (!letters.length) {
    if (!isNothing(typed)) found.words = typed;
  } else if (letters.every((letter) => MARKS.has(letter))) found.isCrossed = true;
  else if (NUMBER.test(bare)) found.number = Number(bare.replace("−", "-"));
  else found.words = typed;
}
