import { keep, same } from "./answers.js";
/**
 * Several sheets of one party in one round, such as two days' work, as one: as
 * `toimintamalli.answers.merging` does it, on the same test cases.
 *
 * @import { Sheet, Unrecognised } from "./answers.js"
 * @import { Plan, PlanRow } from "./plan.js"
 */

/**
 * One sheet for each model, organisation, round and party, in the order first met. Where two
 * differ, the later day's answer or row stands, and the other is kept.
 * @param {Sheet[]} sheets @returns {Sheet[]}
 */
export function merge(sheets) {
  /** @type {Map<string, Sheet[]>} */
  const groups = new Map();
  for (const sheet of sheets) {
    const whose = JSON.stringify([sheet.model, sheet.organisation ?? "", sheet.round, sheet.party]);
    groups.set(whose, [...(groups.get(whose) ?? []), sheet]);
  }
  return [...groups.values()].map((group) =>
    [...group].sort((one, other) => byText(one.date, other.date)).reduce(addSheet),
  );
}

/** Compare as a computer does, the absent first. @param {string} [one] @param {string} [other] */
export const byText = (one = "", other = "") => (one < other ? -1 : Number(one > other));

/** Whether two records say the same, whatever the order of their keys. @param {object} one @param {object} other */
export const isEqual = (one, other) => same(inKeyOrder(one), inKeyOrder(other));

/** @param {object} record */
export const inKeyOrder = (record) =>
  Object.entries(record).sort(([one], [other]) => byText(one, other));

/** @param {Sheet} earlier @param {Sheet} later @returns {Sheet} */
function addSheet(earlier, later) {
  /** @type {Unrecognised} */
  let kept = earlier.unrecognised ?? {};
  for (const [key, value] of Object.entries(later.unrecognised ?? {})) kept = keep(kept, key, value);
  for (const [id, answer] of inKeyOrder(earlier.answers))
    if (later.answers[id] && !isEqual(later.answers[id], answer))
      kept = keep(kept, `/answers/${id}`, answer);
  /** @type {Plan} */
  const plan = {};
  for (const list of /** @type {const} */ (["needs", "goals", "measures", "indicators"])) {
    /** @type {Map<string, PlanRow>} */
    const rows = new Map((earlier.plan?.[list] ?? []).map((row) => [row.id, row]));
    for (const row of later.plan?.[list] ?? []) {
      const before = rows.get(row.id);
      if (before && !isEqual(before, row)) kept = keep(kept, `/plan/${list}/${row.id}`, before);
    }
    for (const row of later.plan?.[list] ?? []) rows.set(row.id, row);
    plan[list] = [...rows.values()];
  }
  return {
    ...later,
    answers: { ...earlier.answers, ...later.answers },
    plan,
    unrecognised: kept,
  };
}
