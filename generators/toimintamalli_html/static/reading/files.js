import { make, one, tell, word } from "../dom.js";
import { BadFile } from "../file.js";
import { Refused } from "./refusal.js";
import { LIMITS } from "./rules.js";
/**
 * Many files, each read by itself: what is wrong with one stops no other.
 *
 * @typedef {{name: string, problem: BadFile}} Unread
 */

/**
 * Read files one after another, and say how far it is. The page can paint before each.
 * @template T
 * @param {File[]} files @param {(data: ArrayBuffer) => Promise<T>} read
 */
export async function readEach(files, read) {
  /** @type {(T & {name: string})[]} */
  const opened = [];
  /** @type {Unread[]} */
  const unread = [];
  // Whoever has the page read aloud hears the outcome, and not every step on the way.
  one("#said").setAttribute("aria-busy", "true");
  for (const [at, file] of files.entries()) {
    const { name } = file;
    if (files.length > 1) tell("reading-file", { number: at + 1, count: files.length, name });
    await new Promise((go) => setTimeout(go));
    try {
      if (file.size > LIMITS.fileBytes) throw new BadFile("file-too-large");
      opened.push({ ...(await read(await file.arrayBuffer())), name });
    } catch (problem) {
      unread.push({ name, problem: asBadFile(problem) });
    }
  }
  one("#said").replaceChildren();
  one("#said").removeAttribute("aria-busy");
  return { opened, unread };
}

/** Whatever goes wrong with a file, people are told. @param {unknown} problem */
export const asBadFile = (problem) => (problem instanceof BadFile ? problem : new BadFile("file-unread"));

/** Why a file could not be read. @param {Unread} unread */
function reasonOf({ name, problem }) {
  const said = word(problem.message, { ...problem, name });
  return problem instanceof Refused ? `${name}: ${said}` : said;
}

/** Say also which files could not be read, each with its reason. @param {Unread[]} unread */
export const tellUnread = (unread) => one("#said").append(...unread.map((file) => make("p", reasonOf(file))));
