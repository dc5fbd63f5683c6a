import { missingLinks, split } from "./answers.js";
import {
  all,
  answerIn,
  distance,
  idOf,
  make,
  nameOf,
  one,
  places,
  promptOf,
  say,
  sheetsOnPage,
  word,
} from "./page.js";
import { isEmpty } from "./rows.js";
/**
 * What the page shows of the answers: the summary, and several files side by side.
 *
 * @import { Answer, Answers, Sheet } from "./answers.js"
 * @typedef {{label: string, answers: Answers}} View the answers of one view in one file
 */

const MARKS = ["●", "■", "▲", "◆", "○", "□", "△", "◇"];

/** Show everything, one theme or the summary. @param {string} chosen */
export function show(chosen) {
  for (const each of all("main > section")) {
    const { id } = each;
    const wanted =
      chosen === "summary"
        ? id === "summary"
        : id !== "summary" && (!chosen || each.dataset.theme === chosen);
    each.hidden = id === "compare" ? !each.dataset.shown : id !== "tools" && !wanted;
  }
  if (chosen === "summary") showSummary();
}

/**
 * The views in some sheets: each party's, the joint one, and those that the workbook asks for.
 * @param {{sheet: Sheet, file?: string}[]} sheets @returns {View[]}
 */
export function viewsOf(sheets) {
  /** @type {Map<string, View>} */
  const views = new Map();
  for (const { sheet, file } of sheets)
    for (const [id, answer] of Object.entries(sheet.answers)) {
      const { base, view: asked } = split(id);
      const label = [nameOf(asked || (sheet.party ?? "")), file].filter(Boolean).join(", ");
      const view = views.get(label) ?? { label, answers: {} };
      view.answers[base] = answer;
      views.set(label, view);
    }
  return [...views.values()];
}

/** Each question once, whatever views it is answered from. @param {View[]} views */
function asked(views) {
  const bases = new Map(places().map((each) => [split(idOf(each)).base, each]));
  return [...bases].filter(([base]) => views.some((each) => Object.hasOwn(each.answers, base)));
}

/** Put several files side by side. @param {{sheet: Sheet, file: string}[]} opened */
export function compare(opened) {
  const views = viewsOf(opened);
  const sheets = opened.map((each) => each.sheet);
  const rows = asked(views);
  const scales = rows.filter(([, place]) => place instanceof HTMLFieldSetElement);
  const others = rows.filter(([, place]) => !(place instanceof HTMLFieldSetElement));
  const result = one("#compare-result");
  result.replaceChildren(
    ...plot(scales, views, sheets),
    ...others.map(([base, place]) => sideBySide(base, place, views)),
  );
  if (!rows.length) result.append(make("p", word("nothing-yet")));
}

/** @param {string} base @param {HTMLElement} place @param {View[]} views */
function sideBySide(base, place, views) {
  const given = views.filter((each) => each.answers[base]);
  const list = make(
    "dl",
    ...given.flatMap((each) => [
      make("dt", each.label),
      make("dd", say(place, each.answers[base])),
    ]),
  );
  const texts = new Set(given.map((each) => say(place, each.answers[base])));
  const same = given.length < 2 ? "" : texts.size === 1 ? word("same-text") : word("other-text");
  return make("div", make("h3", promptOf(place)), list, make("p", same));
}

/**
 * Scale answers as a table that is also their picture: a column for each value, a mark for each view.
 * @param {[string, HTMLElement][]} scales @param {View[]} views @param {Sheet[]} sheets
 * @returns {HTMLElement[]}
 */
function plot(scales, views, sheets) {
  const shown = views.filter((view) => scales.some(([base]) => view.answers[base]));
  /** @type {Map<string, [string, HTMLElement][]>} */
  const tables = new Map();
  for (const each of scales) {
    const values = valuesOf(each[1]).join();
    tables.set(values, [...(tables.get(values) ?? []), each]);
  }
  if (!tables.size) return [];
  const key = make(
    "ul",
    ...shown.map((view, index) => make("li", `${MARKS[index % MARKS.length]} ${view.label}`)),
  );
  key.className = "key";
  return [key, ...[...tables.values()].map((rows) => plotTable(rows, shown, sheets))];
}

/** @param {HTMLElement} place */
const valuesOf = (place) =>
  all("input", place)
    .map((each) => each.getAttribute("value") ?? "")
    .filter((each) => each !== "no-answer");

/** @param {[string, HTMLElement][]} rows @param {View[]} views @param {Sheet[]} sheets */
function plotTable(rows, views, sheets) {
  const values = valuesOf(rows[0][1]);
  const names = [word("question"), ...values];
  const heads = names.map((name) => {
    const cell = make("th", name);
    cell.setAttribute("scope", "col");
    return cell;
  });
  const table = make(
    "table",
    make("caption", word("plot")),
    make("thead", make("tr", ...heads)),
    make("tbody", ...rows.map((row) => plotRow(row, values, views, sheets))),
  );
  table.className = "plot";
  return table;
}

