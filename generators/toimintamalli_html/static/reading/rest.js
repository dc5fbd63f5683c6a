import { TEXT_BOX } from "./cells.js";
import { readMarks } from "./marks.js";
import { Outcome, keptOutcome } from "./outcome.js";
import { ALONE, BOXED, comparable, isTelling, rowOf } from "./printed.js";
import { hasUnsure } from "./rows.js";
import { RULES } from "./rules.js";
import { blocksIn, cellsOf, isSection, rowsOf, styleOf } from "./tree.js";
import { plain, squeeze, tidy } from "./wording.js";
import { allInside, upTo } from "./xml.js";
/**
 * What stands in a document and is neither printed nor an answer: somebody's own words. Reading is
 * subtraction: whatever no place has read is compared with what our workbooks print, and the rest is
 * kept word by word, with the place or the heading that it stands next to.
 *
 * @import { Setting } from "./answering.js"
 * @import { Cell, CellReader } from "./cells.js"
 * @import { Names } from "./naming.js"
 * @import { Found, Near, OwnRow } from "./outcome.js"
 * @import { Asked, PlaceTable } from "./places.js"
 * @import { Spots } from "./spots.js"
 * @import { XmlElement } from "./xml.js"
 * @typedef {object} Piece a paragraph as far as somebody wrote it
 * @property {string} words
 * @property {string} printed what of it is printed
 * @property {string} said all of it, as it stands there
 * @property {Cell} cell
 * @property {XmlElement[]} boxes
 * @typedef {{table: PlaceTable, spots: Spots, setting: Setting, names: () => Names}} ReadWith
 */

const LOOSE = "docx-loose-text";
/** What stands between the cells of a row that somebody added. */
const BETWEEN = " / ";

/** What one document holds beside its places, in the order in which it is read. */
export class Rest {
  /** @param {ReadWith} reading @param {CellReader} cells @param {Set<XmlElement>} used */
  constructor({ table, spots, setting, names }, cells, used) {
    this.table = table;
    this.spots = spots;
    this.setting = setting;
    this.names = names;
    this.cells = cells;
    this.used = used;
    /** @type {Near} */
    this.heading = { section: "", heading: "" };
    /** @type {{row: XmlElement, asked: Asked} | undefined} the last place before, below that heading */
    this.last = undefined;
    /** Rows with tables inside whose rows are read by themselves. */
    this.around = cells.rowsAround();
    /** Rows of short texts that were taken for printed. @type {Set<string>} */
    this.shortRows = new Set();
    /** @type {string[]} paragraphs of somebody's that follow each other without anything printed between */
    this.open = [];
  }

  /** What somebody wrote in a part. @param {XmlElement} root @returns {Generator<Found | undefined>} */
  *read(root, code = LOOSE) {
    for (const block of blocksIn(root)) {
      yield undefined;
      yield* this.block(block, code);
    }
    yield* this.close(code);
  }

  /** @param {XmlElement} block @param {string} code @returns {Generator<Found | undefined>} */
  *block(block, code) {
    if (block.tag === "w:p") yield* this.paragraph(block, code);
    else {
      yield* this.close(code);
      yield* this.rows(block, code);
    }
  }

  /** What stands before. @returns {Near} */
  get near() {
    if (!this.last) return this.heading;
    const { row, asked } = this.last;
    const isTold = asked.isCard || !this.setting.isCurrent;
    const name = isTold ? this.names().of(row, asked, this.cellsIn(row), this.spots.of(row).get(asked.id)?.cell) : "";
    return { ...this.heading, place: asked, name };
  }

  /** @param {string} section */
  under(section, heading = "") {
    this.heading = { section, heading };
    this.last = undefined;
  }

  /** The paragraphs that somebody wrote one after another, as one. @param {string} code @returns {Generator<Found>} */
  *close(code) {
    if (!this.open.length) return;
    const text = this.open.join("\n");
    this.open = [];
    yield this.found(code, text);
  }

  /** @param {string} code @param {string} text @returns {Found} */
  found(code, text) {
    return { outcome: keptOutcome(code, text), near: this.near };
  }

  /** @param {XmlElement} element @param {string} code @returns {Generator<Found | undefined>} */
  *paragraph(element, code, stands = ALONE) {
    if (this.used.has(element)) return;
    const piece = this.piece(element);
    const { cell, boxes } = piece;
    const isStray = code === LOOSE && piece.printed && !piece.words && this.isStray(piece.said, stands);
    const [words, printed] = isStray ? [piece.printed, ""] : [piece.words, piece.printed];
    if (printed) {
      yield* this.close(code);
      this.head(printed, styleOf(element), isSection(element));
    }
    if (words) {
      this.open.push(words);
      if (printed) yield* this.close(code);
    }
    yield* this.beside(cell);
    for (const box of boxes) yield* this.box(box, code);
  }

