import { standingMeasures } from "./measures.js";
import {
  PARTS,
  answeredAnew,
  blockOf,
  codeFact,
  factText,
  hasPart,
  plainly,
  rowId,
  rowsOf,
  textFact,
  typeOfFact,
} from "./plan_rows.js";
import { columnOf, isBarePlan, isCounted, listOfPlan } from "./plan.js";
/**
 * Which rows of a plan go on into the next round, and in which places they stand there, as
 * `toimintamalli.rounds.carried` does it.
 *
 * @import { Answers } from "./answers.js"
 * @import { RoundAnswers } from "./rounds.js"
 * @import { PlanAt } from "./measures.js"
 * @import { FactBlock, Facts, Part, Row } from "./plan_rows.js"
 * @import { Plan, PlanRow } from "./plan.js"
 * @typedef {{round?: number, row: Row}} Carried one row that goes on, and the round that it is from
 * @typedef {Record<Part, Set<string>>} Staying the rows of each list that go on
 * @typedef {object} Filled the places of the next round's workbook that the plan fills in
 * @property {Answers} answers
 * @property {Map<string, string>} rows old row → new row, of the latest plan
 * @property {{place: string, block: FactBlock, from: Carried}[]} followed each row of a follow-up meeting's table
 * @property {Row[]} noRoom
 */

const CODES = PARTS.map(codeFact);
const NAMES_OF_FACTS = [...CODES, ...PARTS.map(textFact)];

/** What goes on: rows of places, and rows of the sheets' own plans. @param {RoundAnswers[]} rounds @param {PlanAt[]} plans @param {Facts} facts */
export function carried(rounds, plans, facts) {
  const latest = plans.findLast(({ plan }) => !isBarePlan(plan));
  /** @type {Carried[]} */
  const rows = [];
  /** @type {Plan} */
  let own = {};
  if (!latest) return { rows, own };
  const open = standingMeasures(plans, facts);
  for (const at of [latest, ...plans.filter((plan) => plan !== latest).reverse()]) {
    const ours = rowsOf(rounds[at.number].joint, facts);
    const isLatest = at === latest;
    const stays = isLatest ? staying(at, open) : onlyOpen(at, open);
    for (const row of goingOn(ours, stays, isLatest, facts)) rows.push({ round: at.round, row });
    own = withFree(own, restOf(at.plan, ours, stays, facts));
  }
  return { rows, own };
}

/** Put rows into the places of a new workbook: in their own blocks, one after another. @param {Carried[]} rows @param {Facts} facts @returns {Filled} */
export function fillPlaces(rows, facts) {
  /** @type {Filled} */
  const filled = { answers: {}, rows: new Map(), followed: [], noRoom: [] };
  /** @type {Map<string, number>} */
  const taken = new Map();
  /** @type {Set<string>} */
  const words = new Set();
  /** @type {Carried[]} */
  const going = [];
  const isElsewhere = (/** @type {Carried} */ { row }) =>
    Number(!rowAnswers(rootOf(row.block, facts), 1, row, facts).length);
  // What stands only in a further table comes after the rows of the table that it continues.
  for (const entry of [...rows].sort((one, other) => isElsewhere(one) - isElsewhere(other))) {
    const { row } = entry;
    const root = rootOf(row.block, facts);
    const said = plainly(factText(row, "measures.how"));
    // A row of the follow-up meeting about a measure that stands elsewhere is no other one.
    if (
      root.id !== row.block &&
      blockOf(facts, row.block)?.stage === "follow-up" &&
      words.has(said)
    )
      continue;
    going.push(entry);
    words.add(said);
    const number = (taken.get(root.id) ?? 0) + 1;
    if (root.kind === "cards" && number > (root.rows ?? 0)) {
      filled.noRoom.push(row);
      continue;
    }
    taken.set(root.id, number);
    if (!filled.rows.has(row.id)) filled.rows.set(row.id, rowId(root.id, number));
    for (const block of meetingBlocks(root, facts))
      Object.assign(filled.answers, Object.fromEntries(rowAnswers(block, number, row, facts)));
  }
  askForStatus(filled, going, facts);
  return filled;
}

/** The first of the blocks that continue one another. @param {string} id @param {Facts} facts @returns {FactBlock} */
function rootOf(id, facts) {
  let block = /** @type {FactBlock} */ (blockOf(facts, id));
  const seen = new Set([block.id]);
  for (;;) {
    const next = blockOf(facts, block.continues);
    if (!next || seen.has(next.id)) return block;
    block = next;
    seen.add(block.id);
  }
}

/** @param {FactBlock} root @param {Facts} facts */
const meetingBlocks = (root, { blocks = [] }) => [
  root,
  ...blocks.filter(
    ({ continues, stage = "meeting" }) => continues === root.id && stage === "meeting",
  ),
];

/** The places of a row in one block; its name stands only beside something else. @param {FactBlock} block @param {number} number @param {Row} row @param {Facts} facts */
function rowAnswers(block, number, row, facts) {
  const anew = answeredAnew(facts).map(({ id }) => id);
  const found = block.fields.filter(
    ({ fact }) =>
      row.facts[fact] && !anew.includes(fact) && isCounted(fact, row.facts[fact], facts),
  );
  const elsewhere = block.continues ? NAMES_OF_FACTS : CODES;
  if (block.id !== row.block && found.every(({ fact }) => elsewhere.includes(fact))) return [];
  return found.map(({ id, fact }) => [`${block.id}-${number}.${id}`, row.facts[fact]]);
}

