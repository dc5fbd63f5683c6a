import { MOST_IN_DOCX, Refused } from "./docx_refusal.js";
/**
 * XML that nobody vouches for, read by the browser's own parser, and ways through its tree. Elements
 * and attributes are named as Word's files usually do, but those of its main namespace bare.
 */

export const WORD_NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
/** @type {Record<string, string>} */
const PREFIXES = {
  [WORD_NAMESPACE]: "",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
  "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
};
const NAMESPACES = new Map(Object.entries(PREFIXES).map(([uri, prefix]) => [prefix, uri]));
const ELEMENT = 1;

/** The root of a part, which is XML without a document type. @param {Uint8Array} data @param {string} part @returns {Element} */
export function parseXml(data, part) {
  const text = textIn(data, part);
  if (text.includes("<!DOCTYPE")) throw new Refused("docx-doctype", { part });
  const tags = ["<", '="', "='"].map((sign) => countOf(text, sign));
  if (tags.reduce((one, other) => one + other) > MOST_IN_DOCX.tags && text.length > 4 * MOST_IN_DOCX.tags)
    throw new Refused("docx-too-much", { part, limit: MOST_IN_DOCX.tags });
  const root = rootOfText(text);
  if (!root || isTooDeep(root)) throw new Refused("docx-bad-xml", { part });
  return root;
}

/** @param {Uint8Array} data @param {string} part */
function textIn(data, part) {
  const start = `${data[0]} ${data[1]}`;
  const encoding = { "255 254": "utf-16le", "254 255": "utf-16be" }[start] ?? "utf-8";
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(data);
    // It has been decoded here, so what it says of its encoding counts no more.
    return text.replace(/^<\?xml[^>]*\?>/, "");
  } catch {
    throw new Refused("docx-bad-xml", { part });
  }
}

/** @param {string} text @param {string} sign */
function countOf(text, sign) {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count += 1;
  return count;
}

/** @param {string} text */
function rootOfText(text) {
  try {
    const found = new DOMParser().parseFromString(text, "text/xml");
    const isBroken = found.getElementsByTagName("parsererror").length > 0;
    return isBroken ? null : found.documentElement;
  } catch {
    return null;
  }
}

/** @param {Element} root */
function isTooDeep(root) {
  let depth = 0;
  /** @type {Node | null} */
  let node = root;
  while (node) {
    if (node.firstChild) {
      depth += 1;
      if (depth > MOST_IN_DOCX.depth) return true;
      node = node.firstChild;
      continue;
    }
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      depth -= 1;
    }
    node = node === root ? null : (node?.nextSibling ?? null);
  }
  return false;
}

/** @param {Element} element */
export const tagOf = (element) =>
  `${PREFIXES[element.namespaceURI ?? ""] ?? "?"}${element.localName}`;

/** The attribute of an element, by default of the main namespace. @param {Element} element @param {string} name */
export function attributeOf(element, name, usual = "") {
  const at = name.indexOf(":") + 1;
  const uri = NAMESPACES.get(name.slice(0, at)) ?? "";
  const local = name.slice(at);
  return element.hasAttributeNS(uri, local) ? (element.getAttributeNS(uri, local) ?? "") : usual;
}

/** Whether a switch is on, which it is without saying so. @param {Element} element @param {string} [name] */
export const isOn = (element, name = "val") =>
  !["0", "false", "off"].includes(attributeOf(element, name, "1"));

/** The elements in one. @param {Element} element */
export function childrenOf(element) {
  /** @type {Element[]} */
  const found = [];
  for (let node = element.firstChild; node; node = node.nextSibling)
    if (node.nodeType === ELEMENT) found.push(/** @type {Element} */ (node));
  return found;
}

/** The first child of a name, and of that the first of the next name. @param {Element | undefined} element @param {string[]} names */
export const childOf = (element, ...names) =>
  names.reduce(
    (/** @type {Element | undefined} */ parent, name) =>
      parent && childrenOf(parent).find((each) => tagOf(each) === name),
    element,
  );

/** All elements of a name inside one, in order. @param {Element} element @param {string} name */
export function insideOf(element, name) {
  const at = name.indexOf(":") + 1;
  const uri = NAMESPACES.get(name.slice(0, at)) ?? "";
  return [...element.getElementsByTagNameNS(uri, name.slice(at))];
}

/** The elements around one, the nearest first. @param {Element} element */
export function aroundOf(element) {
  /** @type {Element[]} */
  const found = [];
  for (let node = element.parentNode; node?.nodeType === ELEMENT; node = node.parentNode)
    found.push(/** @type {Element} */ (node));
  return found;
}

/** The nearest element of a name around one. @param {Element} element @param {string} name */
export function upTo(element, name) {
  for (let node = element.parentNode; node?.nodeType === ELEMENT; node = node.parentNode) {
    const found = /** @type {Element} */ (node);
    if (tagOf(found) === name) return found;
  }
  return undefined;
}

/** The element before or after another. @param {Element} element @param {"previousSibling" | "nextSibling"} way @returns {Element | undefined} */
export function besideOf(element, way) {
  let node = element[way];
  while (node && node.nodeType !== ELEMENT) node = node[way];
  return /** @type {Element | null} */ (node) ?? undefined;
}

const AROUND_ROWS = ["sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"];

/** The rows of a table, not those of tables inside it. @param {Element} table @returns {Element[]} */
export const rowsOfTable = (table) =>
  childrenOf(table).flatMap((each) =>
    tagOf(each) === "tr" ? [each] : AROUND_ROWS.includes(tagOf(each)) ? rowsOfTable(each) : [],
  );

/**
 * The cells of a row, each with the properties of the control around it, if any.
 * @param {Element} row @param {Element} [around] @returns {{element: Element, properties?: Element}[]}
 */
export const cellsOfRow = (row, around) =>
  childrenOf(row).flatMap((each) => {
    if (tagOf(each) === "tc") return [{ element: each, properties: around }];
    if (!AROUND_ROWS.includes(tagOf(each))) return [];
    return cellsOfRow(each, childOf(each, "sdtPr") ?? around);
  });

/** The paragraph around something that stands in no table, or what holds it. @param {Element} element */
export const blockAround = (element) =>
  aroundOf(element).find((each) => ["p", "tc", "sdtContent"].includes(tagOf(each))) ??
  besideOf(element, "nextSibling") ??
  element;
