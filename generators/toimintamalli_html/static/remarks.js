import { hasDigit } from "./numbers.js";
import { listOfPlan } from "./plan.js";
/**
 * What to ask of a plan: one small function a check, each giving the rows that it is about, as
 * `toimintamalli.rounds.remarks` does it.
 *
 * @import { Facts, Part } from "./plan_rows.js"
 * @import { Plan, PlanRow } from "./plan.js"
 * @typedef {{code: string, row?: string, text?: string}} PlanRemark
 */

/** The checks of single rows, in the order in which their remarks are told. @type {Record<string, (plan: Plan, facts: Facts) => PlanRow[]>} */
const CHECKS = {
  "need-without-goal": (plan) => unserved(plan, "needs", "goals"),
  "goal-without-measure": (plan) => unserved(plan, "goals", "measures"),
  "goal-without-indicator": (plan) => unserved(plan, "goals", "indicators"),
  "unmeasurable-goal": unmeasurableGoals,
  "measure-without-goal": (plan) => measuresWithout(plan, (measure) => !measure.goals?.length),
  "measure-without-responsible": (plan) => measuresWithout(plan, (measure) => !measure.responsible),
  "measure-without-time": (plan) => measuresWithout(plan, (measure) => !measure.start && !measure.end),
  "vague-time": ({ goals = [], measures = [], indicators = [] }, { vagueTimes = [] }) =>
    withPhrase([...goals, ...measures, ...indicators], vagueTimes),
  "vague-wording": (
    { needs = [], goals = [], measures = [], indicators = [] },
    { vagueWords = [] },
  ) => withPhrase([...needs, ...goals, ...measures, ...indicators], vagueWords),
  "unknown-link": unknownLinks,
};

/** What is missed by the checks that ask for what a workbook has a place for. @type {Record<string, string[]>} */
const MISSED = {
  "measure-without-responsible": ["measures.responsible"],
  "measure-without-time": ["measures.start", "measures.end"],
};

/**
 * The remarks on a plan, check by check, each in the order of the plan. Of what `written` holds, by
 * row and fact, nobody can say that it is missing.
 * @param {Plan} plan @param {Facts} facts @param {Map<string, string>} [written] @returns {PlanRemark[]}
 */
export const checkPlan = (plan, facts, written = new Map()) => [
  ...Object.entries(CHECKS).flatMap(([code, check]) =>
    check(plan, facts)
      .filter(({ id }) => !(MISSED[code] ?? []).some((fact) => written.has(`${id} ${fact}`)))
      .map((row) => ({ code, row: row.id, text: wordsOf(row) })),
  ),
  ...(isOneSided(plan, facts) ? [{ code: "only-individual-measures" }] : []),
];

/** The words that a row is known by. @param {PlanRow} row */
const wordsOf = ({ how, text }) => how || text || "";

/** Rows that none of another list points to. @param {Plan} plan @param {"needs" | "goals"} part @param {Part} from */
function unserved(plan, part, from) {
  const served = listOfPlan(plan, from).flatMap((row) => row[part] ?? []);
  return listOfPlan(plan, part).filter(({ id, text }) => text && !served.includes(id));
}

/** Goals without a number and without an indicator that has a baseline or a target. @param {Plan} plan */
function unmeasurableGoals({ goals = [], indicators = [] }) {
  const measurable = indicators
    .filter(({ baseline, targetValue }) => baseline || targetValue)
    .flatMap((indicator) => indicator.goals ?? []);
  return goals.filter(({ id, text }) => text && !measurable.includes(id) && !hasDigit(text));
}

/** @param {Plan} plan @param {(measure: PlanRow) => boolean} lacks */
const measuresWithout = ({ measures = [] }, lacks) =>
  measures.filter((measure) => measure.how && lacks(measure));

/** @param {PlanRow[]} rows @param {string[]} phrases */
const withPhrase = (rows, phrases) => rows.filter((row) => hasPhrase(allWords(row), phrases));

/** @param {PlanRow} row */
const allWords = ({ how, why, sought, text }) =>
  [how, why, sought, text].filter(Boolean).join("\n");

/** Whether a text has one of some phrases, word by word. @param {string} text @param {string[]} phrases */
export function hasPhrase(text, phrases) {
  const spoken = ` ${runsIn(text)} `;
  return phrases.some((phrase) => runsIn(phrase) && spoken.includes(` ${runsIn(phrase)} `));
}

/** @param {string} text */
const runsIn = (text) => (text.toLowerCase().match(/[\p{L}\p{N}_]+/gu) ?? []).join(" ");

/** Rows that point to a row that the plan does not have. @param {Plan} plan */
function unknownLinks({ needs = [], goals = [], measures = [], indicators = [] }) {
  /** @param {PlanRow[]} rows @param {string[]} [links] */
  const leadsAway = (rows, links = []) => links.some((link) => !rows.some(({ id }) => id === link));
  return [
    ...goals.filter((goal) => leadsAway(needs, goal.needs)),
    ...[...measures, ...indicators].filter((measure) => leadsAway(goals, measure.goals)),
  ];
}

/** Whether all measures whose reach is known have the reach that not all should have. @param {Plan} plan @param {Facts} facts */
function isOneSided({ measures = [] }, { oneSided }) {
  const reaches = new Set(measures.flatMap(({ reach }) => reach ?? []));
  return Boolean(oneSided) && reaches.size === 1 && reaches.has(oneSided ?? "");
}
