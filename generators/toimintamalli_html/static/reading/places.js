import { split, successor } from "../answers.js";
import { NAMES_IN_LEDGER } from "../kinds.js";
import { bookmarkOf, fingerprint, unpackMarks } from "./fingerprint.js";
import { Printed, comparable } from "./printed.js";
import { pattern } from "./rules.js";
import { Speech } from "./speech.js";
import { squeeze } from "./wording.js";
/**
 * Every place that a workbook of a model can have, as a reader of Word files needs it: as
 * `toimintamalli_docx.reader.place_table` has them.
 *
 * @import { Ledger } from "../answers.js"
 * @import { PackedTable, PlaceEntry } from "../table.js"
 * @import { KnownSpeech } from "./speech.js"
 * @typedef {import("../kinds.js").PlaceKind} PlaceKind
 * @typedef {Record<string, string>} InLanguages a text by language
 * @typedef {{value: number | string, labels: InLanguages}} Offer
 * @typedef {{table: string, row: number, column: number}} Line where a place of a table stands
 * @typedef {object} Asked a place as a reader sees it
 * @property {string} id
 * @property {PlaceKind} kind
 * @property {Offer[]} offers
 * @property {InLanguages} prompts
 * @property {string} number
 * @property {InLanguages} section
 * @property {string} bookmark its name in the document; a row that somebody added has none
 * @property {"statement" | "answer"} marks what its bookmark is around
 * @property {string[]} beside what else is printed in the cell of the statement
 * @property {boolean} [isCard] whether it stands on one of several cards
 * @property {Record<string, number | string>} [former] what its options were called in versions before
 * @property {string[]} [views] the parties whose own answers can be written beside it
 * @property {Line} [line]
 * @typedef {object} KnownPlaces what a page carries of a model's places
 * @property {string} model
 * @property {string} version
 * @property {string} language
 * @property {string[]} parties
 * @property {Record<string, string>} given place → what of the occasion it tells
 * @property {string[]} blanks what an empty place shows, in any language
 * @property {string[]} earlier how an answer of the round before begins, printed beside its place
 * @property {InLanguages} dates how a day is written in each language
 * @property {Record<string, string>} retired place of earlier content → its bookmark
 * @property {KnownSpeech} speech
 * @property {string[]} versions those whose printed texts are known
 * @property {string[]} wordings what stands for the texts that workbooks print today, one for each language
 * @property {string[]} keptWordings the same of every version whose printed texts are known
 * @property {string} texts fingerprints of everything that any of them prints
 * @property {string[]} gone places of versions before, whose numbers below follow those of `places`
 * @property {Record<string, number[]>} asked what versions before asked, by its fingerprint → places
 * @property {Record<string, number[]>} under heading, by its fingerprint → the places under it
 * @property {number[][]} profiles the places of each
 * @property {Asked[]} places
 */

const KINDS_IN_LEDGER = new Map(
  Object.entries(NAMES_IN_LEDGER).flatMap(([kind, names]) =>
    names.map((name) => [name, /** @type {PlaceKind} */ (kind)]),
  ),
);
/** What can stand behind an item and is no part of it. */
const REMARK = pattern("remark");
const STATEMENTS = ["scale-question", "practice", "pitfall"];

export class PlaceTable {
  /** @param {KnownPlaces} known @param {Ledger} ledger */
  constructor(known, ledger) {
    const current = known.places;
    this.known = known;
    this.ledger = ledger;
    this.speech = new Speech(known.speech);
    this.printed = new Printed(unpackMarks(known.texts));
    this.ids = [...current.map(({ id }) => id), ...known.gone];
    this.profiles = known.profiles.map((numbers) => this.named(numbers));
    this.current = new Map(current.map((place) => [place.id, place]));
    const older = olderPlaces(known, this.current, ledger);
    /** Those of older content too. */
    this.places = new Map([...older.map((place) => /** @type {const} */ ([place.id, place])), ...this.current]);
    this.bookmarks = new Map(
      [...older, ...current].flatMap(({ bookmark, id }) => (bookmark ? [[bookmark, id]] : [])),
    );
    /** @type {Map<string, number>} the last row that each table is known to have had */
    this.rows = new Map();
    /** @type {Map<string, Asked[]>} the places of the first row of each table */
    this.columns = new Map();
    /** @type {Map<string, Set<string>>} the places that a text asks, as it is compared */
    this.asking = new Map();
    for (const place of current) this.add(place);
    for (const columns of this.columns.values())
      columns.sort((one, other) => (one.line?.column ?? 0) - (other.line?.column ?? 0));
  }

  /** @param {Asked} place */
  add(place) {
    for (const prompt of Object.values(place.prompts)) {
      const text = comparable(prompt);
      this.asking.set(text, (this.asking.get(text) ?? new Set()).add(place.id));
    }
    if (!place.line) return;
    const { table, row } = place.line;
    this.rows.set(table, Math.max(this.rows.get(table) ?? 0, row));
    if (row === 1) this.columns.set(table, [...(this.columns.get(table) ?? []), place]);
  }

  /** @param {number[]} numbers */
  named(numbers) {
    return new Set(numbers.map((number) => this.ids[number]));
  }

  /** A place of today's content or of an older one. @param {string} id */
  find(id) {
    return this.places.get(id);
  }

