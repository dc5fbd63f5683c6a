import { split } from "./answers.js";
import { byText } from "./merging.js";
import { PARTS } from "./plan_rows.js";
import { columnOf } from "./plan.js";
import { factOf, partyIn, pointKey, stageOf, wordsIn } from "./rounds.js";
/**
 * What was written and ticked beside the figures, as `toimintamalli.rounds.said` has it: nothing
 * that somebody wrote is left behind.
 *
 * @import { Answer, Sheet } from "./answers.js"
 * @import { RoundAnswers } from "./rounds.js"
 * @import { Facts, Stage } from "./plan_rows.js"
 * @typedef {"text" | "choice" | "check" | "date" | "scale" | "no-answer" | "own" | "unread" | "loose" | "comment" | "plan"} SaidKind
 * @typedef {{kind: SaidKind, place: string, text: string, chosen: string[], moment: number, party?: string}} Said
 * @typedef {[kind: SaidKind, place: string, text: string, chosen: string[]]} Piece
 */

/** The parts of a document that are no answers. @type {Record<string, SaidKind>} */
const BESIDE = { text: "loose", comments: "comment" };

/**
 * What each sheet says beside the figures, once and in order.
 * @param {RoundAnswers[]} rounds @param {(round: number, stage: Stage) => number} at @param {Facts} facts @returns {Said[]}
 */
export function saidIn(rounds, at, facts) {
  const { parties = [], questions = [] } = facts;
  /** @type {Map<string, Said>} */
  const found = new Map();
  rounds.forEach((round, number) => {
    for (const sheet of round.sheets)
      for (const [kind, place, text, chosen] of piecesOf(sheet, round, facts)) {
        const whose = place ? partyIn(place, sheet, facts) : (sheet.party ?? "");
        const party = parties.includes(whose) ? whose : "";
        const { base } = split(place);
        const isHidden = round.hidden.includes(party);
        // Beside the withheld value of one of few stands what would tell it.
        if (isHidden && questions.includes(base)) continue;
        const moment = at(number, stageOf(place, facts));
        const marks = isHidden && kind === "own" ? [] : chosen;
        const said = { kind, place: base, text, chosen: marks, moment, ...(party && { party }) };
        found.set(keyOf(said, parties), said);
      }
  });
  return [...found].sort(([one], [other]) => byText(one, other)).map(([, said]) => said);
}

/** What it is ordered by, as text: as Python orders numbers and letters. @param {Said} said @param {string[]} parties */
const keyOf = ({ moment, party = "", place, kind, text, chosen }, parties) =>
  [
    String(moment).padStart(6, "0"),
    String(parties.indexOf(party) + 1).padStart(6, "0"),
    ...[place, kind, text, ...chosen].map(pointsOf),
  ].join("");

/** Letters by their numbers: half of one is no letter. @param {string} text */
const pointsOf = (text) =>
  `${[...text].map((character) => (Number(character.codePointAt(0)) + 1).toString(16).padStart(6, "0")).join("")}000000`;

/** @param {Sheet} sheet @param {RoundAnswers} round @param {Facts} facts @returns {Piece[]} */
const piecesOf = (sheet, round, facts) => [
  ...Object.entries(sheet.answers)
    // What could not be counted stands among the unrecognised too.
    .filter(([place, answer]) => wordsIn(sheet.unrecognised?.[`/answers/${place}`]) !== asText(answer))
    .filter(([place, answer]) => !isFigure(place, answer, sheet, round, facts))
    .map(([place, answer]) => toldAt(place, answer)),
  ...Object.entries(sheet.unrecognised ?? {}).flatMap(([key, value]) => keptAt(key, value)),
  ...(facts.plan ?? []).flatMap(({ id, kind }) => {
    const part = id.split(".")[0];
    if (kind !== "text" || !PARTS.some((list) => list === part)) return [];
    /** @type {Record<string, Record<string, unknown>[]>} */
    const lists = { ...sheet.plan };
    return (lists[part] ?? []).flatMap((row) => {
      const words = row[columnOf(id.split(".")[1])];
      return words ? [/** @type {Piece} */ (["plan", "", String(words), []])] : [];
    });
  }),
];

