import { RULES } from "./rules.js";
import { strip } from "./wording.js";
import { allInside, attributeOf, childOf, isOn, localName, upTo, valueOf, within } from "./xml.js";
/**
 * What stands in a cell of a table: its text in order, and the controls, bookmarks and notes in it.
 * Text counts as Word would show it with every change accepted: insertions do, deletions don't. What
 * somebody struck through is kept apart: it is withdrawn.
 *
 * @import { XmlElement } from "./xml.js"
 * @typedef {"text" | "choice" | "date" | "box"} ControlKind
 * @typedef {object} Control a content control, and the part of the cell's text that stands in it
 * @property {ControlKind} kind
 * @property {string} tag
 * @property {number} start
 * @property {number} end
 * @property {boolean} isBlank whether it shows what to do, and no answer
 * @property {boolean} checked
 * @property {string} on
 * @property {string} off
 * @property {string} day the day that was picked, as it is kept
 * @property {string} picture how it shows a day
 * @property {[value: string, shown: string][]} items
 * @property {string} last the value that was picked last
 * @typedef {{writtenIn(text: string): {words: string, isDoubtful: boolean}}} WrittenIn what knows what somebody wrote in a line that we print about the round before
 */

export const { box: BOX, ticked: TICKED } = RULES;
/** What stands for each kind of note in the text. @type {Record<string, string>} */
export const NOTES = {
  "w:commentReference": "comment",
  "w:footnoteReference": "footnote",
  "w:endnoteReference": "endnote",
};
export const TEXT_BOX = "w:txbxContent";
const DELETED = ["w:del", "w:moveFrom"];
const SKIPPED = new Set([
  ...["w:pPr", "w:rPr", "w:trPr", "w:tblPr", "w:tblGrid", "w:sdtEndPr"],
  ...["w:instrText", "w:delText", "w:proofErr", "w:commentRangeStart", ...DELETED],
]);
const EMPHASES = new Set(RULES.emphases.map((name) => `w:${name}`));
const STRIKES = new Set(RULES.strikes.map((name) => `w:${name}`));
const DECORATIONS = new Set([...EMPHASES, ...STRIKES]);
const CHANGES = new Set(DELETED);
const FORM = new Set(["a:prstGeom"]);
const OLD_RINGS = new Set(["v:oval", "v:roundrect", "v:rect"]);
const PROPERTIES_OF_PICTURE = new Set(["wp:docPr"]);
const BOXES = new Set([TEXT_BOX]);
const LETTERS = new Set(["v:textpath"]);
/** @type {Record<string, string>} */
const SYMBOLS = RULES.symbols;
const [SPACE, LOW, SURROGATES, PRIVATE] = [0x20, 0x100, 0xd800, 0xf000];
const USUAL = ["2612", "2610"];

/** What stands in a cell, or in a paragraph outside tables. */
export class Cell {
  /** @param {string[]} said @param {Control[]} controls @param {Set<number>} gone */
  constructor(said = [], controls = [], gone = new Set()) {
    this.said = said;
    this.controls = controls;
    /** Where in `said` stands what somebody struck through. */
    this.gone = gone;
    /** Where in `said` stands what we may have printed about the round before. @type {Set<number>} */
    this.aside = new Set();
    /** @type {Map<string, [start: number, end: number]>} */
    this.bookmarks = new Map();
    /** @type {string[]} kind and number of each comment or footnote */
    this.notes = [];
    this.pictures = 0;
    /** @type {string[]} the alternative text of its pictures */
    this.captions = [];
    /** @type {Map<number, string>} how a part of `said` is set off from what is printed */
    this.looks = new Map();
    /** The colour of the cell, if it has one of its own. */
    this.shade = "";
    /** Shapes drawn in it that hold no text. */
    this.rings = 0;
  }

  /** All of its text that stands, without what blank controls show. */
  get text() {
    return this.between(0, this.said.length);
  }

  /** Its text, with what somebody struck through. */
  get whole() {
    return this.said.join("");
  }

  /** What somebody struck through. */
  get struck() {
    return strip([...this.gone].sort((one, other) => one - other).map((at) => this.said[at]).join(""));
  }

