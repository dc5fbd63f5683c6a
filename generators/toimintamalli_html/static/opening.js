import { one, program, tell } from "./dom.js";
import { BadFile, readFile } from "./file.js";
import { answersInPage } from "./files/page_copy.js";
import { ANSWERS } from "./limits.js";
/**
 * Opening files that somebody chose, on either page.
 *
 * @import { AnswerFile } from "./file.js"
 * @typedef {{name: string} & AnswerFile} Opened
 */

/** How a package begins, such as a Word file is. */
const PACKAGE = [0x50, 0x4b];
export const LARGEST_PAGE = ANSWERS.pageBytes;

/** Read answers that must be about this model, also those inside a copy of the page. @param {ArrayBuffer} data */
export function readOurs(data) {
  const bytes = new Uint8Array(data);
  if (PACKAGE.every((sign, at) => bytes[at] === sign)) throw new BadFile("file-word");
  const isPage = bytes.length <= LARGEST_PAGE && /^(\ufeff)?\s*</.test(textOf(bytes.slice(0, 100)));
  const file = readFile(isPage ? new TextEncoder().encode(answersInPage(textOf(bytes))) : data);
  if (file.sheets.some((sheet) => sheet.model !== program.model))
    throw new BadFile("file-other-model");
  return file;
}

/** @param {Uint8Array} bytes */
const textOf = (bytes) => new TextDecoder().decode(bytes);

/** Say why a file can't be opened. @param {unknown} problem @param {string} name */
export function tellWhy(problem, name) {
  if (!(problem instanceof BadFile)) throw problem;
  const link = one(".neighbours:not([hidden]) a[href='follow-up.html']");
  const way = problem.message === "file-word" && link ? [/** @type {HTMLElement} */ (link.cloneNode(true))] : [];
  tell(problem.message, { ...problem, name }, ...way);
}
