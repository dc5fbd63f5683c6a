import { split } from "./answers.js";
import { make, word } from "./dom.js";
/**
 * Scale answers as a table that is also their picture: a column for each value, a mark for each view.
 *
 * @import { Answer, Answers } from "./answers.js"
 * @typedef {{label: string, answers: Answers}} View the answers of one view in one file
 * @typedef {{id: string, prompt: string, values: string[]}} Scale
 */

/**
 * Part answers by whose view they are: each party's, the joint one, and those asked for by name.
 * @param {[label: string, id: string, answer: Answer][]} found @returns {View[]}
 */
export function viewsOf(found) {
  /** @type {Record<string, View>} */
  const views = {};
  for (const [label, id, answer] of found)
    (views[` ${label}`] ??= { label, answers: {} }).answers[split(id).base] = answer;
  return Object.values(views);
}

/**
 * One table for all scales of the same values.
 * @param {Scale[]} scales @param {View[]} views @param {(id: string) => string} note
 * @returns {HTMLElement[]}
 */
export function plot(scales, views, note) {
  if (!scales.length) return [];
  const shown = views.filter((view) => scales.some(({ id }) => view.answers[id]));
  const key = make("ul", ...shown.map(({ label }, index) => make("li", `${sign(index)} ${label}`)));
  key.className = "key";
  const ranges = new Set(scales.map(({ values }) => values.join()));
  return [
    key,
    ...[...ranges].map((range) =>
      tableOf(
        scales.filter(({ values }) => values.join() === range),
        shown,
        note,
      ),
    ),
  ];
}

/** A letter for each view: every font has it, also on paper. @param {number} index */
const sign = (index) => String.fromCodePoint(65 + (index % 26));

/** @param {Scale[]} scales @param {View[]} views @param {(id: string) => string} note */
function tableOf(scales, views, note) {
  const { values } = scales[0];
  const table = make(
    "table",
    make("caption", word("plot")),
    make("thead", make("tr", ...[word("question"), ...values].map((name) => head("col", name)))),
    make(
      "tbody",
      ...scales.map(({ id, prompt }) => {
        const silent = views.filter(({ answers }) => answers[id]?.kind === "no-answer");
        const notes = [note(id), ...silent.map(({ label }) => `${label}: ${word("no-answer")}`)];
        const small = notes.filter(Boolean).flatMap((note) => [" ", make("small", note)]);
        const cells = values.map((value) => cell(value, id, views));
        return make("tr", head("row", prompt, ...small), ...cells);
      }),
    ),
  );
  table.className = "plot";
  return table;
}

/** @param {string} scope @param {(string | Node)[]} content */
const head = (scope, ...content) => Object.assign(make("th", ...content), { scope });

/** The marks of the views that chose a value. @param {string} value @param {string} id @param {View[]} views */
const cell = (value, id, views) =>
  make(
    "td",
    ...views.flatMap(({ label, answers }, index) => {
      const answer = answers[id];
      if (answer?.kind !== "scale" || String(answer.value) !== value) return [];
      const mark = make("span", sign(index));
      mark.ariaHidden = "true";
      const name = make("span", `${label} `);
      name.className = "unseen";
      return [mark, name];
    }),
  );