  /** How all of it is set off from what is printed; nothing if only a part of it is. */
  get look() {
    const found = new Set();
    for (const [at, said] of this.said.entries())
      if (strip(said) && !this.gone.has(at)) found.add(this.looks.get(at) ?? "");
    return `${found.size === 1 ? [...found][0] : ""}${this.shade}`;
  }

  /** @param {number} start @param {number} end */
  between(start, end) {
    const said = this.said.slice(start, end);
    return (this.gone.size ? said.filter((_, at) => !this.gone.has(start + at)) : said).join("");
  }

  /** The text in a control. @param {Control} control */
  shown({ start, end }) {
    return this.between(start, end);
  }

  /** The text that stands in no control of a kind. @param {ControlKind} kind */
  outside(kind) {
    if (!this.controls.length) return this.text;
    const inside = new Set(this.gone);
    for (const control of this.of(kind))
      for (let at = control.start; at < control.end; at += 1) inside.add(at);
    return this.said.filter((_, at) => !inside.has(at)).join("");
  }

  /** Its controls of some kinds, in order. @param {ControlKind[]} kinds */
  of(...kinds) {
    return this.controls.filter(({ kind }) => kinds.includes(kind));
  }

  /** The text inside a bookmark. @param {string} name */
  around(name) {
    return this.between(...(this.bookmarks.get(name) ?? [0, 0]));
  }

  /** A part of it, where one cell holds several answers. @param {number} from @param {number} to */
  part(from, to) {
    const inside = this.controls
      .filter(({ start, end }) => from <= start && end <= to)
      .map((control) => ({ ...control, start: control.start - from, end: control.end - from }));
    const here = (/** @type {Set<number>} */ all) =>
      new Set([...all].filter((at) => from <= at && at < to).map((at) => at - from));
    const made = new Cell(this.said.slice(from, to), inside, here(this.gone));
    made.aside = here(this.aside);
    return made;
  }

  /** It without what we may have printed about the round before, and that. @returns {[cell: Cell, aside: string]} */
  parted() {
    const said = this.said.map((letter, at) => (this.aside.has(at) ? "" : letter));
    const aside = this.said.filter((_, at) => this.aside.has(at)).join("");
    return [Object.assign(new Cell(), this, { said, aside: new Set() }), aside];
  }
}

/** Reads the cells of one document. */
export class CellReader {
  /** @param {XmlElement} root @param {WrittenIn} [earlier] without it lines about the round before are read like any other */
  constructor(root, earlier) {
    // Most documents have no tracked changes, and looking for them everywhere takes time.
    this.isTracked = !within(root, CHANGES).next().done;
    this.isDecorated = !within(root, DECORATIONS).next().done;
    this.earlier = earlier;
    /** @type {Set<XmlElement>} tables inside cells whose rows are read by themselves */
    this.own = new Set();
  }

  /** Leave a table inside a cell out of the cell's text. @param {XmlElement} table */
  keepApart(table) {
    this.own.add(table);
  }

  /** @param {XmlElement} table */
  isApart(table) {
    return this.own.has(table);
  }

  /** The rows that hold tables which are read by themselves. */
  rowsAround() {
    return new Set([...this.own].map((table) => upTo(table, "w:tr")));
  }

  /** Whether somebody deleted a row, with changes tracked. @param {XmlElement} row */
  isDeleted(row) {
    return this.isTracked && childOf(row, "w:trPr", "w:del") !== undefined;
  }

  /** What stands in an element, with the properties of a control around it, if there is. @param {XmlElement} element @param {XmlElement} [properties] */
  read(element, properties) {
    const walk = new Walk(this, this.earlier);
    if (properties) walk.control(properties, element);
    else if (element.tag === "w:p") walk.paragraph(element);
    else walk.inside(element);
    return walk.closed();
  }

  /** What a paragraph says itself: boxes laid over it hold paragraphs of their own. @param {XmlElement} element */
  readParagraph(element) {
    const walk = new Walk(this);
    walk.isApart = true;
    walk.paragraph(element);
    return walk.closed();
  }
}

/** One way through an element. */
class Walk {
  /** @param {CellReader} reader @param {WrittenIn} [earlier] */
  constructor(reader, earlier) {
    this.reader = reader;
    this.earlier = earlier;
    this.cell = new Cell();
    /** Whether text boxes are left out. */
    this.isApart = false;
    this.muted = 0;
    this.isNewLine = false;
    /** @type {Map<string, string>} */
    this.open = new Map();
    /** @type {(Control | undefined)[]} */
    this.fields = [];
  }

