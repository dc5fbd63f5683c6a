import { keep } from "./answers.js";
import { ANSWERS as MOST } from "./limits.js";
import { COLUMNS } from "./plan_columns.js";
/**
 * A file of answers as text: read from anybody, written for anybody, as `toimintamalli.answers.file`
 * does it, on the same test cases.
 *
 * @import { Sheet, Unrecognised } from "./answers.js"
 * @import { PlaceKind } from "./kinds.js"
 * @typedef {{kind: "scale", value: number} | {kind: "text" | "choice" | "date" | "number", value: string}
 *   | {kind: "several", value: string[]}
 *   | {kind: "check", value: boolean} | {kind: "no-answer"}} Answer
 * @typedef {{sheets: Sheet[], unrecognised: Unrecognised}} AnswerFile
 * @typedef {Record<string, unknown>} JsonObject
 * @typedef {(value: unknown) => unknown} Check whether a value is sound
 * @typedef {Record<string, Check>} Shape by key
 */

const SCHEMA = "urn:toimintamalli:schema:v1:answers";
const VERSION = "1.0.0";
export const LARGEST = MOST.fileBytes;

/** Why a file can't be opened: the name of a word that says so. */
export class BadFile extends Error {}

/** @param {unknown} isFine @param {string} [reason] @returns {asserts isFine} */
function insist(isFine, reason = "file-not-answers") {
  if (!isFine) throw new BadFile(reason);
}

/** @param {unknown} value @returns {value is JsonObject} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {unknown} value */
function entriesOf(value) {
  insist(isObject(value));
  return Object.entries(value);
}

/** @param {RegExp} pattern @param {number} [longest] @returns {Check} */
const like =
  (pattern, longest = 64) =>
  (value) =>
    typeof value === "string" && pattern.test(value) && [...value].length <= longest;

/** @param {number} least @param {number} most @returns {Check} */
const whole = (least, most) => (value) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @param {Check} isSound @returns {Check} */
const listOf = (isSound) => (value) =>
  Array.isArray(value) && value.length <= MOST.rows && value.every(isSound);

const version = like(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/);
const language = like(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/);
const date = like(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const slug = like(/^[a-z][a-z0-9-]*$/);
const slugs = listOf(slug);
/** A random name of a document. */
const documentId = like(/^[a-z0-9][a-z0-9-]{7,63}$/);
// Word refuses these characters in a document, and an answer may end up in one.
const words = like(/^[^\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]*$/, MOST.characters);
const placeId = like(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){2}(@[a-z][a-z0-9-]*)?$/);
const anything = () => true;

/** @type {Shape} */
const FILE = {
  $schema: like(/^/, 1_000),
  schemaVersion: version,
  sheets: Array.isArray,
  unrecognised: isObject,
};
/** @type {Shape} */
const SHEET = {
  ...{ model: slug, contentVersion: version, language, party: slug, round: whole(1, 10_000), date },
  ...{ organisation: words, document: documentId, revision: whole(1, 1e9) },
  ...{ answers: isObject, plan: isObject, unrecognised: isObject },
};
/** What a sheet can't be without. */
const NEEDED = ["model", "contentVersion", "language"];
/** @type {Record<PlaceKind, Check>} What an answer of each kind holds, but one that says nothing. */
const VALUES = {
  scale: whole(-1e6, 1e6),
  text: (value) => value !== "" && words(value),
  choice: slug,
  several: (value) => Array.isArray(value) && value.length > 0 && slugs(value),
  number: like(/^-?(0|[1-9]\d*)(\.\d+)?$/, 24),
  check: (value) => typeof value === "boolean",
  date,
};
/** @type {Shape} What a column holds. */
const CELLS = { slug, slugs, words, date };

/** @param {string} list @returns {Shape} */
const rowShape = (list) =>
  Object.fromEntries(Object.entries(COLUMNS[list]).map(([name, holding]) => [name, CELLS[holding]]));

/**
 * Read a file that somebody chose: nothing but sound sheets come out of it.
 * @param {BufferSource} data @returns {AnswerFile}
 */
export function readFile(data) {
  insist(data.byteLength <= LARGEST, "file-too-large");
  const file = parse(data);
  insist(isObject(file) && file.sheets !== undefined && version(file.schemaVersion));
  insist(String(file.schemaVersion).split(".")[0] === VERSION[0], "file-newer");
  const { known, kept } = sifterOf(file);
  const { sheets } = known(FILE, file, "");
  insist(Array.isArray(sheets) && sheets.length <= MOST.sheets);
  return { sheets: sheets.map(readSheet), unrecognised: kept() };
}

/** @param {BufferSource} data @returns {unknown} */
function parse(data) {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
    insist(isTame(value));
    return mended(value);
  } catch {
    insist(false);
  }
}

