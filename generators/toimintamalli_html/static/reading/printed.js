import { fingerprint } from "./fingerprint.js";
import { LIMITS, RULES, pattern } from "./rules.js";
import { alphaCount, isDecimal, plain, strip, stripOf, wordsOf } from "./wording.js";
/**
 * What our workbooks say before anybody writes in them, so that the rest is known as somebody's:
 * fingerprints of the texts of today and of every version before, as
 * `toimintamalli_docx.reader.printed` has them.
 */

const PAGE = pattern("page");
const LIST_OF_CONTENTS = pattern("listOfContents");
const ENDS = pattern("ends", "g");
const CLOSING = pattern("closing", "y");

/** A printed text as it is compared: page numbers are nobody's words. @param {string} text */
export function comparable(text) {
  const said = plain(text.includes("\t") ? text.replace(LIST_OF_CONTENTS, "") : text);
  return said && isDecimal(said[said.length - 1]) ? said.replace(PAGE, "1/1") : said;
}

/** What stands before a short text that is printed outside tables, or in a text box. */
export const { alone: ALONE, boxed: BOXED } = RULES.shortTexts;

/** How a row of short texts is compared, or nothing where one of them is longer. @param {string[]} texts */
export const rowOf = (texts) =>
  texts.some((text) => isTelling(text)) ? "" : RULES.shortTexts.row + texts.join(" | ");

export class Printed {
  /** @param {Set<string>} marks @param {Set<string>} own what the organisation's template prints */
  constructor(marks, own = new Set()) {
    this.marks = marks;
    this.own = own;
    /** @type {Map<string, boolean>} */
    this.known = new Map();
  }

  /** Whether a text is printed; an empty one is. @param {string} text */
  has(text) {
    if (text.length > LIMITS.printed) return false;
    const known = this.known.get(text);
    if (known !== undefined) return known;
    const said = comparable(text);
    const mark = said && fingerprint(said);
    const isPrinted = !said || this.marks.has(mark) || this.own.has(mark);
    this.known.set(text, isPrinted);
    return isPrinted;
  }

  /**
   * What is printed at a text's beginning, what somebody wrote, what is printed after. A heading is
   * taken for printed whatever its length; elsewhere people may use its word.
   * @param {string} text @param {{isHeading?: boolean}} [how]
   */
  split(text, { isHeading = false } = {}) {
    const least = isHeading ? 1 : LIMITS.sure;
    const before = this.longest(beginningsOf(text), least);
    const rest = text.slice(before.length);
    const after = this.longest(endingsOf(rest), least);
    const words = strip(stripOf(rest.slice(0, rest.length - after.length), " :–—-"));
    return { before, words, after };
  }

  /** @param {Iterable<string>} pieces @param {number} least */
  longest(pieces, least) {
    let found = "";
    for (const piece of pieces)
      if (piece.length > found.length && isTelling(piece, least) && this.has(piece)) found = piece;
    return found;
  }
}

/** Whether a text says so much that a person who begins with it has hardly typed it. @param {string} text @param {number} [least] */
export const isTelling = (text, least = LIMITS.sure) =>
  text.length <= LIMITS.printed && wordsOf(text).length >= least && alphaCount(text) >= LIMITS.sure;

/** @param {string} text */
function* beginningsOf(text) {
  let number = 0;
  for (const { 0: word, index } of text.matchAll(ENDS)) {
    if (number >= LIMITS.ends) return;
    number += 1;
    const end = index + word.length;
    yield text.slice(0, end);
    CLOSING.lastIndex = end;
    const [closing] = CLOSING.exec(text) ?? [""];
    if (closing) yield text.slice(0, end + closing.length);
  }
}

/** @param {string} text */
function endingsOf(text) {
  const starts = [...text.matchAll(ENDS)].map(({ index }) => index).slice(-LIMITS.ends);
  return starts.map((start) => text.slice(start));
}
