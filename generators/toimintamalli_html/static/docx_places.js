import { split, successor } from "./answers.js";
import { NAMES_IN_LEDGER } from "./file.js";
/**
 * Every place that a workbook of a model can have, as a reader of Word files needs it: as
 * `toimintamalli_docx.reader.place_table` has them.
 *
 * @import { Ledger } from "./answers.js"
 * @typedef {import("./file.js").PlaceKind} PlaceKind
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
 * @property {Asked[]} places
 * @typedef {object} PlaceTable
 * @property {KnownPlaces} known
 * @property {Ledger} ledger
 * @property {Map<string, Asked>} places those of older content too
 * @property {Map<string, string>} bookmarks name → place
 * @property {Map<string, number>} rows the last row that each table is known to have had
 * @property {Map<string, Asked[]>} columns the places of the first row of each table
 */

const KINDS_IN_LEDGER = new Map(
  Object.entries(NAMES_IN_LEDGER).flatMap(([kind, names]) =>
    names.map((name) => [name, /** @type {PlaceKind} */ (kind)]),
  ),
);

/** @param {KnownPlaces} known @param {Ledger} ledger @returns {PlaceTable} */
export function placeTable(known, ledger) {
  const current = known.places;
  const places = new Map(current.map((each) => [each.id, each]));
  const older = olderPlaces(known, places, ledger);
  for (const each of older) if (!places.has(each.id)) places.set(each.id, each);
  /** @type {Map<string, number>} */
  const rows = new Map();
  /** @type {Map<string, Asked[]>} */
  const columns = new Map();
  for (const each of current) {
    if (!each.line) continue;
    const { table, row } = each.line;
    rows.set(table, Math.max(rows.get(table) ?? 0, row));
    if (row === 1) columns.set(table, [...(columns.get(table) ?? []), each]);
  }
  for (const each of columns.values())
    each.sort((one, other) => (one.line?.column ?? 0) - (other.line?.column ?? 0));
  const bookmarks = new Map([...older, ...current].map(({ bookmark, id }) => [bookmark, id]));
  return { known, ledger, places, bookmarks, rows, columns };
}

/** Places that content had before. @param {KnownPlaces} known @param {Map<string, Asked>} places @param {Ledger} ledger */
function olderPlaces({ places: current, retired }, places, ledger) {
  return Object.entries(retired).map(([id, bookmark]) => {
    const { kind = "" } = ledger[split(id).base] ?? {};
    return { ...asItWas(id, kind, current, places, ledger), bookmark };
  });
}

/** @param {string} id @param {string} kind @param {Asked[]} current @param {Map<string, Asked>} places @param {Ledger} ledger @returns {Asked} */
function asItWas(id, kind, current, places, ledger) {
  const { base, view } = split(id);
  const now = successor(base, ledger);
  const party = view && ((ledger[view]?.kind === "party" && successor(view, ledger)) || view);
  const heir = now ? places.get(party ? `${now}@${party}` : now) : undefined;
  // Its wording of then is not known, so that none can have been changed.
  if (heir) return { ...heir, id, prompts: {}, number: "", line: undefined };
  const was = KINDS_IN_LEDGER.get(kind) ?? "text";
  const isStatement = ["scale-question", "practice", "pitfall"].includes(kind);
  const scale = current.find((each) => each.kind === "scale")?.offers ?? [];
  return {
    ...{ id, kind: was, offers: was === "scale" ? scale : [], prompts: {}, number: "" },
    ...{ bookmark: "", section: {}, marks: isStatement ? "statement" : "answer", beside: [] },
  };
}

/** The place of a row that somebody added, in the column of another place. @param {Asked} like @param {number} row @returns {Asked} */
export function addedPlace(like, row) {
  const { base, view } = split(like.id);
  const id = base.replace(/-[^-.]*\.([^.]*)$/, `-${row}.$1`) + (view && `@${view}`);
  return { ...like, id, bookmark: "", line: like.line && { ...like.line, row } };
}

/**
 * The places as a page holds them: what many have in common once.
 * @typedef {[id: string, bookmark: string, kind: PlaceKind, number: string, hasBoxes: number, column: number | null,
 *   prompts: number, section: number, offers: number, beside: number]} PackedPlace
 * @typedef {Omit<KnownPlaces, "places"> & {shared: unknown[], places: PackedPlace[]}} PackedPlaces
 */

/** @param {PackedPlaces} packed @returns {KnownPlaces} */
export const unpackPlaces = ({ shared, places, ...rest }) => ({
  ...rest,
  places: places.map(([id, bookmark, kind, number, hasBoxes, column, ...at]) => {
    const [prompts, section, offers, beside] = at.map((each) => shared[each]);
    const { base, view } = split(id);
    const [, table, row] = /^(.*)-([^-]*)\.[^.]*$/.exec(base) ?? [];
    const line = column === null ? {} : { line: { table: table + (view && `@${view}`), row: Number(row), column } };
    return /** @type {Asked} */ ({
      ...{ id, bookmark: `tm_${bookmark}`, kind, number, marks: hasBoxes ? "statement" : "answer" },
      ...{ prompts, section, offers, beside, ...line },
    });
  }),
});
