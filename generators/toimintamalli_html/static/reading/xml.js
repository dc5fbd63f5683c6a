import { Pace } from "./pace.js";
import { Refused } from "./refusal.js";
import { LIMITS, RULES, pattern } from "./rules.js";
import { readXml } from "./tokens.js";
/**
 * XML that nobody vouches for, read into a tree of plain values: going through it many times costs
 * less than through the browser's own. Names are as Word's files have them, `w:p`; attributes too.
 *
 * @typedef {object} XmlElement
 * @property {string} tag
 * @property {Attributes} attributes
 * @property {string} text what stands before the first element in it
 * @property {XmlElement[]} children
 * @property {XmlElement | undefined} parent
 * @property {number} at which child of its parent it is
 * @typedef {Record<string, string | undefined>} Attributes
 */

/** @type {Record<string, string>} */
const PREFIXES = {
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "w:",
  "http://schemas.microsoft.com/office/word/2010/wordml": "w14:",
  "http://schemas.microsoft.com/office/word/2012/wordml": "w15:",
  "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
  "http://schemas.openxmlformats.org/officeDocument/2006/math": "m:",
  "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing": "wp:",
  "http://schemas.openxmlformats.org/drawingml/2006/main": "a:",
  "urn:schemas-microsoft-com:vml": "v:",
};
// Strict Open XML has other namespaces for elements that are called the same.
for (const [strict, usual] of Object.entries(RULES.strict))
  if (usual in PREFIXES) PREFIXES[strict] = PREFIXES[usual];

/** @type {Attributes} */
const NONE = Object.freeze(Object.create(null));
const [ELEMENT, TEXT, CDATA] = [1, 3, 4];
const BEGINNING = pattern("beginning", "y");
const OFF = new Set(RULES.off);
/** How it is marked, and called. @type {Record<string, string>} */
const UTF16 = { "255 254": "utf-16le", "254 255": "utf-16be" };
/** After how many elements it is worth looking at the clock. */
const MANY = 1_000;

/**
 * The root of a part, which is XML without a document type.
 * @param {Uint8Array} data @param {string} part @param {Pace} [pace] @returns {Promise<XmlElement>}
 */
export async function parseXml(data, part, pace = new Pace()) {
  const text = textIn(data, part);
  BEGINNING.lastIndex = 0;
  // It stands before the first element or nowhere: most parts need not be searched for it.
  if (!BEGINNING.test(text) && text.includes("<!DOCTYPE")) throw new Refused("docx-doctype", { part });
  if (isHeavy(text, data.length)) throw new Refused("docx-too-much", { part, limit: LIMITS.tags });
  // It has been decoded here, so what it says of its encoding counts no more.
  const bare = text.replace(/^<\?xml[^>]*\?>/, "");
  const read = await readXml(bare, called, LIMITS.depth, pace);
  if (read) return read;
  if (read === null) throw new Refused("docx-bad-xml", { part });
  const root = rootOf(bare);
  if (!root) throw new Refused("docx-bad-xml", { part });
  const made = await treeOf(root, pace);
  if (!made) throw new Refused("docx-bad-xml", { part });
  return made;
}

/** @param {Uint8Array} data @param {string} part */
function textIn(data, part) {
  const encoding = UTF16[`${data[0]} ${data[1]}`] ?? "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(data);
  } catch {
    throw new Refused("docx-bad-xml", { part });
  }
}

/** Whether a tree would have too many elements and attributes. @param {string} text @param {number} size */
const isHeavy = (text, size) =>
  size > LIMITS.shortestTag * LIMITS.tags &&
  ["<", '="', "='"].reduce((sum, sign) => sum + countOf(text, sign), 0) > LIMITS.tags;

/** @param {string} text @param {string} sign */
function countOf(text, sign) {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + sign.length)) count += 1;
  return count;
}

/** @param {string} text */
function rootOf(text) {
  try {
    const found = new DOMParser().parseFromString(text, "text/xml");
    const isBroken = found.getElementsByTagName("parsererror").length > 0;
    return isBroken ? null : found.documentElement;
  } catch {
    return null;
  }
}

