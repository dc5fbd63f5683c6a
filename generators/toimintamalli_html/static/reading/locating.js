import { LIMITS } from "./rules.js";
import { blocksIn, cellsOf, isSection, rowsOf } from "./tree.js";
import { isDecimal, lengthOf, partAt, plain, strip } from "./wording.js";
import { allInside } from "./xml.js";
/**
 * Places whose bookmark and tag are gone, found by what is printed beside or above them. Where what
 * is printed could belong to several places none is chosen.
 *
 * @import { CellReader } from "./cells.js"
 * @import { Asked, PlaceTable } from "./places.js"
 * @import { Spots } from "./spots.js"
 * @import { XmlElement } from "./xml.js"
 */

/** Stands on a card before a prompt that goes on from the one beside it. */
export const LEADS = "→ ";

/** Add the places of a document that neither bookmark nor tag has found; nothing now and then. @param {XmlElement} root @param {PlaceTable} table @param {Spots} spots @param {CellReader} cells */
export const locate = (root, table, spots, cells) => new Locating(table, spots, cells).through(root);

/** One way through a document, which remembers the headings that it is under. */
class Locating {
  /** @param {PlaceTable} table @param {Spots} spots @param {CellReader} cells */
  constructor(table, spots, cells) {
    this.table = table;
    this.spots = spots;
    this.cells = cells;
    /** @type {Set<string>} the places under the heading of the section */
    this.section = new Set();
    /** @type {Set<string>} the places under the nearest heading */
    this.head = new Set();
    /** @type {Set<string>} the places of the profile that the document is most like */
    this.profile = new Set();
    /** @type {Map<XmlElement, string>} cell → what it asks, for those that were looked into: most of them several times */
    this.askedIn = new Map();
    this.seen = new Set([...spots.rows.values()].flatMap((row) => [...row.keys()]));
    for (const { asked } of spots.loose) this.seen.add(asked.id);
  }

  /** Go through a document in the order in which it is read. @param {XmlElement} root @returns {Generator<undefined>} */
  *through(root) {
    this.profile = yield* this.likelyProfile(root);
    for (const block of blocksIn(root)) {
      yield undefined;
      if (block.tag === "w:p") this.heading(this.printed(this.said(block)), isSection(block));
      else this.inTable(block);
    }
  }

  /** The places of the profile whose questions are those of the document. @param {XmlElement} root @returns {Generator<undefined, Set<string>>} */
  *likelyProfile(root) {
    const asked = new Set();
    for (const row of allInside(root, "w:tr")) {
      yield undefined;
      const texts = cellsOf(row).map(({ element }) => this.cell(element));
      for (const said of texts.flatMap(readingsOf))
        for (const id of said ? this.table.askedBy(said) : []) asked.add(id);
    }
    /** @type {Set<string>} */
    let found = new Set();
    let most = -1;
    for (const own of this.table.profiles) {
      const common = [...own].filter((id) => asked.has(id)).length;
      const share = common / (own.size + asked.size - common || 1);
      if (share > most) [found, most] = [own, share];
    }
    return found;
  }

  /** What is printed of a text to which somebody has added words. @param {string} text */
  printed(text) {
    const { printed } = this.table;
    if (printed.has(text)) return text;
    const { number, rest } = numbered(text);
    return printed.split(number ? rest : text, { isHeading: true }).before || text;
  }

  /** @param {XmlElement} paragraph */
  said(paragraph) {
    const text = plain(this.cells.readParagraph(paragraph).whole);
    return lengthOf(text) <= LIMITS.prompt ? text : "";
  }

  /** @param {string} text @param {boolean} isFirst */
  heading(text, isFirst = false) {
    const under = text ? this.table.underHeading(text) : new Set();
    if (!under.size) return;
    const inside = new Set([...under].filter((id) => this.section.has(id)));
    // The heading of a card or a block stands inside a section.
    if (inside.size && !isFirst) this.head = inside;
    else [this.section, this.head] = [under, new Set()];
  }

