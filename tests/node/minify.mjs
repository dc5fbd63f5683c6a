// Write the scripts of the HTML pages, each as one small file that the package carries and a page
// holds: its modules joined, without comments, with short names. `--check` only says if they are up
// to date.

import { readFileSync, writeFileSync } from "node:fs";
import { minify } from "terser";

const FOLDER = new URL("../../generators/toimintamalli_html/static/", import.meta.url);
const ENTRIES = ["workbook", "follow_up"];
const TIGHT = ["workbook"];
const DECLARED = /^(?:export )?(?:async )?(?:const|let|function|class) (\w+)/gm;

// Unsafe only where code relies on `this`, or on built-in functions that somebody has replaced.
const COMPRESS = { passes: 3, unsafe: true, unsafe_arrows: true };

const sources = new Map();
const read = (name) => {
  if (!sources.has(name)) sources.set(name, readFileSync(new URL(`${name}.js`, FOLDER), "utf8"));
  return sources.get(name);
};

const IMPORTED = /^(?:import|\}) .*from "\.\/(\w+)\.js";$/gm;

/** The modules behind one, each once and after those that it stands on. */
const modulesOf = (name) => [
  ...new Set([...[...read(name).matchAll(IMPORTED)].flatMap(([, other]) => modulesOf(other)), name]),
];

/** The same code with one word for all declarations, which packs better: types prove constants. */
const alike = (code) => code.replace(/\bconst (?=[\w{[])/g, "let ");

/** Also functions are declared so, where no module calls one before it gets there. */
const moreAlike = (code) =>
  code
    .replace(/^(async )?function (\w+)\(/gm, "let $2 = $1function (")
    .replace(/^\}$/gm, "};");

/** A page may fetch nothing, so the modules become one, and each name is in one of them only. */
function joined(entry) {
  const modules = modulesOf(entry);
  const names = modules.flatMap((name) => [...read(name).matchAll(DECLARED)].map(([, each]) => each));
  const twice = names.filter((each, index) => names.indexOf(each) < index);
  if (twice.length) throw new Error(`${entry}.js: two modules declare ${twice.join(", ")}`);
  const bare = modules.map((name) => read(name).replace(/^import [^;]*;\n/gm, "").replace(/^export /gm, ""));
  const code = alike(bare.join("\n"));
  return `"use strict";(()=>{${TIGHT.includes(entry) ? moreAlike(code) : code}})()`;
}

for (const entry of ENTRIES) {
  const made = new URL(`minified/${entry}.js`, FOLDER);
  const { code } = await minify(joined(entry), { ecma: 2020, compress: COMPRESS, mangle: true });
  if (!process.argv.includes("--check")) writeFileSync(made, `${code}\n`);
  else if (readFileSync(made, "utf8") !== `${code}\n`) {
    console.error(`minified/${entry}.js is not what its sources make: run make script`);
    process.exitCode = 1;
  }
}
