import { differences, identityOf } from "../document/document.js";
import { all, make, one, program, word } from "../dom.js";
import { answer, dayInWords, nameOf, placeOf, promptOf, say } from "./page.js";
/**
 * Bringing in the other party's answers: an act of its own, which says whose they are, of which
 * round and day, and shows each difference before anything changes.
 *
 * @import { Answer, Answers, Sheet } from "../answers.js"
 * @import { WorkbookDocument } from "../document/document.js"
 * @import { Place } from "./page.js"
 */

/**
 * Show what a file would bring; nothing where it can't be brought in, which is said.
 * @param {string} name @param {WorkbookDocument} theirs @param {WorkbookDocument} own
 * @returns {"ready" | "other-workplace" | "other-round" | "nothing-new"}
 */
export function showBringing(name, theirs, own) {
  const mine = identityOf(own, program);
  const other = identityOf(theirs, program);
  if (mine.organisation && other.organisation && mine.organisation !== other.organisation)
    return "other-workplace";
  if (mine.round && other.round && mine.round !== other.round) return "other-round";
  const found = broughtFrom(theirs, own);
  const differing = differences(own.answers, found);
  const fresh = Object.keys(found).filter((id) => !Object.hasOwn(own.answers, id));
  if (!differing.length && !fresh.length) return "nothing-new";
  one("#bring-what").textContent = word("tool-bring-what", { name, count: fresh.length });
  one("#bring-whose").replaceChildren(...sheetsTold(theirs).map((text) => make("li", text)));
  one("#bring-differences").hidden = !differing.length;
  one("#bring-differences tbody").replaceChildren(
    ...differing.map(([id, given]) => differenceRow(id, own.answers[id], given)),
  );
  return "ready";
}

/** Whose answers a document holds, of which round and day. @param {WorkbookDocument} document */
function sheetsTold(document) {
  const { organisation, round } = identityOf(document, program);
  const parts = Object.keys(document.facts);
  return parts.map((party) => {
    const { date } = document.facts[party];
    return [
      nameOf(party),
      ...(organisation ? [organisation] : []),
      ...(round ? [word("sheet-round", { round })] : []),
      ...(date ? [dayInWords(date)] : []),
    ].join(" · ");
  });
}

/** What of a document goes into another: its answers, but not what it says of the occasion. @param {WorkbookDocument} theirs @param {WorkbookDocument} own @returns {Answers} */
export function broughtFrom(theirs, own) {
  const occasion = Object.values(program.occasion);
  return Object.fromEntries(
    Object.entries(theirs.answers).filter(
      ([id]) => !occasion.includes(id) || !Object.hasOwn(own.answers, id),
    ),
  );
}

/** @param {string} id @param {Answer} mine @param {Answer} given */
function differenceRow(id, mine, given) {
  const place = placeOf(id);
  const prompt = place ? promptOf(place) : id;
  const box = make("input");
  Object.assign(box, { type: "checkbox", value: id });
  const label = make("label", box, word("tool-bring-take"));
  const named = make("span", `: ${prompt}`);
  named.className = "unseen";
  label.append(named);
  const head = Object.assign(make("th", prompt), { scope: "row" });
  return make("tr", head, make("td", inWords(place, mine)), make("td", inWords(place, given)), make("td", label));
}

/** @param {Place | null} place @param {Answer} given */
export function inWords(place, given) {
  if (!place) return "value" in given ? String(given.value) : word("no-answer");
  const copy = /** @type {Place} */ (place.cloneNode(true));
  answer(copy, given);
  return given.kind === "check" ? word("chosen") : say(copy);
}

/** The places whose answers are taken from the file though there is one here. */
export const taken = () =>
  /** @type {HTMLInputElement[]} */ (all("#bring-differences td input:checked")).map(({ value }) => value);

/**
 * A document with what was brought into it.
 * @param {WorkbookDocument} own @param {WorkbookDocument} theirs @param {string[]} over places whose answers are replaced
 * @returns {WorkbookDocument}
 */
export function broughtTogether(own, theirs, over) {
  const answers = { ...own.answers };
  for (const [id, given] of Object.entries(broughtFrom(theirs, own)))
    if (!Object.hasOwn(answers, id) || over.includes(id)) answers[id] = given;
  /** @type {Record<string, Partial<Sheet>>} */
  const facts = { ...theirs.facts, ...own.facts };
  for (const [party, rest] of Object.entries(theirs.facts))
    if (own.facts[party])
      facts[party] = {
        ...rest,
        ...own.facts[party],
        unrecognised: { ...rest.unrecognised, ...own.facts[party].unrecognised },
      };
  return { ...own, answers, facts, around: { ...theirs.around, ...own.around } };
}
