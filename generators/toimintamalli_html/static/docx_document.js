import {
  cellText,
  controlsOf,
  emptyCell,
  isDeletedRow,
  partOfCell,
  readCell,
  shownIn,
} from "./docx_cells.js";
import { comparePrompt, readAnswer, readStatementRow } from "./docx_answers.js";
import { doubt, keepBeside, noOutcome } from "./docx_marks.js";
import { addedPlace } from "./docx_places.js";
import { MOST_IN_DOCX, Refused } from "./docx_refusal.js";
import { tidy } from "./docx_wording.js";
import {
  aroundOf,
  attributeOf,
  besideOf,
  blockAround,
  cellsOfRow,
  childOf,
  insideOf,
  rowsOfTable,
  tagOf,
  upTo,
} from "./docx_xml.js";
import { squeeze } from "./plan_rows.js";
/**
 * A document's text → what each place says, wherever in it the places are by now.
 *
 * @import { Cell, CellSetting } from "./docx_cells.js"
 * @import { Outcome, Setting } from "./docx_answers.js"
 * @import { Asked, PlaceTable } from "./docx_places.js"
 * @typedef {{asked: Asked, cell: Element, isCopy: boolean}} Spot a place and what its bookmark or tag is in
 * @typedef {object} Spots every place that a document has, and what looks like one
 * @property {Map<Element, Map<string, Spot>>} rows
 * @property {Spot[]} loose places outside tables
 * @property {Element[]} unknown what names no place of this content
 * @typedef {object} Found what one place says, or something that stands in none
 * @property {Asked} [asked]
 * @property {Outcome} outcome
 * @property {Asked} [near] the last place before it, where it stands in none
 * @property {string[]} notes
 * @property {boolean} isCopy
 * @typedef {object} DocumentReading one document while it is read
 * @property {PlaceTable} table
 * @property {Spots} spots
 * @property {Setting} setting
 * @property {CellSetting} cells
 * @property {Map<string, number>} last
 */

/** Where each place is: at its bookmark, or else at its tags. @param {Element} root @param {PlaceTable} table @returns {Spots} */
export function findSpots(root, table) {
  /** @type {Spots} */
  const spots = { rows: new Map(), loose: [], unknown: [] };
  const seen = new Set();
  const bookmarks = insideOf(root, "bookmarkStart");
  const marked = bookmarks.filter((each) => attributeOf(each, "name").startsWith("tm_"));
  /** @type {Map<string, Element[]>} */
  const tags = new Map();
  for (const each of insideOf(root, "tag")) {
    const id = attributeOf(each, "val");
    const same = tags.get(id);
    if (same) same.push(each);
    else tags.set(id, [each]);
  }
  let count = marked.length;
  for (const each of marked) {
    const asked = table.places.get(table.bookmarks.get(attributeOf(each, "name")) ?? "");
    if (!asked) spots.unknown.push(each);
    else if (!seen.has(asked.id)) {
      seen.add(asked.id);
      addSpot(spots, asked, each, false);
    }
  }
  for (const [id, elements] of tags) {
    const asked = table.places.get(id);
    // The controls of a place stand in its row; with no more of them there are no copies.
    const usual = (asked?.marks === "statement" || asked?.kind === "several") && asked.offers.length ? asked.offers.length : 1;
    const some = !asked || elements.length > usual ? elements : elements.slice(0, 1);
    count += some.length;
    if (count > MOST_IN_DOCX.places)
      throw new Refused("docx-too-many-places", { limit: MOST_IN_DOCX.places });
    if (asked) for (const each of some) addTag(spots, seen, asked, each);
    else if (id.length <= 64 && isPlaceId(id)) spots.unknown.push(...elements);
  }
  if (count > MOST_IN_DOCX.places)
    throw new Refused("docx-too-many-places", { limit: MOST_IN_DOCX.places });
  return spots;
}

/** @param {string} id */
const isPlaceId = (id) => /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){2}(@[a-z][a-z0-9-]*)?$/.test(id);

/** @param {Spots} spots @param {Set<string>} seen @param {Asked} asked @param {Element} element */
function addTag(spots, seen, asked, element) {
  const row = upTo(element, "tr");
  if (row && spots.rows.get(row)?.has(asked.id)) return;
  const isCopy = seen.has(asked.id);
  // A row that was added to a table has the tags of the row that it was made from.
  if (isCopy && (asked.line || !row)) return;
  seen.add(asked.id);
  addSpot(spots, asked, element, isCopy);
}

