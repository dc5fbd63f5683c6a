import { CellReader } from "./cells.js";
import { fingerprint } from "./fingerprint.js";
import { Refused } from "./refusal.js";
import { LIMITS, RULES, pattern } from "./rules.js";
import { partAt, plain, tidy } from "./wording.js";
import { allInside, attributeOf, parseXml } from "./xml.js";
/**
 * Comments and footnotes, and words in pasted parts: what people wrote beside their answers.
 *
 * @import { Parts } from "./package.js"
 */

const KINDS = { comment: "comments", footnote: "footnotes", endnote: "endnotes" };
/** @type {Record<string, string>} */
const PARTS = RULES.parts.ownNames;
const TAGS = pattern("tags", "gis");

/** The text of each note by its kind and number; who wrote it is nobody's business. @param {Parts} parts */
export async function readNotes(parts) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const [kind, name] of Object.entries(KINDS)) {
    const content = parts.get(PARTS[name]);
    if (!content) continue;
    const root = await parseXml(content, PARTS[name]);
    const reader = new CellReader(root);
    for (const note of allInside(root, `w:${kind}`)) {
      // The lines that part footnotes from the text are footnotes too.
      if (attributeOf(note, "w:type", "normal") !== "normal") continue;
      const text = tidy(reader.read(note).text, []);
      // What an earlier reading remarked is nobody's words.
      const isOurs = attributeOf(note, "w:author") === RULES.author && attributeOf(note, "w:initials") === fingerprint(plain(text));
      if (text && !isOurs) found.set(`${kind} ${attributeOf(note, "w:id")}`, text);
    }
  }
  if (found.size > LIMITS.notes) throw new Refused("docx-too-many-notes", { limit: LIMITS.notes });
  return found;
}

/** The words in charts, in drawn lists, and in files that were brought in whole. @param {Parts} parts */
export async function readPasted(parts) {
  /** @type {string[]} */
  const found = [];
  for (const [name, content] of parts) {
    const [kind] = partAt(name, "/");
    if (kind === "chart" || kind === "diagramData") {
      const lines = allInside(await parseXml(content, name), "a:p");
      const said = lines.map((line) => allInside(line, "a:t").map(({ text }) => text).join(""));
      found.push(tidy(said.filter(Boolean).join("\n"), []));
    } else if (kind === "aFChunk") found.push(tidy(withoutTags(content), []));
  }
  return found.filter(Boolean);
}

/** @param {Uint8Array} content */
function withoutTags(content) {
  if (content[0] === 0x50 && content[1] === 0x4b) return "";
  const text = new TextDecoder().decode(content.subarray(0, LIMITS.pasted)).replace(TAGS, " ");
  // Only what is left of it is read as a page, so that the browser says what its entities mean.
  const page = new DOMParser().parseFromString(`<p>${text.replaceAll("<", "&lt;")}</p>`, "text/html");
  return page.documentElement.textContent ?? "";
}
