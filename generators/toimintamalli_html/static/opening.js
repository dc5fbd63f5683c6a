import { program, tell } from "./dom.js";
import { BadFile, readFile } from "./file.js";
/**
 * Opening files that somebody chose, on either page.
 *
 * @import { AnswerFile } from "./file.js"
 * @typedef {{name: string} & AnswerFile} Opened
 */

/** Read answers that must be about this model. @param {BufferSource} data */
export function readOurs(data) {
  const file = readFile(data);
  if (file.sheets.some((each) => each.model !== program.model))
    throw new BadFile("file-other-model");
  return file;
}

/** Say why a file can't be opened. @param {unknown} problem @param {string} name */
export function tellWhy(problem, name) {
  if (!(problem instanceof BadFile)) throw problem;
  tell(problem.message, { ...problem, name });
}
