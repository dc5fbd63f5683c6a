import { keep, migrate, same, split } from "./answers.js";
import { cellText, readCell } from "./docx_cells.js";
import { findSpots, readDocument } from "./docx_document.js";
import { MOST_IN_DOCX, Refused } from "./docx_refusal.js";
import { lengthOf, tidy } from "./docx_wording.js";
import { attributeOf, childrenOf, insideOf, parseXml } from "./docx_xml.js";
import { byText } from "./merging.js";
import { squeeze } from "./plan_rows.js";
import { entriesIn, unpack } from "./zip.js";
/**
 * Filled Word workbooks → answer sheets, however people filled them in, as
 * `toimintamalli_docx.reader` does it, on the same test cases. Nothing is guessed and nothing
 * dropped: what fits no place is kept as unrecognised, with a finding.
 *
 * @import { Answer, Answers, Sheet, Unrecognised } from "./answers.js"
 * @import { DoubtInDocx } from "./docx_answers.js"
 * @import { Found } from "./docx_document.js"
 * @import { Asked, PlaceTable } from "./docx_places.js"
 * @import { ZipEntry } from "./zip.js"
 * @typedef {Map<string, Uint8Array>} Parts the parts that are read: name → content
 * @typedef {{code: string, where?: string, text?: string, place?: string, found?: string, known?: string}} Finding
 * @typedef {{sheets: Sheet[], findings: Finding[]}} ReadDocx
 * @typedef {{model: string, version: string, language: string}} Manifest
 * @typedef {{answers: Answers, kept: Unrecognised}} OwnSheet what belongs to one sheet
 * @typedef {object} Gathering what the places of one document say, by whose it is
 * @property {PlaceTable} table
 * @property {string} version
 * @property {string} language
 * @property {Map<string, OwnSheet>} own
 * @property {Finding[]} findings
 * @property {Map<string, string>} notes
 * @property {number} length
 * @property {number} kept
 */

const MAIN = "word/document.xml";
const CUSTOM = "docProps/custom.xml";
const TYPES = "[Content_Types].xml";
/** @type {Record<string, string>} */
const NOTE_PARTS = {
  comment: "word/comments.xml",
  footnote: "word/footnotes.xml",
  endnote: "word/endnotes.xml",
};
const HARMLESS = ["hyperlink", "image", "video", "media"];

/** Whether bytes may be a Word document of any age, sound or not. @param {Uint8Array} data */
export const isPackage = (data) => startsWith(data, [0x50, 0x4b]) || isOld(data);

/** @param {Uint8Array} data @param {number[]} bytes */
const startsWith = (data, bytes) => bytes.every((each, index) => data[index] === each);

