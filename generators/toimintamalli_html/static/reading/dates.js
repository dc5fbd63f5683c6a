import { RULES, pattern, whole } from "./rules.js";
import { plain } from "./wording.js";
/** Days as people write them, as `toimintamalli_docx.reader.dates` reads them. */

const YEAR_FIRST = whole("yearFirst");
const DOTTED = whole("dottedDay");
const SLASHED = whole("slashedDay");
const DIGITS = pattern("digits", "g");
const ORDER = pattern("orderOfDay", "g");
const CENTURY = 2000;
const MONTHS = 12;
const [FIRST_YEAR, AFTER_LAST_YEAR] = RULES.years;

/**
 * The day that somebody wrote as `2026-11-21`, or nothing where it could be another.
 * @param {string} text @param {string} picture how the document writes days
 */
export function readDay(text, picture) {
  const said = plain(text);
  const first = YEAR_FIRST.exec(said);
  if (first) return makeDay(Number(first[1]), Number(first[2]), Number(first[3]));
  const dotted = DOTTED.exec(said);
  if (dotted) return makeDay(yearOf(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = SLASHED.exec(said);
  return slashed ? slashedDay(slashed, picture) : "";
}

/** A year, also without its century. @param {string} digits */
export const yearOf = (digits) => Number(digits) + (digits.length > 2 ? 0 : CENTURY);

/** Slashes don't say which comes first, unless the picture has them too or one number can be no month. @param {RegExpExecArray} found @param {string} picture */
function slashedDay([, one, separator, other, last], picture) {
  const [first, second, year] = [one, other, last].map(Number);
  const order = (picture.match(ORDER) ?? []).map(([letter]) => letter).join("");
  if (picture.includes(separator) && (order === "dM" || order === "Md"))
    return order === "dM" ? makeDay(year, second, first) : makeDay(year, first, second);
  if (first === second || first > MONTHS) return makeDay(year, second, first);
  return second > MONTHS ? makeDay(year, first, second) : "";
}

/** A day as it is kept, or nothing where there is none such, or nobody means it. @param {number} year @param {number} month @param {number} day */
export function makeDay(year, month, day) {
  if (year < FIRST_YEAR || year >= AFTER_LAST_YEAR) return "";
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (day < 1 || day > days) return "";
  return [String(year), ...[month, day].map((number) => String(number).padStart(2, "0"))].join("-");
}

/** Whether a day that a control holds is one. @param {string} day */
export function isDay(day) {
  const found = YEAR_FIRST.exec(day);
  return found !== null && makeDay(Number(found[1]), Number(found[2]), Number(found[3])) === day;
}

/** Whether a text such as "21. marraskuuta 2026" can be a way of writing a day. @param {string} text @param {string} day */
export function tellsDay(text, day) {
  const numbers = (text.match(DIGITS) ?? []).slice(0, 4).map(Number);
  const [year, month, number] = day.split("-").map(Number);
  const inOrder = (/** @type {number[]} */ all) => [...all].sort((one, other) => one - other).join();
  const said = inOrder(numbers);
  return said === inOrder([number, year]) || said === inOrder([number, year, month]);
}