  closed() {
    for (const name of this.open.values()) this.endBookmark(name);
    return this.cell;
  }

  /** @param {XmlElement} element */
  inside({ children }) {
    for (const child of children) {
      const handle = HANDLERS.get(child.tag);
      if (handle) handle(this, child);
      else if (!SKIPPED.has(child.tag)) this.inside(child);
    }
  }

  /** @param {string} text */
  add(text) {
    if (!this.muted) this.cell.said.push(text);
  }

  /** @param {XmlElement} element */
  paragraph(element) {
    if (this.earlier && isEarlier(element)) return this.subtract(element, this.earlier);
    if (this.isNewLine) this.add("\n");
    this.isNewLine = false;
    this.inside(element);
    // Where the mark at its end was deleted, the next paragraph goes on with it.
    this.isNewLine = !(this.reader.isTracked && isJoined(element));
  }

  /** A line about the round before, as far as somebody wrote in it. @param {XmlElement} element @param {WrittenIn} earlier */
  subtract(element, earlier) {
    const walk = new Walk(this.reader);
    walk.paragraph(element);
    const line = walk.closed();
    const { words, isDoubtful } = earlier.writtenIn(line.whole);
    const before = this.cell.said.length;
    if (words) {
      if (this.isNewLine) this.add("\n");
      this.add(words);
      this.isNewLine = true;
    }
    for (let at = before; isDoubtful && at < this.cell.said.length; at += 1) this.cell.aside.add(at);
    this.cell.notes.push(...line.notes);
    this.cell.pictures += line.pictures;
    this.cell.captions.push(...line.captions);
  }

  /** @param {XmlElement} element */
  sdt({ children }) {
    /** @type {XmlElement | undefined} */
    let properties;
    /** @type {XmlElement | undefined} */
    let content;
    for (const child of children) {
      if (child.tag === "w:sdtPr") properties = child;
      else if (child.tag === "w:sdtContent") content = child;
    }
    if (content && properties) this.control(properties, content);
    else if (content) this.inside(content);
  }

  /** @param {XmlElement} properties @param {XmlElement} content */
  control(properties, content) {
    const { control, isGroup } = controlOf(properties);
    const { said, controls } = this.cell;
    const [before, start] = [controls.length, said.length];
    this.muted += Number(control.isBlank);
    this.inside(content);
    this.muted -= Number(control.isBlank);
    if (isGroup) return;
    // LibreOffice writes a control twice, one inside the other: the inner one is the real one.
    if (!controls.slice(before).some(({ kind }) => kind === control.kind))
      controls.push({ ...control, start, end: said.length });
  }

  /** @param {XmlElement} element */
  run(element) {
    const before = this.cell.said.length;
    this.inside(element);
    const properties = this.reader.isDecorated ? childOf(element, "w:rPr") : undefined;
    if (!properties) return;
    const isStruck = properties.children.some((child) => STRIKES.has(child.tag) && isOn(child));
    const look = lookOf(properties);
    for (let at = before; at < this.cell.said.length; at += 1) {
      if (isStruck) this.cell.gone.add(at);
      if (look) this.cell.looks.set(at, look);
    }
  }

  /** A check box of an older Word is a field. @param {XmlElement} element */
  field(element) {
    const type = attributeOf(element, "w:fldCharType");
    if (type === "begin") {
      const box = childOf(element, "w:ffData", "w:checkBox");
      this.fields.push(box && oldBox(box));
    } else if (type === "end") {
      const made = this.fields.pop();
      if (!made) return;
      made.start = this.cell.said.length;
      this.add(made.checked ? made.on : made.off);
      made.end = this.cell.said.length;
      // What a program shows for the box stands inside the field.
      if (!this.muted) this.cell.controls.push(made);
    }
  }

  /** @param {XmlElement} element */
  textBox(element) {
    if (this.isApart) return;
    this.add("\n");
    this.isNewLine = false;
    this.inside(element);
    this.add("\n");
    this.isNewLine = false;
  }

