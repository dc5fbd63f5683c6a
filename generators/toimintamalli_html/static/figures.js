import { byText } from "./merging.js";
import { LEAST, factOf, gather, placeIn, pointKey, wordsIn } from "./rounds.js";
import {
  currentOf,
  indicatorFigures,
  measureFigures,
  sharesOf,
  stagesOf,
  writtenIn,
} from "./measures.js";
import { tenths } from "./numbers.js";
import { byKeys, inRow, rowId, rowsOf, textOf } from "./plan_rows.js";
import { buildPlan, columnOf, isBarePlan, joinPlans } from "./plan.js";
import { checkPlan } from "./remarks.js";
import { saidIn } from "./said.js";
import { workplaces } from "./workplaces.js";
/**
 * The figures of a follow-up: from the sheets of one workplace, over parties and rounds, as
 * `toimintamalli.rounds.figures` does it.
 *
 * @import { Sheet } from "./answers.js"
 * @import { Moment, Point, RoundAnswers } from "./rounds.js"
 * @import { IndicatorFigures, MeasureFigures, PlanAt, Share } from "./measures.js"
 * @import { Facts, Stage } from "./plan_rows.js"
 * @import { Plan } from "./plan.js"
 * @import { PlanRemark } from "./remarks.js"
 * @import { Said } from "./said.js"
 * @typedef {{moment: number, party?: string} & Point} Reading
 * @typedef {{party?: string, since: number, until: number, by: number}} Change
 * @typedef {object} QuestionFigures
 * @property {string} place
 * @property {Reading[]} readings
 * @property {boolean} [agreement]
 * @property {number} [gap]
 * @property {Change[]} changes
 * @typedef {{moment: number, text: string}} Result
 * @typedef {"achieved" | "succeeded" | "next" | "changes"} ResultName
 * @typedef {Partial<Record<"date" | "what" | "when" | "preparation" | "whoBrings", string>>} NextMeeting
 * @typedef {{code: string, place?: string, moment?: number}} Doubt
 * @typedef {object} FollowUp
 * @property {string} organisation
 * @property {string} [date]
 * @property {Moment[]} moments
 * @property {QuestionFigures[]} questions
 * @property {Plan} plan
 * @property {MeasureFigures[]} measures
 * @property {Share[]} statuses
 * @property {Share[]} reaches
 * @property {Share[]} kinds
 * @property {IndicatorFigures[]} indicators
 * @property {Record<ResultName, Result[]>} results
 * @property {NextMeeting} nextMeeting
 * @property {PlanRemark[]} remarks
 * @property {Said[]} said
 * @property {Doubt[]} doubts
 * @typedef {Partial<Record<Stage, number>>} Stages each stage that a round has → its moment
 * @typedef {{moments: Moment[], stages: Stages[]}} Timeline
 * @typedef {{date?: string, least?: number}} Choices
 */

const STAGES = /** @type {const} */ (["meeting", "follow-up"]);

/**
 * The figures of one workplace's sheets under the ids of today, of any rounds.
 * @param {Sheet[]} sheets @param {Facts} facts @param {Choices} [choices] @returns {FollowUp}
 */
export function summarise(sheets, facts, { date, least = LEAST } = {}) {
  const rounds = gather(sheets, facts, least);
  const timeline = timelineOf(rounds);
  const plans = plansOf(rounds, timeline, facts);
  const day = date ?? timeline.moments.flatMap((moment) => moment.date ?? []).sort(byText).at(-1);
  const measures = measureFigures(plans, facts, day);
  const now = currentOf(measures, plans);
  const latest = plans.findLast((at) => !isBarePlan(at.plan));
  const plan = latest?.plan ?? {};
  const { statuses = [], reaches = [], kinds = [] } = facts;
  return {
    organisation: organisationOf(rounds),
    date: day,
    moments: timeline.moments,
    questions: (facts.questions ?? []).flatMap((id) => questionFigures(rounds, timeline, facts, id)),
    plan,
    measures,
    statuses: sharesOf(now.map(({ status }) => status), statuses.map(({ id }) => id), false),
    reaches: sharesOf(now.map(({ reach }) => reach), reaches, true),
    kinds: sharesOf(now.map(({ kind }) => kind), kinds, true),
    indicators: indicatorFigures(plans),
    results: resultsOf(rounds, timeline, facts),
    nextMeeting: nextMeetingOf(rounds, facts),
    remarks: checkPlan(plan, facts, latest?.written),
    said: saidIn(rounds, (round, stage) => momentAt(timeline, round, stage) ?? 0, facts),
    doubts: doubtsOf(rounds, timeline),
  };
}

/** The moments of some rounds, and which is which. @param {RoundAnswers[]} rounds @returns {Timeline} */
export function timelineOf(rounds) {
  /** @type {Moment[]} */
  const moments = [];
  const stages = rounds.map(({ meeting, followed, saysMeeting }) => ({
    ...(saysMeeting || !followed ? { meeting: moments.push(meeting) - 1 } : {}),
    ...(followed ? { "follow-up": moments.push(followed) - 1 } : {}),
  }));
  return { moments, stages };
}

/** The moment of a stage, or the round's other one where it has no such. @param {Timeline} timeline @param {number} round @param {Stage} stage */
const momentAt = ({ stages }, round, stage) =>
  stages[round][stage] ?? Object.values(stages[round])[0];

/** The plan of each round. @param {RoundAnswers[]} rounds @param {Timeline} timeline @param {Facts} facts @returns {PlanAt[]} */
export const plansOf = (rounds, timeline, facts) =>
  rounds.map((given, number) => {
    const { round, joint, plan } = given;
    const rows = rowsOf(joint, facts);
    return {
      ...{ number, round, plan: joinPlans([buildPlan(rows, facts), plan]) },
      ...{ moments: timeline.stages[number], stages: stagesOf(rows) },
      written: new Map([...besideIn(given, facts), ...writtenIn(rows, facts)]),
      called: new Map(rows.flatMap(({ id, called }) => (called.length ? [[id, called]] : []))),
    };
  });