/** @param {Spots} spots @param {Asked} asked @param {Element} element @param {boolean} isCopy */
function addSpot({ rows, loose }, asked, element, isCopy) {
  const cell = upTo(element, "tc");
  const row = cell && upTo(cell, "tr");
  if (!row) {
    loose.push({ asked, cell: blockAround(element), isCopy });
    return;
  }
  const own = rows.get(row) ?? new Map();
  rows.set(row, own.set(asked.id, { asked, cell, isCopy }));
  if (own.size > MOST_IN_DOCX.placesInRow)
    throw new Refused("docx-too-many-places", { limit: MOST_IN_DOCX.placesInRow });
}

/**
 * What each place of a document says, and what stands where none is.
 * @param {PlaceTable} table @param {Element} root @param {Spots} spots @param {Setting} setting
 * @returns {Found[]}
 */
export function readDocument(table, root, spots, setting) {
  const tables = new Set([...spots.rows.keys()].flatMap((row) => upTo(row, "tbl") ?? []));
  const apart = new Set([...tables].flatMap((each) => [each, ...aroundOf(each).filter((around) => tagOf(around) === "tbl")]));
  /** @type {DocumentReading} */
  const reading = {
    ...{ table, spots, setting, cells: { leads: table.known.earlier, apart }, last: new Map(table.rows) },
  };
  return [
    ...[...spots.rows].flatMap(([row, own]) =>
      isDeletedRow(row) ? [] : readRow(reading, row, [...own.values()]),
    ),
    ...[...tables].flatMap((each) => [...addedRows(reading, each), ...gapAfter(reading, each)]),
    ...spots.loose.map((spot) => readAlone(reading, spot)),
    ...unknownRows(reading),
  ];
}

/** @param {DocumentReading} reading @param {Element} row */
const cellsIn = ({ cells }, row) =>
  cellsOfRow(row).map(({ element, properties }) => readCell(element, cells, properties));

/** @param {Partial<Found> & {outcome: Outcome}} found @returns {Found} */
const foundOf = (found) => ({ notes: [], isCopy: false, ...found });

/** @param {Cell[]} cells */
const notesIn = (cells) => cells.flatMap(({ notes }) => notes);

/** @param {DocumentReading} reading @param {Element} row @param {Spot[]} all @returns {Found[]} */
function readRow(reading, row, all) {
  const cells = cellsIn(reading, row);
  const elements = cellsOfRow(row).map(({ element }) => element);
  const strange = all.filter(({ cell }) => !elements.includes(cell));
  const spots = all.filter(({ cell }) => elements.includes(cell));
  const statements = spots.filter(({ asked }) => asked.marks === "statement");
  const answers = spots.filter(({ asked }) => asked.marks === "answer");
  const [statement] = statements;
  return [
    ...strange.map((spot) => readAlone(reading, spot)),
    ...(statements.length > 1
      ? unclearRow(reading, cells, statement)
      : statements.map((spot) => readOneStatement(reading, cells, elements, spot))),
    ...(answers.some(({ asked }) => asked.line)
      ? readLine(reading, cells, elements, answers)
      : readAnswers(reading, row, cells, elements, answers)),
  ];
}

/** Read a place that stands in no row, or in one that no program writes. @param {DocumentReading} reading @param {Spot} spot */
function readAlone({ cells, setting }, { asked, cell: element, isCopy }) {
  const cell = readCell(element, cells);
  return foundOf({ asked, outcome: readAnswer(cell, asked, setting), notes: cell.notes, isCopy });
}

/** Keep what somebody marked in a row in which several statements stand. @param {DocumentReading} reading @param {Cell[]} cells @param {Spot} spot @param {string} [code] */
function unclearRow(reading, cells, { asked }, code = "docx-unclear-row") {
  if (!cells.some((cell) => isFilled(reading, cell))) return [];
  return [foundOf({ asked, outcome: lostText(code, cells.map(cellText).join(" ")), notes: notesIn(cells) })];
}

/** @param {string} code @param {string} said */
function lostText(code, said) {
  const outcome = noOutcome();
  const text = squeeze(said);
  doubt(outcome, code, text, text);
  return outcome;
}

