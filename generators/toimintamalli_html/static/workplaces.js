import { BadFile } from "./file.js";
import { likeness, same } from "./likeness.js";
import { byText } from "./merging.js";
/**
 * Whose sheets they are: two workplaces are never one follow-up, as
 * `toimintamalli.rounds.workplaces` has it.
 *
 * @import { Sheet } from "./answers.js"
 */

/** How alike two names are that are two spellings of one. */
const SPELLING = 0.8;

/** The sheets, if they are of one workplace; one that names none goes with the others. @param {Sheet[]} sheets */
export function sheetsOfOne(sheets) {
  const names = workplaces(sheets.flatMap(({ organisation }) => organisation || []));
  if (names.length > 1)
    throw Object.assign(new BadFile("file-mixed"), {
      names: names.map((name) => `”${name}”`).join(", "),
    });
  return sheets;
}

/** Each workplace once, by the longest of its spellings, in the order of the alphabet. @param {string[]} names */
export function workplaces(names) {
  /** @type {string[]} */
  const found = [];
  const longestFirst = [...new Set(names)].sort(
    (one, other) => [...other].length - [...one].length || byText(one, other),
  );
  for (const name of longestFirst)
    if (!found.some((known) => isOne(name, known))) found.push(name);
  return found.sort(byText);
}

/** Whether two names are of one workplace: numbers tell those apart that share a name. @param {string} name @param {string} other */
function isOne(name, other) {
  const [bare, others] = [same(name), same(other)];
  if (bare.replaceAll(" ", "") === others.replaceAll(" ", "")) return true;
  return numbers(bare) === numbers(others) && likeness(name, other) >= SPELLING;
}

/** @param {string} name */
const numbers = (name) => (name.match(/\p{Nd}+/gu) ?? []).join(" ");
