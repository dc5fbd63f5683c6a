// A tool of somebody else that imports the package at run time: the same in Node and in a bundle.
import { contentVersion, languages, loadModel, loadPlaces, loadWorkbook, type Language } from "occupational-health-cooperation";
import models from "occupational-health-cooperation/v1/model.json" with { type: "json" };

const first: Language = languages[0]!;
const { model } = await loadModel("en");
const { workbook } = await loadWorkbook(first, "meeting");
const { places } = await loadPlaces();
const scales: number = model.themes.flatMap((theme) => theme.questions).filter((each) => each.kind === "scale").length;
const finnish: string | undefined = models.model.themes[0]?.title["fi"];

// @ts-expect-error -- no such language
const refused = loadModel("de").then(() => false, (problem: unknown) => problem instanceof RangeError);
// @ts-expect-error -- no such field
models.model.thems;

console.log(JSON.stringify({ contentVersion, sections: workbook.sections.length, places: places.length, scales, finnish, refused: await refused }));
