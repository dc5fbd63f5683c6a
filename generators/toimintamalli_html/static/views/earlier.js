import { migrate } from "../answers.js";
import { all, make, program, word } from "../dom.js";
import { answer, idOf, places, say, viewed } from "./page.js";
/**
 * What was answered in the round before, in grey beside the new places.
 *
 * @import { Answer, Sheet } from "../answers.js"
 * @import { Place } from "./page.js"
 */

/** What the page was made with, for the document that it was made for. */
const printed = all(".earlier").map((note) => ({ note, home: note.previousElementSibling }));

/** Show beside each place what was answered there last; rows come and go, so not beside those. @param {Sheet[]} earlier @param {boolean} isPrintedFor whether the page was made for this document */
export function showEarlier(earlier, isPrintedFor) {
  for (const element of all(".earlier")) element.remove();
  if (isPrintedFor && !earlier.length) for (const { note, home } of printed) home?.after(note);
  /** @type {Record<string, [Sheet, Answer]>} */
  const last = {};
  for (const sheet of earlier)
    for (const [id, given] of Object.entries(migrate(sheet, program.ledger).answers))
      last[viewed(id)] = [sheet, given];
  for (const place of places()) {
    const [sheet, given] = last[viewed(idOf(place))] ?? [];
    const isMoving = place.closest("[data-rows], .measure-card");
    const isOfOccasion = Object.values(program.occasion).includes(idOf(place));
    if (!sheet || /date|check/.test(given.kind) || isMoving || isOfOccasion) continue;
    const copy = /** @type {Place} */ (place.cloneNode(true));
    for (const element of all(".made", copy)) element.remove();
    answer(copy, given);
    const name = sheet.round ? "earlier" : "earlier-some-time";
    const note = make("p", make("small", `${word(name, sheet)} ${say(copy)}`));
    note.className = "earlier made";
    (place.closest("label") ?? place).after(note);
  }
}
