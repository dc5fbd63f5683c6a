import { keep, same, split } from "./answers.js";
import { areTogether } from "./likeness.js";
import { byText, inKeyOrder } from "./merging.js";
import { blockOf, byKeys, inRow, textOf } from "./plan_rows.js";
import { isBarePlan, joinPlans } from "./plan.js";
import { sheetsOfOne } from "./workplaces.js";
/**
 * Who answered what and when: the sheets of a workplace by round, stage and party, as
 * `toimintamalli.rounds.rounds` does it.
 *
 * @import { Answer, Answers, Sheet } from "./answers.js"
 * @import { Facts, Stage } from "./plan_rows.js"
 * @import { Plan } from "./plan.js"
 * @typedef {{round?: number, stage: Stage, date?: string}} Moment
 * @typedef {{value: number | null, respondents: number, withheld: boolean}} Point
 * @typedef {object} RoundAnswers what one round says, jointly and party by party
 * @property {number} [round]
 * @property {Moment} meeting
 * @property {Moment} [followed]
 * @property {Answers} joint
 * @property {Map<string, Point>} points by `pointKey`
 * @property {Plan} plan
 * @property {string[]} organisations
 * @property {boolean} saysMeeting
 * @property {Sheet[]} sheets what it is read from
 * @property {string[]} hidden parties of which too few people answered for anybody's value to be told
 * @property {[stage: Stage, code: string, place: string][]} doubts what was left out: when, why, where
 * @typedef {{date: string, said: Answers}} Given the day of one sheet, and what somebody says on it
 */

/** Fewer respondents than this are withheld. */
export const LEAST = 5;
/** What a row is about: handed on from the plan, it is no answer yet. */
const NAMES_OF_ROWS = ["code", "text", "how"];

/** @param {Stage} stage @param {string} party nothing for the joint view @param {string} question */
export const pointKey = (stage, party, question) => `${stage} ${party} ${question}`;

/**
 * What was said round by round; the order of the sheets does not matter.
 * @param {Sheet[]} sheets @param {Facts} facts @param {number} least @returns {RoundAnswers[]}
 */
export function gather(sheets, facts, least) {
  const seen = sheets.map(withoutMarks);
  const known = sheetsOfOne(seen.map((sheet) => withWritten(withOccasion(sheet, facts), facts)));
  /** @type {Map<string, Sheet>} */
  const distinct = new Map();
  for (const sheet of inOrder(known)) {
    // Of sheets that say the same the last in order stays, with what was kept of all of them.
    let kept = distinct.get(saidOn(sheet))?.unrecognised ?? {};
    for (const [key, value] of Object.entries(sheet.unrecognised ?? {})) kept = keep(kept, key, value);
    distinct.set(saidOn(sheet), { ...sheet, unrecognised: kept });
  }
  const ordered = inOrder(placed([...distinct.values()]));
  return inRounds(ordered).map((own) => readRound(own, facts, least));
}

/** @param {Sheet[]} sheets @returns {Sheet[]} */
const inOrder = (sheets) =>
  sheets
    .map((sheet) => ({ sheet, keys: orderOf(sheet) }))
    .sort((one, other) => byKeys(one.keys, other.keys))
    .map(({ sheet }) => sheet);

/** What a place tells of the plan and when it is answered. @param {string} id @param {Facts} facts */
export function factOf(id, facts) {
  const row = inRow(id);
  const rows = row && blockOf(facts, row.block);
  const at = id.lastIndexOf(".");
  const block = rows?.rows ? rows : blockOf(facts, id.slice(0, at));
  const name = rows?.rows ? row?.field : id.slice(at + 1);
  const field = block?.fields.find((field) => field.id === name);
  return block && field && { fact: field.fact, stage: block.stage ?? "meeting" };
}

/** At which of a round's meetings a place is answered. @param {string} id @param {Facts} facts @returns {Stage} */
export function stageOf(id, facts) {
  const { view } = split(id);
  if (view) return facts.parties?.includes(view) ? "meeting" : "follow-up";
  return factOf(id, facts)?.stage ?? "meeting";
}

/** Whose answer it is: by the view of the place, or else by the sheet; nobody's is the joint one. @param {string} id @param {Sheet} sheet @param {Facts} facts */
export function partyIn(id, { party = "" }, facts) {
  const { view } = split(id);
  if (view) return facts.parties?.includes(view) ? view : "";
  return factOf(id, facts) ? "" : party;
}

