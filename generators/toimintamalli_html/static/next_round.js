import { carried, fillPlaces } from "./carried.js";
import { organisationOf, plansOf, timelineOf } from "./figures.js";
import { LEAST, factOf, gather, pointKey } from "./rounds.js";
import { lastStatuses } from "./measures.js";
import { byKeys, factText, inRow, plainly, textFact, textOf } from "./plan_rows.js";
import { listOfPlan } from "./plan.js";
/**
 * The next round: what the answers so far hand on to the next workbook, as
 * `toimintamalli.rounds.next_round` does it.
 *
 * @import { Answers, Sheet } from "./answers.js"
 * @import { Filled } from "./carried.js"
 * @import { RoundAnswers } from "./rounds.js"
 * @import { PlanAt } from "./measures.js"
 * @import { Facts, Row } from "./plan_rows.js"
 * @import { Plan, PlanRow } from "./plan.js"
 * @typedef {{round?: number, party?: string, value: string}} EarlierAnswer
 * @typedef {object} NextRound
 * @property {number} round
 * @property {string} organisation
 * @property {Record<string, string>} known place → what stands in the new workbook beforehand
 * @property {Map<string, EarlierAnswer>} earlier place → the last answer
 * @property {Sheet[]} sheets the new round's joint sheet as far as it is known
 * @property {string[]} noRoom what goes on and for which the workbook has no card left
 */

/**
 * What sheets under the ids of today hand on.
 * @param {Sheet[]} sheets @param {Facts} facts @param {number} [least] @returns {NextRound}
 */
export function nextRound(sheets, facts, least = LEAST) {
  const rounds = gather(sheets, facts, least);
  const plans = plansOf(rounds, timelineOf(rounds), facts);
  const { rows, own } = carried(rounds, plans, facts);
  const filled = fillPlaces(rows, facts);
  const numbers = rounds.flatMap(({ round }) => round ?? []);
  const number = (numbers.length ? Math.max(...numbers) : rounds.length) + 1;
  const organisation = organisationOf(rounds);
  return {
    ...{ round: number, organisation },
    known: Object.fromEntries(
      Object.entries(filled.answers).map(([id, answer]) => [id, textOf(answer)]),
    ),
    earlier: new Map([...earlierOfRows(filled, plans), ...earlierOfPlaces(rounds, facts)]),
    sheets: newSheets(sheets, facts, filled, renamed(own, filled), number, organisation),
    noRoom: filled.noRoom.map(wordsOfRow),
  };
}

/** @param {Row} row */
const wordsOfRow = (row) =>
  /** @type {const} */ (["measures", "goals", "needs", "indicators"])
    .map((part) => factText(row, textFact(part)))
    .find(Boolean) ?? "";

/** The last status of each measure, and what its indicator showed. @param {Filled} filled @param {PlanAt[]} plans @returns {[string, EarlierAnswer][]} */
function earlierOfRows({ followed }, plans) {
  const statuses = lastStatuses(plans);
  return followed.flatMap(({ place, block, from }) =>
    block.fields.flatMap(({ id, fact }) => {
      const last = statuses.get(plainly(factText(from.row, "measures.how")));
      const shown = factText(from.row, fact);
      /** @type {EarlierAnswer | undefined} */
      const said =
        fact === "measures.status" && last
          ? { round: last.round, value: last.status }
          : fact === "indicators.current_value" && shown
            ? { round: from.round, value: shown }
            : undefined;
      return said ? [/** @type {[string, EarlierAnswer]} */ ([`${place}.${id}`, said])] : [];
    }),
  );
}

/** The last answer of each scale question, and of each place with words or a choice. @param {RoundAnswers[]} rounds @param {Facts} facts @returns {Map<string, EarlierAnswer>} */
function earlierOfPlaces(rounds, facts) {
  const { questions = [], parties = [], views = [], occasion = {} } = facts;
  /** @type {Map<string, EarlierAnswer>} */
  const found = new Map();
  for (const question of questions) {
    for (const party of parties) {
      const last = lastPoint(rounds, party, question);
      if (last) found.set(`${question}@${party}`, last);
    }
    const joint = lastPoint(rounds, "", question);
    for (const view of ["", ...views.map((party) => `@${party}`)])
      if (joint) found.set(`${question}${view}`, joint);
  }
  const taken = Object.values(occasion);
  for (const { round, joint } of rounds)
    for (const [id, answer] of Object.entries(joint)) {
      const isSaid = answer.kind === "text" || answer.kind === "choice";
      if (isSaid && !(inRow(id) && factOf(id, facts)) && !taken.includes(id))
        found.set(id, { round, value: answer.value });
    }
  return found;
}

/** @param {RoundAnswers[]} rounds @param {string} party @param {string} question @returns {EarlierAnswer | undefined} */
function lastPoint(rounds, party, question) {
  for (const { round, points } of [...rounds].reverse())
    for (const stage of /** @type {const} */ (["follow-up", "meeting"])) {
      const value = points.get(pointKey(stage, party, question))?.value;
      if (typeof value === "number")
        return { round, ...(party && { party }), value: String(value) };
    }
  return undefined;
}

/** The joint sheet of the new round, in the language of the latest one. @param {Sheet[]} given @param {Facts} facts @param {Filled} filled @param {Plan} plan @param {number} round @param {string} organisation @returns {Sheet[]} */
function newSheets(given, facts, filled, plan, round, organisation) {
  if (!given.length) return [];
  const keys = (/** @type {Sheet} */ sheet) => [sheet.round ?? 0, sheet.date ?? "", sheet.language];
  const latest = [...given].sort((one, other) => byKeys(keys(one), keys(other)))[given.length - 1];
  /** @type {Answers} */
  const answers = { ...filled.answers };
  const { occasion = {} } = facts;
  if (occasion.organisation && organisation)
    answers[occasion.organisation] = { kind: "text", value: organisation };
  if (occasion.round) answers[occasion.round] = { kind: "text", value: String(round) };
  return [
    {
      ...{ model: facts.model, contentVersion: facts.version, language: latest.language },
      ...{ round, ...(organisation && { organisation }), answers, plan },
    },
  ];
}

/** The rows of the sheets' own plans, with links to the places' rows of the new round. @param {Plan} plan @param {Filled} filled @returns {Plan} */
function renamed(plan, { rows }) {
  /** @param {"goals" | "measures" | "indicators"} part @param {"needs" | "goals"} link @returns {PlanRow[]} */
  const linked = (part, link) =>
    listOfPlan(plan, part).map((row) => ({
      ...row,
      [link]: (row[link] ?? []).map((id) => rows.get(id) ?? id),
    }));
  return {
    needs: listOfPlan(plan, "needs"),
    goals: linked("goals", "needs"),
    measures: linked("measures", "goals"),
    indicators: linked("indicators", "goals"),
  };
}
