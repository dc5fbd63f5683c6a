import { split } from "./answers.js";
import { compareSheets } from "./comparison.js";
import { dataIn, make, program, word } from "./dom.js";
import { unpackKnown } from "./known.js";
import { dayShown } from "./narrator.js";
import { plot, viewsOf } from "./plot.js";
/**
 * What several files answer, question by question.
 *
 * @import { Answer, Sheet } from "./answers.js"
 * @import { Question } from "./known.js"
 * @import { View } from "./plot.js"
 * @typedef {{name: string, sheets: Sheet[]}} Compared
 */

/** What the page knows of every workbook of the model. */
export const known = unpackKnown(dataIn("known"));
const { questions } = known;
const NAMES = new Map(Object.entries({ ...program.views, ...program.parties }));

/** What a place asks; a row that somebody added asks what the first one does. @param {string} id @returns {Question | undefined} */
const questionOf = (id) => questions[id] ?? questions[id.replace(/-\d+(\.[^.]+)$/, "-1$1")];

/** @param {Compared[]} opened @returns {HTMLElement[]} */
export function showBesideOneAnother(opened) {
  const found = opened.flatMap(({ name, sheets }) => sheets.map((sheet) => ({ name, sheet })));
  /** @type {[label: string, id: string, answer: Answer][]} */
  const shown = [];
  /** @type {string[]} */
  const unknown = [];
  for (const { name, sheet } of found) {
    for (const [id, given] of Object.entries(sheet.answers)) {
      const { base, view } = split(id);
      if (fits(questionOf(base), given))
        shown.push([labelOf(view || (sheet.party ?? ""), sheet, name), id, given]);
      else unknown.push(`${name}: ${id}: ${JSON.stringify(given)}`);
    }
    for (const [path, value] of Object.entries(sheet.unrecognised ?? {}))
      unknown.push(`${name}: ${path}: ${JSON.stringify(value)}`);
  }
  const views = viewsOf(shown);
  const bases = Object.keys(Object.assign({}, ...views.map(({ answers }) => answers))).sort(inOrder);
  const rounds = new Set(found.map(({ sheet }) => sheet.round));
  // Answers of different rounds are no difference between parties.
  const distances = rounds.size > 1 ? new Map() : distancesIn(found.map(({ sheet }) => sheet));
  const scales = bases.filter((id) => questionOf(id)?.kind === "scale");
  const parts = [
    ...plot(
      scales.map((id) => ({
        id,
        prompt: askedIn(id),
        values: (questionOf(id)?.choices ?? []).map(([value]) => value),
      })),
      views,
      (id) => distances.get(id) ?? "",
    ),
    ...bases
      .filter((id) => questionOf(id)?.kind !== "scale")
      .map((id) => sideBySide(id, views)),
  ];
  const rest = make("details", make("summary", word("unknown")));
  rest.append(make("ul", ...unknown.map((text) => make("li", text))));
  return [...(parts.length ? parts : [make("p", word("nothing-yet"))]), ...(unknown.length ? [rest] : [])];
}

/** @param {string} view @param {Sheet} sheet @param {string} name */
const labelOf = (view, { round }, name) =>
  [viewName(view), ...(round ? [word("sheet-round", { round })] : []), name].join(", ");

/** In the order of the workbook, and rows after one another. @param {string} one @param {string} other */
function inOrder(one, other) {
  const order = Object.keys(questions);
  const place = (/** @type {string} */ id) =>
    order.indexOf(questions[id] ? id : id.replace(/-\d+(\.[^.]+)$/, "-1$1"));
  return place(one) - place(other) || one.localeCompare(other, "en", { numeric: true });
}

/** Whether a question can have such an answer. @param {Question | undefined} question @param {Answer} given */
function fits(question, given) {
  if (!question) return false;
  if (given.kind === "no-answer") return question.kind === "scale";
  const values = [given.value].flat().map(String);
  const offered = question.choices.length ? question.choices.map(([value]) => value) : values;
  return given.kind === question.kind && values.every((value) => offered.includes(value));
}

/** Name of a view: a party, a section, or what the page calls the rest. @param {string} view */
export const viewName = (view) => (view ? (NAMES.get(view) ?? view) : word("joint"));

/** What a place asks, with the row that it is in. @param {string} id */
export function askedIn(id) {
  const row = /-(\d+)\.[^.]+$/.exec(id);
  const { prompt = "" } = questionOf(id) ?? {};
  return row && prompt ? `${word("row", { number: row[1] })} – ${prompt}` : prompt;
}

/** How far apart the parties are on each question, in words. @param {Sheet[]} sheets */
const distancesIn = (sheets) =>
  new Map(
    compareSheets(sheets)
      .filter(({ agreement }) => agreement !== undefined)
      .map(({ place, agreement, gap }) => [place, agreement ? word("agree") : word("differ", { gap })]),
  );

/** @param {string} id @param {View[]} views */
function sideBySide(id, views) {
  const given = views
    .filter(({ answers }) => answers[id])
    .map(({ label, answers }) => ({ label, said: sayAnswer(id, answers[id]) }));
  const list = make(
    "dl",
    ...given.flatMap(({ label, said }) => [make("dt", label), make("dd", said)]),
  );
  const texts = new Set(given.map(({ said }) => said));
  const same = given.length < 2 ? "" : word(texts.size === 1 ? "same-text" : "other-text");
  return make("div", make("h3", askedIn(id)), list, make("p", same));
}

/** An answer in words. @param {string} id @param {Answer} given @returns {string} */
function sayAnswer(id, given) {
  switch (given.kind) {
    case "no-answer":
      return word("no-answer");
    case "check":
      return word("chosen");
    case "date":
      return dayIn(given.value);
    case "number":
      return given.value;
    default: {
      const choices = new Map(questionOf(id)?.choices);
      const values = [given.value].flat().map(String);
      return values.map((value) => choices.get(value) || value).join(", ");
    }
  }
}

/** A day as the report writes it. @param {string} day */
export const dayIn = (day) => dayShown(known, day);
