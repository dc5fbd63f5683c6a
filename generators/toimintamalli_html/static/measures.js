import { byText } from "./merging.js";
import { numberIn } from "./numbers.js";
import { plainly, textOf } from "./plan_rows.js";
import { isCounted, listOfPlan } from "./plan.js";
/**
 * Measures and indicators over the rounds: the same words are the same thing, as
 * `toimintamalli.rounds.measures` does it.
 *
 * @import { Facts, Row, Stage } from "./plan_rows.js"
 * @import { Plan, PlanRow } from "./plan.js"
 * @typedef {object} PlanAt the plan of one round, and when its changing values were given
 * @property {number} number its place among the rounds
 * @property {number} [round]
 * @property {Plan} plan
 * @property {Partial<Record<Stage, number>>} moments each stage that the round has → its moment
 * @property {Map<string, Stage>} stages row and fact → when it was answered
 * @property {Map<string, string>} written row and fact → the words that are no day or choice
 * @property {Map<string, string[]>} called row → other words by which it is called
 * @typedef {{at: PlanAt, row: PlanRow}} Said one row of a thing in one round
 * @typedef {"open" | "done" | "dropped"} State
 * @typedef {{moment: number, status: string}} Standing
 * @typedef {object} MeasureFigures
 * @property {string} row
 * @property {number} [round]
 * @property {string} how
 * @property {string[]} goals
 * @property {string[]} needs
 * @property {string} [responsible]
 * @property {string} [kind]
 * @property {string} [reach]
 * @property {string} [end]
 * @property {Standing[]} standings
 * @property {string} [status]
 * @property {State} state
 * @property {boolean} overdue
 * @property {string} responsibleWritten what is written where the role should be
 * @property {string} endWritten what is written where the day should be
 * @property {string} statusWritten what is written where the status should be
 * @property {string[]} called other words for it, from the follow-up meeting
 * @typedef {{moment: number, text: string, number?: number}} IndicatorValue
 * @typedef {object} IndicatorFigures
 * @property {string} row
 * @property {string} text
 * @property {string[]} goals
 * @property {string} [timing]
 * @property {string} baseline
 * @property {string} target
 * @property {IndicatorValue[]} values
 * @property {boolean} [met]
 * @typedef {{value: string, count: number}} Share
 */

/** @param {Row[]} rows @returns {Map<string, Stage>} */
export const stagesOf = (rows) =>
  new Map(
    rows.flatMap((row) =>
      Object.entries(row.stages).map(([fact, stage]) => [`${row.id} ${fact}`, stage]),
    ),
  );

/** When a value was given; what a sheet's own plan says, at the round's last. @param {PlanAt} at @param {string} row @param {string} fact */
function momentIn({ moments, stages }, row, fact) {
  const stage = stages.get(`${row} ${fact}`);
  return (stage && moments[stage]) ?? Math.max(...Object.values(moments));
}

/** Each measure, those of the latest round first. @param {PlanAt[]} plans @param {Facts} facts @param {string} [date] @returns {MeasureFigures[]} */
export const measureFigures = (plans, facts, date) =>
  thingsIn(plans, "measures").map((said) => {
    const { at, rows } = latestOf(said);
    const goals = pointedIn(at.plan, rows);
    const needs = goals.flatMap((goal) => goal.needs ?? []);
    const standings = standingsOf(said);
    const status = standings.at(-1)?.status;
    const state = stateOf(status, facts);
    const end = firstSaid(rows, "end");
    return {
      ...{ row: rows[0].id, round: at.round, how: rows[0].how ?? "", goals: textsOf(goals) },
      needs: textsOf(listOfPlan(at.plan, "needs").filter(({ id }) => needs.includes(id))),
      responsible: firstSaid(rows, "responsible"),
      kind: firstSaid(rows, "kind"),
      reach: firstSaid(rows, "reach"),
      ...{ end, standings, status, state },
      overdue: state === "open" && Boolean(end && date && end < date),
      responsibleWritten: writtenAt(at, rows, "measures.responsible"),
      endWritten: writtenAt(at, rows, "measures.end"),
      statusWritten: writtenAt(at, rows, "measures.status"),
      called: [...new Set(said.flatMap((entry) => entry.at.called.get(entry.row.id) ?? []))],
    };
  });

/** @param {PlanAt} at @param {PlanRow[]} rows @param {string} fact */
const writtenAt = ({ written }, rows, fact) =>
  rows.map(({ id }) => written.get(`${id} ${fact}`)).find(Boolean) ?? "";

/** Row and fact → the words that stand there and are no day or choice. @param {Row[]} rows @param {Facts} facts @returns {Map<string, string>} */
export const writtenIn = (rows, facts) =>
  new Map(
    rows.flatMap((row) =>
      Object.entries(row.facts).flatMap(([fact, answer]) =>
        isCounted(fact, answer, facts) ? [] : [[`${row.id} ${fact}`, textOf(answer)]],
      ),
    ),
  );

/** @param {string | undefined} status @param {Facts} facts @returns {State} */
const stateOf = (status, { statuses = [] }) =>
  statuses.find(({ id }) => id === status)?.state ?? "open";

