// Write the script of the HTML workbook as one small file, which the package carries and pages hold:
// the modules joined, without comments, with short names. `--check` only says if it is up to date.

import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const FOLDER = new URL("../../generators/toimintamalli_html/static/", import.meta.url);
const MADE = new URL("minified/workbook.js", FOLDER);
// Each after those that it stands on.
const MODULES = ["answers", "file", "page", "rows", "views", "workbook"];

/** A page may fetch nothing, so the modules become one; each name is in one of them only. */
function joined() {
  const sources = MODULES.map((name) => readFileSync(new URL(`${name}.js`, FOLDER), "utf8"));
  const bare = sources.map((each) => each.replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, ""));
  return `"use strict";(()=>{${bare.join("\n")}})()`;
}

const { code } = await minify(joined(), { ecma: 2020, compress: { passes: 3 }, mangle: true });

if (!process.argv.includes("--check")) writeFileSync(MADE, `${code}\n`);
else if (readFileSync(MADE, "utf8") !== `${code}\n`) {
  console.error("minified/workbook.js is not what its sources make: run make script");
  process.exitCode = 1;
}
