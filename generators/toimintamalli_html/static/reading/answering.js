import { readNumber } from "../decimals.js";
import { BOX, TICKED } from "./cells.js";
import { isDay, readDay, tellsDay } from "./dates.js";
import { fingerprint } from "./fingerprint.js";
import { readMarks } from "./marks.js";
import { Outcome } from "./outcome.js";
import { own } from "./places.js";
import { LIMITS, pattern } from "./rules.js";
import { partsOf, readSeveral } from "./several.js";
import { beginningOf, fold, lengthOf, squeeze, strip, tidy } from "./wording.js";
/**
 * The answer in the cell of one place, whatever its kind, as `toimintamalli_docx.reader.answering`
 * reads it.
 *
 * @import { Answer } from "../answers.js"
 * @import { Cell, Control } from "./cells.js"
 * @import { Asked, Offer, PlaceKind } from "./places.js"
 * @import { Printed } from "./printed.js"
 * @import { Speech } from "./speech.js"
 * @typedef {object} Setting what a document says about how to read it
 * @property {string} language
 * @property {readonly string[]} blanks
 * @property {Record<string, string>} dates
 * @property {boolean} isCurrent whether it has the wording of today's content
 * @property {boolean} isKnown whether what its content prints is known
 * @property {Printed} printed
 * @property {Speech} speech
 * @property {boolean} [hasUnsure] whether rows of scales have a box for who can't say, if it says so
 * @property {import("./earlier.js").EarlierLines} earlier what is printed about the round before
 */

const SLUG = pattern("slug");
const EACH_BOX = new RegExp(`([${BOX}${TICKED}])`);

