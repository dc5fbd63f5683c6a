import { toldPlaces } from "./narrator.js";
import { placesOf } from "./reading/places.js";
import { askedBy, entriesIn, factBlocks, oncePerBase, spoken } from "./table.js";
/**
 * What the page knows of every workbook of the model, whatever was asked for: people open workbooks
 * of any themes and in any language. Whoever asks it for a place asks the one table of places.
 *
 * @import { Telling } from "./narrator.js"
 * @import { FactType, Facts } from "./plan_rows.js"
 * @import { KnownPlaces, KnownReading } from "./reading/places.js"
 * @import { PackedTable, PlaceEntry } from "./table.js"
 * @typedef {{kind: string, prompt: string, choices: [value: string, label: string][]}} Question
 * @typedef {object} PackedKnown as the page holds it
 * @property {Omit<Facts, "blocks"> & {plan: FactType[]}} facts
 * @property {Omit<Telling, "places">} telling
 * @property {PackedTable} table
 * @property {KnownReading | null} reading nothing where nobody reads Word files
 * @typedef {object} Known
 * @property {Facts} facts
 * @property {Telling} telling
 * @property {Record<string, Question>} questions what each place asks, whosever view it asks for
 * @property {KnownPlaces | null} reading
 */

/** @param {PackedKnown} known @returns {Known} */
export function unpackKnown({ facts, telling, table, reading }) {
  const entries = entriesIn(table);
  const asked = oncePerBase(entries);
  return {
    facts: { ...facts, blocks: factBlocks(entries, facts.plan) },
    telling: { ...telling, places: toldPlaces(asked, telling) },
    questions: Object.fromEntries(asked.map((place) => [place.base, questionOf(place, telling.language)])),
    reading: reading && placesOf(reading, table, entries),
  };
}

/** @param {PlaceEntry} entry @param {string} language @returns {Question} */
const questionOf = (entry, language) => ({
  kind: entry.kind,
  prompt: askedBy(entry, language),
  choices: entry.choices.map(({ value, labels }) => [String(value), spoken(labels, language)]),
});
