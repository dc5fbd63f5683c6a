import { attributeOf, childOf, childrenOf, insideOf, isOn, tagOf } from "./docx_xml.js";
/**
 * What stands in a cell of a table: its text in order, and the controls, bookmarks and notes in it.
 * Text counts as Word would show it with every change accepted: insertions do, deletions don't.
 *
 * @typedef {object} Control a content control, and the part of the cell's text that stands in it
 * @property {"text" | "choice" | "date" | "box"} kind
 * @property {string} tag
 * @property {number} start
 * @property {number} end
 * @property {boolean} isBlank whether it shows what to do, and no answer
 * @property {boolean} checked
 * @property {string} on
 * @property {string} off
 * @property {string} day
 * @property {string} picture how it shows a day
 * @property {[value: string, shown: string][]} items
 * @property {string} last the value that was picked last
 * @typedef {object} Cell
 * @property {string[]} said
 * @property {Control[]} controls
 * @property {Map<string, [start: number, end: number]>} bookmarks
 * @property {string[]} notes kind and number of each comment or footnote
 * @property {number} pictures
 * @typedef {object} CellSetting what of a document holds for all its cells
 * @property {string[]} leads how answers of the round before begin, which are printed beside places
 * @property {Set<Element>} apart tables inside cells whose rows are read by themselves
 * @typedef {object} CellWalk one way through an element
 * @property {Cell} cell
 * @property {CellSetting} setting
 * @property {number} muted
 * @property {boolean} isNewLine
 * @property {Map<string, string>} open
 */

export const BOX = "☐";
export const TICKED = "☒";
const EARLIER = ["TmEarlier", "EarlierAnswer"];
const SKIPPED = new Set([
  ...["pPr", "rPr", "tcPr", "trPr", "tblPr", "tblGrid", "sdtEndPr", "instrText", "delText"],
  ...["proofErr", "commentRangeStart", "del", "moveFrom"],
]);
/** Fonts of symbols put their pictures where Unicode leaves room for private use. @type {Record<number, string>} */
const SYMBOLS = {
  ...{ 0xa8: BOX, 0x6f: BOX, 0x71: BOX, 0xfe: TICKED, 0xfd: TICKED, 0x78: TICKED },
  ...{ 0xfc: "✓", 0xfb: "✗" },
};
const PRIVATE = 0xf000;
const SURROGATES = 0xd800;

/** @returns {Cell} */
export const emptyCell = () => ({
  ...{ said: [], controls: [], bookmarks: new Map(), notes: [], pictures: 0 },
});

/** All of a cell's text, without what blank controls show. @param {Cell} cell */
export const cellText = ({ said }) => said.join("");

/** The text in a control. @param {Cell} cell @param {Control} control */
export const shownIn = ({ said }, { start, end }) => said.slice(start, end).join("");

/** A cell's controls of some kinds, in order. @param {Cell} cell @param {string[]} kinds */
export const controlsOf = ({ controls }, ...kinds) =>
  controls.filter(({ kind }) => kinds.includes(kind));

/** The text that stands in no control of a kind. @param {Cell} cell @param {string} kind */
export function outsideOf(cell, kind) {
  const controls = controlsOf(cell, kind);
  return cell.said
    .filter((_, index) => !controls.some(({ start, end }) => start <= index && index < end))
    .join("");
}

/** The text inside a bookmark. @param {Cell} cell @param {string} name */
export const textInBookmark = ({ said, bookmarks }, name) =>
  said.slice(...(bookmarks.get(name) ?? [0, 0])).join("");

/** A part of a cell, where one holds several answers. @param {Cell} cell @param {number} from @param {number} to @returns {Cell} */
export const partOfCell = ({ said, controls }, from, to) => ({
  ...emptyCell(),
  said: said.slice(from, to),
  controls: controls
    .filter(({ start, end }) => from <= start && end <= to)
    .map((each) => ({ ...each, start: each.start - from, end: each.end - from })),
});

