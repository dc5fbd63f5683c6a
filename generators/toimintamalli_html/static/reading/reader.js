import { readDocument } from "./document.js";
import { EarlierLines, shownIn } from "./earlier.js";
import { unpackMarks } from "./fingerprint.js";
import { readNotes, readPasted } from "./notes.js";
import { Pace } from "./pace.js";
import { CUSTOM, MAIN, isPackage, openPackage } from "./package.js";
import { Printed } from "./printed.js";
import { Refused } from "./refusal.js";
import { LIMITS, RULES, pattern } from "./rules.js";
import { Gatherer } from "./sheets.js";
import { findSpots } from "./spots.js";
import { beginningOf, partAt } from "./wording.js";
import { allText, attributeOf, parseXml } from "./xml.js";
/**
 * Filled Word workbooks → answer sheets, however people filled them in, as
 * `toimintamalli_docx.reader` reads them, on the same test cases. Nothing is guessed and nothing
 * dropped: what fits no place is kept as unrecognised, with a finding.
 *
 * @import { Sheet } from "../answers.js"
 * @import { BesidePart } from "./document.js"
 * @import { Shown } from "./earlier.js"
 * @import { Parts } from "./package.js"
 * @import { PlaceTable } from "./places.js"
 * @import { Finding } from "./sheets.js"
 * @import { XmlElement } from "./xml.js"
 * @typedef {{sheets: Sheet[], findings: Finding[]}} ReadDocx
 * @typedef {object} Manifest which workbook a file is, as far as it says so
 * @property {string} model
 * @property {string} version
 * @property {string} language
 * @property {string} wording what stands for the texts that it printed; those of the first versions don't say
 * @property {Set<string>} own fingerprints of what the organisation's template prints, and only this workbook
 * @property {boolean} hasUnsure whether rows of scales have a box for who can't say
 * @property {Shown} [shown] which lines about the round before it shows, if it says so
 */

export { isPackage };

const VERSION = pattern("version");
const LANGUAGE = pattern("language");
/** @type {Record<string, string>} */
const BESIDE = { header: "docx-header-text", footer: "docx-footer-text" };

/** The sheets of a Word file. @param {Uint8Array} data @param {PlaceTable} table @returns {Promise<ReadDocx>} */
export async function readDocx(data, table) {
  const { parts, told } = await openPackage(data);
  const { sheets, findings } = await readParts(parts, table);
  return { sheets, findings: [...told, ...findings] };
}

/** The sheets in the unpacked parts of a workbook. @param {Parts} parts @param {PlaceTable} table @returns {Promise<ReadDocx>} */
export async function readParts(parts, table) {
  const pace = new Pace();
  const { known } = table;
  const custom = parts.get(CUSTOM);
  const manifest = custom && manifestIn(await parseXml(custom, CUSTOM, pace));
  const told = aboutManifest(manifest, table);
  const root = await parseXml(parts.get(MAIN) ?? new Uint8Array(), MAIN, pace);
  if (pace.isDue) await pace.rest();
  const spots = findSpots(root, table);
  const version = manifest?.version || known.version;
  const notes = await readNotes(parts);
  const setting = {
    language: manifest?.language || known.language,
    ...{ blanks: known.blanks, dates: known.dates, speech: table.speech },
    hasUnsure: manifest?.hasUnsure,
    earlier: new EarlierLines(table, manifest?.shown),
    isCurrent: isCurrent(manifest, table),
    isKnown: isKnown(manifest, version, table),
    printed: manifest?.own.size ? new Printed(table.printed.marks, manifest.own) : table.printed,
  };
  const gatherer = new Gatherer(table, version, setting);
  const beside = await besideIn(parts, pace);
  if (pace.isDue) await pace.rest();
  for (const found of readDocument(root, table, spots, setting, beside)) {
    if (pace.isDue) await pace.rest();
    if (!found) continue;
    gatherer.take(found, notes);
    for (const note of found.notes ?? []) notes.delete(note);
  }
  if (spots.isEmpty) throw new Refused("docx-no-places");
  for (const text of notes.values()) gatherer.note(text);
  for (const text of await readPasted(parts)) gatherer.pasted(text);
  const sheets = gatherer.sheets();
  return { sheets, findings: [...told, ...gatherer.findings] };
}

/**
 * Whether a workbook prints what it would print today: editors work on between two versions, so that its version
 * alone does not tell.
 * @param {Manifest | undefined} manifest @param {PlaceTable} table
 */
const isCurrent = (manifest, { known }) =>
  manifest?.wording ? known.wordings.includes(manifest.wording) : manifest?.version === known.version;

/** Whether it is known what a workbook prints. @param {Manifest | undefined} manifest @param {string} version @param {PlaceTable} table */
const isKnown = (manifest, version, { known }) =>
  manifest?.wording ? known.keptWordings.includes(manifest.wording) : known.versions.includes(version);

/** Headers and footers. @param {Parts} parts @param {Pace} pace */
async function besideIn(parts, pace) {
  /** @type {BesidePart[]} */
  const found = [];
  for (const [name, content] of parts) {
    const [kind] = partAt(name, "/");
    if (Object.hasOwn(BESIDE, kind)) found.push({ code: BESIDE[kind], root: await parseXml(content, name, pace) });
  }
  return found;
}

/** What the file says of itself, as far as it is known. @param {XmlElement} root @returns {Manifest | undefined} */
function manifestIn(root) {
  const property = root.children.find((child) => attributeOf(child, "name") === RULES.manifest);
  if (!property) return undefined;
  try {
    const said = JSON.parse(beginningOf(allText(property), LIMITS.manifest));
    if (typeof said?.model !== "string") return undefined;
    const shown = shownIn(said.earlier);
    const [version, language] = [String(said.version ?? ""), String(said.language ?? "")];
    return {
      model: said.model,
      version: VERSION.test(version) ? version : "",
      language: LANGUAGE.test(language) ? language : "",
      wording: typeof said.wording === "string" ? said.wording : "",
      own: new Set([...unpackMarks(typeof said.template === "string" ? said.template : ""), ...(shown?.marks ?? [])]),
      hasUnsure: said.unsure === true,
      shown,
    };
  } catch {
    return undefined;
  }
}

/** @param {Manifest | undefined} manifest @param {PlaceTable} table @returns {Finding[]} */
function aboutManifest(manifest, { known }) {
  if (!manifest) return [{ code: "docx-no-manifest" }];
  if (manifest.model !== known.model)
    throw new Refused("docx-other-model", { found: manifest.model, known: known.model });
  const numbers = (/** @type {string} */ version) => version.split(".").map(Number);
  const [found, ours] = [numbers(manifest.version), numbers(known.version)];
  const at = found.findIndex((number, index) => number !== ours[index]);
  return manifest.version && at >= 0 && found[at] > ours[at]
    ? [{ code: "docx-newer-content", found: manifest.version, known: known.version }]
    : [];
}
