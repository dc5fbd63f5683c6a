/**
 * XML as programs write it, read by ourselves piece by piece: the browser's own parser gives the page
 * nothing to do until it has a whole part, and takes ten times as long for it. Whatever is rarer
 * (comments, entities, names beyond ASCII), and whatever may be no XML, is left to the browser's.
 *
 * @import { Pace } from "./pace.js"
 * @import { Attributes, XmlElement } from "./xml.js"
 * @typedef {object} Scope what prefixes stand for in an element
 * @property {Map<string, string>} spaces
 * @property {Map<string, string>} names name as it is written → as we call it
 * @typedef {(namespace: string, local: string) => string} Naming how we call what has a namespace
 */

const NAME = "[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?";
const TAG = new RegExp(
  `<(/?)(${NAME})((?:[\\t\\n ]+${NAME}[\\t\\n ]*=[\\t\\n ]*(?:"[^<"]*"|'[^<']*'))*)[\\t\\n ]*(/?)>`,
  "y",
);
const ATTRIBUTE = new RegExp(`(${NAME})[\\t\\n ]*=[\\t\\n ]*(?:"([^"]*)"|'([^']*)')`, "g");
const REFERENCE = /&(?:(lt|gt|amp|quot|apos)|#([0-9]{1,7})|#x([0-9A-Fa-f]{1,6}));|&(#?)/g;
const RARE = /<[!?]|\]\]>/;
/** What no XML holds, wherever it stands. */
const UNFIT = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
/** A namespace that any parser takes for an address. */
const SPACE = /^[A-Za-z][A-Za-z0-9+.-]*:(?:\/\/[A-Za-z0-9.-]+(?:\/[A-Za-z0-9._/-]*)?|[A-Za-z0-9._-][A-Za-z0-9._:/-]*)$/;
const BLANK = /^[\t\n ]*$/;
/** @type {Record<string, string>} */
const CALLED = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const XML = "http://www.w3.org/XML/1998/namespace";
const XMLNS = "http://www.w3.org/2000/xmlns/";
/** After how many elements it is worth looking at the clock. */
const MANY = 500;
/** @type {Attributes} */
const NONE = Object.freeze(Object.create(null));

/** What we leave to the browser's parser. */
class Rare extends Error {}

/** What is no XML, whoever reads it: some parsers would read on. */
class Bad extends Error {}

/** @param {unknown} isUsual @returns {asserts isUsual} */
function insist(isUsual) {
  if (!isUsual) throw new Rare();
}

/**
 * The tree of a part whose declaration is gone; undefined where the browser's parser must decide, null
 * where it is no XML. A document type has been refused before, so that no other entities are known.
 * @param {string} written @param {Naming} naming @param {number} depth @param {Pace} pace
 * @returns {Promise<XmlElement | undefined | null>}
 */
export async function readXml(written, naming, depth, pace) {
  const text = written.replace(/\r\n?/g, "\n");
  if (UNFIT.test(text)) return null;
  if (RARE.test(text)) return undefined;
  try {
    return await new Tokens(text, naming, depth).read(pace);
  } catch (problem) {
    if (problem instanceof Rare) return undefined;
    if (problem instanceof Bad) return null;
    throw problem;
  }
}

class Tokens {
  /** @param {string} text @param {Naming} naming @param {number} depth */
  constructor(text, naming, depth) {
    this.text = text;
    this.naming = naming;
    this.depth = depth;
    /** @type {XmlElement | undefined} */
    this.root = undefined;
    /** @type {{element: XmlElement, name: string, scope: Scope}[]} the elements that are open */
    this.open = [];
  }

  /** @param {Pace} pace */
  async read(pace) {
    let [at, count] = [0, 0];
    for (;;) {
      const next = this.text.indexOf("<", at);
      this.between(this.text.slice(at, next < 0 ? undefined : next));
      if (next < 0) break;
      TAG.lastIndex = next;
      const found = TAG.exec(this.text);
      insist(found);
      at = TAG.lastIndex;
      const [, isEnd, name, attributes, isEmpty] = found;
      if (isEnd) this.close(name, attributes || isEmpty);
      else this.begin(name, attributes, Boolean(isEmpty));
      count += 1;
      if (count % MANY === 0 && pace.isDue) await pace.rest();
    }
    insist(this.root && !this.open.length);
    return this.root;
  }

