import { missingLinks, split } from "../answers.js";
import { all, make, one, word } from "../dom.js";
import {
  answerIn,
  answersOnPage,
  distance,
  idOf,
  kindOf,
  nameOf,
  places,
  promptOf,
  say,
} from "./page.js";
import { plot, viewsOf } from "../plot.js";
import { rowsIn, tables } from "./rows.js";
/**
 * The summary: what was answered, as text to print or to paste into minutes.
 *
 * @import { Place } from "./page.js"
 */

export function showSummary() {
  const found = Object.entries(answersOnPage());
  const answered = places().filter(answerIn);
  const scales = new Map(
    answered.filter((place) => kindOf(place) === "scale").map((place) => [split(idOf(place)).base, place]),
  );
  const parts = [
    ...plot(
      [...scales].map(([id, scale]) => ({
        id,
        prompt: promptOf(scale),
        values: /** @type {HTMLInputElement[]} */ (all("input", scale)).slice(0, -1).map(({ value }) => value),
      })),
      viewsOf(found.map(([id, given]) => [nameOf(split(id).view), id, given])),
      distance,
    ),
    ...all("#book > section").flatMap((section) => sectionInWords(section)),
    ...missingInWords(),
  ];
  one("#summary-result").replaceChildren(
    ...(parts.length ? parts : [make("p", word("nothing-yet"))]),
  );
}

/** @param {HTMLElement} section @returns {HTMLElement[]} */
function sectionInWords(section) {
  const texts = make("dl");
  const chosen = make("ul");
  for (const place of places(section).filter(answerIn)) {
    const kind = kindOf(place);
    if (kind === "check") chosen.append(make("li", promptOf(place)));
    else if (kind !== "scale")
      texts.append(make("dt", groupOf(place), promptOf(place)), make("dd", say(place)));
  }
  const parts = texts.firstChild ? [texts] : [];
  if (chosen.firstChild) parts.push(make("p", word("chosen-items")), chosen);
  return parts[0] ? [make("h3", one("h2", section).textContent ?? ""), ...parts] : [];
}

/** The fields, card or row that an answer belongs to. @param {Place} place */
function groupOf(place) {
  const legend = place.closest("fieldset")?.firstElementChild;
  return legend ? `${legend.textContent} – ` : "";
}

/**
 * What in the plan leads nowhere: rows whose code no table mentions that has a column of their name.
 */
function missingInWords() {
  const found = tables().flatMap((to) => {
    const name = (to.dataset.rows ?? "").replace(/.*\./, "");
    return tables()
      .filter((from) => from !== to && field(from, name))
      .flatMap((from) =>
        missingLinks(
          rowsIn(from).map((row) => ({ links: written(row, name) })),
          rowsIn(to).map((row) => ({ code: written(row, "code") })),
        ).map(({ code }) => make("li", word("missing-link", { code, table: titleOf(from) }))),
      );
  });
  return found.length ? [make("h3", word("missing-links")), make("ul", ...found)] : [];
}

/** @param {HTMLElement} rows */
const titleOf = (rows) => one(`[id="${rows.dataset.rows}"]`).textContent;

/** @param {ParentNode} row @param {string} name */
const field = (row, name) =>
  /** @type {HTMLInputElement | null} */ (one(`[data-place$=".${name}"]`, row));

/** @param {HTMLElement} row @param {string} name */
const written = (row, name) => field(row, name)?.value.trim() ?? "";
