// What a workplace answered on every scale, from the folder `v1` and an answers file alone.
// Types: json2ts -i v1/schema/places.schema.json -o places.d.ts, and the same for answers and index.
// node answered.js V1 ANSWERS LANGUAGE
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import type { Answers } from "./answers.js";
import type { PublishedIndex } from "./index.js";
import type { PublishedPlaces } from "./places.js";

type Place = PublishedPlaces["places"][number];

/** The places to answer in, by id; refuses what was damaged on its way here. */
function placesOf(folder: string): Map<string, Place> {
  const index: PublishedIndex = JSON.parse(readFileSync(`${folder}/index.json`, "utf8"));
  if (index.schemaVersion.split(".")[0] !== "1") throw new Error("this program reads version 1");
  const content = readFileSync(`${folder}/places.json`, "utf8");
  const known = index.files.find((file) => file.path === "places.json");
  if (createHash("sha256").update(content).digest("hex") !== known?.sha256) throw new Error("places.json is damaged");
  const table: PublishedPlaces = JSON.parse(content);
  return new Map(table.places.map((place) => [place.id, place]));
}

const [folder, answers, language] = process.argv.slice(2);
if (!folder || !answers || !language) throw new Error("V1 ANSWERS LANGUAGE");
const places = placesOf(folder);
const saved: Answers = JSON.parse(readFileSync(answers, "utf8"));
for (const sheet of saved.sheets ?? [])
  for (const [place, answer] of Object.entries(sheet.answers ?? {}).sort(([one], [two]) => (one < two ? -1 : 1))) {
    const asked = places.get(place);
    if (answer.kind !== "scale" || !asked) continue;
    const label = asked.choices?.find((choice) => choice.value === answer.value)?.label;
    const row = { place, number: asked.number, prompt: asked.prompt[language], value: answer.value, label: label?.[language] ?? null };
    console.log(JSON.stringify(row));
  }
