import { BadFile } from "./file.js";
/**
 * Why a Word file can't be read, and how much one may hold: it comes from anybody. The limits are
 * those of `toimintamalli_docx.reader.limits`.
 */

/** The name of a word, and what it tells of the file. */
export class Refused extends BadFile {
  /** @param {string} code @param {Record<string, unknown>} [facts] */
  constructor(code, facts = {}) {
    super(code);
    Object.assign(this, facts);
  }
}

export const MOST_IN_DOCX = {
  ...{ fileBytes: 20_000_000, entries: 1_000, partBytes: 12_000_000, tags: 300_000, depth: 256 },
  ...{ places: 20_000, placesInRow: 100, rows: 500, notes: 4_000, characters: 500_000 },
  ...{ answers: 5_000, text: 10_000 },
};
