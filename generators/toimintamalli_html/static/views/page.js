import { split } from "../answers.js";
import { readNumber } from "../decimals.js";
import { all, make, one, program, word } from "../dom.js";
/**
 * The page as a sheet of paper: places and what stands in them.
 *
 * @import { Answer, Answers } from "../answers.js"
 * @import { PlaceKind } from "../kinds.js"
 * @typedef {HTMLInputElement & HTMLSelectElement} Place a fieldset where the answer is a value of a scale
 */

const NONE = "no-answer";
/** @type {Record<string, PlaceKind>} The control that is not called as its kind → the kind. */
const KINDS = {
  fieldset: "scale",
  textarea: "text",
  checkbox: "check",
  "select-one": "choice",
  "select-multiple": "several",
};

/** @param {ParentNode} [within] */
export const places = (within) =>
  /** @type {Place[]} */ (/** @type {Element[]} */ (all("[data-place]", within)));

/** @param {Place} place */
export const idOf = (place) => place.dataset.place ?? "";

/** @param {string} id */
export const placeOf = (id) => /** @type {Place} */ (one(`[data-place="${CSS.escape(id)}"]`));

/** @param {Place} place */
export const kindOf = (place) => KINDS[place.type] ?? /** @type {PlaceKind} */ (place.type);

/** @param {Place} place @returns {Answer | undefined} */
export function answerIn(place) {
  const kind = kindOf(place);
  if (kind === "check") return place.checked ? { kind, value: true } : undefined;
  if (kind === "several") {
    const chosen = [...place.selectedOptions].map((option) => option.value);
    return chosen.length ? { kind, value: chosen } : undefined;
  }
  const { value } = /** @type {Place} */ (kind === "scale" ? (one(":checked", place) ?? {}) : place);
  if (!value) return undefined;
  if (kind === "number") return { kind, value: readNumber(value)?.value ?? value };
  if (kind !== "scale") return { kind, value };
  return value === NONE ? { kind: NONE } : { kind, value: Number(value) };
}

/** @returns {Answers} */
export const answersOnPage = () =>
  Object.fromEntries(
    places().flatMap((place) => {
      const given = answerIn(place);
      return given ? [[idOf(place), given]] : [];
    }),
  );

/**
 * Whether a place can show an answer: a copy of it tries. Nothing where there is no such place.
 * @param {Place | null} place @param {Answer} given
 */
export function takes(place, given) {
  const copy = /** @type {Place | undefined} */ (place?.cloneNode(true));
  if (!copy) return undefined;
  answer(copy, given);
  const shown = answerIn(copy);
  return shown?.kind === given.kind && signOf(shown) === signOf(given);
}

/** An answer as a control holds it. @param {Answer} [given] */
const signOf = (given) => (given && "value" in given ? String(given.value) : (given?.kind ?? ""));

/**
 * Write an answer that the place takes, or none.
 * @param {Place} place @param {Answer} [given]
 */
export function answer(place, given) {
  const value = signOf(given);
  const kind = kindOf(place);
  if (kind === "scale")
    for (const input of /** @type {HTMLInputElement[]} */ (all("input", place)))
      input.checked = input.value === value;
  else if (kind === "several")
    for (const option of place.options)
      option.selected = given?.kind === "several" && given.value.includes(option.value);
  else if (kind === "check") place.checked = value === "true";
  else place.value = value;
}

/** What is asked. @param {Place} place */
export function promptOf(place) {
  const copy = /** @type {HTMLElement} */ (
    (one("legend", place) ?? place.closest("label")).cloneNode(true)
  );
  for (const element of all("[data-place], .made, .ours", copy)) element.remove();
  return (copy.textContent ?? "").trim();
}

/** What a place holds, in words. @param {Place} place @returns {string} */
export const say = (place) =>
  (all("label:has(:checked), option:checked", place).map((element) => element.textContent).join(", ") ||
    undefined) ??
  (place.valueAsDate && dayInWords(place.value)) ??
  place.value ??
  "";

/** The same, of a scale the number alone: its words stand at the ends. @param {Place} place */
export function sayShortly(place) {
  const given = answerIn(place);
  return given?.kind === "scale" ? String(given.value) : say(place);
}

/** A day as readers of the page write it. @param {string} day */
export const dayInWords = (day) =>
  new Date(`${day}T00:00Z`).toLocaleDateString(program.language, { timeZone: "UTC" });

/** Name of a view: a party, a section, or what the page calls the rest. @param {string} view */
export function nameOf(view) {
  if (!view) return word("joint");
  const section = /** @type {HTMLElement | null} */ (one(`[data-place$="@${view}"]`)?.closest("section"));
  return program.parties[view] ?? section?.dataset.title ?? view;
}

/** What each party answers to a joint question: party → value of the scale. @param {string} base */
export const viewsOn = (base) =>
  Object.keys(program.parties).map((party) => {
    const place = placeOf(`${base}@${party}`);
    const found = place && answerIn(place);
    return { party, place, value: found?.kind === "scale" ? found.value : undefined };
  });

/** How far apart the parties are on a question; nothing where fewer than two have answered. @param {string} base */
export function gapOn(base) {
  const given = viewsOn(base).flatMap(({ value }) => value ?? []);
  return given.length < 2 ? undefined : Math.max(...given) - Math.min(...given);
}

/** The same in words. @param {string} base */
export function distance(base) {
  const gap = gapOn(base);
  return gap === undefined ? "" : gap ? word("differ", { gap }) : word("agree");
}

/** Show beside each joint question what the parties answered. */
export function showBeside() {
  for (const element of all(".beside")) {
    const joint = element.dataset.beside ?? "";
    const said = viewsOn(joint).map(({ place }) => place && sayShortly(place));
    all("b", element).forEach((field, index) => {
      field.textContent = [...said, distance(joint)][index];
    });
  }
}

/** Put answers beside their places as text: paper cuts long fields. */
export function showForPrint() {
  for (const place of places())
    if (place.matches("label > :not([type=checkbox])") && answerIn(place)) {
      const text = make("span", say(place));
      text.className = "printed made";
      place.after(text);
    }
}

/** A place by its party's view, or the joint one. @param {string} id */
export const viewed = (id) => (program.parties[split(id).view] ? id : split(id).base);