  /** Whether a short text stands where we print none such, if only elsewhere. @param {string} text @param {string} stands */
  isStray(text, stands) {
    const said = comparable(text);
    if (isTelling(said) || !tidy(said, this.setting.blanks)) return false;
    // Where the workbook is of another version, only what is no word is certain.
    const isSure = this.setting.isCurrent || !/\p{L}/u.test(said);
    return isSure && !this.setting.printed.has(`${stands}${said}`);
  }

  /** Whether short texts stand in a row as we print none. @param {string[]} texts @param {number} at */
  isStrayRow(texts, at) {
    const said = texts.map(comparable).filter((text) => tidy(text, this.setting.blanks));
    const row = rowOf(said);
    if (!row || !said.some(hasWords)) return false;
    const isSure = !said.some((text) => /\p{L}/u.test(text)) || (this.setting.isCurrent && at > 0);
    // A row that was taken for printed once is so again: people copy them.
    const isStray = isSure && !this.shortRows.has(row) && !this.setting.printed.has(row);
    if (!isStray) this.shortRows.add(row);
    return isStray;
  }

  /** What stands in a box that is laid over the page. @param {XmlElement} box @param {string} code @returns {Generator<Found | undefined>} */
  *box(box, code) {
    yield* this.close(code);
    for (const block of blocksIn(box))
      yield* block.tag === "w:p" ? this.paragraph(block, code, BOXED) : this.rows(block, code);
    yield* this.close(code);
  }

  /** @param {string} text @param {string} style @param {boolean} isFirst */
  head(text, style, isFirst) {
    if (isFirst) this.under(text);
    else if (RULES.styles.belowSection.some((start) => style.startsWith(start)))
      this.under(this.heading.section, text);
  }

  /** What is printed and what somebody wrote in a paragraph. @param {XmlElement} element @returns {Piece} */
  piece(element) {
    const cell = this.cells.readParagraph(element);
    const boxes = allInside(element, TEXT_BOX).filter((box) => !upTo(box, "mc:Fallback", TEXT_BOX));
    const said = cell.whole;
    const { printed, blanks } = this.setting;
    const whole = plain(said);
    if (!whole || printed.has(said)) return { words: "", printed: whole, said, cell, boxes };
    const text = tidy(said, blanks);
    if (!text || printed.has(text)) return { words: "", printed: whole, said, cell, boxes };
    const { before, words, after } = printed.split(text, { isHeading: isHeadingStyle(styleOf(element)) });
    return { words: words || text, printed: words ? before || after : whole, said, cell, boxes };
  }

  /** The pictures and the notes of a paragraph or a cell. @param {Cell} cell @returns {Generator<Found>} */
  *beside({ pictures, rings, captions: all, notes }) {
    const captions = all.filter((caption) => !this.setting.printed.has(caption));
    const isOurs = all.length > 0 && !captions.length;
    const outcome = new Outcome();
    const text = captions.join("\n");
    if ((pictures || rings) && !isOurs) outcome.doubt("docx-picture", text, text || undefined);
    else if (text) outcome.doubt(LOOSE, text, text);
    if (outcome.doubts.length || notes.length) yield { outcome, near: this.near, notes };
  }

  /** @param {XmlElement} table @param {string} code @returns {Generator<Found | undefined>} */
  *rows(table, code) {
    const rows = rowsOf(table);
    const isLined = rows.some((row) => this.spots.lined.has(row));
    /** @type {Asked[]} */
    let last = [];
    for (const [at, row] of rows.entries()) {
      yield undefined;
      const spots = this.spots.rows.get(row);
      if (spots) {
        last = [...spots.values()].map(({ asked }) => asked);
        this.last = { row, asked: last[last.length - 1] };
        if (this.around.has(row)) yield* this.nested(row, code);
      } else if (!this.used.has(row) && !this.cells.isDeleted(row))
        yield* this.row(row, at, last, code, isLined);
    }
  }

  /** @param {XmlElement} row */
  cellsIn(row) {
    return cellsOf(row).map(({ element, properties }) => this.cells.read(element, properties));
  }

