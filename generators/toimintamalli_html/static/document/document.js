import { keep, migrate, same, split } from "../answers.js";
import { merge } from "../merging.js";
/**
 * A document: one workbook that is being filled in, with an identity of its own. Whatever is opened
 * or begun is a document; two are never laid over one another.
 *
 * @import { Answer, Answers, Ledger, Sheet, Unrecognised } from "../answers.js"
 * @import { AnswerFile } from "../file.js"
 * @typedef {"begun" | "prefilled" | "file" | "page" | "next-round" | "older"} OriginKind
 * @typedef {{kind: OriginKind, name?: string, at: string}} Origin where it came from, and when
 * @typedef {object} WorkbookDocument
 * @property {string} id its key in this browser
 * @property {string} mark a random name that it has in files, by which a later save is known again
 * @property {number} form the shape of this record
 * @property {string} model
 * @property {string} edited the moment of the last change
 * @property {string} [firstDay] the day of the first answer, which dates what has no date
 * @property {Origin} origin
 * @property {string} occasion what was being done last
 * @property {string} stage where in it
 * @property {string} party whose the answers are that no view claims; empty for joint ones
 * @property {Answers} answers of this round, also those that this page has no place for
 * @property {Record<string, Partial<Sheet>>} facts what sheets say that no place shows: party → facts
 * @property {Sheet[]} earlier the sheets of earlier rounds
 * @property {Unrecognised} around what the file said around its sheets
 * @property {number} revision grows with each change
 * @property {{name: string, at: string, sign: string, digest: string, revision?: number}} [file] the last file that held it
 * @property {Record<string, number>} [spent] seconds that a stage has taken
 * @typedef {Record<string, Answer | null>} Changes place → its new answer, or none
 * @typedef {{model: string, contentVersion: string, language: string, ledger: Ledger, parties: Record<string, string>, occasion: Record<string, string>}} Known
 * @typedef {(id: string, given: Answer) => boolean | undefined} Taker whether a place takes an answer; nothing where there is no such place
 */

export const FORM = 1;

/**
 * A document that nothing has been written in.
 * @param {string} model @param {Partial<WorkbookDocument> & {id: string, mark: string, origin: Origin}} facts
 * @returns {WorkbookDocument}
 */
export const newDocument = (model, facts) => ({
  ...{ form: FORM, model, edited: facts.origin.at, occasion: "", stage: "", party: "" },
  ...{ answers: {}, facts: {}, earlier: [], around: {}, revision: 0 },
  ...facts,
});

/** Whether a stored record is one that this page can show. @param {unknown} record @returns {record is WorkbookDocument} */
export function isDocument(record) {
  const { form, id, answers, facts, earlier, origin } = /** @type {Partial<WorkbookDocument>} */ (
    record ?? {}
  );
  const areObjects = [answers, facts, origin].every((part) => typeof part === "object" && part);
  return form === FORM && typeof id === "string" && areObjects && Array.isArray(earlier);
}

/**
 * The document that a file holds: its latest round to go on with, those before it to look at.
 * @param {AnswerFile} file @param {Known} known @param {Taker} takes
 * @returns {Pick<WorkbookDocument, "party" | "answers" | "facts" | "earlier" | "around"> & Partial<Pick<WorkbookDocument, "mark" | "revision">>}
 */
export function inFile(file, known, takes) {
  const newest = Math.max(...file.sheets.map(({ round = 0 }) => round));
  const earlier = file.sheets.filter(({ round = 0 }) => round < newest);
  const now = merge(
    withOwnNames(file.sheets.filter(({ round = 0 }) => round === newest), known).map((sheet) =>
      migrate(sheet, known.ledger),
    ),
  );
  const owner = now.find(
    ({ answers }) => Object.keys(partAnswers(answers, known.parties)[""]).length,
  );
  const whose = owner?.party ?? "";
  /** @type {Answers} */
  const answers = {};
  /** @type {Record<string, Partial<Sheet>>} */
  const facts = {};
  // Joint answers stand where a party's sheet has some too; the party's are kept.
  for (const sheet of [...now].sort((one, other) => Number(!one.party) - Number(!other.party))) {
    const { party = "", answers: given, ...rest } = sheet;
    let unrecognised = rest.unrecognised ?? {};
    for (const [id, answer] of Object.entries({ ...knownAgain(unrecognised, takes), ...given })) {
      const path = `/answers/${id}`;
      if (same(unrecognised[path], answer)) {
        const { [path]: _, ...others } = unrecognised;
        unrecognised = others;
      }
      if (takes(id, answer) === false) unrecognised = keep(unrecognised, path, answer);
      else {
        if (Object.hasOwn(answers, id) && !same(answers[id], answer))
          unrecognised = keep(unrecognised, path, answers[id]);
        answers[id] = answer;
      }
    }
    facts[party] = { ...rest, unrecognised };
  }
  const party = Object.hasOwn(known.parties, whose) ? whose : "";
  return { party, answers, facts, earlier, around: file.unrecognised, ...markOf(now, owner) };
}