/** The tree as plain values; nothing where it is deeper than any. @param {Element} root @param {Pace} pace */
async function treeOf(root, pace) {
  const top = elementOf(root, undefined, 0);
  /** @type {(ChildNode | null)[]} what follows after each element that is open */
  const later = [];
  let made = top;
  let node = root.firstChild;
  let [isBefore, count] = [true, 0];
  for (;;) {
    if (!node) {
      if (!made.parent) return top;
      node = later.pop() ?? null;
      made = made.parent;
      isBefore = false;
    } else if (node.nodeType === ELEMENT) {
      const child = elementOf(/** @type {Element} */ (node), made, made.children.length);
      made.children.push(child);
      later.push(node.nextSibling);
      if (later.length >= LIMITS.depth) return undefined;
      made = child;
      node = node.firstChild;
      isBefore = true;
      count += 1;
      if (count % MANY === 0 && pace.isDue) await pace.rest();
    } else {
      if (isBefore && (node.nodeType === TEXT || node.nodeType === CDATA)) made.text += node.nodeValue;
      node = node.nextSibling;
    }
  }
}

/** @param {Element} element @param {XmlElement | undefined} parent @param {number} at @returns {XmlElement} */
function elementOf(element, parent, at) {
  return { tag: nameOf(element), attributes: attributesOf(element), text: "", children: [], parent, at };
}

/** @param {Element | Attr} node */
const nameOf = ({ namespaceURI, localName }) =>
  namespaceURI ? called(namespaceURI, localName) : localName;

/** @param {string} namespace @param {string} local */
const called = (namespace, local) => (PREFIXES[namespace] ?? "?:") + local;

/** @param {Element} element */
function attributesOf({ attributes }) {
  if (!attributes.length) return NONE;
  /** @type {Attributes} */
  const found = Object.create(null);
  for (let at = 0; at < attributes.length; at += 1) {
    const attribute = attributes[at];
    found[nameOf(attribute)] = attribute.value;
  }
  return found;
}

/** @param {XmlElement} element @param {string} name */
export const attributeOf = ({ attributes }, name, usual = "") => attributes[name] ?? usual;

/** The value of an element. @param {XmlElement} element */
export const valueOf = (element, usual = "") => attributeOf(element, "w:val", usual);

/** Whether a switch is on, which it is without saying so. @param {XmlElement} element @param {string} [name] */
export const isOn = (element, name = "w:val") => !OFF.has(attributeOf(element, name, "1"));

/** The name of an element without its namespace. @param {XmlElement} element */
export const localName = ({ tag }) => tag.slice(tag.indexOf(":") + 1);

/** The first child of a name, and of that the first of the next name. @param {XmlElement | undefined} element @param {string[]} names */
export const childOf = (element, ...names) =>
  names.reduce(
    (/** @type {XmlElement | undefined} */ parent, name) =>
      parent?.children.find(({ tag }) => tag === name),
    element,
  );

/** An element and all inside it, in order, that have one of some names. @param {XmlElement} element @param {Set<string>} tags @returns {Generator<XmlElement>} */
export function* within(element, tags) {
  let now = /** @type {XmlElement | undefined} */ (element);
  while (now) {
    if (tags.has(now.tag)) yield now;
    now = now.children[0] ?? after(now, element);
  }
}

/** The element that follows one and all inside it, not outside another. @param {XmlElement} element @param {XmlElement} root */
function after(element, root) {
  let now = element;
  while (now !== root && now.parent) {
    const next = now.parent.children[now.at + 1];
    if (next) return next;
    now = now.parent;
  }
  return undefined;
}

/** The same, of one name, as a list. @param {XmlElement} element @param {string} tag */
export const allInside = (element, tag) => [...within(element, new Set([tag]))];

/** All the text in an element. @param {XmlElement} element */
export function allText(element) {
  let said = element.text;
  for (const child of element.children) said += allText(child);
  return said;
}

/** The nearest element of some names around one. @param {XmlElement} element @param {string[]} tags */
export function upTo(element, ...tags) {
  for (let around = element.parent; around; around = around.parent)
    if (tags.includes(around.tag)) return around;
  return undefined;
}

/** The element before another. @param {XmlElement} element */
export const previousOf = ({ parent, at }) => parent?.children[at - 1];

/** The element after another. @param {XmlElement} element */
export const nextOf = ({ parent, at }) => parent?.children[at + 1];