  /** The places that a printed text asks, today or in a version before. @param {string} text */
  askedBy(text) {
    const said = comparable(text);
    const found = this.exactlyAskedBy(said);
    return found.length ? found : this.exactlyAskedBy(said.replace(REMARK, ""));
  }

  /** @param {string} said */
  exactlyAskedBy(said) {
    const before = said ? (own(this.known.asked, fingerprint(said)) ?? []) : [];
    return [...new Set([...(this.asking.get(said) ?? []), ...this.named(before)])];
  }

  /** The places under a heading, of today or of a version before. @param {string} text */
  underHeading(text) {
    const said = comparable(text);
    return this.named(said ? (own(this.known.under, fingerprint(said)) ?? []) : []);
  }

  /** The place in a row, printed or added, in the column of another place. @param {Asked} like @param {number} row @returns {Asked} */
  added(like, row) {
    const { base, view } = split(like.id);
    const [, table = "", column = ""] = /^(.*)-[^-]*\.([^.]*)$/.exec(base) ?? [];
    const id = `${table}-${row}.${column}${view && `@${view}`}`;
    return this.current.get(id) ?? { ...like, id, bookmark: "", line: like.line && { ...like.line, row } };
  }
}

/** @template T @param {Record<string, T>} record @param {string} key */
export const own = (record, key) => (Object.hasOwn(record, key) ? record[key] : undefined);

/** Places that content had before. @param {KnownPlaces} known @param {Map<string, Asked>} places @param {Ledger} ledger */
function olderPlaces({ places: current, retired }, places, ledger) {
  return Object.entries(retired).map(([id, bookmark]) => {
    const { kind = "" } = own(ledger, split(id).base) ?? {};
    return { ...asItWas(id, kind, current, places, ledger), bookmark };
  });
}

/** @param {string} id @param {string} kind @param {Asked[]} current @param {Map<string, Asked>} places @param {Ledger} ledger @returns {Asked} */
function asItWas(id, kind, current, places, ledger) {
  const { base, view } = split(id);
  const now = successor(base, ledger);
  const party = view && ((own(ledger, view)?.kind === "party" && successor(view, ledger)) || view);
  const heir = now ? places.get(party ? `${now}@${party}` : now) : undefined;
  // Its wording of then is not known, so that none can have been changed.
  if (heir) return { ...heir, id, prompts: {}, number: "", line: undefined };
  const was = KINDS_IN_LEDGER.get(kind) ?? "text";
  const scale = current.find((place) => place.kind === "scale")?.offers ?? [];
  return {
    ...{ id, kind: was, offers: was === "scale" ? scale : [], prompts: {}, number: "" },
    ...{ bookmark: "", section: {}, beside: [] },
    marks: STATEMENTS.includes(kind) ? "statement" : "answer",
  };
}

/** How many boxes a place has for its values: none where one is chosen in a list. @param {Asked} asked */
export const boxesOf = ({ marks, kind, offers }) =>
  marks === "statement" || kind === "several" ? offers.length : 0;

/**
 * What a page holds of them beside its table of places; numbers that follow one another stand there
 * as the first and the last.
 * @typedef {(number | [first: number, last: number])[]} Numbers
 * @typedef {Omit<KnownPlaces, "places" | "under" | "asked" | "profiles"> & {
 *   under: Record<string, Numbers>, asked: Record<string, Numbers>, profiles: Numbers[]}} KnownReading
 * @typedef {Partial<Pick<Asked, "beside" | "former" | "views">>} Aside what is not empty of it
 */

/** @param {KnownReading} reading @param {PackedTable} table @param {PlaceEntry[]} entries @returns {KnownPlaces} */
export const placesOf = (reading, { source, languages }, entries) => ({
  ...reading,
  under: numbersIn(reading.under),
  asked: numbersIn(reading.asked),
  profiles: reading.profiles.map(allNumbers),
  places: entries.map((entry) => askedOf(entry, [...new Set([source, ...languages])])),
});

/** @param {Record<string, Numbers>} packed */
const numbersIn = (packed) =>
  Object.fromEntries(Object.entries(packed).map(([mark, numbers]) => [mark, allNumbers(numbers)]));

/** @param {Numbers} packed */
const allNumbers = (packed) =>
  packed.flatMap((run) => {
    const [first, last] = [run, run].flat();
    return Array.from({ length: last - first + 1 }, (_, at) => first + at);
  });

/** A place as a reader sees it, in every language. @param {PlaceEntry} entry @param {string[]} languages @returns {Asked} */
function askedOf(entry, languages) {
  const said = (/** @type {InLanguages} */ text) =>
    Object.fromEntries(
      languages.map((language) => [language, squeeze(text[language] || (text[languages[0]] ?? ""))]),
    );
  const { id, kind, number, around, table, view, row, column, layout, subject } = entry;
  const titles = said(entry.title);
  const subjects = subject && said(subject);
  const line = layout === "table" && row ? { line: { table: table + (view && `@${view}`), row, column } } : {};
  return {
    beside: [],
    ...{ id, kind, number, bookmark: bookmarkOf(id), marks: around, isCard: layout === "cards" },
    prompts: said(entry.prompt),
    section: subjects
      ? Object.fromEntries(languages.map((language) => [language, `${titles[language]} – ${subjects[language]}`]))
      : titles,
    offers: entry.choices.map(({ value, labels }) => ({
      ...{ value, labels: Object.keys(labels).length ? said(labels) : {} },
    })),
    .../** @type {Aside} */ (entry.aside),
    ...line,
  };
}