/** @param {DocumentReading} reading @param {Cell[]} cells @param {Element[]} elements @param {Spot} spot */
function readOneStatement({ setting }, cells, elements, { asked, cell, isCopy }) {
  const own = elements.indexOf(cell);
  // Where no bookmark says so, the statement is in the cell with most text.
  const lengths = cells.map((each) => cellText(each).length);
  const at = cells[own].bookmarks.has(asked.bookmark) ? own : lengths.indexOf(Math.max(...lengths));
  const outcome = readStatementRow(cells, at, asked, setting);
  return foundOf({ asked, outcome, notes: notesIn(cells), isCopy });
}

/** @param {DocumentReading} reading @param {Element} row @param {Cell[]} cells @param {Element[]} elements @param {Spot[]} spots */
function readAnswers(reading, row, cells, elements, spots) {
  const places = spots.map(({ cell }) => elements.indexOf(cell));
  const found = spots.map(({ asked, cell, isCopy }, index) => {
    const at = places[index];
    const isShared = spots.filter((each) => each.cell === cell).length > 1;
    const own = isShared ? ownPart(cells[at], asked) : cells[at];
    const outcome = readAnswer(own, asked, reading.setting);
    if (!isShared) compareWith(outcome, printedFor(reading, row, cells, at), asked, reading.setting);
    return foundOf({ asked, outcome, notes: index ? [] : notesIn(cells), isCopy });
  });
  const used = new Set(places.flatMap((at) => [at, at - 1]));
  return spots.length ? [...found, ...spareText(reading, cells, used, spots[0])] : found;
}

/** What somebody typed into a cell that they added to a row. @param {DocumentReading} reading @param {Cell[]} cells @param {Set<number>} used @param {Spot} spot */
function spareText({ setting }, cells, used, { asked }) {
  const spare = cells.filter((_, index) => !used.has(index));
  return looseText(squeeze(spare.map((each) => tidy(cellText(each), setting.blanks)).join(" ")), asked);
}

/** What belongs to one of several places in a cell. @param {Cell} cell @param {Asked} asked */
function ownPart(cell, asked) {
  const ends = cell.bookmarks.get(asked.bookmark);
  if (ends) return partOfCell(cell, ...ends);
  const control = cell.controls.find(({ tag }) => tag === asked.id);
  return control ? partOfCell(cell, control.start, control.end) : emptyCell();
}

/** The cell with the prompt of an answer: the one before it, or the one above. @param {DocumentReading} reading @param {Element} row @param {Cell[]} cells @param {number} at */
function printedFor(reading, row, cells, at) {
  if (at) return cells[at - 1];
  const above = cells.length === 1 ? besideOf(row, "previousSibling") : undefined;
  if (!above || tagOf(above) !== "tr" || reading.spots.rows.has(above)) return undefined;
  const found = cellsIn(reading, above);
  return found.length === 1 ? found[0] : undefined;
}

/** @param {Outcome} outcome @param {Cell | undefined} printed @param {Asked} asked @param {Setting} setting */
function compareWith(outcome, printed, asked, setting) {
  if (!printed || !Object.keys(asked.prompts).length) return;
  const { isChanged, rest } = comparePrompt(cellText(printed), asked, setting);
  if (isChanged) doubt(outcome, "docx-changed-prompt", squeeze(cellText(printed)));
  keepBeside(outcome, rest);
}

/** Read a row of a table: each cell by its own place, the others by their column. @param {DocumentReading} reading @param {Cell[]} cells @param {Element[]} elements @param {Spot[]} spots @returns {Found[]} */
function readLine(reading, cells, elements, spots) {
  const { table, setting, last } = reading;
  const line = spots.map(({ asked }) => asked.line).find(Boolean);
  if (!line) return [];
  last.set(line.table, Math.max(last.get(line.table) ?? 0, line.row));
  const own = new Map(spots.map((spot) => [spot.asked.id, spot]));
  const taken = new Set(spots.map(({ cell }) => elements.indexOf(cell)));
  const used = new Set(taken);
  /** @type {Found[]} */
  const found = [];
  for (const [column, like] of (table.columns.get(line.table) ?? []).entries()) {
    const asked = addedPlace(like, line.row);
    const spot = own.get(asked.id);
    own.delete(asked.id);
    const at = spot ? elements.indexOf(spot.cell) : column;
    if (at < cells.length && (spot || !taken.has(at))) {
      used.add(at);
      found.push(foundOf({ asked, outcome: readAnswer(cells[at], asked, setting), notes: cells[at].notes }));
    }
  }
  for (const { asked, cell } of own.values())
    found.push(foundOf({ asked, outcome: readAnswer(cells[elements.indexOf(cell)], asked, setting) }));
  return [...found, ...spareText(reading, cells, used, spots[0])];
}

