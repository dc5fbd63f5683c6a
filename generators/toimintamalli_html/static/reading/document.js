import { readAnswer } from "./answering.js";
import { Cell, CellReader } from "./cells.js";
import { LEADS, blockOf, locate, numbered } from "./locating.js";
import { Names } from "./naming.js";
import { Outcome, keptOutcome } from "./outcome.js";
import { Refused } from "./refusal.js";
import { Rest } from "./rest.js";
import { comparePrompt, readRow } from "./rows.js";
import { LIMITS } from "./rules.js";
import { cellsOf, rowsOf } from "./tree.js";
import { plain, squeeze, tidy } from "./wording.js";
import { allInside, previousOf, upTo } from "./xml.js";
/**
 * A document's text → what each place says, wherever in it the places are by now.
 *
 * @import { Setting } from "./answering.js"
 * @import { Found } from "./outcome.js"
 * @import { Asked, PlaceTable } from "./places.js"
 * @import { Spot, Spots } from "./spots.js"
 * @import { XmlElement } from "./xml.js"
 * @typedef {{code: string, root: XmlElement}} BesidePart a header or a footer, with the code by which its words are told
 */

/**
 * What each place of a document says, and what stands where none is; nothing now and then, so that
 * whoever takes it can look at the clock.
 * @param {XmlElement} root @param {PlaceTable} table @param {Spots} spots @param {Setting} setting
 * @param {BesidePart[]} beside @returns {Generator<Found | undefined>}
 */
export function* readDocument(root, table, spots, setting, beside) {
  const document = new DocumentReading(root, table, spots, setting);
  if (spots.isEmpty || (yield* document.missesPlaces())) yield* locate(root, table, spots, document.cells);
  yield* document.read();
  yield* document.rest().read(root);
  for (const part of beside) yield* document.beside(part.root).read(part.root, part.code);
}

/** One document while it is read. */
class DocumentReading {
  /** @param {XmlElement} root @param {PlaceTable} table @param {Spots} spots @param {Setting} setting */
  constructor(root, table, spots, setting) {
    this.root = root;
    this.table = table;
    this.spots = spots;
    this.setting = setting;
    this.cells = new CellReader(root, setting.earlier);
    this.last = new Map(table.rows);
    /** @type {Set<XmlElement>} rows and paragraphs that were read with a place */
    this.used = new Set();
    /** @type {Names | undefined} */
    this.made = undefined;
  }

  get names() {
    this.made ??= new Names(this.root, this.setting.printed, this.cells);
    return this.made;
  }

  /** What reads what no place has. */
  rest() {
    return new Rest(this.with(), this.cells, this.used);
  }

  /** What reads a header or a footer. @param {XmlElement} part */
  beside(part) {
    return new Rest(this.with(), new CellReader(part), new Set());
  }

  with() {
    const { table, spots, setting } = this;
    return { table, spots, setting, names: () => this.names };
  }

  /** Whether prompts side by side ask more than has been found below them. @param {XmlElement} row @param {XmlElement} below */
  missesBeside(row, below) {
    const known = this.spots.of(below);
    const cells = cellsOf(row).map(({ element }) => element);
    if (cells.length <= new Set([...known.values()].map(({ cell }) => cell)).size) return false;
    const blocks = new Set([...known.keys()].map((id) => blockOf({ id })));
    const said = cells.map((cell) => plain(allInside(cell, "w:t").map(({ text }) => text).join("")));
    const asking = said.flatMap((text) => [...this.table.askedBy(text.startsWith(LEADS) ? text.slice(LEADS.length) : text)]);
    return asking.some((id) => !known.has(id) && blocks.has(blockOf({ id })));
  }

