import { LIMITS, whole } from "./rules.js";
import { blocksIn, cellsOf, isSection, rowsOf } from "./tree.js";
import { alphaCount, partAt, plain, strip } from "./wording.js";
import { previousOf } from "./xml.js";
/**
 * What places are called in a document of another version: as it is printed there.
 *
 * @import { Cell, CellReader } from "./cells.js"
 * @import { Asked } from "./places.js"
 * @import { Printed } from "./printed.js"
 * @import { XmlElement } from "./xml.js"
 */

const NUMBER = whole("shownNumber");

/** The headings of one document, and what stands beside its places. */
export class Names {
  /** @param {XmlElement} root @param {Printed} printed @param {CellReader} cells */
  constructor(root, printed, cells) {
    this.printed = printed;
    this.cells = cells;
    /** @type {Map<XmlElement, {section: string, table: XmlElement}>} */
    this.around = new Map();
    let section = "";
    for (const block of blocksIn(root)) {
      if (block.tag === "w:tbl") for (const row of rowsOf(block)) this.around.set(row, { section, table: block });
      else if (isSection(block)) section = this.shown(cells.readParagraph(block).whole);
    }
  }

  /** @param {string} text */
  shown(text) {
    const said = plain(text);
    return this.printed.has(said) ? said : this.printed.split(said, { isHeading: true }).before;
  }

  /** The section, the card and the printed question of a place in a row. @param {XmlElement} row @param {Asked} asked @param {Cell[]} cells */
  of(row, asked, cells) {
    const { section = "", table } = this.around.get(row) ?? {};
    const [first] = table ? rowsOf(table) : [];
    const card = first && asked.isCard ? this.cell(first, 0) : "";
    const head = asked.line && first ? this.cell(first, asked.line.column) : "";
    const said = asked.line ? `${head} ${asked.line.row}` : this.said(row, cells);
    return [section, card, said].filter(Boolean).join(": ");
  }

  /** The number and the statement in a row, or the question in the row above. @param {XmlElement} row @param {Cell[]} cells */
  said(row, cells) {
    const shown = cells.map((cell) => this.shown(partAt(cell.whole, "\n")[0]));
    const number = shown.find((text) => NUMBER.test(text)) ?? "";
    const words = shown.find((text) => alphaCount(text) >= LIMITS.letters);
    if (words !== undefined) return strip(`${number} ${words}`);
    const above = previousOf(row);
    return above ? this.cell(above, 0) : "";
  }

  /** @param {XmlElement} row @param {number} column */
  cell(row, column) {
    const cell = cellsOf(row)[column]?.element;
    const paragraph = cell && blocksIn(cell).find(({ tag }) => tag === "w:p");
    return paragraph ? this.shown(this.cells.readParagraph(paragraph).whole) : "";
  }
}
