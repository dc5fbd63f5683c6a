import { identityOf, isInFile } from "../document/document.js";
import { button, make, one, program, word } from "../dom.js";
import { timeOf } from "./times.js";
/**
 * What people see first: what they have come to do, and what they were doing.
 *
 * @import { WorkbookDocument } from "../document/document.js"
 * @import { Shelf } from "../store/drafts.js"
 * @typedef {object} DraftActs
 * @property {(id: string) => void} open
 * @property {(draft: WorkbookDocument) => void} remove
 * @property {(id: string, record: unknown) => void} giveBack save what can't be read as a file
 * @property {(id: string) => void} forget remove what can't be read
 */

/** Name of a document, as people tell it from others. @param {WorkbookDocument} document */
export function nameOfDocument(document) {
  const { organisation, round } = identityOf(document, program);
  const occasion = occasionName(document.occasion);
  return [
    organisation || word("tool-no-name"),
    ...(occasion ? [occasion] : []),
    ...(document.party ? [program.parties[document.party]] : []),
    ...(round ? [word("sheet-round", { round })] : []),
  ].join(" · ");
}

/** @param {string} occasion */
export const occasionName = (occasion) =>
  one(`#start [data-begin="${occasion}"]`)?.closest("li")?.querySelector("h3")?.textContent ?? "";

/** @param {WorkbookDocument} document */
const factsOf = (document) =>
  [
    word("tool-edited", { when: timeOf(document.edited) }),
    word("sheet-answers", { count: Object.keys(document.answers).length }),
    isInFile(document)
      ? word("tool-in-file", { name: document.file?.name })
      : word("tool-not-in-file"),
  ].join(" · ");

/** @param {Shelf} shelf @param {DraftActs} acts */
export function showDrafts({ documents, unreadable }, acts) {
  one("#drafts").hidden = !documents.length && !unreadable.length;
  one("#drafts ul").replaceChildren(
    ...documents.map((document) => draftShown(document, acts)),
    ...unreadable.map(({ id, record }) => unreadableShown(id, record, acts)),
  );
}

/** @param {WorkbookDocument} document @param {DraftActs} acts */
function draftShown(document, acts) {
  const name = nameOfDocument(document);
  const named = make("span", `: ${name}`);
  named.className = "unseen";
  const go = button(word("tool-go-on"), () => acts.open(document.id), "primary");
  go.append(named);
  const away = button(word("tool-remove"), () => acts.remove(document), "plain");
  away.append(named.cloneNode(true));
  const facts = make("p", factsOf(document));
  facts.className = "facts";
  const buttons = make("div", go, away);
  buttons.className = "buttons";
  const title = make("strong", name);
  title.lang = "";
  return Object.assign(make("li", make("div", title, facts), buttons), { className: "draft" });
}

/** @param {string} id @param {unknown} record @param {DraftActs} acts */
function unreadableShown(id, record, acts) {
  const buttons = make(
    "div",
    button(word("tool-give-back"), () => acts.giveBack(id, record)),
    button(word("tool-remove"), () => acts.forget(id), "plain"),
  );
  buttons.className = "buttons";
  return Object.assign(make("li", make("p", word("tool-unreadable")), buttons), { className: "draft" });
}

/** The parties that one can begin for. @param {(party: string) => void} chosen */
export const partyButtons = (chosen) =>
  Object.entries(program.parties).map(([party, name]) => button(name, () => chosen(party), "primary"));