/** What the cell of a place says. @param {Cell} whole @param {Asked} asked @param {Setting} setting */
export function readAnswer(whole, asked, setting) {
  const [cell, aside] = whole.aside.size ? whole.parted() : [whole, ""];
  const outcome = READERS[asked.kind](cell, asked, setting);
  outcome.beside(aside);
  const captions = cell.captions.join("\n");
  if (cell.pictures || captions) outcome.doubt("docx-picture", captions, captions || undefined);
  if (cell.rings && outcome.isEmpty) outcome.doubt("docx-set-off", squeeze(cell.whole));
  const struck = tidy(cell.struck, setting.blanks);
  if (struck && !isUnmarked(struck, asked)) outcome.doubt("docx-struck", struck, struck);
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readTextIn(cell, _, { blanks }) {
  const outcome = new Outcome();
  const said = tidy(cell.text, blanks);
  if (lengthOf(said) > LIMITS.text) outcome.doubt("docx-too-long", beginningOf(said, 100), said);
  else if (said) outcome.answer = { kind: "text", value: said };
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readCheckIn(cell, _, { blanks }) {
  const outcome = new Outcome();
  const marked = readMarks(cell, blanks);
  const contradictions = marked.contradictions.join(" ");
  if (contradictions) outcome.doubt("docx-box-differs", contradictions, contradictions);
  else if (marked.isCrossed || marked.boxes.includes(true)) {
    outcome.answer = { kind: "check", value: true };
    if (marked.looksEmpty) outcome.doubt("docx-box-looks-empty", BOX);
  }
  outcome.beside(marked.number === undefined ? marked.words : String(marked.number));
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readDateIn(cell, _, { blanks, dates, language, speech }) {
  const outcome = new Outcome();
  const said = tidy(cell.text, blanks);
  if (!said) return outcome;
  const control = cell.of("date").find(({ isBlank }) => !isBlank);
  const picked = control && isDay(control.day) ? control.day : "";
  const shown = readDay(said, control?.picture || (dates[language] ?? ""));
  const found = shown || (picked && tellsDay(said, picked) ? picked : "");
  const { day, rest } = found ? { day: found, rest: "" } : speech.findDay(said);
  if (!day) {
    outcome.doubt("docx-bad-date", said, said);
    return outcome;
  }
  outcome.answer = { kind: "date", value: day };
  outcome.beside(rest);
  if (picked && picked !== day) outcome.doubt("docx-date-differs", `${said} / ${picked}`);
  return outcome;
}

/** @param {Cell} cell @param {Asked} _ @param {Setting} setting */
function readNumberIn(cell, _, { blanks }) {
  const outcome = new Outcome();
  const said = tidy(cell.text, blanks);
  const read = readNumber(said);
  if (read) {
    outcome.answer = { kind: "number", value: read.value };
    outcome.beside(read.beside);
  } else if (said) outcome.doubt("docx-bad-number", said, said);
  return outcome;
}

/** @param {Cell} cell @param {Asked} asked @param {Setting} setting */
function readChoiceIn(cell, asked, setting) {
  const outcome = new Outcome();
  const typed = tidy(cell.outside("choice"), setting.blanks);
  const picked = cell.of("choice").flatMap((control) => {
    const shown = tidy(cell.shown(control), setting.blanks);
    if (!shown) return [];
    return [{ shown, answer: chosen(listed(shown, control), asked) ?? meant(shown, asked, setting) }];
  });
  const typedAnswer = typed ? meant(typed, asked, setting) : undefined;
  const everything = squeeze([...picked.map(({ shown }) => shown), typed].join(" "));
  const found = [...picked.map(({ answer }) => answer), typedAnswer].filter((answer) => answer !== undefined);
  const distinct = new Set(found.map((answer) => JSON.stringify(answer)));
  if (distinct.size > 1) outcome.doubt("docx-several-choices", everything, everything);
  else if (distinct.size) {
    [outcome.answer] = found;
    const unclear = picked.filter(({ answer }) => !answer).map(({ shown }) => shown);
    outcome.beside([...unclear, ...(typedAnswer ? [] : [typed])].join("\n"));
  } else readLook(outcome, cell, everything, asked, setting);
  return outcome;
}

/** Read a choice in which nothing is picked or written. @param {Outcome} outcome @param {Cell} cell @param {string} everything @param {Asked} asked @param {Setting} setting */
function readLook(outcome, cell, everything, asked, setting) {
  const left = leftOver(cell, everything, asked);
  if (left) {
    outcome.answer = left;
    outcome.doubt("docx-read-by-look", everything);
  } else if (everything && !isUnmarked(everything, asked)) {
    const code = areSeveral(everything, asked, setting) ? "docx-several-choices" : "docx-not-offered";
    outcome.doubt(code, everything, everything);
  } else if (everything && (cell.looks.size || cell.shade)) outcome.doubt("docx-set-off", everything);
}

/** Whether a text names several options and nothing else: two roles in one field. @param {string} text @param {Asked} asked @param {Setting} setting */
function areSeveral(text, asked, setting) {
  /** @param {string} part @returns {{kind: string, value?: unknown} | undefined} */
  const named = (part) => meant(part, asked, setting);
  const values = new Set(partsOf(text, setting.speech).map((part) => named(part)?.value));
  return values.size > 1 && !values.has(undefined);
}

/** The printed option that is set off, or the only one that is not struck or deleted. @param {Cell} cell @param {string} text @param {Asked} asked @returns {Answer | undefined} */
function leftOver(cell, text, asked) {
  if (!cell.whole.includes(BOX) || !isUnmarked(text, asked)) return undefined;
  const labels = labelsIn(cell);
  const setOff = labels.filter(({ look }) => look);
  const left = setOff.length === 1 ? setOff[0] : labels.length === 1 ? labels[0] : undefined;
  if (!left || asked.offers.length === 1) return undefined;
  const offer = asked.offers.find((option) => isCalled(option, left.label));
  if (offer) return answerOf(offer.value, asked);
  const was = formerly(left.label, asked);
  return was === undefined ? undefined : chosen(String(was), asked);
}

/** The options that stand in a cell after their boxes, each with how it is set off. @param {Cell} cell */
function labelsIn(cell) {
  /** @type {{label: string, look: string}[]} */
  const found = [];
  for (const [at, said] of cell.said.entries()) {
    if (cell.gone.has(at)) continue;
    const look = cell.looks.get(at) ?? "";
    for (const piece of said.split(EACH_BOX)) {
      const last = found[found.length - 1];
      if (piece === BOX || piece === TICKED) found.push({ label: "", look });
      else if (last && strip(piece)) {
        last.label = `${last.label} ${piece}`;
        last.look ||= look;
      }
    }
  }
  return found
    .filter(({ label }) => strip(label))
    .map(({ label, look }) => ({ label: squeeze(label), look }));
}

/** The value that a list shows so; of several the one that was picked. @param {string} shown @param {Control} control */
function listed(shown, { items, last }) {
  const values = new Set(
    items.filter(([, label]) => squeeze(label) === squeeze(shown)).map(([value]) => value),
  );
  if (values.has(last)) return last;
  return values.size === 1 ? [...values][0] : "";
}

/** The answer with a value that the place offers; one of older content offers any. @param {string} value @param {Asked} asked @returns {Answer | undefined} */
function chosen(value, asked) {
  const offer = asked.offers.find((option) => String(option.value) === value);
  if (offer) return answerOf(offer.value, asked);
  const isId = value.length <= LIMITS.id && SLUG.test(value);
  return isId && !asked.offers.length && asked.kind !== "scale" ? answerOf(value, asked) : undefined;
}

/** @param {number | string} value @param {Asked} asked @returns {Answer} */
const answerOf = (value, asked) =>
  asked.kind === "scale"
    ? { kind: "scale", value: Number(value) }
    : { kind: "choice", value: String(value) };

/** The answer that a text names, by its label in any language, its id or a typed mark. @param {string} text @param {Asked} asked @param {Setting} setting */
function meant(text, asked, { language }) {
  const said = markedLabel(text);
  const inLanguage = asked.offers.filter((offer) => isCalled(offer, said, language));
  const found = inLanguage.length ? inLanguage : asked.offers.filter((offer) => isCalled(offer, said));
  if (found.length === 1) return answerOf(found[0].value, asked);
  const was = found.length ? undefined : formerly(said, asked);
  return was === undefined ? undefined : chosen(String(was), asked);
}

/** The value that was called so in a version before. @param {string} text @param {Asked} asked */
function formerly(text, { former = {} }) {
  const said = fold(text);
  return said ? own(former, fingerprint(said)) : undefined;
}

/** @param {Offer} offer @param {string} text @param {string} [language] */
function isCalled({ labels, value }, text, language = "") {
  const names = language ? [labels[language] ?? ""] : [...Object.values(labels), String(value)];
  const said = fold(text);
  return said !== "" && names.some((name) => fold(name) === said);
}

/** @param {string} text */
function boxedLabels(text) {
  const pieces = text.split(EACH_BOX);
  const boxes = pieces.filter((_, index) => index % 2);
  const labels = pieces.filter((_, index) => index && index % 2 === 0);
  return { start: strip(pieces[0]), boxes, labels };
}

/** The label after the only ticked box, for choices that were printed with boxes. @param {string} text */
function markedLabel(text) {
  const { start, boxes, labels } = boxedLabels(text);
  const ticked = labels.filter((_, index) => boxes[index] === TICKED);
  return ticked.length === 1 && !start ? ticked[0] : text;
}

/** Whether a text is what was printed: every choice with an empty box. @param {string} text @param {Asked} asked */
function isUnmarked(text, asked) {
  const { start, boxes, labels } = boxedLabels(text);
  const known = new Set(asked.offers.flatMap((offer) => Object.values(offer.labels).map(fold)));
  return (
    !start &&
    !boxes.includes(TICKED) &&
    labels.every((label) => known.has(fold(label)) || formerly(label, asked) !== undefined)
  );
}

/** @type {Record<PlaceKind, (cell: Cell, asked: Asked, setting: Setting) => Outcome>} */
const READERS = {
  several: readSeveral,
  number: readNumberIn,
  text: readTextIn,
  check: readCheckIn,
  date: readDateIn,
  choice: readChoiceIn,
  scale: readChoiceIn,
};
