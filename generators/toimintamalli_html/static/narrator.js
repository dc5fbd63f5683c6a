import { partsSaid } from "./pattern.js";
import { inRow, squeeze } from "./plan_rows.js";
import { askedBy, spoken } from "./table.js";
/**
 * How figures become words of one language, as `toimintamalli.report` tells them: the same words in
 * the same order, so that the page says what the report says.
 *
 * @import { FollowUp, QuestionFigures, Reading } from "./figures.js"
 * @import { Drawing } from "./drawing.js"
 * @import { PlaceEntry } from "./table.js"
 * @typedef {string | {own: string}} Phrase our words, or what people wrote in whatever language
 * @typedef {Phrase[]} PhraseLine phrases that stand after one another
 * @typedef {string | number | Phrase | PhraseLine} Fact what fills a placeholder
 * @typedef {{id: string, number: string, text: string, scale: string}} ToldQuestion
 * @typedef {{id: string, number: string, title: string, questions: ToldQuestion[]}} ToldTheme
 * @typedef {{id: string, values: {value: number, label?: string}[]}} ToldScale
 * @typedef {Record<string, string>} Titles id → what it is called
 * @typedef {object} ToldPlace
 * @property {number[]} order its place in the workbook: the block's, its row's and its own
 * @property {string} asked with its number
 * @property {string} section what readers call it
 * @property {string} block the block that asks it, and its row
 * @property {number} [theme] the theme that it belongs to, from 1
 * @property {number} [row]
 * @property {string} [fact] what its answer tells of the plan or the occasion
 * @property {Titles} [options]
 * @property {Record<string, number>} [themes] which theme each option is, where they are all themes
 * @typedef {object} Telling what the page carries of the model and of the report's words
 * @property {Titles} words
 * @property {string} language of the words
 * @property {string} title of the model
 * @property {ToldTheme[]} themes
 * @property {ToldScale[]} scales
 * @property {Titles} roles
 * @property {Titles} reaches
 * @property {Titles} kinds
 * @property {Titles} timings
 * @property {Titles} statuses
 * @property {Record<string, ToldPlace>} places what each asks, whosever view it asks for; of rows the first
 * @property {Record<string, {name: string, text: string}[]>} advice
 * @typedef {object} Narrator tells of one follow-up
 * @property {FollowUp} followUp
 * @property {Telling} telling
 * @property {Titles} parties in order
 * @typedef {{kind: "text", style?: "notice" | "quiet", title?: string, paragraphs: PhraseLine[]}} Prose
 * @typedef {{kind: "points", title?: string, points: PhraseLine[]}} Points
 * @typedef {{kind: "quotes", title: string, quotes: {when?: string, text: string}[], nothing: string}} Quotes
 * @typedef {PhraseLine[]} GridCell line by line
 * @typedef {{kind: "table", title: string, columns: string[], rows: GridCell[][]}} Grid
 * @typedef {{kind: "plot", of: "themes" | "overview" | "profile" | "bars" | "trend", title: Phrase, description: string, drawing: Drawing}} Plot
 * @typedef {{line: PhraseLine, advice: {name: string, text: string}[]}} ToldRemark
 * @typedef {{kind: "remarks", advice: string, remarks: ToldRemark[]}} Remarks
 * @typedef {{title: string, lines: PhraseLine[]}} Subject
 * @typedef {{kind: "agenda", subjects: Subject[]}} Agenda
 * @typedef {{value: PhraseLine, label: PhraseLine, tone: "plain" | "good" | "late"}} Figure
 * @typedef {{kind: "figures", figures: Figure[]}} Figures
 * @typedef {{kind: "voices", quotes: Quotes[]}} Voices
 * @typedef {"done" | "open" | "late" | "dropped" | "unknown"} Standing
 * @typedef {{standing: Standing, word: PhraseLine, how: PhraseLine, about: PhraseLine}} MeasureState
 * @typedef {{kind: "states", title: string, lead: PhraseLine, states: MeasureState[], more: PhraseLine}} States
 * @typedef {{title: PhraseLine, lines: PhraseLine[]}} Entry
 * @typedef {{kind: "entries", title?: string, entries: Entry[]}} Entries
 * @typedef {Prose | Points | Quotes | Grid | Plot | Remarks | Agenda | Figures | Voices | States | Entries} Block
 * @typedef {{id: string, title: string, number?: string, theme?: number, alone?: boolean, blocks: Block[]}} Section
 */

const MOST_MOMENTS = 6;

/** A string without what can't be written, its line breaks all alike. @param {string} text */
export const clean = (text) =>
  text.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, "");

/** What somebody wrote. @param {string} text @returns {Phrase} */
export const own = (text) => ({ own: clean(text) });

