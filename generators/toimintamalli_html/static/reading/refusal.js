import { BadFile } from "../file.js";

/** Why a Word file can't be read: the name of a word, and what it tells of the file. */
export class Refused extends BadFile {
  /** @param {string} code @param {Record<string, unknown>} [facts] */
  constructor(code, facts = {}) {
    super(code);
    Object.assign(this, facts);
  }
}
