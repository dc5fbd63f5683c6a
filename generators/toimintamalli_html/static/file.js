import { keep } from "./answers.js";
/**
 * A file of answers as text: read from anybody, written for anybody, as `toimintamalli.answers.file`
 * does it, on the same test cases.
 *
 * @import { Sheet, Unrecognised } from "./answers.js"
 * @typedef {{sheets: Sheet[], unrecognised: Unrecognised}} AnswerFile
 * @typedef {Record<string, unknown>} JsonObject
 * @typedef {Record<string, (value: unknown) => boolean>} Shape key → whether a value is sound
 */

const SCHEMA = "urn:toimintamalli:schema:v1:answers";
const VERSION = "1.0.0";
export const LARGEST = 2_000_000;
const MOST = { sheets: 100, answers: 5_000, rows: 500, depth: 32, characters: 10_000 };

/** Why a file can't be opened: the name of a word that says so. */
export class BadFile extends Error {}

/** @param {boolean} isFine @param {string} [reason] */
function insist(isFine, reason = "file-not-answers") {
  if (!isFine) throw new BadFile(reason);
}

/** @param {unknown} value @returns {value is JsonObject} */
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

/** @param {RegExp} pattern @param {number} [longest] */
const like =
  (pattern, longest = 64) =>
  (/** @type {unknown} */ value) =>
    typeof value === "string" && pattern.test(value) && [...value].length <= longest;

/** @param {number} least @param {number} most */
const whole = (least, most) => (/** @type {unknown} */ value) =>
  Number.isInteger(value) && Number(value) >= least && Number(value) <= most;

/** @param {(value: unknown) => boolean} isSound */
const listOf = (isSound) => (/** @type {unknown} */ value) =>
  Array.isArray(value) && value.length <= MOST.rows && value.every(isSound);

const version = like(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){2}$/);
const language = like(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/);
const date = like(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/);
const slug = like(/^[a-z][a-z0-9-]*$/);
const slugs = listOf(slug);
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
  ...{ organisation: words, answers: isObject, plan: isObject, unrecognised: isObject },
};
/** @type {Record<string, Shape>} */
const ANSWERS = {
  scale: { kind: anything, value: whole(-1e6, 1e6) },
  text: { kind: anything, value: (value) => value !== "" && words(value) },
  choice: { kind: anything, value: slug },
  check: { kind: anything, value: (value) => typeof value === "boolean" },
  date: { kind: anything, value: date },
  "no-answer": { kind: anything },
};
/** @type {Record<string, Shape>} */
const ROWS = {
  needs: { id: slug, text: words, nature: slug, domain: slug, reach: slug },
  goals: { id: slug, text: words, needs: slugs, checks: slugs },
  measures: {
    ...{ id: slug, how: words, why: words, sought: words, goals: slugs, responsible: slug },
    ...{ kind: slug, reach: slug, start: date, end: date, status: slug },
  },
  indicators: {
    ...{ id: slug, text: words, goals: slugs, timing: slug, object: slug, targetKind: slug },
    ...{ baseline: words, targetValue: words, currentValue: words },
  },
};

/**
 * Read a file that somebody chose: nothing but sound sheets come out of it.
 * @param {BufferSource} data @returns {AnswerFile}
 */
export function readFile(data) {
  insist(data.byteLength <= LARGEST, "file-too-large");
  const file = parse(data);
  if (!isObject(file) || !("sheets" in file) || !version(file.schemaVersion))
    throw new BadFile("file-not-answers");
  insist(String(file.schemaVersion).split(".")[0] === VERSION.split(".")[0], "file-newer");
  const sifter = new Sifter(file);
  const { sheets } = sifter.known(FILE, file, "");
  insist(Array.isArray(sheets) && sheets.length <= MOST.sheets);
  return { sheets: /** @type {unknown[]} */ (sheets).map(readSheet), unrecognised: sifter.kept };
}

/** @param {BufferSource} data @returns {unknown} */
function parse(data) {
  try {
    const value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(data));
    insist(isTame(value));
    return value;
  } catch {
    throw new BadFile("file-not-answers");
  }
}