/** Read the rows that somebody added to a table; they get numbers after the last. @param {DocumentReading} reading @param {Element} table @returns {Found[]} */
function addedRows(reading, table) {
  const rows = rowsOfTable(table);
  const known = rows.map((row) => tableOfRow(reading, row));
  let current = known.find(Boolean) ?? "";
  return rows.flatMap((row, index) => {
    current = known[index] || current;
    const isNew = index && current && !reading.spots.rows.has(row) && !isDeletedRow(row);
    return isNew ? addedRow(reading, cellsIn(reading, row), current) : [];
  });
}

/** @param {DocumentReading} reading @param {Element} row */
const tableOfRow = ({ spots }, row) =>
  [...(spots.rows.get(row)?.values() ?? [])].map(({ asked }) => asked.line?.table).find(Boolean) ?? "";

/** @param {DocumentReading} reading @param {Cell[]} cells @param {string} id @returns {Found[]} */
function addedRow({ table, setting, last }, cells, id) {
  const columns = table.columns.get(id) ?? [];
  if (cells.length !== columns.length) {
    const said = tidy(cells.map(cellText).join(" "), setting.blanks);
    return looseText(squeeze(said), columns[0]);
  }
  const isHead = columns.every((like, index) =>
    Object.values(like.prompts).includes(squeeze(cellText(cells[index]))),
  );
  const read = columns.map((like, index) => readAnswer(cells[index], like, setting));
  if (isHead || read.every(({ answer, doubts }) => !answer && !doubts.length)) return [];
  const number = (last.get(id) ?? 0) + 1;
  last.set(id, number);
  if (number > MOST_IN_DOCX.rows) throw new Refused("docx-too-many-rows", { limit: MOST_IN_DOCX.rows });
  return columns.map((like, index) =>
    foundOf({ asked: addedPlace(like, number), outcome: read[index], notes: cells[index].notes }),
  );
}

/** @param {string} text @param {Asked} [near] @returns {Found[]} */
const looseText = (text, near) =>
  text ? [foundOf({ outcome: lostText("docx-loose-text", text), near })] : [];

/** What is filled in where places are that this content does not know. @param {DocumentReading} reading @returns {Found[]} */
function unknownRows(reading) {
  const seen = new Set(reading.spots.rows.keys());
  return reading.spots.unknown.flatMap((element) => {
    const row = upTo(element, "tr");
    if (!row || seen.has(row) || isDeletedRow(row)) return [];
    seen.add(row);
    const cells = cellsIn(reading, row);
    if (!cells.some((cell) => isFilled(reading, cell))) return [];
    const outcome = lostText("docx-unknown-place", cells.map(cellText).join(" "));
    return [foundOf({ outcome, notes: notesIn(cells) })];
  });
}

/** @param {DocumentReading} reading @param {Cell} cell */
const isFilled = ({ setting }, cell) =>
  controlsOf(cell, "box").some(({ checked }) => checked) ||
  controlsOf(cell, "text", "choice", "date").some(
    (each) => !each.isBlank && tidy(shownIn(cell, each), setting.blanks),
  );

/** What somebody typed into the empty paragraph after a table. @param {DocumentReading} reading @param {Element} table @returns {Found[]} */
function gapAfter(reading, table) {
  /** @type {Found[]} */
  const found = [];
  let next = besideOf(table, "nextSibling");
  while (next && tagOf(next) === "p") {
    const style = childOf(next, "pPr", "pStyle");
    // LibreOffice calls the style by its own name.
    if (!style || !["TmGap", "Gap"].includes(attributeOf(style, "val"))) break;
    const text = tidy(cellText(readCell(next, reading.cells)), reading.setting.blanks);
    const spots = rowsOfTable(table).flatMap((row) => [...(reading.spots.rows.get(row)?.values() ?? [])]);
    found.push(...looseText(text, spots.at(-1)?.asked));
    next = besideOf(next, "nextSibling");
  }
  return found;
}
