// The cases about follow-ups that Python shares: tests/conformance/follow-up/README.md.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { summarise } from "../../generators/toimintamalli_html/static/figures.js";
import { nextRound } from "../../generators/toimintamalli_html/static/next_round.js";
import { planOf } from "../../generators/toimintamalli_html/static/plan.js";
import { checkPlan } from "../../generators/toimintamalli_html/static/remarks.js";

const read = (name) =>
  JSON.parse(
    readFileSync(new URL(`../conformance/follow-up/${name}.json`, import.meta.url), "utf8"),
  );
const FACTS = read("facts");
const DEFAULTS = {
  stage: "meeting",
  state: "open",
  respondents: 1,
  withheld: false,
  overdue: false,
};

const isEmpty = (value) =>
  value === undefined ||
  value === null ||
  value === "" ||
  (typeof value === "object" && Object.keys(value).length === 0);

/** An absent field equals its default. */
function bare(value) {
  if (value instanceof Map) return bare(Object.fromEntries(value));
  if (Array.isArray(value)) return value.map(bare);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, bare(each)]);
  return Object.fromEntries(
    entries.filter(([key, each]) => !isEmpty(each) && DEFAULTS[key] !== each),
  );
}

function answer(short) {
  if (typeof short === "number") return { kind: "scale", value: short };
  if (typeof short === "string") return { kind: "text", value: short };
  const [[kind, value]] = Object.entries(short);
  return { kind, value };
}

const inFull = (short, facts) => ({
  ...{ model: facts.model, contentVersion: facts.version, language: "en", ...short },
  answers: Object.fromEntries(
    Object.entries(short.answers).map(([id, each]) => [id, answer(each)]),
  ),
});
const sheets = (each) => each.sheets.map((short) => inFull(short, FACTS[each.facts]));

/** What a case expects, and the same of what was found. */
function compare(found, expected) {
  const wanted = Object.fromEntries(Object.keys(expected).map((key) => [key, found[key]]));
  assert.deepEqual(bare(wanted), bare(expected));
}

for (const each of read("plan"))
  test(`plan: ${each.name}`, () =>
    assert.deepEqual(bare(planOf(sheets(each), FACTS[each.facts])), bare(each.expected)));

for (const each of read("remarks"))
  test(`remarks: ${each.name}`, () =>
    assert.deepEqual(bare(checkPlan(each.plan, FACTS[each.facts])), bare(each.expected)));

for (const each of read("figures"))
  test(`figures: ${each.name}`, () => {
    const { date, least } = each;
    const run = (given) => summarise(given, FACTS[each.facts], { date, least });
    compare(run(sheets(each)), each.expected);
    assert.deepEqual(run(sheets(each).reverse()), run(sheets(each)));
  });

for (const each of read("next-round"))
  test(`next round: ${each.name}`, () => {
    const facts = FACTS[each.facts];
    const expected = { ...each.expected };
    if (expected.sheets) expected.sheets = expected.sheets.map((short) => inFull(short, facts));
    if (expected.earlier)
      expected.earlier = Object.fromEntries(
        Object.entries(expected.earlier).map(([id, [only]]) => [id, only]),
      );
    const run = (given) => nextRound(given, facts, each.least);
    compare(run(sheets(each)), expected);
    assert.deepEqual(run(sheets(each).reverse()), run(sheets(each)));
  });
