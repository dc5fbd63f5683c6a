// A tool of somebody else, written from docs/tool-builders.md and the schemas alone.
// node consumer.mjs V1-FOLDER THEME ANSWERS-FILE
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import Ajv from "ajv/dist/2020.js";

const [root, themeId, answersFile] = process.argv.slice(2);
const ajv = new Ajv({ strict: false, allErrors: true });
const parse = (path) => JSON.parse(readFileSync(join(root, path), "utf8"));

const problems = [];
const index = parse("index.json");
for (const { path, bytes, sha256 } of index.files) {
  const content = readFileSync(join(root, path));
  if (content.length !== bytes) problems.push(`${path}: ${content.length} bytes, not ${bytes}`);
  if (createHash("sha256").update(content).digest("hex") !== sha256) problems.push(`${path}: other bytes`);
}

const validators = new Map();
for (const { path } of index.files.filter((file) => file.path.startsWith("schema/")))
  validators.set(path, ajv.compile(parse(path)));
function validate(name, value) {
  const check = validators.get(name);
  if (!check(value)) problems.push(...check.errors.map((error) => `${name}${error.instancePath} ${error.message}`));
}
const data = ["index.json", ...index.files.map((file) => file.path)].filter((path) => !path.startsWith("schema/"));
for (const path of data) {
  const value = parse(path);
  validate(join(dirname(path), value.$schema), value);
}

const questions = Object.fromEntries(
  index.languages.map((language) => {
    const { model } = parse(`${language}/model.json`);
    const theme = model.themes.find((each) => each.id === themeId);
    return [language, theme.questions.map(({ number, id, text }) => ({ number, id, text }))];
  }),
);

const places = parse(`${index.languages[0]}/workbook/meeting.json`)
  .workbook.sections.flatMap((section) => section.blocks)
  .filter((block) => block.layout === "scales")
  .flatMap((block) => block.groups)
  .flatMap((group) => group.places)
  .filter((place) => place.party === "workplace");
const answers = {
  $schema: parse("schema/answers.schema.json").$id,
  schemaVersion: "1.0.0",
  sheets: [
    {
      model: index.id,
      contentVersion: index.contentVersion,
      language: index.languages[0],
      party: "workplace",
      answers: Object.fromEntries(places.map(({ id, choices }) => [id, { kind: "scale", value: choices.at(-1).value }])),
    },
  ],
};
validate("schema/answers.schema.json", answers);
writeFileSync(answersFile, JSON.stringify(answers));
console.log(JSON.stringify({ problems, questions, files: data, answered: places.length }));