/**
 * A sheet without the mark of byte order, which comes along from web pages and Excel: nobody sees
 * it; to JavaScript it is a white space and to Python a letter.
 * @param {Sheet} sheet @returns {Sheet}
 */
function withoutMarks(sheet) {
  /** @type {Answers} */
  const answers = {};
  for (const [place, answer] of Object.entries(sheet.answers)) {
    const words = answer.kind === "text" ? answer.value.replaceAll("\ufeff", "") : "";
    if (answer.kind !== "text") answers[place] = answer;
    else if (words) answers[place] = { ...answer, value: words };
  }
  return { ...sheet, answers, organisation: sheet.organisation?.replaceAll("\ufeff", "") };
}

/** A sheet with what its cover says of the occasion, where it says nothing itself. @param {Sheet} sheet @param {Facts} facts @returns {Sheet} */
function withOccasion(sheet, { occasion = {} }) {
  const [round, date, organisation] = [occasion.round, occasion.date, occasion.organisation].map(
    (id) => (id ? sheet.answers[id] : undefined),
  );
  const made = { ...sheet };
  if (!made.round && round?.kind === "text") {
    const digits = round.value.trim().replace(/\.+$/, "");
    if (/^[0-9]{1,4}$/.test(digits) && Number(digits)) made.round = Number(digits);
  }
  if (!made.date && date?.kind === "date") made.date = date.value;
  if (!made.organisation && organisation?.kind === "text") made.organisation = organisation.value;
  return made;
}

/**
 * A sheet with the words that stand in places of the plan and could not be counted: they are no
 * answer of the place's kind, and a measure has them all the same.
 * @param {Sheet} sheet @param {Facts} facts @returns {Sheet}
 */
function withWritten(sheet, facts) {
  /** @type {Answers} */
  const written = {};
  for (const [key, value] of Object.entries(sheet.unrecognised ?? {})) {
    const [place, words] = [placeIn(key), wordsIn(value)];
    if (place && words && !sheet.answers[place] && factOf(place, facts))
      written[place] = { kind: "text", value: words };
  }
  return { ...sheet, answers: { ...sheet.answers, ...written } };
}

