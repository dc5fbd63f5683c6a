import { squeeze } from "./plan_rows.js";
/** Comparing what people typed with what was printed, and days as people write them. */

/** A text as labels are compared: without case, spaces and a full stop at its end. @param {string} text */
export const fold = (text) => squeeze(text).toLowerCase().replace(/[.,;:]+$/, "").trimEnd();

/** What somebody typed, without prompts left over at its ends. @param {string} text @param {string[]} blanks */
export function tidy(text, blanks) {
  // What the format of answers leaves out, and no keyboard types.
  let said = text
    .replace(/\r\n|[\r\x85\u2028\u2029]/g, "\n")
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/g, "")
    .trim();
  for (;;) {
    const before = longest(blanks.filter((each) => said.startsWith(each)));
    const after = longest(blanks.filter((each) => said.endsWith(each)));
    if (before) said = said.slice(before).trimStart();
    else if (after) said = said.slice(0, -after).trimEnd();
    else return said;
  }
}

/** @param {string[]} texts */
const longest = (texts) => Math.max(0, ...texts.map(({ length }) => length));

/** What is left of a text without what was printed there, or nothing where it is not. @param {string} text @param {string[]} printed */
export function without(text, printed) {
  const said = squeeze(text);
  const known = printed.map(squeeze).filter(Boolean);
  // One wording may begin with another.
  const found = known.sort((one, other) => other.length - one.length).find((each) => said.includes(each));
  return found === undefined ? undefined : squeeze(said.replace(found, () => " "));
}

/** Letters as the limits count them. @param {string} text */
export const lengthOf = (text) => [...text].length;

/**
 * The day that somebody wrote as `2026-11-21`, or nothing where it could be another.
 * @param {string} text @param {string} picture how the document writes days
 */
export function readDay(text, picture) {
  const said = squeeze(text);
  const first = /^([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})$/.exec(said);
  if (first) return dayOf(Number(first[1]), Number(first[2]), Number(first[3]));
  const dotted = /^([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})\.?$/.exec(said);
  if (dotted) {
    const year = Number(dotted[3]);
    return dayOf(year >= 100 ? year : 2000 + year, Number(dotted[2]), Number(dotted[1]));
  }
  const slashed = /^([0-9]{1,2}) ?([/-]) ?([0-9]{1,2}) ?\2 ?([0-9]{4})$/.exec(said);
  return slashed ? slashedDay(slashed, picture) : "";
}

/** Slashes don't say which comes first, unless the picture has them too or one number can be no month. @param {RegExpExecArray} found @param {string} picture */
function slashedDay([, one, separator, other, last], picture) {
  const [first, second, year] = [one, other, last].map(Number);
  const order = (picture.match(/[dM]+/g) ?? []).map(([letter]) => letter).join("");
  if (picture.includes(separator) && (order === "dM" || order === "Md"))
    return order === "dM" ? dayOf(year, second, first) : dayOf(year, first, second);
  if (first === second || first > 12) return dayOf(year, second, first);
  return second > 12 ? dayOf(year, first, second) : "";
}

/** A day as it is kept, or nothing if there is none such. @param {number} year @param {number} month @param {number} day */
function dayOf(year, month, day) {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (!year || day < 1 || day > days) return "";
  const pad = (/** @type {number} */ number, length = 2) => String(number).padStart(length, "0");
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
}

/** Whether a day that a control holds is one. @param {string} day */
export const isDay = (day) => /^[0-9]{4}-/.test(day) && readDay(day, "") === day;

/** Whether a text such as "21. marraskuuta 2026" can be a way of writing a day. @param {string} text @param {string} day */
export function tellsDay(text, day) {
  const numbers = (text.match(/[0-9]+/g) ?? []).slice(0, 4).map(Number);
  const [year, month, number] = day.split("-").map(Number);
  const inOrder = (/** @type {number[]} */ all) => [...all].sort((a, b) => a - b).join();
  const said = inOrder(numbers);
  return said === inOrder([number, year]) || said === inOrder([number, year, month]);
}
