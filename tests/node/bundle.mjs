// Write the scripts of the HTML pages, each as one file that the package carries and a page holds,
// since a page may fetch nothing. `--check` only says whether they are up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const OWN = fileURLToPath(new URL("../../generators/toimintamalli_html/static/", import.meta.url));
// `--folder DIR` bundles a copy of the sources, such as one with a fault in it.
const at = process.argv.indexOf("--folder");
const FOLDER = at < 0 ? OWN : process.argv[at + 1];
const ENTRIES = ["workbook", "follow_up"];

const { outputFiles } = await build({
  absWorkingDir: FOLDER,
  entryPoints: ENTRIES.map((name) => `${name}.js`),
  outdir: "minified",
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2020",
  // A page shows signs of any kind as they are, and its script holds some that no page may.
  charset: "ascii",
  legalComments: "none",
  write: false,
});
for (const { path, text } of outputFiles) {
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (readFileSync(path, "utf8") !== text) {
    console.error(`${path} is not what its sources make: run make script`);
    process.exitCode = 1;
  }
}