  /** @param {XmlElement} table */
  inTable(table) {
    const rows = rowsOf(table);
    // Its other rows are its heading, or were added.
    if (rows.some((row) => this.spots.lined.has(row))) return;
    /** @type {Asked[]} */
    let columns = [];
    let line = 0;
    for (const [at, row] of rows.entries()) {
      const texts = cellsOf(row).map(({ element }) => this.cell(element));
      if (at === 0 && texts.length) {
        columns = this.headOf(texts);
        if (columns.length && !rows.some((other) => this.spots.rows.has(other))) continue;
      }
      if (this.spots.rows.has(row)) {
        line += 1;
        continue;
      }
      if (!columns.length && at + 1 < rows.length) this.beside(rows[at + 1], texts);
      if (columns.length) {
        line += 1;
        this.line(row, columns, line);
      } else if (at === 0 && this.isHead(rows)) continue;
      else if (at + 1 === rows.length || !this.areLabelsOf(rows[at + 1], texts)) this.row(rows, at, texts);
    }
  }

  /** Whether a table's first row is the head of what stands below, and asks nothing. @param {XmlElement[]} rows */
  isHead(rows) {
    if (rows.length === 1 || this.spots.rows.has(rows[1])) return rows.length > 1;
    return cellsOf(rows[1]).some(({ element }) => this.asked(this.cell(element))?.marks === "statement");
  }

  /** Add the places that lost their mark in a row under prompts, of which others kept it. @param {XmlElement} row @param {string[]} texts */
  beside(row, texts) {
    const known = this.spots.of(row);
    const cells = cellsOf(row).map(({ element }) => element);
    if (!known.size || cells.length !== texts.length) return;
    const found = new Set([...known.values()].map(({ cell }) => cell));
    const blocks = new Set([...known.values()].map(({ asked }) => blockOf(asked)));
    for (const [at, cell] of cells.entries()) {
      // What is written once may be printed again elsewhere, where its mark is still found.
      const asked = found.has(cell) ? null : this.asked(texts[at], known);
      if (asked?.marks !== "answer" || !blocks.has(blockOf(asked))) continue;
      this.seen.delete(asked.id);
      this.add(row, asked, cell);
    }
  }

  /** Whether texts are the prompts of the row below, whose places are added if unmarked. @param {XmlElement} row @param {string[]} texts */
  areLabelsOf(row, texts) {
    const cells = cellsOf(row).map(({ element }) => element);
    if (texts.length < 2 || cells.length !== texts.length) return false;
    const known = [...this.spots.of(row).values()];
    // A box before a statement stands under no prompt.
    if (known.length) return known.some(({ cell, asked: { marks } }) => cell === cells[0] && marks === "answer");
    const labels = this.labels(texts);
    for (const [at, asked] of labels.entries()) {
      // What is written once may be printed again elsewhere, where its mark is still found.
      this.seen.delete(asked.id);
      this.add(row, asked, cells[at]);
    }
    return labels.length > 0;
  }

  /**
   * The places of one block that texts ask side by side, or none.
   * Where those not found yet are of several blocks, one of them is printed here once more.
   * @param {string[]} texts
   * @returns {Asked[]}
   */
  labels(texts) {
    for (const seen of [this.seen, new Set()]) {
      const asked = texts.flatMap((text) => this.asked(text, seen) ?? []);
      const isEachAsked = new Set(asked.map(({ id }) => id)).size === texts.length;
      const isOneBlock = new Set(asked.map(blockOf)).size === 1;
      if (isEachAsked && isOneBlock && asked.every(({ marks }) => marks === "answer")) return asked;
    }
    return [];
  }

  /** What a cell asks: its first paragraph that says anything. @param {XmlElement} cell */
  cell(cell) {
    let asked = this.askedIn.get(cell);
    if (asked === undefined) {
      let said = "";
      for (const block of blocksIn(cell)) said ||= block.tag === "w:p" ? this.said(block) : "";
      asked = this.printed(said);
      this.askedIn.set(cell, asked);
    }
    return asked;
  }

