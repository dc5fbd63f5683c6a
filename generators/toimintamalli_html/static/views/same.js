import { changesBetween } from "../document/document.js";
import { make, one, word } from "../dom.js";
import { nameOfDocument } from "./start.js";
import { timeOf } from "./times.js";
/**
 * A file is a later or earlier save of a document of which there is a draft: both side by side, and
 * which of them is newer, before anybody chooses.
 *
 * @import { WorkbookDocument } from "../document/document.js"
 */

/** @param {WorkbookDocument} draft @param {WorkbookDocument} made what the file holds @param {string} name of the file @param {"later" | "earlier" | "apart"} state */
export function showTwins(draft, made, name, state) {
  const changes = changesBetween(draft.answers, made.answers);
  const own = Object.values(changes).filter((given) => given === null).length;
  const fresh = Object.keys(changes).filter((id) => !Object.hasOwn(draft.answers, id)).length;
  const differ = Object.keys(changes).length - own - fresh;
  one("#same-name").textContent = nameOfDocument(draft);
  one("#same-state").textContent = word(`tool-same-${state}`);
  one("#same-counts").textContent = word("tool-same-counts", { differ, fresh, own });
  // What is likely meant stands out.
  one("#same-go-on").classList.toggle("primary", state !== "later");
  one("#same-replace").classList.toggle("primary", state === "later");
  one("#same-draft").replaceChildren(...facts(draft, word("tool-edited", { when: timeOf(draft.edited) })));
  one("#same-file").replaceChildren(...facts(made, name));
}

/** @param {WorkbookDocument} shown @param {string} told */
const facts = (shown, told) => [
  make("li", told),
  make("li", word("sheet-answers", { count: Object.keys(shown.answers).length })),
];
