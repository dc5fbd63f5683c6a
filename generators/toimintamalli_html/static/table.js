/**
 * The table of places as a page holds it: once, for whatever in the page asks what a place is. Texts
 * stand apart, by language, and of rows that are alike it has one.
 *
 * @import { PlaceKind } from "./kinds.js"
 * @import { FactBlock, FactType, Stage } from "./plan_rows.js"
 * @import { InLanguages } from "./reading/places.js"
 * @typedef {[value: number | string, label?: number]} PackedChoice
 * @typedef {[id: string, kind: PlaceKind, number: string, prompt: number, choices: number, aside: number,
 *   fact?: string]} PackedField the last part of an id, and where in the table what it says is
 * @typedef {object} PackedRun places whose ids begin and end alike, and which differ only in their rows
 * @property {string} id how they begin
 * @property {string} [view] how they end
 * @property {number} [theme] from 1
 * @property {[first: number, last: number]} [rows]
 * @property {PackedField[]} fields
 * @typedef {object} PackedBlock
 * @property {number} title of its section
 * @property {number} [subject] what that section is about, where it repeats
 * @property {string} layout
 * @property {"statement" | "answer"} [around] what the bookmarks of its places are around, if not the answers
 * @property {Stage} [stage] when it is answered, if not at the round's meeting
 * @property {string} [continues] the block whose rows these go on about
 * @property {PackedRun[]} runs
 * @typedef {object} PackedTable
 * @property {string[]} languages
 * @property {string} source the language that all texts are in
 * @property {PackedBlock[]} blocks
 * @property {Record<string, (string | null)[]>} texts
 * @property {PackedChoice[][]} choices
 * @property {unknown[]} asides what a reader of Word files knows of a place beside this
 * @typedef {object} PlaceEntry one place
 * @property {string} id
 * @property {string} base its id, whosever view it asks for
 * @property {string} view
 * @property {PlaceKind} kind
 * @property {string} number
 * @property {InLanguages} prompt
 * @property {{value: number | string, labels: InLanguages}[]} choices
 * @property {InLanguages} title of its section
 * @property {InLanguages | undefined} subject
 * @property {number} block
 * @property {Stage | undefined} stage
 * @property {string | undefined} continues
 * @property {string} layout
 * @property {"statement" | "answer"} around
 * @property {string} table what its id begins with, of rows without the row
 * @property {number} theme
 * @property {number | undefined} row
 * @property {number} column
 * @property {string} fact
 * @property {unknown} aside
 */

/** Every place, in the order of the outline. @param {PackedTable} table @returns {PlaceEntry[]} */
export function entriesIn({ languages, texts, choices, asides, blocks }) {
  /** @param {number} at @returns {InLanguages} */
  const text = (at) =>
    Object.fromEntries(
      languages.flatMap((language) => {
        const said = texts[language][at];
        return said === null ? [] : [[language, said]];
      }),
    );
  const offered = choices.map((list) =>
    list.map(([value, label]) => ({ value, labels: label === undefined ? {} : text(label) })),
  );
  return blocks.flatMap(({ title, subject, layout, around = "answer", stage, continues, runs }, block) => {
    const section = { title: text(title), subject: subject === undefined ? undefined : text(subject) };
    return runs.flatMap(({ id: table, view = "", theme = 0, rows: [first, last] = [0, 0], fields }) => {
      const said = fields.map(([own, kind, number, prompt, choice, aside, fact = ""], column) => ({
        ...{ own, view, kind, number, prompt: text(prompt), choices: offered[choice], ...section },
        ...{ block, stage, continues, layout, around, table, theme, column, fact, aside: asides[aside] },
      }));
      return Array.from({ length: last - first + 1 }, (_, at) => first + at).flatMap((row) =>
        said.map(({ own, ...place }) => {
          const base = `${table}${row ? `-${row}` : ""}.${own}`;
          return { ...place, base, id: base + (view && `@${view}`), row: row || undefined };
        }),
      );
    });
  });
}

/** One place for each thing that is asked, whosever view it asks for. @param {PlaceEntry[]} entries */
export function oncePerBase(entries) {
  /** @type {Map<string, PlaceEntry>} */
  const found = new Map();
  for (const entry of entries) if (!found.has(entry.base)) found.set(entry.base, entry);
  return [...found.values()];
}

/** The blocks whose answers tell of the plan, as `toimintamalli.rounds.facts` has them. @param {PlaceEntry[]} entries @param {FactType[]} plan @returns {FactBlock[]} */
export function factBlocks(entries, plan) {
  /** @type {Map<string, FactBlock>} */
  const found = new Map();
  for (const { table, base, layout, stage, continues, row, fact } of entries) {
    if (!plan.some(({ id }) => id === fact)) continue;
    const kind = /** @type {FactBlock["kind"]} */ (layout);
    const block = found.get(table) ?? { id: table, kind, stage, continues, rows: 0, fields: [] };
    const id = base.slice(base.lastIndexOf(".") + 1);
    if (block.fields.every((field) => field.id !== id)) block.fields.push({ id, fact });
    found.set(table, { ...block, rows: Math.max(block.rows ?? 0, row ?? 0) });
  }
  return [...found.values()];
}

/** A text in one language, or else in the first that has it. @param {InLanguages} text @param {string} language */
export const spoken = (text, language) => text[language] ?? Object.values(text)[0] ?? "";

/** What a place asks, with its number. @param {PlaceEntry} entry @param {string} language */
export const askedBy = ({ number, prompt }, language) => `${number} ${spoken(prompt, language)}`.trim();
