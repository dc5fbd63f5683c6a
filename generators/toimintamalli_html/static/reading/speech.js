import { makeDay, yearOf } from "./dates.js";
import { RULES, pattern } from "./rules.js";
import { caseless, isDecimal, plain, strip, stripEnd, stripOf, wordsOf } from "./wording.js";
/**
 * The words of days and rounds, of every language that people may write an answer in, as
 * `toimintamalli_docx.reader.speech` understands them.
 *
 * @typedef {object} KnownSpeech what a page carries of the languages
 * @property {Record<string, number>} months
 * @property {Record<string, number>} ordinals
 * @property {string[]} endings what makes an ordinal of a number
 * @property {string[]} rounds
 * @property {string[]} clocks words before a time of the day
 * @property {string[]} dayWords
 * @property {string[]} conjunctions between two things that are named together
 * @typedef {{text: string, start: number, end: number}} SpokenWord
 * @typedef {{day: string, start: number, end: number}} SpokenDay
 */

const TIMES = pattern("times", "g");
const DOTTED = pattern("dottedAnywhere", "g");
const YEAR_FIRST = pattern("yearFirstAnywhere", "g");
const WORD = pattern("word", "g");
const ROUND = new RegExp(`^${RULES.patterns.round}`, "u");
/** @type {Map<string, number>} */
const ROMAN = new Map(Object.entries(RULES.roman));

export class Speech {
  /** @param {KnownSpeech} known */
  constructor({ months, ordinals, endings, rounds, clocks, dayWords, conjunctions }) {
    this.months = new Map(Object.entries(months));
    this.ordinals = new Map(Object.entries(ordinals));
    this.endings = endings;
    this.conjunctions = new Set(conjunctions);
    this.silent = new Set(["", ...rounds, ...dayWords]);
    this.unsaid = new Set([...dayWords, ...endings.map((ending) => ending.replace(/^:/, ""))]);
    const escaped = clocks.map((word) => word.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
    this.clocks = escaped.map(
      (word) => new RegExp(`(?<![\\p{L}\\p{N}_])${word}${RULES.patterns.spaces}${RULES.patterns.hours}`, "giu"),
    );
  }

  /**
   * The only day that a text names, and what it says beside it; else nothing. Where other numbers
   * stand beside it that are no time of the day, it may be another day.
   * @param {string} text @returns {{day: string, rest: string}}
   */
  findDay(text) {
    const said = plain(text);
    const found = [...numberedIn(said), ...this.spokenIn(said)];
    const [{ day, start, end } = { day: "", start: 0, end: 0 }] = found;
    const rest = `${said.slice(0, start)} ${said.slice(end)}`;
    // A range such as 1.–15.3.2027 is no day.
    if (found.length !== 1 || !day || /[0-9]/.test(this.withoutClock(rest))) return { day: "", rest: "" };
    return { day, rest: strip(stripOf(plain(rest), " ,;:()")) };
  }

  /** @param {string} text */
  withoutClock(text) {
    const said = this.clocks.reduce((left, clock) => left.replace(clock, " "), text);
    return said.replace(TIMES, " ");
  }

  /** The days whose month is a word: 5. toukokuuta 2027, May 5th, 2027. @param {string} text @returns {SpokenDay[]} */
  spokenIn(text) {
    const words = [...text.matchAll(WORD)].map(({ 0: word, index }) => ({
      ...{ text: caseless(word), start: index, end: index + word.length },
    }));
    return words.flatMap((word, at) => {
      const month = this.months.get(word.text) ?? this.months.get(stripEnd(word.text, "."));
      const parts = month && this.numbersAround(words, at).find(([day, year]) => day && year);
      if (!month || !parts) return [];
      const [day, year] = /** @type {[SpokenWord, SpokenWord]} */ (parts);
      const end = Math.max(day.end, word.end, year.end);
      return [
        {
          day: makeDay(Number(year.text), month, Number(day.text)),
          start: Math.min(day.start, word.start, year.start),
          end: text[end] === "." ? end + 1 : end,
        },
      ];
    });
  }

  /** @param {SpokenWord[]} words @param {number} at @returns {[SpokenWord | undefined, SpokenWord | undefined][]} */
  numbersAround(words, at) {
    const isSaid = (/** @type {SpokenWord} */ { text }) => !this.unsaid.has(text);
    const before = words.slice(Math.max(0, at - 3), at).filter(isSaid);
    const after = words.slice(at + 1, at + 5).filter(isSaid);
    const last = before[before.length - 1];
    return [
      [last && isDayNumber(last) ? last : undefined, after[0] && isYear(after[0]) ? after[0] : undefined],
      [
        after[0] && isDayNumber(after[0]) ? after[0] : undefined,
        after[1] && isYear(after[1]) ? after[1] : undefined,
      ],
    ];
  }

  /** The number of a round: 2, 2. kierros, round two, II. @param {string} text */
  findRound(text) {
    const words = wordsOf(plain(text)).map((word) => stripOf(word, ".,;:()"));
    const own = words.filter((word) => !this.silent.has(caseless(word)));
    return own.length === 1 ? this.numberOf(own[0]) : undefined;
  }

  /** @param {string} word */
  numberOf(word) {
    const number = ROUND.exec(word);
    if (!number) return this.ordinals.get(caseless(word)) ?? ROMAN.get(word);
    const ending = caseless(number[2].replace(/^-+/, ""));
    return ending === "" || this.endings.includes(ending) ? Number(number[1]) : undefined;
  }
}

/** @param {SpokenWord} word */
const isDayNumber = ({ text }) => isDecimal(text) && text.length <= 2;

/** @param {SpokenWord} word */
const isYear = ({ text }) => isDecimal(text) && text.length === 4;

/** @param {string} text @returns {SpokenDay[]} */
function numberedIn(text) {
  const dotted = [...text.matchAll(DOTTED)].map(({ 0: said, 1: day, 2: month, 3: year, index }) => ({
    ...{ day: makeDay(yearOf(year), Number(month), Number(day)), start: index, end: index + said.length },
  }));
  const first = [...text.matchAll(YEAR_FIRST)].map(({ 0: said, 1: year, 2: month, 3: day, index }) => ({
    ...{ day: makeDay(Number(year), Number(month), Number(day)), start: index, end: index + said.length },
  }));
  return [...dotted, ...first];
}