  /** @param {XmlElement} element */
  symbol(element) {
    const code = hexOf(attributeOf(element, "w:char"));
    if (code === undefined) return;
    const known = code >= PRIVATE ? SYMBOLS[code & 0xff] : undefined;
    this.add(known ?? (code >= SPACE && code < SURROGATES ? String.fromCharCode(code) : "\ufffd"));
  }

  /** @param {XmlElement} element */
  startBookmark(element) {
    const [name, here] = [attributeOf(element, "w:name"), this.cell.said.length];
    if (this.cell.bookmarks.has(name)) return;
    this.cell.bookmarks.set(name, [here, here]);
    this.open.set(attributeOf(element, "w:id"), name);
  }

  /** @param {string} name */
  endBookmark(name) {
    const ends = this.cell.bookmarks.get(name);
    if (ends) ends[1] = this.cell.said.length;
  }

  /** @param {XmlElement} element */
  picture(element) {
    if (!within(element, BOXES).next().done) this.inside(element);
    else if (isRing(element)) this.cell.rings += 1;
    else this.cell.pictures += Number(!this.muted);
    this.cell.captions.push(...captionsIn(element));
  }
}

/** @typedef {(walk: Walk, element: XmlElement) => unknown} Handler */
/** @type {Record<string, Handler>} */
const HANDLED = {
  "w:r": (walk, element) => walk.run(element),
  "w:t": (walk, element) => walk.add(element.text),
  "m:t": (walk, element) => walk.add(element.text),
  "w:tcPr": (walk, element) => {
    const look = lookOf(element);
    // What is shaded like the head of its table was printed so.
    walk.cell.shade = look && look === headLook(element) ? "" : look;
  },
  "w:fldChar": (walk, element) => walk.field(element),
  "w:p": (walk, element) => walk.paragraph(element),
  "w:sdt": (walk, element) => walk.sdt(element),
  "w:tbl": (walk, element) => {
    if (!walk.reader.isApart(element)) walk.inside(element);
  },
  "w:br": (walk) => walk.add("\n"),
  "w:cr": (walk) => walk.add("\n"),
  "w:tab": (walk) => walk.add("\t"),
  "w:noBreakHyphen": (walk) => walk.add("-"),
  "w:sym": (walk, element) => walk.symbol(element),
  // The same thing twice, for newer programs and for older ones.
  "mc:AlternateContent": (walk, { children: [newest] }) => newest && walk.inside(newest),
  [TEXT_BOX]: (walk, element) => walk.textBox(element),
  "w:bookmarkStart": (walk, element) => walk.startBookmark(element),
  "w:bookmarkEnd": (walk, element) => {
    const id = attributeOf(element, "w:id");
    const name = walk.open.get(id);
    walk.open.delete(id);
    if (name !== undefined) walk.endBookmark(name);
  },
  ...Object.fromEntries(
    Object.entries(NOTES).map(([tag, kind]) => [
      tag,
      (/** @type {Walk} */ walk, /** @type {XmlElement} */ element) =>
        walk.cell.notes.push(`${kind} ${attributeOf(element, "w:id")}`),
    ]),
  ),
  "w:drawing": (walk, element) => walk.picture(element),
  "w:pict": (walk, element) => walk.picture(element),
  "w:object": (walk, element) => walk.picture(element),
};
/** By names that anybody may have sent. */
const HANDLERS = new Map(Object.entries(HANDLED));

/** What people are told of a picture who don't see it, and what is drawn as letters. @param {XmlElement} element */
export const captionsIn = (element) =>
  [
    ...[...within(element, PROPERTIES_OF_PICTURE)].map((properties) => attributeOf(properties, "descr")),
    ...[...within(element, LETTERS)].map((path) => attributeOf(path, "string")),
  ].filter(strip);

/** Whether a drawing is a shape around something, and no picture of its own. @param {XmlElement} element */
function isRing(element) {
  const forms = [...within(element, FORM)].map((form) => attributeOf(form, "prst"));
  if (forms.length) return forms.every((form) => RULES.rings.includes(form));
  return !within(element, OLD_RINGS).next().done;
}

/** How the first cell of a table is set off, which nobody marks to answer. @param {XmlElement} properties */
function headLook(properties) {
  const table = upTo(properties, "w:tbl");
  const first = table ? within(table, new Set(["w:tcPr"])).next().value : undefined;
  return first && first !== properties ? lookOf(first) : "";
}

