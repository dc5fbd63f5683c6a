import { cleaned, lengthOf, LONGEST, NEARLY } from "../document/text.js";
import { roundIn, roundMeant } from "../document/document.js";
import { all, button, make, one, program, word } from "../dom.js";
import { answer, answerIn, dayInWords, idOf, kindOf, places } from "./page.js";
/**
 * What stands around a place while one answers: its day in the reader's language, how much room is
 * left, a way to take a scale answer back, and what can be carried into a measure.
 *
 * @import { Place } from "./page.js"
 */

/** Clean what was typed or pasted, with the caret where it was. @param {Place} place */
export function cleanField(place) {
  if (kindOf(place) !== "text") return;
  const made = cleaned(place.value, place.localName === "textarea" ? "\n" : " ");
  if (made === place.value) return;
  const from = cleaned(place.value.slice(0, place.selectionStart ?? 0)).length;
  place.value = made;
  place.setSelectionRange(from, from);
}

/** Show all that depends on what stands in a place. @param {Place} place */
export function dressField(place) {
  switch (kindOf(place)) {
    case "scale":
      return dressScale(place);
    case "date":
      return note(place, "day", place.value && answerIn(place) ? dayInWords(place.value) : "");
    case "text":
      grow(place);
      tellRoom(place);
      if (place.dataset.place === program.occasion.round) tellRound(place);
      return undefined;
    default:
      return undefined;
  }
}

export function dressAll() {
  for (const place of places()) dressField(place);
  for (const scale of all(".scale:not(.ended)")) layOut(scale);
}

/** Where only the ends of a scale have words, its boxes stand in a row and the words under it. @param {HTMLElement} scale */
function layOut(scale) {
  const labels = all("label:not(.apart)", scale);
  const parts = labels.map((label) => {
    const { value } = /** @type {HTMLInputElement} */ (one("input", label));
    return { label, value, text: (label.textContent ?? "").slice(value.length) };
  });
  const told = parts.filter(({ text }) => text);
  if (told.length !== 2 || told[0] !== parts[0] || told[1] !== parts[parts.length - 1]) return;
  for (const { label, value } of told) {
    const [, number] = label.childNodes;
    const rest = /** @type {Text} */ (number).splitText(value.length);
    const words = Object.assign(make("span"), { className: "words" });
    rest.before(words);
    words.append(rest, ...[...label.childNodes].slice([...label.childNodes].indexOf(words) + 1));
  }
  const ends = make("p", ...told.map(({ text }) => make("span", text.replace(/^ = /, ""))));
  Object.assign(ends, { className: "ends made", ariaHidden: "true" });
  scale.append(ends);
  scale.classList.add("ended");
}

/** A small line beside a place. @param {Place} place @param {string} look @param {string} text @param {Node[]} acts */
function note(place, look, text, ...acts) {
  const home = place.closest("label") ?? place;
  const found = home.parentElement && one(`:scope > .${look}[data-about="${CSS.escape(place.dataset.place ?? "")}"]`, home.parentElement);
  found?.remove();
  if (!text) return;
  const line = make("p", text, ...acts.flatMap((act) => [" ", act]));
  line.className = `${look} beside-field made`;
  line.dataset.about = place.dataset.place;
  home.after(line);
}

/** @param {Place} place */
function grow(place) {
  if (place.localName !== "textarea" || CSS.supports("field-sizing", "content")) return;
  place.style.height = "auto";
  place.style.height = `${place.scrollHeight + 4}px`;
}

/** @param {Place} place */
function tellRoom(place) {
  const used = place.value.length > NEARLY ? lengthOf(place.value) : 0;
  const name = used > LONGEST ? "tool-too-long" : "tool-room";
  const said = used > NEARLY ? word(name, { used, most: LONGEST, over: used - LONGEST }) : "";
  place.ariaInvalid = used > LONGEST ? "true" : null;
  note(place, "room", said);
}

/** @param {Place} place */
function tellRound(place) {
  const meant = roundMeant(place.value);
  const isUnclear = place.value.trim() !== "" && !roundIn(place.value);
  const use = () => {
    place.value = String(meant);
    place.dispatchEvent(new Event("input", { bubbles: true }));
    place.focus();
  };
  const acts = meant ? [button(word("tool-round-use", { round: meant }), use)] : [];
  note(place, "round", isUnclear ? word("tool-round-unclear") : "", ...acts);
}

/** @param {Place} scale */
function dressScale(scale) {
  const found = one(".withdraw", scale);
  if (!answerIn(scale)) return found?.remove();
  if (found) return undefined;
  const withdraw = button(
    word("tool-withdraw"),
    () => {
      scale.dispatchEvent(new Event("withdraw", { bubbles: true }));
      answer(scale);
      scale.dispatchEvent(new Event("input", { bubbles: true }));
      one("input", scale).focus();
    },
    "plain withdraw made",
  );
  scale.append(withdraw);
  return undefined;
}

/** Places whose texts are too long for any file. */
export const tooLong = () =>
  places().filter((place) => kindOf(place) === "text" && lengthOf(place.value) > LONGEST);

/** The card that a fact goes to: the first in which it is still empty. @param {string} fact */
const freeCard = (fact) =>
  all(".measure-card").find((card) => {
    const place = /** @type {Place | null} */ (one(`[data-fact="${fact}"]`, card));
    return place && !answerIn(place);
  });

/**
 * Give each question and practice of a theme a way into a measure.
 * @param {(name: string, facts: Record<string, unknown>, card?: HTMLElement) => void} told
 */
export function offerCarrying(told) {
  for (const place of all("[data-theme] :is([data-layout=questions], [data-layout=checklist]) [data-place]")) {
    const found = /** @type {Place} */ (place);
    const kind = kindOf(found);
    if (kind !== "text" && kind !== "check") continue;
    // What one had better avoid is a need; what one does well is a measure.
    const isPractice = kind === "check" && !idOf(found).includes(".pitfall.");
    const fact = isPractice ? "measures.how" : "needs.text";
    if (!one(`.measure-card [data-fact="${fact}"]`)) continue;
    const carry = () => {
      const card = freeCard(fact);
      if (!card) return told("tool-cards-full", {});
      const target = /** @type {Place} */ (one(`[data-fact="${fact}"]`, card));
      target.value = textOf(found, kind).replace(/\s*\n+\s*/g, target.localName === "textarea" ? "\n" : " ");
      target.dispatchEvent(new Event("input", { bubbles: true }));
      return told("tool-carried", { card: one("legend", card).textContent }, card);
    };
    const carried = button(word("tool-carry"), carry, "plain carry made");
    const statement = found.closest(".checklist > li");
    if (statement) statement.append(carried);
    else (found.closest("label") ?? found).after(carried);
  }
}

/** What is carried: the answer to a question, or the statement itself. @param {Place} place @param {string} kind */
function textOf(place, kind) {
  if (kind === "text" && place.value) return place.value;
  const label = /** @type {HTMLElement} */ (place.closest("label")?.cloneNode(true));
  for (const element of all("[data-place], .number, .made, .ours", label)) element.remove();
  return label.textContent?.trim() ?? "";
}