  /** @param {string} text */
  between(text) {
    if (!text) return;
    const last = this.open[this.open.length - 1];
    if (!last) return insist(BLANK.test(text));
    const said = spelledOut(text);
    if (!last.element.children.length) last.element.text = said;
  }

  /** @param {string} name @param {string} more what only a beginning may have */
  close(name, more) {
    insist(!more && this.open.pop()?.name === name);
  }

  /** @param {string} name @param {string} written @param {boolean} isEmpty */
  begin(name, written, isEmpty) {
    const last = this.open[this.open.length - 1];
    insist(last || !this.root);
    insist(this.open.length < this.depth);
    const given = written ? attributesIn(written) : [];
    const scope = scopeOf(last?.scope, given);
    const parent = last?.element;
    /** @type {XmlElement} */
    const element = {
      tag: this.called(name, scope),
      attributes: given.length ? this.attributes(given, scope) : NONE,
      ...{ text: "", children: [], parent, at: parent?.children.length ?? 0 },
    };
    if (parent) parent.children.push(element);
    else this.root = element;
    if (!isEmpty) this.open.push({ element, name, scope });
  }

  /** @param {[name: string, value: string][]} given @param {Scope} scope */
  attributes(given, scope) {
    /** @type {Attributes} */
    const found = Object.create(null);
    for (const [name, value] of given) {
      const isPlain = !name.includes(":") && name !== "xmlns";
      found[isPlain ? name : this.called(name, scope)] = value;
    }
    return found;
  }

  /** @param {string} name @param {Scope} scope */
  called(name, { spaces, names }) {
    const known = names.get(name);
    if (known !== undefined) return known;
    const [prefix, local] = name.includes(":") ? name.split(":") : ["", name];
    const space = name === "xmlns" ? XMLNS : spaces.get(prefix);
    insist(space !== undefined);
    const called = space ? this.naming(space, local) : local;
    names.set(name, called);
    return called;
  }
}

/** @param {string} written @returns {[name: string, value: string][]} */
function attributesIn(written) {
  const found = [...written.matchAll(ATTRIBUTE)].map(
    ([, name, double, single]) => /** @type {[string, string]} */ ([name, valueIn(double ?? single)]),
  );
  insist(new Set(found.map(([name]) => name)).size === found.length);
  return found;
}

/** @param {string} written */
const valueIn = (written) => spelledOut(written.replace(/[\t\n]/g, " "));

/** A text with the characters that references stand for. @param {string} text */
function spelledOut(text) {
  if (!text.includes("&")) return text;
  return text.replace(REFERENCE, (_, name, decimal, hexadecimal, sign) => {
    if (name) return CALLED[name];
    // A number of many digits may still be one: of noughts.
    insist(sign !== "#");
    const code = decimal ? Number(decimal) : Number.parseInt(hexadecimal, 16);
    if (!isCharacter(code)) throw new Bad();
    return String.fromCodePoint(code);
  });
}

/** Whether XML can hold a character. @param {number} code */
const isCharacter = (code) =>
  [0x9, 0xa, 0xd].includes(code) ||
  (code >= 0x20 && code <= 0xd7ff) ||
  (code >= 0xe000 && code <= 0xfffd) ||
  (code >= 0x10000 && code <= 0x10ffff);

/** What prefixes stand for in an element. @param {Scope | undefined} around @param {[name: string, value: string][]} given @returns {Scope} */
function scopeOf(around, given) {
  const declared = given.filter(([name]) => name === "xmlns" || name.startsWith("xmlns:"));
  const outer = around?.spaces ?? new Map([["", ""], ["xml", XML], ["xmlns", XMLNS]]);
  if (around && !declared.length) return around;
  const spaces = new Map(outer);
  for (const [name, space] of declared) {
    const prefix = name.slice("xmlns:".length);
    insist(prefix ? SPACE.test(space) && prefix !== "xml" && prefix !== "xmlns" : !space || SPACE.test(space));
    insist(space !== XML && space !== XMLNS);
    spaces.set(prefix, space);
  }
  // An attribute could stand there twice under two prefixes.
  const prefixed = [...spaces].flatMap(([prefix, space]) => (prefix ? [space] : []));
  insist(new Set(prefixed).size === prefixed.length);
  return { spaces, names: new Map() };
}
