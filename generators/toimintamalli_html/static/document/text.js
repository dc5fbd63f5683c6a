/** What people type and paste, made such that every file can hold it. */

/** Characters of an answer that a file holds at most. */
export const LONGEST = 10_000;
/** From here on a field says how much room is left. */
export const NEARLY = 9_000;

/**
 * A text without what can't be printed: the soft line breaks of slides are line breaks.
 * @param {string} text @param {string} lineBreak what stands for a break in this field
 */
export const cleaned = (text, lineBreak = "\n") =>
  text
    .replace(/[\v\f\x85\u2028\u2029]/g, lineBreak)
    .replace(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, "")
    .replace(/\p{Surrogate}/gu, "");

/** Characters as people count them, and files do. @param {string} text */
export const lengthOf = (text) => [...text].length;