/** Whether an answer is one of the figures: a value, a day or an option that counts. @param {string} place @param {Answer} answer @param {Sheet} sheet @param {RoundAnswers} round @param {Facts} facts */
function isFigure(place, answer, sheet, round, facts) {
  const { occasion = {} } = facts;
  if (answer.kind === "scale") {
    const party = partyIn(place, sheet, facts);
    const point = round.points.get(pointKey(stageOf(place, facts), party, split(place).base));
    // The mean of a group holds the value of each.
    return Boolean(point && (party || point.value === answer.value));
  }
  if (place === occasion.round)
    return answer.kind === "text" && (sheet.round ?? null) === roundIn(answer.value);
  if (place === occasion.date) return answer.kind === "date";
  const isWords = !factOf(place, facts) || toldAt(place, answer)[0] === "text";
  return !isWords && isAlike(round.joint[place], answer);
}

/** @param {Answer} answer */
const asText = (answer) => ("value" in answer ? [answer.value].flat().join(" ") : undefined);

/** @param {string} words */
function roundIn(words) {
  const digits = words.trim().replace(/\.+$/, "");
  return /^[0-9]+$/.test(digits) ? Number(digits) : null;
}

/** @param {Answer | undefined} one @param {Answer} other */
const isAlike = (one, other) =>
  one?.kind === other.kind &&
  String("value" in one ? one.value : "") === String("value" in other ? other.value : "");

/** @param {string} place @param {Answer} answer @returns {Piece} */
function toldAt(place, answer) {
  switch (answer.kind) {
    case "choice":
      return ["choice", place, "", [String(answer.value)]];
    case "several":
      return ["choice", place, "", answer.value.map(String)];
    case "check":
      return ["check", place, "", answer.value ? ["x"] : []];
    case "no-answer":
      return ["no-answer", place, "", []];
    case "scale":
      return ["scale", place, String(answer.value), []];
    case "date":
      return ["date", place, answer.value, []];
    default:
      return ["text", place, answer.value, []];
  }
}

/** What a reader kept that was no answer, by the way to it. @param {string} key @param {unknown} value @returns {Piece[]} */
function keptAt(key, value) {
  const [, area = "", ...steps] = key.split("/");
  const [name] = steps.join("/").replace(/\/+$/, "").split("#");
  if (area === "own" && isRecord(value)) {
    const { text = "", values, ticked } = value;
    const marks = Array.isArray(values) && values.length ? values : ticked ? ["x"] : [];
    return [["own", name, String(text), marks.map(String)]];
  }
  if (area === "document") {
    const at = name.indexOf("/");
    const [part, place] = at < 0 ? [name, ""] : [name.slice(0, at), name.slice(at + 1)];
    return wordsDeep(value).map((words) => [BESIDE[part] ?? "loose", place, words, []]);
  }
  if (area === "answers") return unreadAt(name, value);
  return wordsDeep(value).map((words) => ["unread", "", words, []]);
}

/** What was answered and could not be counted: an option by its id, the rest as words. @param {string} place @param {unknown} value @returns {Piece[]} */
function unreadAt(place, value) {
  const { kind, value: given } = isRecord(value) ? value : {};
  if (kind === "choice" && typeof given === "string") return [["choice", place, "", [given]]];
  if (kind === "several" && Array.isArray(given)) return [["choice", place, "", given.map(String)]];
  if (kind === "check" && given === true) return [["check", place, "", ["x"]]];
  if (kind === "date" && typeof given === "string") return [["date", place, given, []]];
  if (kind === "check" || kind === "no-answer") return [];
  return wordsDeep(kind ? given : value).map((words) => ["unread", place, words, []]);
}

/** @param {unknown} value @returns {value is Record<string, unknown>} */
const isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** The words and numbers in a value, however deep. @param {unknown} value @returns {string[]} */
function wordsDeep(value) {
  if (Array.isArray(value)) return value.flatMap(wordsDeep);
  if (isRecord(value))
    return Object.keys(value)
      .sort(byText)
      .flatMap((name) => (name === "id" || name === "kind" ? [] : wordsDeep(value[name])));
  const words = wordsIn(value);
  return words ? [words] : [];
}
