import { RULES, pattern } from "./rules.js";
/**
 * Comparing what people typed with what was printed, letter by letter as
 * `toimintamalli_docx.reader.wording` does: what is a space and a small letter differs between
 * languages of programs.
 */

const SPACES = new Set(RULES.spaces.map((code) => String.fromCharCode(code)));
/** @type {Record<string, string>} */
const FOLDED = RULES.folded;
const UNFIT = pattern("unfit", "g");
const MARKS_OF_ORDER = pattern("marksOfOrder", "g");
const LINE_ENDS = pattern("lineEnds", "g");
const UNSEEN = pattern("unseen", "g");
// eslint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

/** Whether a letter is a space. @param {string} letter */
export const isSpace = (letter) => SPACES.has(letter);

/** @param {string} text */
export function stripStart(text) {
  let at = 0;
  while (at < text.length && SPACES.has(text[at])) at += 1;
  return text.slice(at);
}

/** @param {string} text @param {string} [also] letters that go too */
export function stripEnd(text, also) {
  let end = text.length;
  while (end && (also === undefined ? SPACES.has(text[end - 1]) : also.includes(text[end - 1]))) end -= 1;
  return text.slice(0, end);
}

/** @param {string} text */
export const strip = (text) => stripEnd(stripStart(text));

/** A text without some letters at its ends. @param {string} text @param {string} letters */
export function stripOf(text, letters) {
  let at = 0;
  while (at < text.length && letters.includes(text[at])) at += 1;
  return stripEnd(text.slice(at), letters);
}

/** The words of a text, parted at spaces. @param {string} text */
export function wordsOf(text) {
  /** @type {string[]} */
  const found = [];
  let start = -1;
  for (let at = 0; at <= text.length; at += 1) {
    const isEnd = at === text.length || SPACES.has(text[at]);
    if (isEnd && start >= 0) found.push(text.slice(start, at));
    if (isEnd) start = -1;
    else if (start < 0) start = at;
  }
  return found;
}

/** A text on one line with single spaces. @param {string} text */
export const squeeze = (text) => wordsOf(text).join(" ");

/** A text as it is compared with what was printed: as it looks, on one line. @param {string} text */
export const plain = (text) =>
  squeeze(ASCII.test(text) ? text : text.replace(UNSEEN, "").normalize("NFC"));

/** A text in the form in which capital and small letters are alike. @param {string} text */
export const caseless = (text) =>
  ASCII.test(text)
    ? text.toLowerCase()
    : [...text].map((letter) => FOLDED[letter] ?? letter.toLowerCase()).join("");

/** A text as labels are compared: without case, spaces and a full stop at its end. @param {string} text */
export const fold = (text) => stripEnd(stripEnd(caseless(plain(text)), ".,;:"));

/** What somebody typed, without prompts left over at its ends. @param {string} text @param {readonly string[]} blanks */
export function tidy(text, blanks) {
  let said = strip(text).replace(MARKS_OF_ORDER, "").replace(LINE_ENDS, "\n");
  said = strip(said.replace(UNFIT, ""));
  for (let length = longest(blanks, (blank) => said.startsWith(blank)); said && length; ) {
    said = stripStart(said.slice(length));
    length = longest(blanks, (blank) => said.startsWith(blank));
  }
  for (let length = longest(blanks, (blank) => said.endsWith(blank)); said && length; ) {
    said = stripEnd(said.slice(0, -length));
    length = longest(blanks, (blank) => said.endsWith(blank));
  }
  return said;
}

/** @param {readonly string[]} texts @param {(text: string) => boolean} fits */
const longest = (texts, fits) =>
  texts.reduce((most, text) => (text.length > most && fits(text) ? text.length : most), 0);

/** Letters as the limits count them. @param {string} text */
export function lengthOf(text) {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

/** The beginning of a text, in letters. @param {string} text @param {number} length */
export const beginningOf = (text, length) =>
  text.length <= length ? text : [...text].slice(0, length).join("");

/** Whether a text is digits alone, of whatever script. @param {string} text */
export const isDecimal = (text) => /^\p{Nd}+$/u.test(text);

/** Letters with letters of an alphabet, counted. @param {string} text */
export const alphaCount = (text) => (text.match(/\p{L}/gu) ?? []).length;

/** What stands before a sign, and after it. @param {string} text @param {string} sign @returns {[string, string]} */
export function partAt(text, sign) {
  const at = text.indexOf(sign);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + sign.length)];
}
