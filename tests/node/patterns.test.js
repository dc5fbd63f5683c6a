// The cases that the Python side shares: tests/conformance/patterns/README.md says what they are.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { fillIn, pluralCase } from "../../generators/toimintamalli_html/static/pattern.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../conformance/patterns/${name}.json`, import.meta.url), "utf8"));

for (const { pattern, language, facts, said } of read("cases"))
  test(`${pattern} in ${language} with ${JSON.stringify(facts)}`, () => {
    // What Python refuses, a page shows as it stands.
    assert.equal(fillIn(pattern, language, facts), said ?? pattern);
  });

test("the plural forms are those that the Python side chooses", () => {
  const { languages, numbers, chosen } = read("plurals");
  const found = languages.map((language) => numbers.map((number) => pluralCase(language, number)));
  assert.deepEqual(Object.fromEntries(languages.map((language, index) => [language, found[index]])), chosen);
});
