import { EMPTY, MARKS } from "./marks.js";
import { Outcome } from "./outcome.js";
import { pattern } from "./rules.js";
import { caseless, lengthOf, squeeze, stripEnd, strip, tidy, wordsOf } from "./wording.js";
/**
 * Which of several options somebody marked: boxes with words beside them, live or on paper, as
 * `toimintamalli_docx.reader.several` reads them.
 *
 * @import { Cell } from "./cells.js"
 * @import { Asked } from "./places.js"
 * @import { Setting } from "./answering.js"
 * @import { Speech } from "./speech.js"
 */

const SIGNS = new Set([...MARKS, ...EMPTY]);
const BETWEEN = pattern("betweenOptions");

/** @param {Cell} cell @param {Asked} asked @param {Setting} setting */
export function readSeveral(cell, asked, { blanks, language, speech }) {
  const outcome = new Outcome();
  const said = squeeze(tidy(cell.text, blanks));
  if (!said) return outcome;
  if (cell.of("box").some((box) => differs(strip(cell.shown(box)), box.checked))) {
    outcome.doubt("docx-box-differs", said, said);
    return outcome;
  }
  const named = namedBy(asked, language);
  const pieces = parted(said, named);
  const ticked = new Set(
    pieces.flatMap((label, index) =>
      index % 2 && isMarked(stripEnd(pieces[index - 1])) ? [named.get(label) ?? ""] : [],
    ),
  );
  // A letter can be a mark, and it can be part of a word.
  if (ticked.size || [...SIGNS].some((sign) => !isLetter(sign) && said.includes(sign))) {
    answerWith(outcome, ticked, asked);
    const beside = pieces.filter((_, index) => index % 2 === 0).map(withoutSigns);
    outcome.beside(beside.filter(Boolean).join("\n"));
  } else readWords(outcome, said, named, asked, speech);
  return outcome;
}

/** Whether a live box shows something else than it holds. @param {string} shown @param {boolean} isOn */
function differs(shown, isOn) {
  const sign = [...shown].find((letter) => SIGNS.has(letter));
  return sign !== undefined && MARKS.has(sign) !== isOn;
}

/** The option of each wording; those of the document's language come before others. @param {Asked} asked @param {string} language */
function namedBy(asked, language) {
  /** @type {Map<string, string>} */
  const named = new Map();
  for (const { value, labels } of asked.offers) {
    const all = Object.values(labels);
    for (const label of all.length ? all : [String(value)])
      if (!named.has(squeeze(label))) named.set(squeeze(label), String(value));
  }
  for (const { value, labels } of asked.offers) named.set(squeeze(labels[language] ?? ""), String(value));
  named.delete("");
  return named;
}

/** A text parted at the wordings, with them: every other piece is one. @param {string} said @param {Map<string, string>} named */
function parted(said, named) {
  if (!named.size) return [said];
  const longestFirst = [...named.keys()].sort((one, other) => lengthOf(other) - lengthOf(one));
  const wordings = longestFirst.map((label) => label.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");
  return said.split(new RegExp(`(?<![\\p{L}\\p{N}_])(${wordings})(?![\\p{L}\\p{N}_])`, "u"));
}

/** @param {string} piece */
function withoutSigns(piece) {
  const words = [...piece].map((letter) => (SIGNS.has(letter) && !isLetter(letter) ? " " : letter));
  return wordsOf(words.join("")).filter((word) => !MARKS.has(word)).join(" ");
}

/** @param {string} letter */
const isLetter = (letter) => /^\p{L}$/u.test(letter);

/** @param {string} [letter] */
const isInWord = (letter = "") => /^[\p{L}\p{N}]$/u.test(letter);

/** Whether what stands before an option ends with a mark. @param {string} before */
function isMarked(before) {
  const [sign, last] = [...before].reverse();
  return MARKS.has(sign) && !(isLetter(sign) && isInWord(last));
}

/** What a text names one by one: parted at commas and the like, and at `and`. @param {string} text @param {Speech} speech */
export function partsOf(text, { conjunctions }) {
  /** @type {string[][]} */
  const parts = [];
  for (const piece of text.split(BETWEEN)) {
    parts.push([]);
    for (const word of wordsOf(piece)) {
      if (conjunctions.has(caseless(word))) parts.push([]);
      else parts[parts.length - 1].push(word);
    }
  }
  return parts.filter((words) => words.length).map((words) => words.join(" "));
}

/** @param {Outcome} outcome @param {string} said @param {Map<string, string>} named @param {Asked} asked @param {Speech} speech */
function readWords(outcome, said, named, asked, speech) {
  const folded = new Map([...named].map(([label, value]) => [caseless(label), value]));
  /** @param {string} text */
  const meant = (text) => folded.get(stripEnd(caseless(squeeze(text)), "."));
  const found = said.split(BETWEEN).flatMap((piece) => {
    // What an option is called may have an `and` in it.
    const all = meant(piece);
    return all === undefined ? partsOf(piece, speech).map(meant) : [all];
  });
  if (found.includes(undefined)) outcome.doubt("docx-not-offered", said, said);
  else answerWith(outcome, new Set(/** @type {string[]} */ (found)), asked);
}

/** @param {Outcome} outcome @param {Set<string>} values @param {Asked} asked */
function answerWith(outcome, values, asked) {
  const chosen = asked.offers.map(({ value }) => String(value)).filter((value) => values.has(value));
  if (chosen.length) outcome.answer = { kind: "several", value: chosen };
}
