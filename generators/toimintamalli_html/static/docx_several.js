import { cellText, controlsOf, shownIn } from "./docx_cells.js";
import { EMPTY, MARKS, doubt, keepBeside, noOutcome } from "./docx_marks.js";
import { tidy } from "./docx_wording.js";
import { squeeze } from "./plan_rows.js";
/**
 * Which of several options somebody marked: boxes with words beside them, live or on paper, as
 * `toimintamalli_docx.reader.several` reads them.
 *
 * @import { Cell } from "./docx_cells.js"
 * @import { Asked } from "./docx_places.js"
 * @import { Outcome, Setting } from "./docx_answers.js"
 */

const SIGNS = [...MARKS, ...EMPTY];

/** @param {Cell} cell @param {Asked} asked @param {Setting} setting */
export function readSeveralIn(cell, asked, { blanks, language }) {
  const outcome = noOutcome();
  const said = squeeze(tidy(cellText(cell), blanks));
  if (!said) return outcome;
  if (controlsOf(cell, "box").some((box) => differs(shownIn(cell, box), box.checked))) {
    doubt(outcome, "docx-box-differs", said, said);
    return outcome;
  }
  const named = namedBy(asked, language);
  const pieces = parted(said, named);
  const ticked = new Set(
    pieces.flatMap((label, index) =>
      index % 2 && isMarked(pieces[index - 1].trimEnd()) ? [named.get(label) ?? ""] : [],
    ),
  );
  // A letter can be a mark, and it can be part of a word.
  if (ticked.size || SIGNS.some((sign) => !isLetter(sign) && said.includes(sign))) {
    answerWith(outcome, ticked, asked);
    const beside = pieces.filter((_, index) => index % 2 === 0).map(withoutSigns);
    keepBeside(outcome, beside.filter(Boolean).join("\n"));
  } else readWords(outcome, said, named, asked);
  return outcome;
}

/** Whether a live box shows something else than it holds. @param {string} shown @param {boolean} isOn */
function differs(shown, isOn) {
  const sign = [...shown].find((each) => SIGNS.includes(each));
  return sign !== undefined && MARKS.includes(sign) !== isOn;
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
  const wordings = longestFirst.map((each) => each.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")).join("|");
  return said.split(new RegExp(`(?<![\\p{L}\\p{N}_])(${wordings})(?![\\p{L}\\p{N}_])`, "u"));
}

/** @param {string} text */
const lengthOf = (text) => [...text].length;

/** @param {string} piece */
function withoutSigns(piece) {
  const words = [...piece].map((each) => (SIGNS.includes(each) && !isLetter(each) ? " " : each)).join("");
  return words.split(" ").filter((each) => each && !MARKS.includes(each)).join(" ");
}

/** @param {string} sign */
const isLetter = (sign) => /^[\p{L}\p{N}]$/u.test(sign);

/** Whether what stands before an option ends with a mark. @param {string} before */
function isMarked(before) {
  const [sign, last] = [...before].reverse();
  return MARKS.includes(sign) && !(isLetter(sign) && isLetter(last ?? ""));
}

/** @param {Outcome} outcome @param {string} said @param {Map<string, string>} named @param {Asked} asked */
function readWords(outcome, said, named, asked) {
  const folded = new Map([...named].map(([label, value]) => [label.toLowerCase(), value]));
  const parts = said.split(/[,;/\n]/).map((each) => squeeze(each).toLowerCase().replace(/\.+$/, ""));
  const found = parts.filter(Boolean).map((each) => folded.get(each));
  if (found.includes(undefined)) doubt(outcome, "docx-not-offered", said, said);
  else answerWith(outcome, new Set(/** @type {string[]} */ (found)), asked);
}

/** @param {Outcome} outcome @param {Set<string>} values @param {Asked} asked */
function answerWith(outcome, values, asked) {
  const chosen = asked.offers.map((each) => String(each.value)).filter((each) => values.has(each));
  if (chosen.length) outcome.answer = { kind: "several", value: chosen };
}
