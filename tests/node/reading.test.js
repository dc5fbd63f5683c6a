// The rules by which filled Word workbooks are read: tests/conformance/reading, as pytest runs them.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { DOMParser } from "@xmldom/xmldom";

import { BadFile } from "../../generators/toimintamalli_html/static/file.js";
import { PlaceTable } from "../../generators/toimintamalli_html/static/reading/places.js";
import { comparable } from "../../generators/toimintamalli_html/static/reading/printed.js";
import { readParts } from "../../generators/toimintamalli_html/static/reading/reader.js";
import { fold } from "../../generators/toimintamalli_html/static/reading/wording.js";

// What browsers bring along, and Node does not.
globalThis.DOMParser = DOMParser;

const FOLDER = new URL("../conformance/reading/", import.meta.url);
const read = (name) => JSON.parse(readFileSync(new URL(name, FOLDER), "utf8"));
const KNOWN = read("places.json");
const WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const NAMESPACES =
  ` xmlns:w="${WORD}"` +
  ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"' +
  ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"' +
  ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"' +
  ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"' +
  ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"' +
  ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"' +
  ' xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"' +
  ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"';
const ROOTS = {
  "word/document.xml": ["w:document", "<w:body>", "</w:body>"],
  "word/comments.xml": ["w:comments", "", ""],
  "word/footnotes.xml": ["w:footnotes", "", ""],
};

/** The parts of a case as whole XML: namespaces around, and the real names of bookmarks. */
function partsOf({ parts, manifest = KNOWN }) {
  const made = Object.entries(parts).map(([name, inner]) => {
    const [root, head, foot] = ROOTS[name];
    const body = inner.replace(/w:name="tm:([^"]+)"/g, (_, id) => `w:name="${bookmarkName(id)}"`);
    return [name, `<${root}${NAMESPACES}>${head}${body}${foot}</${root}>`];
  });
  if (manifest) {
    const { model, version, language, wording, earlier } = manifest;
    const said = JSON.stringify({ model, version, language, wording, earlier }).replace(/&/g, "&amp;").replace(/</g, "&lt;");
    const property = `<property name="toimintamalli"><lpwstr>${said}</lpwstr></property>`;
    made.push(["docProps/custom.xml", `<Properties xmlns="urn:x">${property}</Properties>`]);
  }
  return new Map(made.map(([name, text]) => [name, new TextEncoder().encode(text)]));
}

/** The bookmark of a place, as `toimintamalli.workbook.places` makes it. */
function bookmarkName(id) {
  const bytes = createHash("sha256").update(id).digest().subarray(0, 10);
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  const letters = bits.match(/.{5}/g).map((each) => "abcdefghijklmnopqrstuvwxyz234567"[parseInt(each, 2)]);
  return `tm_${letters.join("")}`;
}

/** The places of an id that is gone, from every view: what Python says of them to a page. */
function retiredBy({ id, kind, retired, replacedBy }) {
  if (["theme", "scale", "party"].includes(kind) || !(retired || replacedBy?.length)) return [];
  const views = KNOWN.places.map((place) => place.id.split("@")[1] ?? "");
  return ["", ...views, ...KNOWN.parties].map((view) => {
    const place = view ? `${id}@${view}` : id;
    return [place, bookmarkName(place)];
  });
}

/** What a workbook of the small model says before anybody writes in it. */
const printedIn = ({ printed, places }) => [
  ...printed,
  ...places.flatMap(({ prompts, number = "", section, beside = [] }) => [
    ...Object.values(prompts).flatMap((prompt) => [prompt, `${number} ${prompt}`.trim()]),
    ...[number, ...Object.values(section), ...beside],
  ]),
];

const fingerprint = (text) =>
  createHash("sha256").update(comparable(text)).digest().subarray(0, 6).toString("base64");

/** What the options of a place were called before, as a page knows it. */
const formerOf = (labels) =>
  Object.fromEntries(Object.entries(labels).map(([label, value]) => [fingerprint(fold(label)), value]));

const tableOf = (ledger = { entries: [] }) =>
  new PlaceTable(
    {
      ...KNOWN,
      ...{ versions: [KNOWN.version], keptWordings: KNOWN.wordings, asked: {}, under: {}, profiles: [], gone: [] },
      texts: printedIn(KNOWN).map(fingerprint).join(""),
      retired: Object.fromEntries(ledger.entries.flatMap(retiredBy)),
      places: KNOWN.places.map(({ choices = [], former = {}, ...rest }) => ({
        ...{ bookmark: bookmarkName(rest.id), number: "", marks: "answer", beside: [], offers: choices },
        ...rest,
        former: formerOf(former),
      })),
    },
    Object.fromEntries(ledger.entries.map(({ id, ...rest }) => [id, rest])),
  );

/** Every absent thing left out, as Python writes sheets. */
const bare = (sheet) =>
  JSON.parse(
    JSON.stringify(sheet, (key, value) =>
      key !== "answers" && value && typeof value === "object" && !Object.keys(value).length
        ? undefined
        : value,
    ),
  );

async function run(each) {
  try {
    return await readParts(partsOf(each), tableOf(each.ledger));
  } catch (reason) {
    assert.ok(reason instanceof BadFile, reason);
    return { sheets: [], findings: [{ code: reason.message, ...reason }] };
  }
}

for (const file of readdirSync(FOLDER).filter((name) => name.endsWith(".json") && name !== "places.json"))
  for (const each of read(file))
    test(`${file}: ${each.title}`, async () => {
      const { sheets, findings } = await run(each);
      const { expected } = each;
      assert.deepEqual(
        findings.map((found, index) =>
          Object.fromEntries(
            Object.keys(expected.findings[index] ?? found).map((key) => [key, found[key] ?? ""]),
          ),
        ),
        expected.findings,
      );
      assert.deepEqual(sheets.map(bare), expected.sheets.map(bare));
    });
