// Prints every text in the sources of the pages' scripts, for the test that none of them is words.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";

const folder = process.argv[2];
const isText = (node) => ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node);
const texts = [];
const walk = (node) => {
  if (isText(node)) texts.push(node.text);
  ts.forEachChild(node, walk);
};
for (const name of readdirSync(folder, { recursive: true }))
  if (name.endsWith(".js") && !name.startsWith("minified")) {
    const file = join(folder, name);
    walk(ts.createSourceFile(file, readFileSync(file, "utf-8"), ts.ScriptTarget.Latest));
  }
console.log(JSON.stringify(texts));
