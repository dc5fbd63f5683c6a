// The cases that the Python side shares: tests/conformance/answers/README.md says what they are.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { migrate } from "../../generators/toimintamalli_html/static/answers.js";
import { compareSheets } from "../../generators/toimintamalli_html/static/comparison.js";
import { BadFile, readFile, writeFile } from "../../generators/toimintamalli_html/static/file.js";
import { merge } from "../../generators/toimintamalli_html/static/merging.js";

const cases = (name) =>
  JSON.parse(
    readFileSync(new URL(`../conformance/answers/${name}.json`, import.meta.url), "utf8"),
  ).filter((each) => !each.notIn?.includes("browser"));

const isEmpty = (value) =>
  value === undefined ||
  value === "" ||
  (typeof value === "object" && value !== null && Object.keys(value).length === 0);

/** An absent field equals an empty one. */
function withoutBlanks(value) {
  if (Array.isArray(value)) return value.map(withoutBlanks);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, withoutBlanks(each)]);
  return Object.fromEntries(entries.filter(([key, each]) => key === "answers" || !isEmpty(each)));
}

const alike = (found, expected) => assert.deepEqual(withoutBlanks(found), withoutBlanks(expected));

/** The browser's page holds the ledger by id. */
const ledgerOf = ({ entries }) => Object.fromEntries(entries.map(({ id, ...rest }) => [id, rest]));

function bytesOf({ input, text, parts, base64 }) {
  if (base64 !== undefined) return new Uint8Array(Buffer.from(base64, "base64"));
  const said = parts
    ? parts.map(([part, times]) => part.repeat(times)).join("")
    : (text ?? JSON.stringify(input));
  return new TextEncoder().encode(said);
}

for (const each of cases("migrate"))
  test(`migrate: ${each.name}`, () =>
    alike(migrate(each.input, ledgerOf(each.ledger)), each.expected));

for (const each of cases("merge"))
  test(`merge: ${each.name}`, () => alike(merge(each.inputs), each.expected));

for (const each of cases("compare"))
  test(`compare: ${each.name}`, () => alike(compareSheets(each.inputs), each.expected));

for (const each of cases("read"))
  test(`read: ${each.name}`, () => {
    if (each.error) assert.throws(() => readFile(bytesOf(each)), BadFile);
    else alike(JSON.parse(writeFile(readFile(bytesOf(each)))), each.expected);
  });