  /**
   * The columns of the table that has these for headings.
   * Where several have, that of the profile which the document is most like.
   * @param {string[]} texts
   * @returns {Asked[]}
   */
  columns(texts) {
    const asked = texts.map((text) => new Set(this.table.askedBy(text)));
    const found = [...this.table.columns.values()].filter(
      (columns) =>
        columns.length === texts.length &&
        columns.every(({ id }, at) => asked[at].has(id) && !this.seen.has(id)) &&
        (!this.section.size || columns.some(({ id }) => this.section.has(id))),
    );
    const own = found.find((columns) => columns.some(({ id }) => this.profile.has(id)));
    return own ?? found[0] ?? [];
  }

  /** The columns that a table's first row names; else it may be a heading. @param {string[]} texts */
  headOf(texts) {
    // What heads a column here may be a heading elsewhere.
    const columns = this.columns(texts);
    if (columns.length) return columns;
    this.heading(texts[0]);
    return this.columns(texts);
  }

  /** @param {XmlElement} row @param {Asked[]} columns @param {number} line */
  line(row, columns, line) {
    const found = cellsOf(row);
    if (found.length !== columns.length) return;
    for (const [at, { element }] of found.entries()) {
      // A row beyond those that were printed is one that somebody added.
      const asked = this.table.added(columns[at], line);
      if (this.table.current.has(asked.id)) this.add(row, asked, element);
    }
  }

  /** @param {XmlElement[]} rows @param {number} at @param {string[]} texts */
  row(rows, at, texts) {
    const cells = cellsOf(rows[at]).map(({ element }) => element);
    for (const [index, text] of texts.entries()) {
      const asked = this.asked(text);
      if (!asked) continue;
      const next = rows[at + 1];
      if (asked.marks === "statement") {
        if (cells.length > 1) this.add(rows[at], asked, cells[index]);
      } else if (index + 1 < cells.length) this.add(rows[at], asked, cells[index + 1]);
      else if (cells.length === 1 && next && !this.spots.rows.has(next)) {
        const below = cellsOf(next);
        if (below.length === 1) this.add(next, asked, below[0].element);
      }
      return;
    }
  }

  /** The only place under the headings here that a text asks, but for those seen. @param {string} text @param {{ has(id: string): boolean }} [seen] */
  asked(text, seen = this.seen) {
    for (const said of readingsOf(text)) {
      let ids = this.table.askedBy(said).filter((id) => !seen.has(id));
      for (const near of [this.head, this.section, this.profile]) {
        const inside = ids.filter((id) => near.has(id));
        if (inside.length) ids = inside;
      }
      const found = ids.flatMap((id) => this.table.find(id) ?? []);
      if (found.length === 1 && !found[0].line) return found[0];
    }
    return undefined;
  }

  /** @param {XmlElement} row @param {Asked} asked @param {XmlElement} cell */
  add(row, asked, cell) {
    if (this.seen.has(asked.id)) return;
    this.seen.add(asked.id);
    const spots = this.spots.of(row);
    this.spots.rows.set(row, spots.set(asked.id, { asked, cell, isCopy: false, isCertain: true }));
    if (asked.line) this.spots.lined.add(row);
  }
}

/** The number of an item before its text. @param {string} text */
export function numbered(text) {
  const [number, rest] = partAt(text, " ");
  return rest && isDecimal(number.replaceAll(".", "")) ? { number, rest } : { number: "", rest: "" };
}

/** The block of a place: a word of an answer may be a question elsewhere. @param {{ id: string }} asked */
export const blockOf = ({ id }) => id.slice(0, id.lastIndexOf("."));

/** A text without the arrow that leads to it, and without the number of an item. @param {string} text */
function readingsOf(text) {
  const asked = text.startsWith(LEADS) ? text.slice(LEADS.length) : text;
  const { number, rest } = numbered(asked);
  return number ? [asked, strip(rest)] : [asked];
}