  /** Whether a row asks something whose place has not been found. @returns {Generator<undefined, boolean>} */
  *missesPlaces() {
    const seen = new Set([...this.spots.rows.values()].flatMap((row) => [...row.keys()]));
    const lined = new Set([...this.spots.lined].map((row) => upTo(row, "w:tbl")));
    const checked = new Set();
    for (const row of this.spots.all) {
      yield undefined;
      const home = upTo(row, "w:tbl");
      if (this.spots.rows.has(row) || lined.has(home)) continue;
      // The head of a table whose rows were found asks only what belongs to those found.
      const [first, second] = home ? rowsOf(home) : [];
      if (first === row && second && this.spots.rows.has(second)) {
        if (this.missesBeside(row, second)) return true;
        continue;
      }
      for (const { element } of cellsOf(row)) {
        const said = plain(allInside(element, "w:t").map(({ text }) => text).join(""));
        if (checked.has(said)) continue;
        checked.add(said);
        const asking = this.table.askedBy(numbered(said).rest || said);
        if (asking.some((id) => !seen.has(id) && !this.isLined(id))) return true;
      }
    }
    return false;
  }

  /** @param {string} id */
  isLined(id) {
    const asked = this.table.find(id);
    return !asked || asked.line !== undefined;
  }

  /** @returns {Generator<Found | undefined>} */
  *read() {
    const tables = new Set([...this.spots.rows.keys()].flatMap((row) => upTo(row, "w:tbl") ?? []));
    for (const table of tables)
      for (let around = /** @type {XmlElement | undefined} */ (table); around; around = upTo(around, "w:tbl"))
        this.cells.keepApart(around);
    for (const [row, spots] of this.spots.rows) {
      yield undefined;
      if (this.cells.isDeleted(row)) continue;
      for (const found of this.row(row, [...spots.values()])) yield this.named(found, row);
    }
    const lined = new Set([...this.spots.lined].map((row) => upTo(row, "w:tbl")));
    for (const table of tables) if (lined.has(table)) yield* this.addedRows(table);
    for (const spot of this.spots.loose) yield this.alone(spot);
    yield* this.unknownRows();
  }

  /** What was found with the name that the place has in this document. @param {Found} found @param {XmlElement} row @returns {Found} */
  named(found, row) {
    const { asked, outcome, notes = [] } = found;
    const isTold = outcome.doubts.length || outcome.others.length || notes.length;
    if (!isTold || !asked || (this.setting.isCurrent && !asked.isCard)) return found;
    return { ...found, name: this.names.of(row, asked, this.cellsIn(row), this.spots.of(row).get(asked.id)?.cell) };
  }

  /** @param {XmlElement} row */
  cellsIn(row) {
    return cellsOf(row).map(({ element, properties }) => this.cells.read(element, properties));
  }

  /** @param {XmlElement} row @param {Spot[]} all @returns {Generator<Found>} */
  *row(row, all) {
    const cells = this.cellsIn(row);
    const elements = cellsOf(row).map(({ element }) => element);
    for (const spot of all) if (!elements.includes(spot.cell)) yield this.alone(spot);
    const spots = all.filter(({ cell }) => elements.includes(cell));
    const statements = spots.filter(({ asked }) => asked.marks === "statement");
    const answers = spots.filter(({ asked }) => asked.marks === "answer");
    if (statements.length > 1) yield* this.unclear(cells, statements[0]);
    else if (statements.length) yield this.statement(cells, elements, statements[0]);
    if (answers.some(({ asked }) => asked.line)) yield* this.line(cells, elements, answers);
    else yield* this.answers(row, cells, elements, answers);
  }

  /** Read a place that stands in no row, or in one that no program writes. @param {Spot} spot @returns {Found} */
  alone({ asked, cell: element, isCopy }) {
    this.used.add(element);
    const cell = this.cells.read(element);
    return { asked, outcome: readAnswer(cell, asked, this.setting), notes: cell.notes, isCopy };
  }

  /** Keep what somebody marked in a row in which several statements stand. @param {Cell[]} cells @param {Spot} spot @returns {Generator<Found>} */
  *unclear(cells, { asked }) {
    if (!cells.some((cell) => this.isFilled(cell))) return;
    const text = squeeze(cells.map((cell) => cell.text).join(" "));
    yield { asked, outcome: keptOutcome("docx-unclear-row", text), notes: notesIn(cells) };
  }

  /** @param {Cell[]} cells @param {XmlElement[]} elements @param {Spot} spot @returns {Found} */
  statement(cells, elements, { asked, cell, isCopy, isCertain }) {
    const own = elements.indexOf(cell);
    const isOwn = isCertain || cells[own].bookmarks.has(asked.bookmark);
    const outcome = readRow(cells, isOwn ? own : longest(cells), asked, this.setting);
    notePictures(outcome, cells);
    return { asked, outcome, notes: notesIn(cells), isCopy };
  }

