import { LEADS } from "./locating.js";
import { LIMITS, RULES, whole } from "./rules.js";
import { blocksIn, cellsOf, isSection, rowsOf, styleOf } from "./tree.js";
import { alphaCount, partAt, plain, strip } from "./wording.js";
import { previousOf } from "./xml.js";
/**
 * What places are called in a document: as it is printed there.
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
    /** @type {Map<XmlElement, {section: string, heading: string, table: XmlElement}>} */
    this.around = new Map();
    let [section, heading] = ["", ""];
    for (const block of blocksIn(root)) {
      if (block.tag === "w:tbl") {
        for (const row of rowsOf(block)) this.around.set(row, { section, heading, table: block });
      } else if (isSection(block)) {
        [section, heading] = [this.shown(cells.readParagraph(block).whole), ""];
      } else if (RULES.styles.belowSection.some((start) => styleOf(block).startsWith(start))) {
        heading = this.shown(cells.readParagraph(block).whole);
      }
    }
  }

  /** @param {string} text */
  shown(text) {
    const said = plain(text);
    return this.printed.has(said) ? said : this.printed.split(said, { isHeading: true }).before;
  }

  /** The section, the card and the printed question of a place in a cell of a row. @param {XmlElement} row @param {Asked} asked @param {Cell[]} cells @param {XmlElement} [cell] */
  of(row, asked, cells, cell) {
    const { section = "", heading = "", table } = this.around.get(row) ?? {};
    const [first] = table ? rowsOf(table) : [];
    if (asked.line) {
      const head = first ? this.cell(first, asked.line.column) : "";
      return [section, `${head} ${asked.line.row}`].filter(Boolean).join(": ");
    }
    const beside = this.said(cells);
    // What is asked side by side stands above; then the card has its heading before it.
    const said = beside || this.above(row, cell);
    const card = (!beside && heading) || (first ? this.cell(first, 0) : "");
    return [section, asked.isCard && card !== said ? card : "", said].filter(Boolean).join(": ");
  }

  /** The question above the cell of a place. @param {XmlElement} row @param {XmlElement} [cell] */
  above(row, cell) {
    const above = previousOf(row);
    if (!above) return "";
    const column = Math.max(0, cellsOf(row).findIndex(({ element }) => element === cell));
    const said = this.cell(above, column) || this.cell(above, 0);
    return said.startsWith(LEADS) ? said.slice(LEADS.length) : said;
  }

  /** The number and the statement in a row. @param {Cell[]} cells */
  said(cells) {
    const shown = cells.map((cell) => this.shown(partAt(cell.whole, "\n")[0]));
    const number = shown.find((text) => NUMBER.test(text)) ?? "";
    const words = shown.find((text) => alphaCount(text) >= LIMITS.letters);
    return words === undefined ? "" : strip(`${number} ${words}`);
  }

  /** @param {XmlElement} row @param {number} column */
  cell(row, column) {
    const cell = cellsOf(row)[column]?.element;
    const paragraph = cell && blocksIn(cell).find(({ tag }) => tag === "w:p");
    return paragraph ? this.shown(this.cells.readParagraph(paragraph).whole) : "";
  }
}
