import { BadFile } from "./file.js";
import { WORD } from "./limits.js";
/** Why a Word file can't be read, and how much one may hold: it comes from anybody. */

/** The name of a word, and what it tells of the file. */
export class Refused extends BadFile {
  /** @param {string} code @param {Record<string, unknown>} [facts] */
  constructor(code, facts = {}) {
    super(code);
    Object.assign(this, facts);
  }
}

export { WORD as MOST_IN_DOCX };
