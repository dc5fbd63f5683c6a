import { isDocument, withChanges } from "../document/document.js";
import { choose, settingsLike } from "./settings.js";
/**
 * The last second of writing: noted at once with each letter, since the database takes a moment and
 * a tab can be closed or fall any time; read when a page starts.
 *
 * @import { Changes, WorkbookDocument } from "../document/document.js"
 * @import { Drafts } from "./drafts.js"
 * @typedef {{document?: WorkbookDocument, changes: Changes}} Entry
 */

const START = "pending.";

/** Note what is not yet kept; all of a document that never was. @param {WorkbookDocument} document @param {Changes} changes */
export function note(document, changes) {
  /** @type {Entry} */
  const entry = { changes, ...(document.revision ? {} : { document }) };
  choose(START + document.id, JSON.stringify(entry));
}

/** @param {string} id */
export const clearNote = (id) => choose(START + id);

/** Put into the drafts what was noted and never kept. @param {Drafts} drafts @param {string} model */
export async function recover(drafts, model) {
  for (const [id, text] of settingsLike(START)) {
    /** @type {Entry} */
    const { document, changes } = JSON.parse(text);
    const found = (await drafts.get(id)) ?? document;
    if (!isDocument(found) || found.model !== model) continue;
    await drafts.put({ ...found, answers: withChanges(found.answers, changes) }, changes);
    clearNote(id);
  }
}