/** The measures that count now: those of the latest plan, and those still open. @param {MeasureFigures[]} measures @param {PlanAt[]} plans */
export function currentOf(measures, plans) {
  const latest = plans.findLast(({ plan }) => plan.measures?.length);
  const count = thingsIn(plans, "measures").filter((said) => latestOf(said).at === latest).length;
  return measures.filter(({ state }, index) => index < count || state === "open");
}

/** The words of each measure → its last status and the round that gave it. @param {PlanAt[]} plans */
export const lastStatuses = (plans) =>
  new Map(
    plans.flatMap(({ round, plan }) =>
      listOfPlan(plan, "measures").flatMap(({ how, status }) =>
        how && status ? [[plainly(how), { round, status }]] : [],
      ),
    ),
  );

/** Number of the plan and row of each measure that is open and that no later plan repeats. @param {PlanAt[]} plans @param {Facts} facts */
export const standingMeasures = (plans, facts) =>
  new Set(
    thingsIn(plans, "measures")
      .filter((said) => stateOf(standingsOf(said).at(-1)?.status, facts) === "open")
      .flatMap((said) => {
        const { at, rows } = latestOf(said);
        return rows.map(({ id }) => `${at.number} ${id}`);
      }),
  );

/** Each indicator, those of the latest round first. @param {PlanAt[]} plans @returns {IndicatorFigures[]} */
export const indicatorFigures = (plans) =>
  thingsIn(plans, "indicators").map((said) => {
    const { at, rows } = latestOf(said);
    const values = valuesGiven(said);
    const ordered = said.map(({ row }) => row).reverse();
    const baseline = firstSaid(ordered, "baseline") ?? "";
    const target = firstSaid(ordered, "targetValue") ?? "";
    return {
      ...{ row: rows[0].id, text: rows[0].text ?? "", goals: textsOf(pointedIn(at.plan, rows)) },
      ...{ timing: firstSaid(rows, "timing"), baseline, target, values },
      met: isMet(baseline, target, values.at(-1)?.number),
    };
  });

/**
 * How many have each value, in the order of the vocabulary.
 * @param {(string | undefined)[]} values @param {string[]} order
 * @param {boolean} every whether the values of none count too, if there is any of another
 * @returns {Share[]}
 */
export function sharesOf(values, order, every) {
  const others = [...new Set(values)].flatMap((status) => (status && !order.includes(status) ? [status] : []));
  return [...order, ...others.sort(byText)]
    .map((value) => ({ value, count: values.filter((status) => status === value).length }))
    .filter(({ count }) => count || (every && values.some(Boolean)));
}

/** Each thing by the latest plan that has it, with its rows round by round. @param {PlanAt[]} plans @param {"measures" | "indicators"} part @returns {Said[][]} */
function thingsIn(plans, part) {
  /** @type {Map<string, Said[]>} */
  const found = new Map();
  for (const at of plans)
    for (const row of listOfPlan(at.plan, part)) {
      const words = plainly((part === "measures" ? row.how : row.text) ?? "");
      // What has no words is nothing but itself.
      const key = words ? `${words}\n` : `${at.number}\n${row.id}`;
      found.set(key, [...(found.get(key) ?? []), { at, row }]);
    }
  const things = [...found.values()];
  return [...plans].reverse().flatMap((at) => things.filter((said) => said.at(-1)?.at === at));
}

/** The latest plan that has a thing, and its rows there. @param {Said[]} said */
function latestOf(said) {
  const { at } = said[said.length - 1];
  return { at, rows: said.filter((entry) => entry.at === at).map(({ row }) => row) };
}

/** @param {Plan} plan @param {PlanRow[]} rows */
function pointedIn(plan, rows) {
  const pointed = rows.flatMap((row) => row.goals ?? []);
  return listOfPlan(plan, "goals").filter(({ id }) => pointed.includes(id));
}

/** @param {PlanRow[]} rows @param {"end" | "responsible" | "kind" | "reach" | "timing" | "baseline" | "targetValue"} name */
const firstSaid = (rows, name) => rows.map((row) => row[name]).find(Boolean);

/** @param {Said[]} said @returns {Standing[]} */
const standingsOf = (said) =>
  byMoment(said, "measures.status", ({ status }) => status).map(([moment, status]) => ({ moment, status }));

/** @param {Said[]} said @returns {IndicatorValue[]} */
const valuesGiven = (said) =>
  byMoment(said, "indicators.current_value", ({ currentValue }) => currentValue).map(
    ([moment, text]) => ({ moment, text, number: numberIn(text) }),
  );

/** @param {Said[]} said @param {string} fact @param {(row: PlanRow) => string | undefined} read @returns {[number, string][]} */
function byMoment(said, fact, read) {
  /** @type {Map<number, string>} */
  const found = new Map();
  for (const { at, row } of said) {
    const value = read(row);
    if (value) found.set(momentIn(at, row.id, fact), value);
  }
  return [...found].sort(([one], [other]) => one - other);
}

/** @param {PlanRow[]} rows */
const textsOf = (rows) => rows.flatMap(({ text }) => text || []);

/** @param {string} baseline @param {string} target @param {number} [last] @returns {boolean | undefined} */
function isMet(baseline, target, last) {
  const [start, goal] = [numberIn(baseline), numberIn(target)];
  if (start === undefined || goal === undefined || last === undefined) return undefined;
  // Where nothing was to change, nobody knows which way is better.
  if (start === goal) return last === goal || undefined;
  return goal > start ? last >= goal : last <= goal;
}
