/**
 * What each column of a plan holds. Made by `make tables` of the plan's types.
 * @type {Record<string, Record<string, string>>}
 */
export const COLUMNS = {
  needs: {
    id: "slug",
    code: "words",
    text: "words",
    nature: "slug",
    domain: "slug",
    reach: "slug",
  },
  goals: {
    id: "slug",
    code: "words",
    text: "words",
    needs: "slugs",
    checks: "slugs",
    date: "date",
  },
  measures: {
    id: "slug",
    code: "words",
    how: "words",
    why: "words",
    sought: "words",
    goals: "slugs",
    responsible: "slug",
    kind: "slug",
    reach: "slug",
    start: "date",
    end: "date",
    status: "slug",
  },
  indicators: {
    id: "slug",
    code: "words",
    text: "words",
    goals: "slugs",
    timing: "slug",
    object: "slug",
    targetKind: "slug",
    baseline: "words",
    targetValue: "words",
    currentValue: "words",
    date: "date",
    whoBrings: "slug",
  },
};