  /** @param {XmlElement} row @param {Cell[]} cells @param {XmlElement[]} elements @param {Spot[]} spots @returns {Generator<Found>} */
  *answers(row, cells, elements, spots) {
    const places = spots.map(({ cell }) => elements.indexOf(cell));
    const labels = this.labels(row, cells, places);
    for (const [index, { asked, isCopy }] of spots.entries()) {
      const at = places[index];
      const isShared = places.filter((other) => other === at).length > 1;
      const cell = isShared ? ownPart(cells[at], asked) : cells[at];
      const outcome = readAnswer(cell, asked, this.setting);
      if (!isShared) this.compare(outcome, labels[at] ?? this.printedFor(row, cells, at), asked);
      yield { asked, outcome, notes: index ? [] : notesIn(cells), isCopy };
    }
    const used = new Set(places.flatMap((at) => (labels.length ? [at] : [at, at - 1])));
    if (spots.length) yield* this.spare(cells, used, spots[0]);
  }

  /** What somebody typed into a cell that they added to a row. @param {Cell[]} cells @param {Set<number>} used @param {Spot} spot @returns {Generator<Found>} */
  *spare(cells, used, { asked }) {
    const spare = cells.filter((_, index) => !used.has(index));
    yield* loose(squeeze(spare.map((cell) => tidy(cell.text, this.setting.blanks)).join(" ")), asked);
  }

  /** The cells above, where places stand side by side with what they ask above them. @param {XmlElement} row @param {Cell[]} cells @param {number[]} places */
  labels(row, cells, places) {
    const above = previousOf(row);
    if (above?.tag !== "w:tr" || this.spots.rows.has(above)) return [];
    // Where what is asked stands beside the answer, the first cell is none to answer in.
    if (cells.length < 2 || !places.includes(0)) return [];
    const found = this.cellsIn(above);
    if (found.length !== cells.length) return [];
    this.used.add(above);
    return found;
  }

  /** The cell with the prompt of an answer: the one before it, or the one above. @param {XmlElement} row @param {Cell[]} cells @param {number} at */
  printedFor(row, cells, at) {
    if (at) return cells[at - 1];
    const above = cells.length === 1 ? previousOf(row) : undefined;
    if (above?.tag !== "w:tr" || this.spots.rows.has(above)) return undefined;
    const found = this.cellsIn(above);
    if (found.length !== 1) return undefined;
    this.used.add(above);
    return found[0];
  }

  /** @param {Outcome} outcome @param {Cell | undefined} printed @param {Asked} asked */
  compare(outcome, printed, asked) {
    if (!printed || !Object.keys(asked.prompts).length) return;
    const { isChanged, rest } = comparePrompt(printed.text, asked, this.setting);
    if (isChanged) outcome.doubt("docx-changed-prompt", rest, rest || undefined);
    else outcome.beside(rest);
    notePictures(outcome, [printed]);
  }

  /** Read a row of a table: each cell by its own place, the others by their column. @param {Cell[]} cells @param {XmlElement[]} elements @param {Spot[]} spots @returns {Generator<Found>} */
  *line(cells, elements, spots) {
    const line = spots.map(({ asked }) => asked.line).find(Boolean);
    if (!line) return;
    this.last.set(line.table, Math.max(this.last.get(line.table) ?? 0, line.row));
    const own = new Map(spots.map((spot) => [spot.asked.id, spot]));
    const taken = new Set(spots.map(({ cell }) => elements.indexOf(cell)));
    const used = new Set(taken);
    for (const [column, like] of (this.table.columns.get(line.table) ?? []).entries()) {
      const asked = this.table.added(like, line.row);
      const spot = own.get(asked.id);
      own.delete(asked.id);
      const at = spot ? elements.indexOf(spot.cell) : column;
      if (at >= cells.length || (!spot && taken.has(at))) continue;
      used.add(at);
      yield { asked, outcome: readAnswer(cells[at], asked, this.setting), notes: cells[at].notes };
    }
    for (const { asked, cell } of own.values())
      yield { asked, outcome: readAnswer(cells[elements.indexOf(cell)], asked, this.setting) };
    yield* this.spare(cells, used, spots[0]);
  }

