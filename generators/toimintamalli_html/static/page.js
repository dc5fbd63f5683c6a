import { compareSheets, split } from "./answers.js";
/**
 * The page as a sheet of paper: places and what stands in them.
 *
 * @import { Answer, Answers, Ledger, Sheet } from "./answers.js"
 * @typedef {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} Control
 * @typedef {object} Program
 * @property {string} model
 * @property {string} contentVersion
 * @property {string} language
 * @property {Record<string, string>} parties id → name, in order
 * @property {Record<string, string>} occasion fact of the sheet → place that holds it
 * @property {Ledger} ledger ids that are gone, and those that took their place
 * @property {Record<string, string>} words
 */

/** @template {Element} [E=HTMLElement] @param {string} selector @param {ParentNode} [within] */
export const all = (selector, within = document) =>
  /** @type {E[]} */ ([...within.querySelectorAll(selector)]);

/** @template {Element} [E=HTMLElement] @param {string} selector @param {ParentNode} [within] */
export const one = (selector, within = document) =>
  /** @type {E} */ (within.querySelector(selector));

/**
 * Make an element; what it says is always text, never markup.
 * @param {string} name @param {(string | Node)[]} content
 */
export function make(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

/** @type {Program | undefined} */
let known;

export const program = () =>
  (known ??= /** @type {Program} */ (JSON.parse(one("#tools").dataset.program ?? "")));

/** @param {string} name @param {Record<string, unknown>} [facts] */
export const word = (name, facts = {}) =>
  program().words[name].replace(/\{(\w+)\}/g, (_, fact) => String(facts[fact]));

export const places = () => all("[data-place]");

/** @param {HTMLElement} place */
export const idOf = (place) => place.dataset.place ?? "";

/** @param {string} id */
export const placeOf = (id) => one(`[data-place="${CSS.escape(id)}"]`);

/** @param {HTMLElement} place @returns {Answer | undefined} */
export function answerIn(place) {
  if (place instanceof HTMLFieldSetElement) {
    const value = one("input:checked", place)?.getAttribute("value");
    if (value === "no-answer") return { kind: "no-answer" };
    return value ? { kind: "scale", value: Number(value) } : undefined;
  }
  const control = /** @type {Control} */ (place);
  if (control.type === "checkbox")
    return /** @type {HTMLInputElement} */ (control).checked
      ? { kind: "check", value: true }
      : undefined;
  return control.value === "" ? undefined : { kind: kindOf(control), value: control.value };
}

/** @param {Control} control @returns {"choice" | "date" | "text"} */
function kindOf(control) {
  if (control instanceof HTMLSelectElement) return "choice";
  return control.type === "date" ? "date" : "text";
}

/** @returns {Answers} */
export function answersOnPage() {
  const found = places().map((each) => /** @type {const} */ ([idOf(each), answerIn(each)]));
  return /** @type {Answers} */ (Object.fromEntries(found.filter(([, answer]) => answer)));
}

/**
 * Whether a place can show an answer.
 * @param {HTMLElement | null} place @param {Answer} answer
 */
export function takes(place, answer) {
  if (!place) return false;
  if (place instanceof HTMLFieldSetElement)
    return all("input", place).some((each) => each.getAttribute("value") === valueOf(answer));
  const control = /** @type {Control} */ (place);
  if (control.type === "checkbox") return answer.kind === "check";
  if (answer.kind !== kindOf(control)) return false;
  if (control instanceof HTMLSelectElement)
    return [...control.options].some((each) => each.value && each.value === answer.value);
  return answer.kind !== "date" || /^\d{4}-\d\d-\d\d$/.test(answer.value);
}

/** @param {Answer} answer */
const valueOf = (answer) =>
  answer.kind === "no-answer" ? "no-answer" : answer.kind === "scale" ? String(answer.value) : null;

/**
 * Write an answer that the place takes, or none.
 * @param {HTMLElement} place @param {Answer} [answer]
 */
export function answer(place, answer) {
  if (place instanceof HTMLFieldSetElement) {
    const value = answer && valueOf(answer);
    for (const each of /** @type {HTMLInputElement[]} */ (all("input", place)))
      each.checked = each.value === value;
    return;
  }
  const control = /** @type {Control} */ (place);
  if (control.type === "checkbox")
    /** @type {HTMLInputElement} */ (control).checked = answer?.kind === "check" && answer.value;
  else control.value = answer && "value" in answer ? String(answer.value) : "";
}

/** What is asked, without the number. @param {HTMLElement} place */
export function promptOf(place) {
  const holder =
    place instanceof HTMLFieldSetElement ? one("legend", place) : place.closest("label");
  const copy = /** @type {HTMLElement} */ (holder?.cloneNode(true));
  for (const each of all("select, textarea, input, .printed", copy)) each.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
}

/**
 * An answer in words.
 * @param {HTMLElement} place @param {Answer | undefined} given @returns {string}
 */
export function say(place, given) {
  if (!given) return "";
  if (given.kind === "no-answer") return word("no-answer");
  if (given.kind === "check") return word("chosen");
  if (given.kind === "date")
    return new Date(`${given.value}T12:00`).toLocaleDateString(program().language);
  if (given.kind === "scale")
    return one(`input[value="${given.value}"]`, place)?.closest("label")?.textContent?.trim() ?? "";
  if (place instanceof HTMLSelectElement)
    return [...place.options].find((each) => each.value === given.value)?.text ?? given.value;
  return given.value;
}

/** Name of a view: a party, a section, or what the page calls the rest. @param {string} view */
export function nameOf(view) {
  if (!view) return word("joint");
  const section = one(`[data-place$="@${CSS.escape(view)}"]`)?.closest("section");
  return program().parties[view] ?? section?.querySelector("h2")?.textContent ?? view;
}

/**
 * Part answers into sheets: what a party answers of its own, and the rest.
 * @param {Answers} answers @param {string} [rest] whose the rest are, where not joint
 * @returns {Record<string, Answers>} party, or nothing for joint ones → answers
 */
export function partAnswers(answers, rest = "") {
  /** @type {Record<string, Answers>} */
  const parts = { [rest]: {} };
  for (const [id, answer] of Object.entries(answers)) {
    const { view } = split(id);
    const whose = Object.hasOwn(program().parties, view) ? view : rest;
    (parts[whose] ??= {})[id] = answer;
  }
  return parts;
}

/** The sheets of the page, without what places do not show. @param {string} [rest] @returns {Sheet[]} */
export function sheetsOnPage(rest) {
  const { model, contentVersion, language } = program();
  return Object.entries(partAnswers(answersOnPage(), rest)).map(([party, answers]) => ({
    ...{ model, contentVersion, language, answers },
    ...(party ? { party } : {}),
  }));
}

/** How far apart the parties are on a place, in words. @param {Sheet[]} sheets @param {string} place */
export function distance(sheets, place) {
  const found = compareSheets(sheets).find((each) => each.place === place);
  if (found?.agreement === undefined) return "";
  return found.agreement ? word("agree") : word("differ", { gap: found.gap });
}

/** Show beside each joint question what the parties answered. */
export function showBeside() {
  const sheets = sheetsOnPage();
  for (const each of all("[data-beside]")) {
    const id = each.dataset.beside ?? "";
    const given = Object.keys(program().parties).map((party) => placeOf(`${id}@${party}`));
    all("dd", each).forEach((field, index) => {
      field.textContent = given[index] ? say(given[index], answerIn(given[index])) : "";
    });
    one("p", each).textContent = distance(sheets, id);
  }
}

/** Put answers beside their places as text: paper has no radio buttons, and cuts long fields. */
export function showForPrint() {
  for (const each of places()) {
    const given = answerIn(each);
    const holder = each instanceof HTMLFieldSetElement ? each : each.closest("label");
    holder?.querySelector(".printed")?.remove();
    holder?.toggleAttribute("data-answered", Boolean(given));
    if (!given || !holder) continue;
    const text = make(
      "span",
      each instanceof HTMLFieldSetElement
        ? `${word("answer")}: ${say(each, given)}`
        : say(each, given),
    );
    text.className = "printed";
    holder.append(text);
  }
}
