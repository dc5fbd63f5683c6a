// The page's rules for whoever compares them with Python's: a line of JSON in, a line of JSON out.
// It calls what the pages call, and nothing inside.
import { createInterface } from "node:readline";

import { DOMParser } from "@xmldom/xmldom";

import { readDocx } from "../../generators/toimintamalli_html/static/reading/reader.js";
import { readXml } from "../../generators/toimintamalli_html/static/reading/tokens.js";
import { Pace } from "../../generators/toimintamalli_html/static/reading/pace.js";
import { PlaceTable } from "../../generators/toimintamalli_html/static/reading/places.js";
import { summarise } from "../../generators/toimintamalli_html/static/figures.js";
import { BadFile } from "../../generators/toimintamalli_html/static/file.js";
import { unpackKnown } from "../../generators/toimintamalli_html/static/known.js";
import { nextRound } from "../../generators/toimintamalli_html/static/next_round.js";

// What browsers bring along, and Node does not; what it complains of, it complains of by throwing.
globalThis.DOMParser = class extends DOMParser {
  constructor() {
    // Line ends as XML 1.0 has them, and browsers.
    super({ normalizeLineEndings: (text) => text.replace(/\r\n?/g, "\n"), onError: (level, message) => { if (level !== "warning") throw new BadFile(message); } });
  }
};

let table, facts, unpacked;

const tasks = {
  know({ known, ledger }) {
    unpacked = unpackKnown(known);
    facts = unpacked.facts;
    table = new PlaceTable(unpacked.reading, ledger);
    return null;
  },
  unpacked: () => unpacked,
  async read({ document }) {
    return await readDocx(new Uint8Array(Buffer.from(document, "base64")), table);
  },
  /** What is read without the browser's parser: tag, attributes, text and children; null if nothing. */
  async xml({ text }) {
    const told = ({ tag, attributes, text: said, children }) => [tag, attributes, said, children.map(told)];
    const root = await readXml(text, (space, local) => `{${space}}${local}`, 50, new Pace());
    return root ? told(root) : null;
  },
  figures: ({ sheets, date, least }) => summarise(sheets, facts, { date, least }),
  next: ({ sheets, least }) => nextRound(sheets, facts, least),
};

/** Maps are objects, so that JSON holds them. */
const plain = (_, value) => (value instanceof Map ? Object.fromEntries(value) : value);

for await (const line of createInterface({ input: process.stdin })) {
  const { does, ...given } = JSON.parse(line);
  let reply;
  try {
    reply = { found: await tasks[does](given) };
  } catch (reason) {
    reply = reason instanceof BadFile ? { refused: reason.message } : { broken: String(reason.stack) };
  }
  process.stdout.write(`${JSON.stringify(reply, plain)}\n`);
}
