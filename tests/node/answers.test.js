import assert from "node:assert/strict";
import { test } from "node:test";

import {
  keep,
  migrate,
  missingLinks,
  successor,
} from "../../generators/toimintamalli_html/static/answers.js";
import { compareSheets } from "../../generators/toimintamalli_html/static/comparison.js";
import { BadFile, readFile, writeFile } from "../../generators/toimintamalli_html/static/file.js";

const facts = { model: "m", contentVersion: "1.0.0", language: "fi" };
const sheet = (answers, more = {}) => ({ ...facts, ...more, answers });
const scale = (value) => ({ kind: "scale", value });
const asFile = (...sheets) => JSON.stringify({ schemaVersion: "1.0.0", sheets });
const read = (text) => readFile(new TextEncoder().encode(text));

test("what is written is read back the same, and written again the same", () => {
  const answers = { "b.b.b": scale(2), "a.a.a": { kind: "no-answer" } };
  const written = writeFile({
    sheets: [sheet(answers, { party: "x", round: 2 })],
    unrecognised: {},
  });
  const again = read(written);
  assert.equal(writeFile(again), written);
  assert.deepEqual(Object.keys(again.sheets[0].answers), ["a.a.a", "b.b.b"]);
});

test("a file that is not ours is refused with a reason", () => {
  const refused = (text, reason) => assert.throws(() => read(text), new BadFile(reason));
  refused("", "file-not-answers");
  refused("{}", "file-not-answers");
  refused(asFile(7), "file-not-answers");
  refused(asFile({ answers: { "a.a.a": scale(2) } }), "file-not-answers");
  refused(JSON.stringify({ schemaVersion: "2.0.0", sheets: [] }), "file-newer");
  refused(" ".repeat(2_000_001), "file-too-large");
});

test("an answer follows its id over several steps and keeps its view", () => {
  const ledger = { "a.a.a": { replacedBy: ["b.b.b"] }, "b.b.b": { replacedBy: ["c.c.c"] } };
  assert.deepEqual(migrate(sheet({ "a.a.a@x": scale(1) }), ledger).answers, {
    "c.c.c@x": scale(1),
  });
});

test("an answer whose id was split, retired or changed its kind is kept apart", () => {
  const ledger = {
    "a.a.a": { replacedBy: ["b.b.b", "c.c.c"] },
    "d.d.d": { retired: true },
    "e.e.e": { kind: "question", replacedBy: ["f.f.f"] },
    "f.f.f": { kind: "practice" },
  };
  const old = sheet({ "a.a.a": scale(1), "d.d.d": scale(2), "e.e.e": scale(3), "g.g.g": scale(4) });
  const { answers, unrecognised } = migrate(old, ledger);
  assert.deepEqual(answers, { "g.g.g": scale(4) });
  assert.deepEqual(Object.keys(unrecognised), [
    "/answers/a.a.a",
    "/answers/d.d.d",
    "/answers/e.e.e",
  ]);
});

test("two answers that claim one place both stay apart", () => {
  const ledger = { "a.a.a": { replacedBy: ["c.c.c"] }, "b.b.b": { replacedBy: ["c.c.c"] } };
  const { answers, unrecognised } = migrate(
    sheet({ "a.a.a": scale(1), "b.b.b": scale(2) }),
    ledger,
  );
  assert.deepEqual(answers, {});
  assert.equal(Object.keys(unrecognised).length, 2);
});

test("a ledger that goes in a circle ends", () => {
  const ledger = { "a.a.a": { replacedBy: ["b.b.b"] }, "b.b.b": { replacedBy: ["a.a.a"] } };
  assert.equal(successor("a.a.a", ledger), null);
});

test("a party that got another name takes its views along", () => {
  const ledger = { old: { kind: "party", replacedBy: ["new"] }, new: { kind: "party" } };
  const moved = migrate(sheet({ "a.a.a@old": scale(1) }, { party: "old" }), ledger);
  assert.equal(moved.party, "new");
  assert.deepEqual(moved.answers, { "a.a.a@new": scale(1) });
});

test("what is kept never covers what is kept already", () => {
  const kept = keep(keep(keep({}, "/a", 1), "/a", 2), "/a", 2);
  assert.deepEqual(kept, { "/a": 1, "/a#2": 2 });
});

test("parties are compared, and a joint answer counts for nothing", () => {
  const found = compareSheets([
    sheet({ "q.q.q@w": scale(2) }, { party: "w" }),
    sheet({ "q.q.q@o": scale(5) }, { party: "o" }),
    sheet({ "q.q.q": scale(1) }),
  ]);
  assert.deepEqual(found, [
    {
      place: "q.q.q",
      kind: "scale",
      answers: [{ party: "w", value: 2 }, { party: "o", value: 5 }, { value: 1 }],
      agreement: false,
      gap: 3,
    },
  ]);
});

test("one view alone neither agrees nor differs", () => {
  const [found] = compareSheets([
    sheet({ "q.q.q@w": scale(2) }, { party: "w" }),
    sheet({ "q.q.q": scale(2) }),
  ]);
  assert.equal(found.agreement, undefined);
  assert.equal(found.gap, undefined);
});

test("a code that nobody mentions is a link missing", () => {
  const from = [{ links: "a1, A3 ja A4." }];
  const to = ["A1", "A2", "a3", "A4", ""].map((code) => ({ code }));
  assert.deepEqual(missingLinks(from, to), [{ code: "A2" }]);
});