/** The place at which something unrecognised was written, if its key names one. @param {string} key */
export const placeIn = (key) => /^\/answers\/([^#]+)/.exec(key)?.[1] ?? "";

/** What was written, of a string or of an answer of another kind; nothing of the rest. @param {unknown} value */
export function wordsIn(value) {
  const said = typeof value === "object" && value && "value" in value ? value.value : value;
  return ["string", "number"].includes(typeof said) ? String(said).replaceAll("\ufeff", "").trim() : "";
}

/** @param {Plan} [plan] */
const planInOrder = (plan = {}) =>
  Object.values(plan).map((rows) => rows.map((row) => inKeyOrder(row)));

/** What a sheet says, whatever its language: a file may have been given twice. @param {Sheet} sheet */
const saidOn = ({ party, round, date, answers, plan }) =>
  JSON.stringify([party, round, date, inKeyOrder(answers), planInOrder(plan)]);

/** @param {Sheet} sheet @returns {(string | number)[]} */
const orderOf = (sheet) => [
  ...[sheet.round ?? 0, sheet.date ?? "", sheet.party ?? "", sheet.contentVersion],
  ...[sheet.language, sheet.organisation ?? "", saidOn(sheet)],
];

/**
 * Each sheet with its round, also where it leaves that blank and only one can be meant: the one of
 * which a sheet is from nearly the same day; of a sheet without a day, the one round that there is.
 * A sheet whose joint answers are others is of another time.
 * @param {Sheet[]} sheets @returns {Sheet[]}
 */
function placed(sheets) {
  /** @type {Map<number, Sheet[]>} */
  const rounds = new Map();
  for (const sheet of sheets)
    if (sheet.round) rounds.set(sheet.round, [...(rounds.get(sheet.round) ?? []), sheet]);
  const loose = sheets.flatMap(({ round, date }) => (date && !round ? [date] : [])).sort(byText);
  const isOneTime = !loose.length || areTogether(loose[0], loose[loose.length - 1]);
  return sheets.map((sheet) => {
    const near = [...rounds].filter(
      ([, those]) => isNear(sheet, those, isOneTime) && !differs(sheet, those),
    );
    return !sheet.round && near.length === 1 ? { ...sheet, round: near[0][0] } : sheet;
  });
}

/** @param {Sheet} sheet @param {Sheet[]} those @param {boolean} isOneTime */
function isNear({ date }, those, isOneTime) {
  const days = those.flatMap((sheet) => sheet.date || []);
  if (!date) return true;
  return days.length ? days.some((day) => areTogether(date, day)) : isOneTime;
}

/** Whether a joint sheet has another joint view than one of a round. @param {Sheet} sheet @param {Sheet[]} those */
const differs = (sheet, those) =>
  !sheet.party &&
  those.some(
    (other) =>
      !other.party &&
      Object.entries(sheet.answers).some(
        ([id, answer]) =>
          answer.kind === "scale" && other.answers[id] && !same(other.answers[id], answer),
      ),
  );

/**
 * The sheets round by round. Those that name no round come first; of those a new time begins on
 * the day on which somebody answers again, but for the days of one meeting.
 * @param {Sheet[]} sheets @returns {Sheet[][]}
 */
function inRounds(sheets) {
  /** @type {Sheet[][]} */
  const rounds = [];
  for (const sheet of sheets) {
    const current = rounds.at(-1);
    if (current && belongs(sheet, current)) current.push(sheet);
    else rounds.push([sheet]);
  }
  return rounds;
}

/** @param {Sheet} sheet @param {Sheet[]} current */
const belongs = (sheet, current) =>
  sheet.round || current[0].round
    ? sheet.round === current[0].round
    : current.every(
        (other) =>
          other.party !== sheet.party ||
          other.date === sheet.date ||
          (other.date && sheet.date && areTogether(other.date, sheet.date)),
      );

/**
 * What of each document was saved last: one person's two saves are no two people. Saves of one state
 * that differ are two people's, who began with the same file.
 * @param {Sheet[]} sheets
 */
function lastSaves(sheets) {
  const whose = (/** @type {Sheet} */ { document, party = "" }) => `${document} ${party}`;
  /** @type {Map<string, number>} */
  const last = new Map();
  for (const sheet of sheets)
    last.set(whose(sheet), Math.max(sheet.revision ?? 0, last.get(whose(sheet)) ?? 0));
  return sheets.filter(
    (sheet) => !sheet.document || (sheet.revision ?? 0) === last.get(whose(sheet)),
  );
}

/** @param {Sheet[]} saved @param {Facts} facts @param {number} least @returns {RoundAnswers} */
function readRound(saved, facts, least) {
  const sheets = lastSaves(saved);
  const [{ round }] = sheets;
  /** @type {RoundAnswers} */
  const found = {
    ...(round ? { round } : {}),
    meeting: momentOf(round, "meeting", lastOf(sheets.map((sheet) => sheet.date))),
    joint: {},
    points: new Map(),
    plan: joinPlans([{}, ...sheets.map((sheet) => sheet.plan ?? {})]),
    organisations: [...new Set(sheets.flatMap((sheet) => sheet.organisation || []))],
    saysMeeting: false,
    ...{ sheets, hidden: [] },
    doubts: sheets.length < saved.length ? [["meeting", "earlier-save", ""]] : [],
  };
  readJoint(found, partsOf(sheets, "", facts), facts);
  for (const party of facts.parties ?? [])
    readParty(found, party, partsOf(sheets, party, facts), least);
  found.followed = followUpOf(found, sheets, facts);
  const ids = sheets.flatMap((sheet) => Object.keys(sheet.answers));
  found.saysMeeting =
    !isBarePlan(found.plan) || ids.some((id) => stageOf(id, facts) === "meeting");
  return found;
}

/** @param {number | undefined} round @param {Stage} stage @param {string} [date] @returns {Moment} */
const momentOf = (round, stage, date) => ({
  ...(round ? { round } : {}),
  stage,
  ...(date ? { date } : {}),
});

/** @param {(string | undefined)[]} dates */
const lastOf = (dates) => dates.filter(Boolean).sort(byText).at(-1);

/** What one party, or all jointly, say on each sheet. @param {Sheet[]} sheets @param {string} party @param {Facts} facts @returns {Given[]} */
const partsOf = (sheets, party, facts) =>
  sheets.flatMap((sheet) => {
    const own = Object.entries(sheet.answers).filter(([id]) => partyIn(id, sheet, facts) === party);
    return own.length ? [{ date: sheet.date ?? "", said: Object.fromEntries(own) }] : [];
  });

/** @param {RoundAnswers} found @param {Given[]} given @param {Facts} facts */
function readJoint(found, given, facts) {
  const { answers, unclear } = merged(given);
  found.joint = answers;
  // Sheets of one round say the same round, however each wrote it.
  for (const id of unclear.filter((place) => place !== facts.occasion?.round))
    found.doubts.push([stageOf(id, facts), "joint-answers-differ", id]);
  for (const [id, answer] of Object.entries(answers))
    if (answer.kind === "scale")
      found.points.set(pointKey(stageOf(id, facts), "", split(id).base), pointOf(answer.value));
}

/** @param {number | null} value @returns {Point} */
const pointOf = (value, respondents = 1, withheld = false) => ({ value, respondents, withheld });

/** @param {RoundAnswers} found @param {string} party @param {Given[]} given @param {number} least */
function readParty(found, party, given, least) {
  const scales = given.map(({ date, said }) => ({ date, said: scalesIn(said) }));
  /** @param {string} id @param {Point} point */
  const set = (id, point) => found.points.set(pointKey("meeting", party, id), point);
  if (!isGroup(scales)) {
    for (const [id, answer] of Object.entries(merged(scales).answers))
      set(id, pointOf(valueOf(answer)));
    return;
  }
  if (given.length < least) found.hidden.push(party);
  // Several answered at one time, so each place is a group's, however few answered it.
  for (const id of idsIn(scales)) {
    const values = scales.flatMap(({ said }) => (said[id] ? [valueOf(said[id])] : []));
    const point = meanOf(values, least);
    set(id, point);
    if (point.withheld) found.doubts.push(["meeting", "withheld", `${id}@${party}`]);
  }
}

/** @param {Answer} answer */
const valueOf = (answer) => Number(textOf(answer));

/** @param {number[]} values @param {number} least */
function meanOf(values, least) {
  const count = values.length;
  if (count < least) return pointOf(null, count, true);
  // Half up in whole numbers, so that every language rounds alike.
  const sum = values.reduce((one, other) => one + other, 0);
  return pointOf(Math.floor((20 * sum + count) / (2 * count)) / 10, count);
}

/** Scale answers by question; the place of the party's own view goes first. @param {Answers} said @returns {Answers} */
function scalesIn(said) {
  /** @type {Answers} */
  const found = {};
  const ids = Object.keys(said).filter((id) => said[id].kind === "scale");
  for (const id of ids.sort((one, other) => Number(other.includes("@")) - Number(one.includes("@"))))
    found[split(id).base] ??= said[id];
  return found;
}

/** Whether several people answered: two sheets of one round differ on a question. @param {Given[]} given */
function isGroup(given) {
  /** @type {Map<string, number>} */
  const values = new Map();
  return given.some(({ said }) =>
    Object.entries(said).some(([id, answer]) => {
      if (!values.has(id)) values.set(id, valueOf(answer));
      return values.get(id) !== valueOf(answer);
    }),
  );
}

/** @param {Given[]} given */
const idsIn = (given) => [...new Set(given.flatMap(({ said }) => Object.keys(said)))].sort(byText);

/** What was said, the later day's word, and where one day's words differ. @param {Given[]} given */
function merged(given) {
  /** @type {Answers} */
  const answers = {};
  /** @type {string[]} */
  const unclear = [];
  for (const id of idsIn(given)) {
    const own = given.filter(({ said }) => said[id]);
    const last = lastOf(own.map(({ date }) => date)) ?? "";
    const said = own.filter(({ date }) => date === last).map((given) => given.said[id]);
    const different = new Set(said.map((answer) => JSON.stringify([answer.kind, ...Object.values(answer).sort()])));
    if (different.size === 1) [answers[id]] = said;
    else unclear.push(id);
  }
  return { answers, unclear };
}

/** @param {RoundAnswers} found @param {Sheet[]} sheets @param {Facts} facts @returns {Moment | undefined} */
function followUpOf({ round, joint }, sheets, facts) {
  const ids = Object.keys(joint);
  if (!ids.some((id) => tellsOfFollowUp(id, facts))) return undefined;
  const said = ids.flatMap((id) => {
    const answer = joint[id];
    return answer.kind === "date" && factOf(id, facts)?.fact === "results.date" ? [answer.value] : [];
  });
  const own = sheets.filter(({ answers }) => {
    const all = Object.keys(answers);
    return all.length && all.every((id) => stageOf(id, facts) === "follow-up");
  });
  return momentOf(round, "follow-up", lastOf(said) ?? lastOf(own.map((sheet) => sheet.date)));
}

/** Whether an answer says something of a follow-up meeting. @param {string} id @param {Facts} facts */
function tellsOfFollowUp(id, facts) {
  const told = factOf(id, facts);
  if (!told) return stageOf(id, facts) === "follow-up";
  return told.stage === "follow-up" && !NAMES_OF_ROWS.includes(told.fact.split(".")[1]);
}
