import { RULES } from "./rules.js";
import { childOf, nextOf, valueOf } from "./xml.js";
/**
 * Ways through the tables of a document, also where controls and changes stand around rows.
 *
 * @import { XmlElement } from "./xml.js"
 * @typedef {{element: XmlElement, properties?: XmlElement}} CellElement a cell, and the properties of the control around it
 */

const AROUND = new Set(["w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo", "w:smartTag"]);
const BLOCKS = ["w:p", "w:tc", "w:sdtContent"];

/** The rows of a table, not those of tables inside it. @param {XmlElement} table @returns {XmlElement[]} */
export const rowsOf = (table) =>
  table.children.flatMap((child) =>
    child.tag === "w:tr" ? [child] : AROUND.has(child.tag) ? rowsOf(child) : [],
  );

/** The cells of a row. @param {XmlElement} row @param {XmlElement} [around] @returns {CellElement[]} */
export const cellsOf = (row, around) =>
  row.children.flatMap((child) => {
    if (child.tag === "w:tc") return [{ element: child, properties: around }];
    if (!AROUND.has(child.tag)) return [];
    return cellsOf(child, childOf(child, "w:sdtPr") ?? around);
  });

/** The paragraphs and tables in a body, a cell or a box, whatever stands around them. @param {XmlElement} element @returns {XmlElement[]} */
export const blocksIn = (element) =>
  element.children.flatMap((child) => {
    if (child.tag === "w:p" || child.tag === "w:tbl") return [child];
    return AROUND.has(child.tag) || child.tag === "w:body" ? blocksIn(child) : [];
  });

/** The style of a paragraph, or nothing. @param {XmlElement} paragraph */
export function styleOf(paragraph) {
  const style = childOf(paragraph, "w:pPr", "w:pStyle");
  return style ? valueOf(style) : "";
}

/** Whether a paragraph is a heading of the first level, in any program's style. @param {XmlElement} paragraph */
export const isSection = (paragraph) =>
  RULES.styles.section.includes(styleOf(paragraph).replaceAll(" ", "").toLowerCase());

/** The paragraph around something that stands in no table, or what holds it. @param {XmlElement} element */
export function blockOf(element) {
  for (let around = element.parent; around; around = around.parent)
    if (BLOCKS.includes(around.tag)) return around;
  return nextOf(element) ?? element;
}