  /** Read the rows that somebody added to a table; they get numbers after the last. @param {XmlElement} table @returns {Generator<Found>} */
  *addedRows(table) {
    const rows = rowsOf(table);
    const known = rows.map((row) => this.tableOf(row));
    let current = known.find(Boolean) ?? "";
    for (const [index, row] of rows.entries()) {
      current = known[index] || current;
      const isNew = index && current && !this.spots.rows.has(row);
      if (isNew && !this.cells.isDeleted(row)) yield* this.addedRow(this.cellsIn(row), current);
    }
  }

  /** @param {XmlElement} row */
  tableOf(row) {
    return [...this.spots.of(row).values()].map(({ asked }) => asked.line?.table).find(Boolean) ?? "";
  }

  /** @param {Cell[]} cells @param {string} table @returns {Generator<Found>} */
  *addedRow(cells, table) {
    const columns = this.table.columns.get(table) ?? [];
    if (cells.length !== columns.length) {
      const said = tidy(cells.map((cell) => cell.text).join(" "), this.setting.blanks);
      yield* loose(squeeze(said), columns[0]);
      return;
    }
    const isHead = columns.every((like, at) => Object.values(like.prompts).includes(squeeze(cells[at].text)));
    if (isHead) return;
    const read = columns.map((like, at) => readAnswer(cells[at], like, this.setting));
    if (read.every(({ isEmpty }) => isEmpty)) return;
    const number = (this.last.get(table) ?? 0) + 1;
    this.last.set(table, number);
    if (number > LIMITS.rows) throw new Refused("docx-too-many-rows", { limit: LIMITS.rows });
    for (const [at, like] of columns.entries())
      yield { asked: this.table.added(like, number), outcome: read[at], notes: cells[at].notes };
  }

  /** What is filled in where places are that this content does not know. @returns {Generator<Found>} */
  *unknownRows() {
    const seen = new Set(this.spots.rows.keys());
    for (const element of this.spots.unknown) {
      const row = upTo(element, "w:tr");
      if (!row || seen.has(row) || this.cells.isDeleted(row)) continue;
      seen.add(row);
      const cells = this.cellsIn(row);
      if (!cells.some((cell) => this.isFilled(cell))) continue;
      this.used.add(row);
      const text = squeeze(cells.map((cell) => cell.text).join(" "));
      yield { outcome: keptOutcome("docx-unknown-place", text), notes: notesIn(cells) };
    }
  }

  /** @param {Cell} cell */
  isFilled(cell) {
    return (
      cell.of("box").some(({ checked }) => checked) ||
      cell
        .of("text", "choice", "date")
        .some((control) => !control.isBlank && tidy(cell.shown(control), this.setting.blanks))
    );
  }
}

/** @param {string} text @param {Asked} [near] @returns {Generator<Found>} */
function* loose(text, near) {
  if (text) yield { outcome: keptOutcome("docx-loose-text", text), near: { section: "", heading: "", place: near } };
}

/** Tell of pictures in the cells of a row. @param {Outcome} outcome @param {Cell[]} cells */
function notePictures(outcome, cells) {
  const captions = cells.flatMap((cell) => cell.captions);
  if (!captions.length && !cells.some(({ pictures }) => pictures)) return;
  const said = captions.join("\n");
  outcome.doubt("docx-picture", said, said || undefined);
}

/** @param {Cell[]} cells */
const notesIn = (cells) => cells.flatMap(({ notes }) => notes);

/** Which cell holds the statement, where no bookmark says so: the one with most text. @param {Cell[]} cells */
function longest(cells) {
  const lengths = cells.map(({ text }) => [...text].length);
  return lengths.indexOf(Math.max(...lengths));
}

/** What belongs to one of several places in a cell. @param {Cell} cell @param {Asked} asked */
function ownPart(cell, asked) {
  const ends = cell.bookmarks.get(asked.bookmark);
  if (ends) return cell.part(...ends);
  const control = cell.controls.find(({ tag }) => tag === asked.id);
  return control ? cell.part(control.start, control.end) : new Cell();
}