/** How a run or a cell is set off, in a form that can be compared. @param {XmlElement} properties */
function lookOf({ children }) {
  const found = children.flatMap((child) => {
    if (!EMPHASES.has(child.tag)) return [];
    const kind = localName(child);
    const value = kind === "shd" ? attributeOf(child, "w:fill") : valueOf(child, "1");
    const isPlain = RULES.plainLooks.includes(value) || (kind === "b" && !isOn(child));
    return isPlain ? [] : [`${kind}=${value}`];
  });
  return found.sort().join(" ");
}

/** @param {XmlElement} box @returns {Control} */
function oldBox(box) {
  const state = childOf(box, "w:checked") ?? childOf(box, "w:default");
  return { ...emptyControl(), kind: "box", checked: state !== undefined && isOn(state) };
}

/** Whether a paragraph has the style of what we print about the round before. @param {XmlElement} paragraph */
function isEarlier(paragraph) {
  const style = childOf(paragraph, "w:pPr", "w:pStyle");
  return style !== undefined && RULES.styles.earlier.includes(valueOf(style));
}

/** Whether the mark that ends a paragraph was deleted. @param {XmlElement} paragraph */
function isJoined(paragraph) {
  const marks = childOf(paragraph, "w:pPr", "w:rPr");
  return DELETED.some((tag) => childOf(marks, tag));
}

/** @param {string} digits */
const hexOf = (digits) => (/^[0-9a-f]+$/i.test(digits) ? Number.parseInt(digits, 16) : undefined);

/** @returns {Control} */
const emptyControl = () => ({
  ...{ kind: "text", tag: "", start: 0, end: 0, isBlank: false, checked: false },
  ...{ on: TICKED, off: BOX, day: "", picture: "", items: [], last: "" },
});

const GROUPS = ["w15:repeatingSection", "w15:repeatingSectionItem", "w:group", "w:picture"];

/** A control without its content, and whether it only groups others. @param {XmlElement} properties */
function controlOf(properties) {
  const control = emptyControl();
  let isGroup = false;
  for (const child of properties.children) {
    const { tag } = child;
    if (tag === "w:tag") control.tag = valueOf(child);
    else if (tag === "w:showingPlcHdr") control.isBlank = isOn(child);
    else if (tag === "w14:checkbox") readBoxOf(control, child);
    else if (tag === "w:dropDownList" || tag === "w:comboBox") readListOf(control, child);
    else if (tag === "w:date") readDateOf(control, child);
    else if (GROUPS.includes(tag)) isGroup = true;
  }
  return { control, isGroup };
}

/** @param {Control} control @param {XmlElement} list */
function readListOf(control, list) {
  control.kind = "choice";
  control.last = attributeOf(list, "w:lastValue");
  control.items = allInside(list, "w:listItem").map((item) => {
    const value = attributeOf(item, "w:value");
    return [value, attributeOf(item, "w:displayText", value)];
  });
}

/** @param {Control} control @param {XmlElement} date */
function readDateOf(control, date) {
  control.kind = "date";
  control.day = attributeOf(date, "w:fullDate").slice(0, 10);
  const picture = childOf(date, "w:dateFormat");
  control.picture = picture ? valueOf(picture) : "";
}

/** @param {Control} control @param {XmlElement} box */
function readBoxOf(control, box) {
  control.kind = "box";
  for (const child of box.children) {
    const code = attributeOf(child, "w14:val");
    if (child.tag === "w14:checked") control.checked = isOn(child, "w14:val");
    else if (USUAL.includes(code)) continue;
    else if (child.tag === "w14:checkedState") control.on = glyphOf(code, TICKED);
    else if (child.tag === "w14:uncheckedState") control.off = glyphOf(code, BOX);
  }
}

/** Fonts of symbols have their own pictures under low numbers; others the character itself. @param {string} digits @param {string} usual */
function glyphOf(digits, usual) {
  const code = hexOf(digits);
  if (code === undefined) return usual;
  if (code < LOW || code >= PRIVATE) return SYMBOLS[code & 0xff] ?? usual;
  return code < SURROGATES ? String.fromCharCode(code) : usual;
}
