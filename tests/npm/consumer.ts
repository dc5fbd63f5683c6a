// A tool of somebody else in TypeScript: what it may do compiles, what it may not is refused.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

import type { Answers, Index, Model, Models, Workbook } from "occupational-health-cooperation";

const require = createRequire(import.meta.url);
function read<T>(path: string): T {
  return JSON.parse(readFileSync(require.resolve(`occupational-health-cooperation/v1/${path}`), "utf8"));
}

const index = read<Index.File>("index.json");
const { model } = read<Model.File>("en/model.json");
const all = read<Models.File>("model.json");
const { workbook } = read<Workbook.File>("fi/workbook/meeting.json");

const questions: string[] = model.themes.flatMap((theme) =>
  theme.questions.map((question) => (question.kind === "scale" ? `${question.text} (${question.scale})` : question.text)),
);
const finnish: string | undefined = all.model.themes[0]?.title["fi"];
const places: string[] = workbook.sections.flatMap((section) =>
  section.blocks.flatMap((block) => (block.kind === "asking" && block.layout === "scales" ? block.groups.flatMap((group) => group.places.map((place) => place.id)) : [])),
);
const sheet: Answers.AnswerSheet = {
  model: index.id,
  contentVersion: index.contentVersion,
  language: "en",
  answers: Object.fromEntries(places.map((id) => [id, { kind: "scale", value: 4 } as const])),
};

// @ts-expect-error -- no such field
model.thems;
// @ts-expect-error -- data is not to be changed
model.themes[0]!.number = "2";
// @ts-expect-error -- only scale questions have a scale
model.themes[0]!.questions[0]!.scale;
// @ts-expect-error -- a scale is answered with a number
const wrong: Answers.ScaleAnswer = { kind: "scale", value: "4" };
// @ts-expect-error -- a text in every language is a map
const title: string = all.model.title;

console.log(JSON.stringify({ questions: questions.length, finnish, answered: Object.keys(sheet.answers).length }));
void wrong, title;