/** Write each measure once into the table in which the follow-up meeting notes its status. @param {Filled} filled @param {Carried[]} going @param {Facts} facts */
function askForStatus(filled, going, facts) {
  const asking = (facts.blocks ?? []).flatMap((block) => {
    const how = block.fields.find(({ fact }) => fact === "measures.how");
    return block.stage === "follow-up" && how && block.continues ? [{ block, how }] : [];
  });
  const own = new Set(asking.map(({ block }) => block.continues));
  for (const { block, how } of asking) {
    /** @type {Set<string>} */
    const seen = new Set();
    const isOther = (/** @type {Carried} */ { row }) =>
      Number(rootOf(row.block, facts).id !== block.continues);
    // Those of the block that it continues come first, and no other table asks for them.
    for (const from of [...going].sort((one, other) => isOther(one) - isOther(other))) {
      if (isOther(from) && own.has(rootOf(from.row.block, facts).id)) continue;
      const text = plainly(factText(from.row, "measures.how"));
      if (!text || seen.has(text)) continue;
      seen.add(text);
      const place = `${block.id}-${seen.size}`;
      filled.answers[`${place}.${how.id}`] = from.row.facts["measures.how"];
      filled.followed.push({ place, block, from });
    }
  }
}

/** The rows of the latest plan that go on. @param {PlanAt} at @param {Set<string>} open @returns {Staying} */
function staying({ number, plan }, open) {
  const { needs = [], goals = [], measures = [], indicators = [] } = plan;
  const closed = idsOf(measures.filter(({ id }) => !open.has(`${number} ${id}`)));
  const ended = idsOf(
    goals.filter(({ id }) => allIn(measures.filter((measure) => measure.goals?.includes(id)), closed)),
  );
  const met = idsOf(
    needs.filter(({ id }) => allIn(goals.filter((goal) => goal.needs?.includes(id)), ended)),
  );
  const known = idsOf(goals);
  return {
    needs: idsOf(needs.filter(({ id }) => !met.has(id))),
    goals: idsOf(goals.filter(({ id }) => !ended.has(id))),
    measures: idsOf(measures.filter(({ id }) => !closed.has(id))),
    indicators: idsOf(
      indicators.filter((indicator) => {
        const watched = (indicator.goals ?? []).filter((id) => known.has(id));
        return !watched.length || watched.some((id) => !ended.has(id));
      }),
    ),
  };
}

/** @param {PlanRow[]} rows */
const idsOf = (rows) => new Set(rows.map(({ id }) => id));

/** Whether there are rows, and all are among some. @param {PlanRow[]} rows @param {Set<string>} ids */
const allIn = (rows, ids) => rows.length > 0 && rows.every(({ id }) => ids.has(id));

/** The measures of an earlier plan that are still open, with what stands on their row. @param {PlanAt} at @param {Set<string>} open @returns {Staying} */
function onlyOpen({ number, plan }, open) {
  const ids = idsOf(listOfPlan(plan, "measures").filter(({ id }) => open.has(`${number} ${id}`)));
  return { needs: ids, goals: ids, measures: ids, indicators: ids };
}

/** @param {Row[]} rows @param {Staying} stays @param {boolean} isWhole @param {Facts} all @returns {Row[]} */
function goingOn(rows, stays, isWhole, all) {
  const anew = answeredAnew(all).map(({ id }) => id);
  return rows.flatMap((row) => {
    if (hasPart(row, "measures") && !stays.measures.has(row.id)) return [];
    const facts = Object.entries(row.facts).filter(
      ([name]) =>
        stays[/** @type {Part} */ (name.split(".")[0])]?.has(row.id) &&
        // An earlier plan's codes may mean something else in the latest one.
        (isWhole || !(typeOfFact(all, name)?.kind === "links" || CODES.includes(name))),
    );
    return facts.some(([name]) => !anew.includes(name))
      ? [{ ...row, facts: Object.fromEntries(facts) }]
      : [];
  });
}

/** The rows of the sheets' own plans that go on, without what each round says anew. @param {Plan} plan @param {Row[]} rows @param {Staying} stays @param {Facts} facts @returns {Plan} */
const restOf = (plan, rows, stays, facts) =>
  Object.fromEntries(
    PARTS.map((part) => [
      part,
      listOfPlan(plan, part)
        .filter(
          ({ id }) =>
            stays[part].has(id) && !rows.some((row) => row.id === id && hasPart(row, part)),
        )
        .map((row) => withoutAnew(row, part, facts)),
    ]),
  );

/** @param {PlanRow} row @param {Part} part @param {Facts} facts @returns {PlanRow} */
function withoutAnew(row, part, facts) {
  const anew = answeredAnew(facts).map(({ id }) => id.replace(`${part}.`, ""));
  const kept = Object.entries(row).filter(([key]) => !anew.map(columnOf).includes(key));
  return { id: row.id, ...Object.fromEntries(kept) };
}

/** A plan with the rows of an earlier one under ids that are still free. @param {Plan} first @param {Plan} earlier @returns {Plan} */
const withFree = (first, earlier) =>
  Object.fromEntries(
    PARTS.map((part) => {
      const ours = listOfPlan(first, part);
      const taken = idsOf(ours);
      return [part, [...ours, ...listOfPlan(earlier, part).filter(({ id }) => !taken.has(id))]];
    }),
  );