/** Row and fact → what somebody wrote beside the answer: a second role, a doubt. @param {RoundAnswers} given @param {Facts} facts @returns {Map<string, string>} */
function besideIn({ sheets, joint }, facts) {
  /** @type {Map<string, Set<string>>} */
  const found = new Map();
  for (const { unrecognised = {} } of sheets)
    for (const [key, value] of Object.entries(unrecognised)) {
      const place = placeIn(key);
      const [row, told, words] = [inRow(place), factOf(place, facts), wordsIn(value)];
      if (!row || !told || !words || !joint[place]) continue;
      const name = `${rowId(row.block, row.number)} ${told.fact}`;
      found.set(name, (found.get(name) ?? new Set()).add(words));
    }
  return new Map([...found].map(([name, words]) => [name, [...words].sort(byText).join("\n")]));
}

/** The name of the workplace, if all that give one agree. @param {RoundAnswers[]} rounds */
export function organisationOf(rounds) {
  const names = workplaces(rounds.flatMap(({ organisations }) => organisations));
  return names.length === 1 ? names[0] : "";
}

/** @param {RoundAnswers[]} rounds @param {Timeline} timeline @returns {Doubt[]} */
const doubtsOf = (rounds, timeline) =>
  rounds.flatMap(({ round, meeting, doubts }, number) => {
    // Without a round and a day nobody knows when it was.
    const isUndated = rounds.length > 1 && !round && !meeting.date;
    const told = doubts
      .map(([stage, code, place]) => ({
        ...{ code, ...(place && { place }), moment: momentAt(timeline, number, stage) },
      }))
      .sort((one, other) =>
        byKeys([one.moment, one.code, one.place ?? ""], [other.moment, other.code, other.place ?? ""]),
      );
    const moment = momentAt(timeline, number, "meeting");
    return isUndated ? [{ code: "dates-unknown", moment }, ...told] : told;
  });

/** @param {RoundAnswers[]} rounds @param {Timeline} timeline @param {Facts} facts @param {string} place @returns {QuestionFigures[]} */
function questionFigures(rounds, timeline, { parties = [] }, place) {
  const readings = rounds.flatMap(({ points }, number) =>
    STAGES.flatMap((stage) => {
      const moment = timeline.stages[number][stage];
      return [...parties, ""].flatMap((party) => {
        const point = points.get(pointKey(stage, party, place));
        return point && moment !== undefined ? [{ moment, ...(party && { party }), ...point }] : [];
      });
    }),
  );
  if (!readings.length) return [];
  const values = lastShared(readings);
  const known = values.length
    ? { agreement: new Set(values).size === 1, gap: tenths(Math.max(...values) - Math.min(...values)) }
    : {};
  return [{ place, readings, ...known, changes: changesOf(readings, [...parties, ""]) }];
}

/** What the parties said at the last moment at which two of them did. @param {Reading[]} readings */
function lastShared(readings) {
  /** @type {Map<number, number[]>} */
  const found = new Map();
  for (const { moment, party, value } of readings)
    if (party && value !== null) found.set(moment, [...(found.get(moment) ?? []), value]);
  const shared = [...found].filter(([, values]) => values.length > 1);
  return shared.sort(([one], [other]) => other - one)[0]?.[1] ?? [];
}

/** @param {Reading[]} readings @param {string[]} parties @returns {Change[]} */
const changesOf = (readings, parties) =>
  parties.flatMap((party) => {
    const own = readings.filter((reading) => (reading.party ?? "") === party && reading.value !== null);
    const [before, after] = own.slice(-2);
    if (!after) return [];
    const by = tenths(Number(after.value) - Number(before.value));
    return [{ ...(party && { party }), since: before.moment, until: after.moment, by }];
  });

/** @param {RoundAnswers[]} rounds @param {Timeline} timeline @param {Facts} facts */
function resultsOf(rounds, timeline, facts) {
  const told = rounds.flatMap((round, number) =>
    toldIn(round, facts, "results").map(({ name, stage, text }) => ({
      name,
      said: { moment: momentAt(timeline, number, stage), text },
    })),
  );
  /** @param {ResultName} wanted */
  const of = (wanted) => told.filter(({ name }) => name === wanted).map(({ said }) => said);
  return {
    achieved: of("achieved"),
    succeeded: of("succeeded"),
    next: of("next"),
    changes: of("changes"),
  };
}

/** @param {RoundAnswers[]} rounds @param {Facts} facts @returns {NextMeeting} */
function nextMeetingOf(rounds, facts) {
  const told = rounds.map((round) => toldIn(round, facts, "meeting")).findLast(({ length }) => length);
  return Object.fromEntries((told ?? []).map(({ name, text }) => [columnOf(name), text]));
}

/** What a round's forms tell. @param {RoundAnswers} round @param {Facts} facts @param {string} part */
const toldIn = ({ joint }, { blocks = [] }, part) =>
  blocks
    .filter(({ kind }) => kind === "fields")
    .flatMap(({ id, stage = "meeting", fields }) =>
      fields.flatMap(({ id: field, fact }) => {
        const answer = joint[`${id}.${field}`];
        const text = textOf(answer);
        const [whose, name] = fact.split(".");
        // A day that was answered in words is none that a calendar could hold.
        const isSound = name !== "date" || answer?.kind === "date";
        return whose === part && text && isSound ? [{ name, stage: /** @type {Stage} */ (stage), text }] : [];
      }),
    );
