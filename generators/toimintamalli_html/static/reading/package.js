import { Refused } from "./refusal.js";
import { LIMITS, RULES, pattern } from "./rules.js";
import { caseless } from "./wording.js";
import { attributeOf, parseXml } from "./xml.js";
import { entriesIn, unpack } from "./zip.js";
/**
 * From bytes that anybody may have sent to the parts that answers and other words stand in. Parts are
 * found as Word finds them: by relationships, else by content types, never by name. Nothing that
 * leads outside is followed.
 *
 * @import { XmlElement } from "./xml.js"
 * @import { ZipEntry } from "./zip.js"
 * @typedef {Map<string, Uint8Array>} Parts the parts that are read: what each is → content
 * @typedef {{code: string} & Record<string, unknown>} Told what was passed over
 * @typedef {{kind: string, name: string}} Relation
 */

export const MAIN = "word/document.xml";
export const CUSTOM = "docProps/custom.xml";
const TYPES = "[Content_Types].xml";
const ZIP = "PK";
/** What Apple's Pages keeps its text in. */
const PAGES = "index/document.iwa";
const MACROS = pattern("macros", "i");
const STEP_OUT = pattern("stepOut");
/** @type {Record<string, string>} */
const OWN_NAMES = RULES.parts.ownNames;

/** A letter for each byte; those above 127 become others. @param {Uint8Array} bytes */
const lettersOf = (bytes) => new TextDecoder("latin1").decode(bytes);

/** @param {Uint8Array} data @param {string} start @param {number} [from] */
const startsWith = (data, start, from = 0) =>
  [...start].every((letter, at) => data[from + at] === letter.charCodeAt(0));

/** A letter for each byte, of which a rule has two digits: as they are, no page could hold them. @param {string} digits */
const fromDigits = (digits) => digits.replace(/../g, (byte) => String.fromCharCode(Number.parseInt(byte, 16)));

/** What is said of a file that is no workbook; nothing of what may be one. @param {Uint8Array} data */
const foreignKind = (data) =>
  RULES.foreign.find(({ starts, at, holds, within }) => {
    if (!starts.some((start) => startsWith(data, fromDigits(start), at))) return false;
    const text = holds.length ? lettersOf(data.subarray(0, within ?? data.length)) : "";
    return !holds.length || holds.some((held) => text.includes(fromDigits(held)));
  })?.code;

/** Whether bytes may be a document that somebody takes for a workbook, sound or not. @param {Uint8Array} data */
export const isPackage = (data) => startsWith(data, ZIP) || foreignKind(data) !== undefined;

/**
 * The parts of a Word file that are read, and what of it was passed over.
 * @param {Uint8Array} data @returns {Promise<{parts: Parts, told: Told[]}>}
 */
export async function openPackage(data) {
  refuseOtherFormats(data);
  return await new Opening(data).package();
}

/** @param {Uint8Array} data */
function refuseOtherFormats(data) {
  const foreign = foreignKind(data);
  if (foreign) throw new Refused(foreign);
  if (!startsWith(data, ZIP)) throw new Refused("docx-not-word");
  // Pictures are not unpacked, so that their size does not count; their number does.
  if (data.length > LIMITS.fileBytes) throw new Refused("docx-too-large", { limit: LIMITS.fileBytes / 1e6 });
}

/** One archive while it is opened. */
class Opening {
  /** @param {Uint8Array} data */
  constructor(data) {
    this.data = data;
    this.listed = entriesIn(data);
    this.entries = new Map(this.listed.map((entry) => [caseless(entry.name), entry]));
    this.room = LIMITS.partBytes;
    /** @type {Map<string, string>} kind → the first place outside that it leads to */
    this.outside = new Map();
  }

  /** @returns {Promise<{parts: Parts, told: Told[]}>} */
  async package() {
    if (!this.has(TYPES)) throw new Refused(this.has(PAGES) ? "docx-pages" : "docx-packed");
    refuseNames(this.listed);
    const types = await this.parse(TYPES);
    const isOf = (/** @type {string} */ kind) => kindsIn(types).some((type) => type.includes(kind));
    if (!isOf("wordprocessingml")) throw new Refused(isOf("spreadsheetml") ? "docx-sheet" : "docx-not-word");
    const first = await this.relations("");
    const parts = await this.parts(first, this.main(first, types));
    return { parts, told: this.told(types) };
  }