/** Neither too deep nor with text that no file can hold. @param {unknown} value @returns {boolean} */
function isTame(value, depth = 0) {
  if (depth > MOST.depth) return false;
  if (typeof value === "string") return !/\p{Surrogate}/u.test(value);
  if (typeof value === "number") return Number.isFinite(value);
  const within = Object.entries(value ?? {});
  return within.every(([key, each]) => isTame(key) && isTame(each, depth + 1));
}

/** @param {unknown} value @returns {Sheet} */
function readSheet(value) {
  if (!isObject(value)) throw new BadFile("file-not-answers");
  const sifter = new Sifter(value);
  const { plan, answers, ...head } = sifter.known(SHEET, value, "");
  for (const name of ["model", "contentVersion", "language"]) insist(name in head);
  const sheet = { ...head, answers: sifter.answers(answers), plan: sifter.plan(plan ?? {}) };
  return /** @type {Sheet} */ ({ ...sheet, unrecognised: sifter.kept });
}

/** Parts what this version of the format knows from what it does not, and keeps both. */
class Sifter {
  /** @param {JsonObject} value */
  constructor({ unrecognised = {} }) {
    insist(isObject(unrecognised));
    this.kept = /** @type {Unrecognised} */ (unrecognised);
  }

  /** @param {Shape} shape @param {unknown} value @param {string} path @returns {JsonObject} */
  known(shape, value, path) {
    if (!isObject(value)) throw new BadFile("file-not-answers");
    /** @type {JsonObject} */
    const known = {};
    for (const [key, each] of Object.entries(value)) {
      if (!Object.hasOwn(shape, key)) this.kept = keep(this.kept, `${path}/${key}`, each);
      else if (shape[key](each)) known[key] = each;
      else throw new BadFile("file-not-answers");
    }
    return known;
  }

  /** @param {unknown} answers */
  answers(answers) {
    if (!isObject(answers)) throw new BadFile("file-not-answers");
    /** @type {JsonObject} */
    const found = {};
    insist(Object.keys(answers).length <= MOST.answers);
    for (const [id, answer] of Object.entries(answers)) {
      const path = `/answers/${id}`;
      if (!isObject(answer) || typeof answer.kind !== "string" || !answer.kind)
        throw new BadFile("file-not-answers");
      const shape = Object.hasOwn(ANSWERS, answer.kind) ? ANSWERS[answer.kind] : null;
      if (!shape || !placeId(id)) this.kept = keep(this.kept, path, answer);
      else found[id] = this.known(shape, answer, path);
      insist(!shape || !placeId(id) || !("value" in shape) || "value" in answer);
    }
    return found;
  }

  /** @param {unknown} plan */
  plan(plan) {
    const lists = this.known(
      {
        needs: listOf(isObject),
        goals: listOf(isObject),
        measures: listOf(isObject),
        indicators: listOf(isObject),
      },
      plan,
      "/plan",
    );
    return Object.fromEntries(
      Object.entries(lists).map(([name, rows]) => [
        name,
        this.rows(name, /** @type {JsonObject[]} */ (rows)),
      ]),
    );
  }

  /** @param {string} name @param {JsonObject[]} rows */
  rows(name, rows) {
    const found = rows.map((each) => this.known(ROWS[name], each, `/plan/${name}/${each.id}`));
    insist(
      found.every((each) => "id" in each) &&
        new Set(found.map((each) => each.id)).size === rows.length,
    );
    return found;
  }
}

/**
 * The same sheets, the same bytes as the Python side writes.
 * @param {AnswerFile} file
 */
export function writeFile({ sheets, unrecognised }) {
  const written = sheets.map((each) => {
    const sorts = { answers: sorted(each.answers), unrecognised: sorted(each.unrecognised) };
    return pick(SHEET, { ...each, ...sorts });
  });
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
    Object.keys(shape).flatMap((key) =>
      isBlank(value[key]) && key !== "answers" ? [] : [[key, value[key]]],
    ),
  );

/** @param {unknown} value */
const isBlank = (value) =>
  value === undefined ||
  value === "" ||
  (isObject(value) && Object.values(value).every(isEmptyList));

/** @param {unknown} value */
const isEmptyList = (value) => Array.isArray(value) && !value.length;

/** @param {object} [record] */
const sorted = (record = {}) =>
  Object.fromEntries(Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1)));