/**
 * The sheets of a file, nameless where they say nothing but the occasion: a file that somebody
 * prepared is handed to several, and what each makes of it is a document of its own.
 * @param {Sheet[]} sheets @param {Known} known
 */
function withOwnNames(sheets, { occasion }) {
  const told = Object.values(occasion);
  const isBegun = sheets.some(({ answers }) => Object.keys(answers).some((id) => !told.includes(id)));
  return isBegun ? sheets : sheets.map(({ document: _, revision: __, ...sheet }) => sheet);
}

/**
 * Which document a file is a save of: that of the sheet whose answers nobody else's are among.
 * @param {Sheet[]} sheets @param {Sheet} [owner]
 */
function markOf(sheets, owner) {
  const marks = new Set(sheets.map(({ document }) => document));
  const { document: mark, revision } = owner ?? (marks.size === 1 ? sheets[0] : {});
  return mark ? { mark, revision: revision ?? 0 } : {};
}

/** What a smaller page kept aside and a place here takes. @param {Unrecognised} kept @param {Taker} takes @returns {Answers} */
function knownAgain(kept, takes) {
  return Object.fromEntries(
    Object.entries(kept).flatMap(([path, value]) => {
      const [, id] = /^\/answers\/([^/#]+)$/.exec(path) ?? [];
      const given = /** @type {Answer} */ (value);
      return id && given?.kind && takes(id, given) ? [[id, given]] : [];
    }),
  );
}

/**
 * The sheets of a document: one for each party that has said something, then those before.
 * @param {WorkbookDocument} document @param {Known} known @returns {Sheet[]}
 */
export function sheetsIn(document, known) {
  const { party, facts, answers, firstDay, mark } = document;
  const { date, ...occasion } = saidOfOccasion(answers, known);
  const parts = partAnswers(answers, known.parties, party);
  const { model, contentVersion, language } = known;
  const found = Object.keys({ ...parts, ...facts }).map((whose) => {
    const own = facts[whose] ?? {};
    // A party's sheet keeps the day on which it was written; the meeting's day is the joint one's.
    const day = whose === party ? (date ?? own.date) : (own.date ?? date);
    // What was brought in keeps the name of the document that it came from.
    const isBrought = own.document && own.document !== mark && whose !== party;
    return {
      ...own,
      ...(isBrought ? {} : { document: mark, revision: revisionOf(document) }),
      ...occasion,
      ...((day ?? firstDay) && { date: day ?? firstDay }),
      ...(whose && { party: whose }),
      ...{ model, contentVersion, language, answers: parts[whose] ?? {} },
    };
  });
  const full = found.filter(
    ({ answers: given, unrecognised, plan }) =>
      Object.keys({ ...given, ...unrecognised }).length || Object.values(plan ?? {}).flat().length,
  );
  return [...(full.length ? full : found.slice(0, 1)), ...document.earlier];
}

/** What places say of the occasion. @param {Answers} answers @param {Known} known @returns {Partial<Sheet>} */
export const saidOfOccasion = (answers, { occasion }) =>
  Object.fromEntries(
    Object.entries(occasion).flatMap(([fact, id]) => {
      const given = answers[id];
      if (!given || !("value" in given)) return [];
      const said = fact === "round" ? roundIn(String(given.value)) : given.value;
      return said ? [[fact, said]] : [];
    }),
  );

/** The number of a round, where it is written so that every reader takes it. @param {string} text */
export function roundIn(text) {
  const [, digits] = /^([0-9]{1,4})\.*$/.exec(text.trim()) ?? [];
  return Number(digits) || undefined;
}

const ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X"];

/** The round that somebody may have meant. @param {string} text */
export function roundMeant(text) {
  const found = text.match(/[0-9]+/g) ?? [];
  const roman = ROMAN.indexOf(text.trim().toUpperCase()) + 1;
  return roman || (found.length === 1 && roundIn(found[0])) || undefined;
}

/** Whose a document is: what its places say, else its sheets. @param {WorkbookDocument} document @param {Known} known */
export function identityOf(document, known) {
  const [own = {}] = [document.facts[document.party], ...Object.values(document.facts)].filter(Boolean);
  const said = saidOfOccasion(document.answers, known);
  return {
    organisation: said.organisation ?? own.organisation ?? "",
    round: said.round ?? own.round,
    date: said.date ?? own.date,
  };
}

/**
 * Part answers into sheets: what a party answers of its own, and the rest.
 * @param {Answers} answers @param {Record<string, string>} parties
 * @param {string} [rest] whose the rest are, where not joint
 * @returns {Record<string, Answers>} party, or nothing for joint ones → answers
 */
export function partAnswers(answers, parties, rest = "") {
  /** @type {Record<string, Answers>} */
  const parts = { [rest]: {} };
  for (const [id, given] of Object.entries(answers)) {
    const { view } = split(id);
    (parts[Object.hasOwn(parties, view) ? view : rest] ??= {})[id] = given;
  }
  return parts;
}

/** What has to be done to answers to make others of them. @param {Answers} before @param {Answers} after @returns {Changes} */
export function changesBetween(before, after) {
  const gone = Object.keys(before).filter((id) => !Object.hasOwn(after, id));
  const made = Object.entries(after).filter(([id, given]) => !same(before[id], given));
  return Object.fromEntries([...gone.map((id) => [id, null]), ...made]);
}

/** @param {Answers} answers @param {Changes} changes @returns {Answers} */
export function withChanges(answers, changes) {
  const merged = { ...answers };
  for (const [id, given] of Object.entries(changes)) {
    if (given) merged[id] = given;
    else delete merged[id];
  }
  return merged;
}

/** Whether there is nothing in a document that could be lost. @param {WorkbookDocument} document */
export const isBlank = ({ answers, facts, earlier }) =>
  !Object.keys(answers).length && !Object.keys(facts).length && !earlier.length;

/** A sign of all that a document holds. @param {WorkbookDocument} document */
export const signOf = ({ answers, facts, earlier, party }) =>
  digestOf(JSON.stringify([Object.entries(answers).sort(), facts, earlier.length, party]));

/** Whether the last file holds all that the document does. @param {WorkbookDocument} document */
export const isInFile = (document) => document.file?.sign === signOf(document);

/** What a file says of the state that it holds: the same as before where nothing has changed. @param {WorkbookDocument} document */
export const revisionOf = (document) =>
  Math.max(1, (isInFile(document) && document.file?.revision) || document.revision);

/**
 * How a file of a document stands to the draft of it.
 * @param {WorkbookDocument} draft @param {WorkbookDocument} other what the file holds
 * @returns {"same" | "later" | "earlier" | "apart"}
 */
export function stateBeside(draft, other) {
  const isLike = !Object.keys(changesBetween(draft.answers, other.answers)).length;
  if (isLike && draft.earlier.length === other.earlier.length) return "same";
  const since = draft.file?.revision ?? 0;
  if (other.revision > since && isInFile(draft)) return "later";
  return other.revision > since ? "apart" : "earlier";
}

/** A short sign of a text, by which a file is known again. @param {string} text */
export function digestOf(text) {
  let one = 0xdeadbeef;
  let other = 0x41c6ce57;
  for (let at = 0; at < text.length; at += 1) {
    one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
    other = Math.imul(other ^ text.charCodeAt(at), 1597334677);
  }
  return `${(one >>> 0).toString(36)}${(other >>> 0).toString(36)}`;
}

/**
 * What a file says of the same round otherwise: place → both answers.
 * @param {Answers} own @param {Answers} theirs
 */
export const differences = (own, theirs) =>
  Object.entries(theirs).filter(([id, given]) => Object.hasOwn(own, id) && !same(own[id], given));

/** The local day of a moment. @param {Date} moment */
export const dayOf = (moment) =>
  [moment.getFullYear(), moment.getMonth() + 1, moment.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