/** Only the letters of a phrase. @param {Phrase} phrase */
export const lettersOf = (phrase) => (typeof phrase === "string" ? phrase : phrase.own);

/** @param {PhraseLine} line */
export const plainLine = (line) => line.map(lettersOf).join("");

/** A word of the report. @param {Pick<Narrator, "telling">} narrator @param {string} name */
export const told = ({ telling }, name) => telling.words[name] ?? "";

/** A word with its placeholders filled in, each fact in its own language. @param {Pick<Narrator, "telling">} narrator @param {string} name @param {Record<string, Fact>} [facts] @returns {PhraseLine} */
export const tellOf = (narrator, name, facts = {}) =>
  partsSaid(told(narrator, name), narrator.telling.language, facts).flatMap((piece) => {
    if (typeof piece === "string") return [piece];
    const fact = facts[piece.slot];
    if (Array.isArray(fact)) return fact;
    return [typeof fact === "number" ? String(fact) : fact];
  });

/** The same where no fact is in a language of its own. @param {Pick<Narrator, "telling">} narrator @param {string} name @param {Record<string, Fact>} [facts] */
export const titleTold = (narrator, name, facts) => plainLine(tellOf(narrator, name, facts));

/** Lines as one, with a sign between each two. @param {PhraseLine[]} lines @param {string} between @returns {PhraseLine} */
export const joinLines = (lines, between) =>
  lines.flatMap((line, index) => (index ? [between, ...line] : line));

/** A day as people write it. @param {Pick<Narrator, "telling">} narrator @param {string} day */
export function dayShown(narrator, day) {
  const [year, month, number] = day.split("-").map(Number);
  const named = told(narrator, "month-names").split(/\s+/)[month - 1] ?? "";
  return titleTold(narrator, "date-shown", { date: day, day: number, month, named, year });
}

/** A number with the language's decimal sign, whole ones without. @param {Narrator} narrator @param {number} value */
export function numberShown(narrator, value) {
  const shown = Math.abs(value)
    .toFixed(1)
    .replace(/\.0$/, "")
    .replace(".", told(narrator, "decimal-sign"));
  return value < 0 && shown !== "0" ? `−${shown}` : shown;
}

/** A change with its sign. @param {Narrator} narrator @param {number} by */
export const changeShown = (narrator, by) => (by > 0 ? "+" : "") + numberShown(narrator, by);

/** What a moment is called. @param {Narrator} narrator @param {number} index */
export function momentShown(narrator, index) {
  const { round, stage } = narrator.followUp.moments[index];
  const isLater = stage === "follow-up";
  if (!round)
    return titleTold(narrator, isLater ? "moment-alone-follow-up" : "moment-alone", { number: index + 1 });
  return titleTold(narrator, isLater ? "moment-follow-up" : "moment-meeting", { round });
}

/** Every moment with its day; of very many the first and the latest. @param {Narrator} narrator @returns {PhraseLine} */
export function momentsShown(narrator) {
  const all = narrator.followUp.moments.map((_, index) => datedMoment(narrator, index));
  if (all.length <= MOST_MOMENTS) return joinLines(all, "; ");
  return joinLines([all[0], joinLines(all.slice(1 - MOST_MOMENTS), "; ")], " … ");
}

/** @param {Narrator} narrator @param {number} index @returns {PhraseLine} */
function datedMoment(narrator, index) {
  const { date } = narrator.followUp.moments[index];
  const moment = momentShown(narrator, index);
  return date ? tellOf(narrator, "moment-dated", { moment, date: dayShown(narrator, date) }) : [moment];
}

/** Whose view it is. @param {Narrator} narrator @param {string} [party] */
export const partyShown = (narrator, party = "") =>
  narrator.parties[party] ?? told(narrator, "party-joint");

/** Who has answered, the parties in the model's order and then the joint view. @param {Narrator} narrator @param {QuestionFigures[]} questions */
export function viewersOf({ parties }, questions) {
  const found = questions.flatMap(({ readings }) => readings.map(({ party = "" }) => party));
  return [...Object.keys(parties), ""].filter((party) => found.includes(party));
}

/** What was answered, or that it is not shown. @param {Narrator} narrator @param {Reading} reading @returns {PhraseLine} */
export function valueShown(narrator, { value, withheld, respondents }) {
  if (withheld || value === null) return [told(narrator, "not-shown")];
  const shown = numberShown(narrator, value);
  return respondents > 1 ? tellOf(narrator, "respondents", { value: shown, count: respondents }) : [shown];
}

/** What a value of a vocabulary is called. @param {Titles} titles @param {string} [id] @returns {Phrase | undefined} */
export const termOf = (titles, id) => (id ? (titles[id] ?? own(id)) : undefined);