/** What stands in an element, with the properties of a control around it, if there is. @param {Element} element @param {CellSetting} setting @param {Element} [properties] @returns {Cell} */
export function readCell(element, setting, properties) {
  /** @type {CellWalk} */
  const walk = { cell: emptyCell(), setting, muted: 0, isNewLine: false, open: new Map() };
  if (properties) walkControl(walk, properties, element);
  else if (tagOf(element) === "p") walkParagraph(walk, element);
  else walkInside(walk, element);
  for (const name of walk.open.values()) endBookmark(walk, name);
  return walk.cell;
}

/** @param {CellWalk} walk @param {Element} element */
function walkInside(walk, element) {
  for (const child of childrenOf(element)) {
    const tag = tagOf(child);
    const handle = HANDLERS[tag];
    if (handle) handle(walk, child);
    else if (!SKIPPED.has(tag)) walkInside(walk, child);
  }
}

/** @param {CellWalk} walk @param {string} text */
function addText(walk, text) {
  if (!walk.muted) walk.cell.said.push(text);
}

/** @param {CellWalk} walk @param {Element} element */
function walkParagraph(walk, element) {
  if (isEarlier(walk.setting, element)) return;
  if (walk.isNewLine) addText(walk, "\n");
  walk.isNewLine = false;
  walkInside(walk, element);
  // Where the mark at its end was deleted, the next paragraph goes on with it.
  const marks = childOf(element, "pPr", "rPr");
  walk.isNewLine = !(childOf(marks, "del") || childOf(marks, "moveFrom"));
}

/** Whether a paragraph is as we print earlier answers, and nobody's own in that style. @param {CellSetting} setting @param {Element} paragraph */
function isEarlier({ leads }, paragraph) {
  const style = childOf(paragraph, "pPr", "pStyle");
  if (!style || !EARLIER.includes(attributeOf(style, "val"))) return false;
  const said = insideOf(paragraph, "t").map((each) => each.textContent ?? "");
  return leads.some((each) => said.join("").trimStart().startsWith(each));
}

/** @param {CellWalk} walk @param {Element} element */
function walkSdt(walk, element) {
  const [properties, content] = [childOf(element, "sdtPr"), childOf(element, "sdtContent")];
  if (content && properties) walkControl(walk, properties, content);
  else if (content) walkInside(walk, content);
}

/** @param {CellWalk} walk @param {Element} properties @param {Element} content */
function walkControl(walk, properties, content) {
  const { control, isGroup } = controlOf(properties);
  const { said, controls } = walk.cell;
  const [before, start] = [controls.length, said.length];
  walk.muted += Number(control.isBlank);
  walkInside(walk, content);
  walk.muted -= Number(control.isBlank);
  if (isGroup) return;
  // LibreOffice writes a control twice, one inside the other: the inner one is the real one.
  if (!controls.slice(before).some(({ kind }) => kind === control.kind))
    controls.push({ ...control, start, end: said.length });
}

/** @param {CellWalk} walk @param {Element} element */
function walkTextBox(walk, element) {
  addText(walk, "\n");
  walk.isNewLine = false;
  walkInside(walk, element);
  addText(walk, "\n");
  walk.isNewLine = false;
}

/** @param {CellWalk} walk @param {Element} element */
function walkPicture(walk, element) {
  if (insideOf(element, "txbxContent").length) walkInside(walk, element);
  else walk.cell.pictures += Number(!walk.muted);
}

/** @param {CellWalk} walk @param {Element} element */
function startBookmark({ cell, open }, element) {
  const [name, here] = [attributeOf(element, "name"), cell.said.length];
  if (cell.bookmarks.has(name)) return;
  cell.bookmarks.set(name, [here, here]);
  open.set(attributeOf(element, "id"), name);
}

/** @param {CellWalk} walk @param {string} name */
function endBookmark({ cell }, name) {
  const ends = cell.bookmarks.get(name);
  if (ends) ends[1] = cell.said.length;
}

/** @param {string} kind @returns {(walk: CellWalk, element: Element) => unknown} */
const noteOf = (kind) => (walk, element) =>
  walk.cell.notes.push(`${kind} ${attributeOf(element, "id")}`);

/** @param {CellWalk} walk */
const lineBreak = (walk) => addText(walk, "\n");