/** A value whose texts hold nothing that can't be printed: breaks are line breaks. @param {unknown} value @returns {unknown} */
function mended(value) {
  if (typeof value === "string")
    return value
      .replace(/[\v\f\x85]/g, "\n")
      .replace(/[\0-\x08\x0e-\x1f\x7f-\x9f\ufffe\uffff]/g, "");
  if (Array.isArray(value)) return value.map(mended);
  return isObject(value)
    ? Object.fromEntries(
        // What was kept for somebody who knows it stays as it came.
        Object.entries(value).map(([key, member]) => [key, key === "unrecognised" ? member : mended(member)]),
      )
    : value;
}

/** Neither too deep nor with text that no file can hold. @param {unknown} value @returns {boolean} */
const isTame = (value, depth = 0) =>
  depth <= MOST.depth &&
  (typeof value === "string"
    ? !/\p{Surrogate}/u.test(value)
    : typeof value === "number"
      ? Number.isFinite(value)
      : Object.entries(value ?? {}).every(([key, member]) => isTame(key) && isTame(member, depth + 1)));

/** @param {unknown} value @returns {Sheet} */
function readSheet(value) {
  insist(isObject(value));
  const { known, keepAside, kept } = sifterOf(value);
  const { plan = {}, answers, ...head } = known(SHEET, value, "", [...NEEDED, "answers", "plan", "unrecognised"]);
  for (const name of NEEDED) insist(name in head);
  const given = entriesOf(answers);
  insist(given.length <= MOST.answers);
  const sound = given.flatMap(([id, answer]) => {
    const path = `/answers/${id}`;
    const kind = isObject(answer) && typeof answer.kind === "string" ? answer.kind : "";
    const isSilent = kind === "no-answer";
    if (!placeId(id) || !(isSilent || Object.hasOwn(VALUES, kind))) {
      keepAside(path, answer);
      return [];
    }
    /** @type {Shape} */
    const shape = isSilent ? { kind: anything } : { kind: anything, value: anything };
    const found = known(shape, answer, path);
    if (isSilent || VALUES[/** @type {PlaceKind} */ (kind)](found.value)) return [[id, found]];
    keepAside(path, found);
    return [];
  });
  const lists = listOf(isObject);
  const shape = Object.fromEntries(Object.keys(COLUMNS).map((name) => [name, lists]));
  const rows = Object.entries(known(shape, plan, "/plan")).map(([name, list]) => {
    const found = /** @type {JsonObject[]} */ (list).map((row) =>
      known(rowShape(name), row, `/plan/${name}/${row.id}`, ["id"]),
    );
    insist(found.every((row) => row.id) && new Set(found.map((row) => row.id)).size === found.length);
    return [name, found];
  });
  return /** @type {Sheet} */ ({
    ...head,
    answers: Object.fromEntries(sound),
    plan: Object.fromEntries(rows),
    unrecognised: kept(),
  });
}

/** Parts what this version of the format knows from what it does not. @param {JsonObject} whole */
function sifterOf({ unrecognised = {} }) {
  insist(isObject(unrecognised));
  /** @type {Unrecognised} */
  let aside = unrecognised;
  /** @param {string} path @param {unknown} value */
  const keepAside = (path, value) => {
    aside = keep(aside, path, value);
  };
  /** What a type knows; a bad value costs itself, but for what must be sound. @param {Shape} shape @param {unknown} value @param {string} path @param {string[]} [needed] @returns {JsonObject} */
  const known = (shape, value, path, needed = Object.keys(shape)) =>
    Object.fromEntries(
      entriesOf(value).filter(([key, member]) => {
        const isSound = Object.hasOwn(shape, key) && shape[key](member);
        insist(isSound || !Object.hasOwn(shape, key) || !needed.includes(key));
        if (!isSound) keepAside(`${path}/${key}`, member);
        return isSound;
      }),
    );
  return { known, keepAside, kept: () => aside };
}

/**
 * The same sheets, the same bytes as the Python side writes.
 * @param {AnswerFile} file
 */
export function writeFile({ sheets, unrecognised }) {
  const written = sheets.map((sheet) =>
    pick(SHEET, {
      ...sheet,
      answers: sorted(sheet.answers),
      unrecognised: sorted(sheet.unrecognised),
    }),
  );
  const file = {
    $schema: SCHEMA,
    schemaVersion: VERSION,
    sheets: written,
    unrecognised: sorted(unrecognised),
  };
  return `${JSON.stringify(pick(FILE, file), null, 1)}\n`;
}

/** The keys of a shape in their order, without what is empty. @param {Shape} shape @param {JsonObject} value */
const pick = (shape, value) =>
  Object.fromEntries(
    Object.keys(shape)
      .filter((key) => key === "answers" || !isBlank(value[key]))
      .map((key) => [key, value[key]]),
  );

/** @param {unknown} value */
const isBlank = (value) =>
  value === undefined ||
  value === "" ||
  (isObject(value) && Object.values(value).every((list) => Array.isArray(list) && !list.length));

/** @param {object} [record] */
const sorted = (record = {}) =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
