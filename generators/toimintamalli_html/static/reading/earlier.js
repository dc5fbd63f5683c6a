import { fingerprint, unpackMarks } from "./fingerprint.js";
import { comparable } from "./printed.js";
import { LIMITS } from "./rules.js";
import { partAt, plain, strip } from "./wording.js";
/**
 * What a workbook shows of the round before, in grey beside its places: printed, nobody's words; as
 * `toimintamalli_docx.reader.earlier` has it.
 *
 * @import { PlaceTable } from "./places.js"
 * @typedef {object} Shown which lines a workbook says that it shows of the round before
 * @property {Set<string>} marks the fingerprint of each
 * @property {number[]} lengths how many letters they have, the longest first
 */

/** What a workbook says of them, if it does. @param {unknown} said @returns {Shown | undefined} */
export function shownIn(said) {
  const { lines, lengths } = /** @type {{lines?: unknown, lengths?: unknown}} */ (said ?? {});
  if (!Array.isArray(lengths)) return undefined;
  const sizes = new Set(lengths.filter((length) => Number.isInteger(length) && length > 0));
  return {
    marks: unpackMarks(typeof lines === "string" ? lines : ""),
    lengths: [...sizes].sort((one, other) => other - one),
  };
}

export class EarlierLines {
  /** @param {PlaceTable} table @param {Shown} [shown] what the workbook says; older ones say nothing */
  constructor({ known: { earlier, places } }, shown) {
    this.leads = earlier;
    this.shown = shown;
    /** How often a line may still be parted: a file comes from anybody. */
    this.tries = LIMITS.tries;
    const offers = places.flatMap((place) => place.offers);
    /** What can stand in lines about places that offer values. */
    this.values = new Set([
      ...offers.flatMap(({ labels }) => Object.values(labels).map(plain)),
      ...offers.map(({ value }) => String(value)),
    ]);
  }

  /**
   * What somebody wrote in such a line, and whether we may have printed it after all. Nothing is left
   * of a line that is as it was printed; where that can't be known, all is.
   * @param {string} text @returns {{words: string, isDoubtful: boolean}}
   */
  writtenIn(text) {
    const said = plain(text);
    const isLikeOurs = this.leads.some((lead) => said.startsWith(lead));
    if (this.shown) {
      const words = this.parted(said, this.shown);
      return words === undefined ? { words: text, isDoubtful: isLikeOurs } : { words, isDoubtful: false };
    }
    const isKnown = isLikeOurs && this.values.has(strip(partAt(said, ":")[1]));
    return isKnown ? { words: "", isDoubtful: false } : { words: text, isDoubtful: isLikeOurs };
  }

  /** What is left of a line without the one that is shown; nothing if none is. @param {string} said @param {Shown} shown */
  parted(said, { marks, lengths }) {
    const isShown = (/** @type {string[]} */ letters) => marks.has(fingerprint(comparable(letters.join(""))));
    const letters = [...said];
    if (isShown(letters)) return "";
    for (const length of lengths) {
      if (length >= letters.length || !this.tries) continue;
      this.tries -= 1;
      if (isShown(letters.slice(0, length))) return strip(letters.slice(length).join(""));
      if (isShown(letters.slice(-length))) return strip(letters.slice(0, -length).join(""));
    }
    return undefined;
  }
}