/** @type {Record<string, (walk: CellWalk, element: Element) => unknown>} */
const HANDLERS = {
  t: (walk, element) => addText(walk, element.textContent ?? ""),
  p: walkParagraph,
  sdt: walkSdt,
  tbl: (walk, element) => {
    if (!walk.setting.apart.has(element)) walkInside(walk, element);
  },
  br: lineBreak,
  cr: lineBreak,
  tab: (walk) => addText(walk, "\t"),
  noBreakHyphen: (walk) => addText(walk, "-"),
  sym: (walk, element) => {
    const code = hexOf(attributeOf(element, "char"));
    if (code === undefined) return;
    const known = code >= PRIVATE ? SYMBOLS[code & 0xff] : undefined;
    const isPlain = code >= 0x20 && code < SURROGATES;
    addText(walk, known ?? (isPlain ? String.fromCharCode(code) : "\ufffd"));
  },
  // The same thing twice, for newer programs and for older ones.
  "mc:AlternateContent": (walk, element) => {
    const [newest] = childrenOf(element);
    if (newest) walkInside(walk, newest);
  },
  txbxContent: walkTextBox,
  bookmarkStart: startBookmark,
  bookmarkEnd: (walk, element) => {
    const id = attributeOf(element, "id");
    endBookmark(walk, walk.open.get(id) ?? "");
    walk.open.delete(id);
  },
  commentReference: noteOf("comment"),
  footnoteReference: noteOf("footnote"),
  endnoteReference: noteOf("endnote"),
  drawing: walkPicture,
  pict: walkPicture,
  object: walkPicture,
};

/** @param {string} digits */
const hexOf = (digits) => (/^[0-9a-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : undefined);

/** Whether somebody deleted a row, with changes tracked. @param {Element} row */
export const isDeletedRow = (row) => Boolean(childOf(row, "trPr", "del"));

/** A control without its content, and whether it only groups others. @param {Element} properties */
function controlOf(properties) {
  /** @type {Control} */
  const control = {
    ...{ kind: "text", tag: "", start: 0, end: 0, isBlank: false, checked: false },
    ...{ on: TICKED, off: BOX, day: "", picture: "", items: [], last: "" },
  };
  let isGroup = false;
  for (const each of childrenOf(properties)) {
    const tag = tagOf(each);
    if (tag === "tag") control.tag = attributeOf(each, "val");
    else if (tag === "showingPlcHdr") control.isBlank = isOn(each);
    else if (tag === "w14:checkbox") readBoxOf(control, each);
    else if (tag === "dropDownList" || tag === "comboBox") readListOf(control, each);
    else if (tag === "date") readDateOf(control, each);
    else if (GROUPS.includes(tag)) isGroup = true;
  }
  return { control, isGroup };
}

const GROUPS = ["w15:repeatingSection", "w15:repeatingSectionItem", "group", "picture"];

/** @param {Control} control @param {Element} list */
function readListOf(control, list) {
  control.kind = "choice";
  control.last = attributeOf(list, "lastValue");
  control.items = insideOf(list, "listItem").map((each) => {
    const value = attributeOf(each, "value");
    return [value, attributeOf(each, "displayText", value)];
  });
}

/** @param {Control} control @param {Element} date */
function readDateOf(control, date) {
  control.kind = "date";
  control.day = attributeOf(date, "fullDate").slice(0, 10);
  const format = childOf(date, "dateFormat");
  control.picture = format ? attributeOf(format, "val") : "";
}

/** @param {Control} control @param {Element} box */
function readBoxOf(control, box) {
  control.kind = "box";
  for (const each of childrenOf(box)) {
    const code = hexOf(attributeOf(each, "w14:val"));
    if (tagOf(each) === "w14:checked") control.checked = isOn(each, "w14:val");
    else if (tagOf(each) === "w14:checkedState") control.on = glyphOf(code, TICKED);
    else if (tagOf(each) === "w14:uncheckedState") control.off = glyphOf(code, BOX);
  }
}

/** Fonts of symbols have their own pictures under low numbers; others the character itself. @param {number | undefined} code @param {string} usual */
function glyphOf(code, usual) {
  if (code === undefined) return usual;
  if (code < 0x100 || code >= PRIVATE) return SYMBOLS[code & 0xff] ?? usual;
  return code < SURROGATES ? String.fromCharCode(code) : usual;
}