  /** What stands in tables whose rows were read by themselves. @param {XmlElement} row @param {string} code @returns {Generator<Found | undefined>} */
  *nested(row, code) {
    for (const table of allInside(row, "w:tbl"))
      if (this.cells.isApart(table) && upTo(table, "w:tr") === row) yield* this.rows(table, code);
  }

  /** @param {XmlElement} row @param {number} at @param {Asked[]} last @param {string} code @param {boolean} isLined @returns {Generator<Found | undefined>} */
  *row(row, at, last, code, isLined) {
    const cells = cellsOf(row).map(({ element }) => element);
    const pieces = cells.map((cell) =>
      blocksIn(cell).flatMap((block) => (block.tag === "w:p" ? [this.piece(block)] : [])),
    );
    let written = pieces.map((own) => squeeze(own.map(({ words }) => words).filter(Boolean).join("\n")));
    let printed = pieces.map((own) => squeeze(own.map((piece) => piece.printed).filter(Boolean).join(" ")));
    if (code === LOOSE && !written.some(Boolean) && this.isStrayRow(printed, at))
      [written, printed] = [printed, written];
    const head = printed.find(Boolean);
    if (at === 0 && head) this.under(this.heading.section, head);
    if (written.some(Boolean)) {
      if (isLined && last.length) return;
      const isOwn = last.length && !printed.some((text) => isTelling(text));
      const own = isOwn ? this.ownRow(row, last) : undefined;
      if (own) yield { ...this.found("docx-own-row", shownRow(own)), own };
      else yield this.found(code, quoted(written, printed, this.setting.blanks).join(BETWEEN));
    }
    for (const { cell, boxes } of pieces.flat()) {
      yield* this.beside(cell);
      for (const box of boxes) yield* this.box(box, code);
    }
    for (const cell of cells)
      for (const child of cell.children) if (child.tag === "w:tbl") yield* this.rows(child, code);
  }

  /** What somebody added to a list of statements, with its mark. @param {XmlElement} row @param {Asked[]} last @returns {OwnRow | undefined} */
  ownRow(row, last) {
    const like = last[last.length - 1];
    if (like.marks !== "statement") return undefined;
    const cells = this.cellsIn(row);
    const values = like.kind === "scale" ? like.offers.map(({ value }) => Number(value)) : [];
    // Before the values stand the number and the statement.
    const spare = cells.length - 2 - values.length;
    const end = cells.length - Number(values.length > 0 && hasUnsure(spare, like, this.setting));
    const first = values.length && end > values.length ? end - values.length : cells.length;
    /** @type {string[]} */
    const words = [];
    /** @type {Set<number>} */
    const ticked = new Set();
    let isTicked = false;
    for (const [index, cell] of cells.entries()) {
      const own = index >= first && index < end ? values[index - first] : undefined;
      const marked = readMarks(cell, this.setting.blanks, own);
      const isMarked = marked.isCrossed || marked.boxes.includes(true);
      const { number } = marked;
      if (own !== undefined && isMarked) ticked.add(own);
      else if (own !== undefined && number !== undefined && values.includes(number)) ticked.add(number);
      else if (isMarked && index >= end) words.push(RULES.unsure.sign);
      else if (isMarked) isTicked = true;
      else if (number !== undefined) words.push(String(number));
      if (marked.words) words.push(marked.words);
    }
    const text = squeeze(words.join(" "));
    if (!text) return undefined;
    return { like, text, values: [...ticked].sort((one, other) => one - other), isTicked };
  }
}

/** @param {string} text */
const hasWords = (text) => /[\p{L}\p{Nd}]/u.test(text);

/** What is quoted of a row in which somebody wrote: short words may be theirs too. @param {string[]} written @param {string[]} printed @param {readonly string[]} blanks */
const quoted = (written, printed, blanks) =>
  written
    .map((own, at) => own || (isTelling(printed[at]) ? "" : tidy(printed[at], blanks)))
    .filter((said, at) => written[at] || hasWords(said));

/** Whether a style is one in which we print headings, also as other programs call it. @param {string} style */
const isHeadingStyle = (style) =>
  RULES.styles.heading.some((start) => style.startsWith(start)) &&
  !RULES.styles.notHeading.some((start) => style.startsWith(start));

/** What a row of somebody's own says, with its mark. @param {OwnRow} row */
function shownRow({ text, values, isTicked }) {
  const marks = values.join(", ") || (isTicked ? "x" : "");
  return marks ? `${text} (${marks})` : text;
}