  /** @param {Relation[]} first @param {XmlElement} types */
  main(first, types) {
    const targets = first.filter(({ kind }) => kind === "officeDocument").map(({ name }) => name);
    const named = types.children
      .filter((type) => attributeOf(type, "ContentType").endsWith(".main+xml"))
      .map((type) => attributeOf(type, "PartName").replace(/^\/+/, ""));
    const found = [...targets, ...named].find((name) => this.has(name));
    if (found === undefined) throw new Refused("docx-not-word");
    return found;
  }

  /** @param {Relation[]} first @param {string} main */
  async parts(first, main) {
    /** @type {Parts} */
    const parts = new Map();
    for (const { kind, name } of first)
      if (["custom-properties", "customProperties"].includes(kind) && this.has(name))
        parts.set(CUSTOM, await this.unpack(name));
    parts.set(MAIN, await this.unpack(main));
    /** @type {Map<string, number>} */
    const seen = new Map();
    for (const { kind, name } of await this.relations(main)) {
      if (!this.has(name)) continue;
      if (Object.hasOwn(OWN_NAMES, kind)) parts.set(OWN_NAMES[kind], await this.unpack(name));
      else if (RULES.parts.many.includes(kind)) {
        const number = (seen.get(kind) ?? 0) + 1;
        seen.set(kind, number);
        parts.set(`${kind}/${number}`, await this.unpack(name));
      }
      // Charts and settings lead outside too.
      await this.relations(name);
    }
    return parts;
  }

  /** The parts that another one leads to. @param {string} part @returns {Promise<Relation[]>} */
  async relations(part) {
    const at = part.lastIndexOf("/");
    const [folder, name] = [part.slice(0, Math.max(at, 0)), part.slice(at + 1)];
    const path = `${folder && `${folder}/`}_rels/${name}.rels`;
    if (!this.has(path)) return [];
    /** @type {Relation[]} */
    const found = [];
    for (const relation of (await this.parse(path)).children) {
      const kind = attributeOf(relation, "Type").split("/").at(-1) ?? "";
      const target = attributeOf(relation, "Target");
      const isOutside = attributeOf(relation, "TargetMode").toLowerCase() === "external";
      if (!isOutside) found.push({ kind, name: resolved(folder, target) });
      else if (!RULES.parts.usual.includes(kind.toLowerCase()) && !this.outside.has(kind))
        this.outside.set(kind, target);
    }
    return found;
  }

  /** @param {string} name */
  has(name) {
    return this.entries.has(caseless(name));
  }

  /** @param {string} name */
  async parse(name) {
    return await parseXml(await this.unpack(name), name);
  }

  /** @param {string} name */
  async unpack(name) {
    const entry = /** @type {ZipEntry} */ (this.entries.get(caseless(name)));
    const content = await unpack(this.data, entry, this.room);
    this.room -= content.length;
    return content;
  }

  /** @param {XmlElement} types @returns {Told[]} */
  told(types) {
    const hasMacros =
      kindsIn(types).some((kind) => kind.includes("macroenabled") || kind.includes("vbaproject")) ||
      [...this.entries.keys()].some((name) => MACROS.test(name));
    const outside = [...this.outside].map(([kind, target]) => ({
      ...{ code: "docx-outside", kind, target: target.slice(0, 200) },
    }));
    return [...(hasMacros ? [{ code: "docx-macros" }] : []), ...outside];
  }
}

/** @param {XmlElement} types */
const kindsIn = ({ children }) => children.map((type) => attributeOf(type, "ContentType").toLowerCase());

/** The name of a part, as another in a folder calls it. @param {string} folder @param {string} target */
function resolved(folder, target) {
  const steps = (target.startsWith("/") ? target : `${folder}/${target}`).split("/");
  /** @type {string[]} */
  const found = [];
  for (const step of steps) {
    if (step === "..") found.pop();
    else if (step && step !== ".") found.push(step);
  }
  const path = found.join("/");
  try {
    return decodeURIComponent(path).replace(/^\/+/, "");
  } catch {
    return path;
  }
}

/** @param {ZipEntry[]} entries */
function refuseNames(entries) {
  const seen = new Set();
  for (const { name, isEncrypted } of entries) {
    if (STEP_OUT.test(name)) throw new Refused("docx-bad-name", { part: name });
    // Word takes names that differ in case only for one.
    if (seen.has(caseless(name))) throw new Refused("docx-name-twice", { part: name });
    seen.add(caseless(name));
    if (isEncrypted) throw new Refused("docx-locked");
  }
}