/** @param {[string, HTMLElement]} row @param {string[]} values @param {View[]} views @param {Sheet[]} sheets */
function plotRow([base, place], values, views, sheets) {
  const head = make("th", promptOf(place));
  head.setAttribute("scope", "row");
  const none = views.filter((each) => each.answers[base]?.kind === "no-answer");
  const notes = [
    distance(sheets, base),
    ...none.map((each) => `${each.label}: ${word("no-answer")}`),
  ];
  for (const each of notes.filter(Boolean)) head.append(" ", make("small", each));
  const cells = values.map((value) =>
    make(
      "td",
      ...views.flatMap((view, index) =>
        valueIn(view.answers[base]) === value ? mark(view, index) : [],
      ),
    ),
  );
  return make("tr", head, ...cells);
}

/** @param {Answer | undefined} answer */
const valueIn = (answer) => (answer?.kind === "scale" ? String(answer.value) : undefined);

/** @param {View} view @param {number} index */
function mark(view, index) {
  const sign = make("span", MARKS[index % MARKS.length]);
  sign.setAttribute("aria-hidden", "true");
  const name = make("span", `${view.label} `);
  name.className = "unseen";
  return [sign, name];
}

/** Write the summary: what was answered, as text to print or to paste into minutes. */
export function showSummary() {
  const sheets = sheetsOnPage();
  const views = viewsOf(sheets.map((sheet) => ({ sheet })));
  const scales = asked(views).filter(([, place]) => place instanceof HTMLFieldSetElement);
  const parts = all("main > section").flatMap((section) => sectionInWords(section));
  const chain = missingInWords();
  const result = one("#summary-result");
  result.replaceChildren(...plot(scales, views, sheets), ...parts, ...chain);
  if (!result.childElementCount) result.append(make("p", word("nothing-yet")));
}

/** @param {HTMLElement} section @returns {HTMLElement[]} */
function sectionInWords(section) {
  const answered = all("[data-place]", section).filter(
    (each) => answerIn(each) && !(each instanceof HTMLFieldSetElement),
  );
  if (!answered.length) return [];
  const chosen = answered.filter((each) => isCheck(each)).map((each) => make("li", promptOf(each)));
  const written = answered.filter((each) => !isCheck(each));
  const parts = [make("h3", one("h2", section).textContent ?? "")];
  if (written.length)
    parts.push(
      make(
        "dl",
        ...written.flatMap((each) => [
          make("dt", ...rowOf(each), promptOf(each)),
          make("dd", say(each, answerIn(each))),
        ]),
      ),
    );
  if (chosen.length) parts.push(make("p", word("chosen-items")), make("ul", ...chosen));
  return parts;
}

/** @param {HTMLElement} place */
const isCheck = (place) => place instanceof HTMLInputElement && place.type === "checkbox";

/** The card or row that an answer belongs to. @param {HTMLElement} place */
function rowOf(place) {
  const card = place.closest(".card, .row");
  return card ? [`${one("legend", card).textContent} – `] : [];
}

/** What in the plan leads nowhere: rows whose code no linking table mentions. */
function missingInWords() {
  const found = chainLinks().flatMap(({ from, to }) =>
    missingLinks(rowsOf(from, to.name), rowsOf(to, "")).map((each) =>
      make("li", word("missing-link", { code: each.code, table: from.title })),
    ),
  );
  return found.length ? [make("h3", word("missing-links")), make("ul", ...found)] : [];
}

/** @typedef {{name: string, title: string, rows: HTMLElement}} RowTable */

/**
 * Tables that refer to one another: a column with the name of a sibling table holds its codes.
 * @returns {{from: RowTable, to: RowTable}[]}
 */
function chainLinks() {
  const tables = all("div[data-rows]").map((rows) => {
    const id = rows.dataset.rows ?? "";
    return { name: id.slice(id.lastIndexOf(".") + 1), title: titleOf(rows), rows };
  });
  return tables.flatMap((from) =>
    tables.filter((to) => to !== from && field(from.rows, to.name)).map((to) => ({ from, to })),
  );
}

/** @param {HTMLElement} rows */
const titleOf = (rows) => one(`[id="${CSS.escape(rows.dataset.rows ?? "")}"]`)?.textContent ?? "";

/** @param {ParentNode} row @param {string} name */
const field = (row, name) => one(`[data-place$=".${CSS.escape(name)}"]`, row);

/** @param {RowTable} table @param {string} links name of the column that refers */
function rowsOf(table, links) {
  const used = all("fieldset", table.rows).filter((each) => !isEmpty(each));
  /** @param {HTMLElement} row @param {string} name */
  const text = (row, name) =>
    String(/** @type {HTMLInputElement | null} */ (field(row, name))?.value ?? "").trim();
  return used.map((row) => ({ code: text(row, "code"), links: links ? text(row, links) : "" }));
}