/** The scale question that a place answers. @param {Narrator} narrator @param {string} place */
export const questionAt = ({ telling }, place) =>
  telling.themes.flatMap(({ questions }) => questions).find(({ id }) => id === place);

/** A question with its number. @param {Narrator} narrator @param {string} place */
export function askedAt(narrator, place) {
  const { number, text } = questionAt(narrator, place) ?? {};
  return number ? `${number} ${text}` : titleTold(narrator, "question-numbered", { number: place, question: "" });
}

/** A place; of a row that somebody added, what the first row asks. @param {Narrator} narrator @param {string} id @returns {ToldPlace | undefined} */
export function placeAt({ telling: { places } }, id) {
  if (Object.hasOwn(places, id)) return places[id];
  const row = inRow(id);
  const first = row && places[`${row.block}-1.${row.field}`];
  if (!first) return undefined;
  const { number } = row;
  const [block, , own] = first.order;
  return { ...first, row: number, block: `${row.block}-${number}`, order: [block, number, own] };
}

/**
 * What each place asks in the language of the report, as `toimintamalli.report.places` has it: of rows
 * the first, which the others are like.
 * @param {PlaceEntry[]} asked each once, whosever view it asks for
 * @param {Pick<Telling, "language" | "themes">} telling
 * @returns {Record<string, ToldPlace>}
 */
export function toldPlaces(asked, { language, themes }) {
  /** @type {Map<number, number>} */
  const blocks = new Map();
  const told = asked.map((entry, order) => {
    const { base, block, row, fact, theme } = entry;
    if (!blocks.has(block)) blocks.set(block, order);
    const labelled = entry.choices.filter(({ labels }) => Object.keys(labels).length);
    const options = labelled.map(({ value, labels }) => /** @type {const} */ ([value, spoken(labels, language)]));
    const among = options.flatMap(([value]) => {
      const at = themes.findIndex(({ id }) => id === value);
      return at < 0 ? [] : [/** @type {const} */ ([value, at + 1])];
    });
    const isTheme = among.length > 0 && among.length === entry.choices.length;
    return /** @type {const} */ ([
      base,
      {
        ...{ order: [blocks.get(block) ?? order, row ?? 0, order], asked: askedBy(entry, language) },
        ...{ section: spoken(entry.title, language), block: base.slice(0, base.lastIndexOf(".")) },
        ...{ ...(theme && { theme }), ...(row && { row }), ...(fact && { fact }) },
        ...(options.length && { options: Object.fromEntries(options) }),
        ...(isTheme && { themes: Object.fromEntries(among) }),
      },
    ]);
  });
  return Object.fromEntries(told.filter(([, { row = 1 }]) => row === 1));
}

/** The last place of a list of statements, to which somebody added a row. @param {Narrator} narrator @param {string} list */
export const placeOfList = ({ telling: { places } }, list) =>
  places[Object.keys(places).findLast((id) => id.slice(0, id.lastIndexOf(".")) === list) ?? ""];

/** What a place asks, with its number or its row; of no id can people tell it. @param {Narrator} narrator @param {string} id @returns {PhraseLine} */
export function promptAt(narrator, id) {
  const place = placeAt(narrator, id);
  if (!place) return [told(narrator, "place-gone")];
  if (!place.row) return [place.asked];
  return tellOf(narrator, "place-in-row", { place: place.asked, number: place.row });
}

/** What people know a place by: what it asks, in which row, and whose view it is. @param {Narrator} narrator @param {string} id @returns {PhraseLine} */
export function placeShown(narrator, id) {
  const [base, view = ""] = id.split("@");
  const place = promptAt(narrator, base);
  const who = narrator.parties[view];
  return who ? tellOf(narrator, "place-of", { place, who }) : place;
}

/** When and by whom something was said, as far as that needs saying. @param {Narrator} narrator @param {number} moment @param {string} [party] @returns {PhraseLine} */
export const whenSaid = (narrator, moment, party) =>
  joinLines(
    [
      ...(narrator.followUp.moments.length > 1 ? [[momentShown(narrator, moment)]] : []),
      ...(party ? [[partyShown(narrator, party)]] : []),
    ],
    ", ",
  );

/** A text that is too long for its room without its end; nothing if it fits. @param {string} text @param {number} room */
export function cutAt(text, room) {
  const one = squeeze(text);
  const breaks = text.split("\n").length - 1;
  if (one.length + breaks * 90 <= room) return "";
  const start = one.slice(0, room);
  const at = start.lastIndexOf(" ");
  return `${(at < 0 ? start : start.slice(0, at)).replace(/[ .,;:]+$/, "")} …`;
}