/** @param {Uint8Array} data */
const isOld = (data) => startsWith(data, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** The sheets of a Word file. @param {Uint8Array} data @param {PlaceTable} table @returns {Promise<ReadDocx>} */
export const readDocx = async (data, table) => readParts(await openPackage(data), table);

/** @param {Uint8Array} data @returns {Promise<Parts>} */
async function openPackage(data) {
  if (data.length > MOST_IN_DOCX.fileBytes)
    throw new Refused("docx-too-large", { limit: MOST_IN_DOCX.fileBytes / 1e6 });
  const asLetters = (/** @type {Uint8Array} */ bytes) => new TextDecoder("latin1").decode(bytes);
  if (isOld(data))
    throw new Refused(
      asLetters(data).includes([..."EncryptedPackage"].join("\0")) ? "docx-locked" : "docx-old",
    );
  if (asLetters(data.subarray(0, 200)).includes("mimetypeapplication/vnd.oasis.opendocument"))
    throw new Refused("docx-odt");
  const entries = entriesIn(data);
  refuseNames(entries);
  const byName = new Map(entries.map((each) => [each.name, each]));
  if (!byName.has(MAIN) || !byName.has(TYPES)) throw new Refused("docx-not-word");
  const relations = entries.map(({ name }) => name).filter((name) => name.endsWith(".rels"));
  /** @type {Parts} */
  const parts = new Map();
  let room = MOST_IN_DOCX.partBytes;
  for (const name of [TYPES, ...relations, CUSTOM, ...Object.values(NOTE_PARTS), MAIN]) {
    const entry = byName.get(name);
    if (!entry) continue;
    const content = await unpack(data, entry, room);
    room -= content.length;
    if (name === TYPES) refuseMacros(parseXml(content, name));
    else if (name.endsWith(".rels")) refuseOutside(parseXml(content, name), name);
    else parts.set(name, content);
  }
  return parts;
}

/** @param {ZipEntry[]} entries */
function refuseNames(entries) {
  const seen = new Set();
  for (const { name, isEncrypted } of entries) {
    if (/^[/\\]|\\|^[A-Za-z]:|\0|(^|\/)\.\.?(\/|$)|\/\//.test(name))
      throw new Refused("docx-bad-name", { part: name });
    // Word takes names that differ in case only for one.
    if (seen.has(name.toLowerCase())) throw new Refused("docx-name-twice", { part: name });
    seen.add(name.toLowerCase());
    if (isEncrypted) throw new Refused("docx-locked");
    if (/(^|\/)(vbaProject|vbaData)[^/]*$/i.test(name)) throw new Refused("docx-macros");
  }
}

/** @param {Element} types */
function refuseMacros(types) {
  const kinds = childrenOf(types).map((each) => (each.getAttribute("ContentType") ?? "").toLowerCase());
  if (kinds.some((each) => each.includes("macroenabled") || each.includes("vbaproject")))
    throw new Refused("docx-macros");
  if (!kinds.some((each) => each.includes("wordprocessingml"))) throw new Refused("docx-not-word");
}

/** @param {Element} relations @param {string} part */
function refuseOutside(relations, part) {
  for (const each of childrenOf(relations)) {
    const kind = (each.getAttribute("Type") ?? "").split("/").at(-1) ?? "";
    const isOutside = each.getAttribute("TargetMode")?.toLowerCase() === "external";
    // Nothing follows links and pictures, and people paste them.
    if (isOutside && !HARMLESS.includes(kind.toLowerCase()))
      throw new Refused("docx-outside", { kind, target: each.getAttribute("Target") ?? "", part });
  }
}

/** The sheets in the unpacked parts of a workbook. @param {Parts} parts @param {PlaceTable} table @returns {ReadDocx} */
export function readParts(parts, table) {
  const { known } = table;
  const custom = parts.get(CUSTOM);
  const manifest = custom && manifestIn(parseXml(custom, CUSTOM));
  const told = aboutManifest(manifest, table);
  const main = parts.get(MAIN) ?? new Uint8Array();
  const root = parseXml(main, MAIN);
  const spots = findSpots(root, table);
  if (!spots.rows.size && !spots.loose.length && !spots.unknown.length)
    throw new Refused("docx-no-places");
  const version = manifest?.version || known.version;
  const language = manifest?.language || known.language;
  /** @type {Gathering} */
  const gathering = {
    ...{ table, version, language, own: new Map(), findings: [], notes: readNotes(parts) },
    ...{ length: 0, kept: 0 },
  };
  const { blanks, dates } = known;
  const setting = { language, blanks, dates, isCurrent: version === known.version };
  for (const each of readDocument(table, root, spots, setting)) takeFound(gathering, each);
  for (const text of gathering.notes.values()) keepNote(gathering, text);
  const sheets = sheetsOf(gathering);
  return { sheets, findings: [...told, ...gathering.findings] };
}

/** What the file says of itself, as far as it is known. @param {Element} root @returns {Manifest | undefined} */
function manifestIn(root) {
  const property = childrenOf(root).find((each) => each.getAttribute("name") === "toimintamalli");
  try {
    const said = JSON.parse((property?.textContent ?? "").slice(0, 10_000));
    if (typeof said?.model !== "string") return undefined;
    const [version, language] = [String(said.version ?? ""), String(said.language ?? "")];
    return {
      model: said.model,
      version: /^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/.test(version) ? version : "",
      language: /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/.test(language) ? language : "",
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
  const at = found.findIndex((each, index) => each !== ours[index]);
  return manifest.version && at >= 0 && found[at] > ours[at]
    ? [{ code: "docx-newer-content", found: manifest.version, known: known.version }]
    : [];
}

/** The text of each comment or footnote; who wrote it is nobody's business. @param {Parts} parts @returns {Map<string, string>} */
function readNotes(parts) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [kind, part] of Object.entries(NOTE_PARTS)) {
    const content = parts.get(part);
    for (const each of content ? insideOf(parseXml(content, part), kind) : []) {
      const cell = readCell(each, { leads: [], apart: new Set() });
      const text = tidy(cellText(cell), []);
      // The lines that part footnotes from the text are footnotes too.
      if (text && attributeOf(each, "type", "normal") === "normal")
        found.set(`${kind} ${attributeOf(each, "id")}`, text);
    }
  }
  if (found.size > MOST_IN_DOCX.notes)
    throw new Refused("docx-too-many-notes", { limit: MOST_IN_DOCX.notes });
  return found;
}

/** Sort what one place says. @param {Gathering} gathering @param {Found} found */
function takeFound(gathering, found) {
  const { asked, outcome, near, notes } = found;
  if (asked) takePlace(gathering, found, asked);
  else for (const each of outcome.doubts) keepDoubt(gathering, each, "/document/text", "", nameOfPlace(gathering, near));
  for (const note of notes) {
    const text = gathering.notes.get(note);
    if (text) keepNote(gathering, text, asked);
    gathering.notes.delete(note);
  }
}

/** Keep a comment, with the place that it is about where there is one. @param {Gathering} gathering @param {string} text @param {Asked} [asked] */
function keepNote(gathering, text, asked) {
  const key = asked ? `/document/comments/${asked.id}` : "/document/comments";
  const party = asked ? partyOfPlace(gathering, asked.id) : "";
  keepDoubt(gathering, { code: "docx-comment", text, kept: text }, key, party, nameOfPlace(gathering, asked));
}

/** @param {Gathering} gathering @param {string} id */
function partyOfPlace({ table }, id) {
  const { view } = split(id);
  return table.known.parties.includes(view) ? view : "";
}

/** @param {Gathering} gathering @param {string} party */
function ownSheet({ own }, party) {
  const found = own.get(party) ?? { answers: {}, kept: {} };
  own.set(party, found);
  return found;
}

/** @param {Answer} answer */
const saidIn = (answer) => ("value" in answer ? String(answer.value) : "");

/** @param {Gathering} gathering @param {Found} found @param {Asked} asked */
function takePlace(gathering, { outcome, isCopy }, asked) {
  const party = partyOfPlace(gathering, asked.id);
  const key = `/answers/${asked.id}`;
  const where = nameOfPlace(gathering, asked);
  const own = ownSheet(gathering, party);
  const { answer } = outcome;
  if (answer) {
    countText(gathering, saidIn(answer));
    if (!isCopy && !own.answers[asked.id] && asked.id.length <= 64) own.answers[asked.id] = answer;
    else if (!same(own.answers[asked.id], answer))
      keepDoubt(gathering, { code: "docx-twice", text: saidIn(answer), kept: answer }, key, party, where);
  }
  for (const each of outcome.doubts) keepDoubt(gathering, each, key, party, where, asked.id);
}

/** @param {Gathering} gathering @param {DoubtInDocx} doubt @param {string} key @param {string} party @param {string} where @param {string} [place] */
function keepDoubt(gathering, { code, text, kept }, key, party, where, place) {
  const said = squeeze(text.slice(0, 500));
  gathering.findings.push({ code, where, text: said, ...(place && { place }) });
  if (kept === undefined) return;
  gathering.kept += 1;
  if (gathering.kept > MOST_IN_DOCX.notes)
    throw new Refused("docx-too-many-notes", { limit: MOST_IN_DOCX.notes });
  countText(gathering, String(kept));
  const own = ownSheet(gathering, party);
  own.kept = keep(own.kept, key, kept);
}

/** @param {Gathering} gathering @param {string} text */
function countText(gathering, text) {
  gathering.length += lengthOf(text);
  if (gathering.length > MOST_IN_DOCX.characters)
    throw new Refused("docx-too-long-answers", { limit: MOST_IN_DOCX.characters });
}

/** What readers of the document call a place. @param {Gathering} gathering @param {Asked} [asked] */
function nameOfPlace({ language }, asked) {
  if (!asked) return "";
  const spoken = (/** @type {Record<string, string>} */ texts) =>
    texts[language] || (Object.values(texts)[0] ?? "");
  const row = asked.line ? ` ${asked.line.row}` : "";
  const named = squeeze(`${asked.number} ${spoken(asked.prompts)}${row}`) || asked.id;
  const section = spoken(asked.section);
  return section ? `${section}: ${named}` : named;
}

/** A sheet for each party whose places were answered, the joint one first. @param {Gathering} gathering @returns {Sheet[]} */
function sheetsOf(gathering) {
  const { table, version, language } = gathering;
  const known = occasionOf(gathering);
  const full = [...gathering.own].filter(
    ([, { answers, kept }]) => Object.keys(answers).length || Object.keys(kept).length,
  );
  /** @type {[string, OwnSheet][]} */
  const own = full.length ? full : [["", { answers: {}, kept: {} }]];
  return own
    .sort(([one], [other]) => byText(one, other))
    .map(([party, { answers, kept }]) => {
      const count = Math.max(Object.keys(answers).length, Object.keys(kept).length);
      if (count > MOST_IN_DOCX.answers)
        throw new Refused("docx-too-many-places", { limit: MOST_IN_DOCX.answers });
      return migratedSheet(gathering, {
        ...{ model: table.known.model, contentVersion: version, language },
        ...{ ...(party && { party }), ...known, answers, unrecognised: kept },
      });
    });
}

/** What the places on the cover say of all the sheets. @param {Gathering} gathering @returns {Partial<Sheet>} */
function occasionOf({ table, own }) {
  const answers = Object.assign({}, ...[...own.values()].map((each) => each.answers));
  const told = Object.entries(table.known.given).flatMap(([id, name]) => {
    const { kind, value } = answers[id] ?? {};
    if (name === "organisation" && kind === "text") return [[name, squeeze(value)]];
    const isRound = name === "round" && kind === "text" && /^([1-9][0-9]{0,3}|10000)\.?$/.test(value);
    if (isRound) return [[name, Number.parseInt(value)]];
    return name === "date" && kind === "date" ? [[name, value]] : [];
  });
  return Object.fromEntries(told);
}

/** The sheet under today's ids; which answers have no place of their own is told. @param {Gathering} gathering @param {Sheet} sheet @returns {Sheet} */
function migratedSheet(gathering, sheet) {
  const { table, version, findings } = gathering;
  if (version === table.known.version) return sheet;
  const moved = migrate(sheet, table.ledger);
  for (const key of Object.keys(moved.unrecognised ?? {}).sort(byText)) {
    if (Object.hasOwn(sheet.unrecognised ?? {}, key)) continue;
    const place = key.slice("/answers/".length);
    const answer = sheet.answers[place];
    const where = nameOfPlace(gathering, table.places.get(place));
    findings.push({ code: "docx-retired", where, text: answer ? saidIn(answer) : "", place });
  }
  return moved;
}
