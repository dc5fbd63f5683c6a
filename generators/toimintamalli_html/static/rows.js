import { all, answer, answerIn, idOf, make, one, places, word } from "./page.js";
/**
 * Tables to fill in, row by row: rows come and go, and each place's id says which row it is in.
 */

const MOST_ROWS = 12;

/** Make every table show the rows that are in use, and one to write in. */
export function startRows() {
  for (const table of all("table[data-rows]")) table.after(onDemand(table));
  for (const each of /** @type {HTMLSelectElement[]} */ (all("[data-like]"))) {
    const like = one(`[data-place="${CSS.escape(each.dataset.like ?? "")}"]`);
    each.replaceChildren(...all("option", like).map((option) => option.cloneNode(true)));
    each.selectedIndex = 0;
  }
  for (const rows of all("div[data-rows]")) {
    prototypes.set(rows, one("fieldset", rows).cloneNode(true));
    counts.set(rows, rows.children.length);
    rows.after(button("add-row", () => one("input, select, textarea", addRow(rows)).focus()));
    tidyRows(rows);
  }
}

/** @type {WeakMap<Element, Node>} */
const prototypes = new WeakMap();
/** @type {WeakMap<Element, number>} */
const counts = new WeakMap();

/** Show every row of the workbook, for those who answer by hand on paper. */
export function showAllRows() {
  for (const rows of all("div[data-rows]"))
    while (rows.children.length < (counts.get(rows) ?? 0)) addRow(rows);
}

/** Show only rows in use again. */
export function showUsedRows() {
  for (const rows of all("div[data-rows]")) tidyRows(rows);
}

/** Build the rows of a table that waits on the page as a template. @param {HTMLElement} table */
function onDemand(table) {
  const id = table.dataset.rows ?? "";
  const template = /** @type {HTMLTemplateElement} */ (
    one(`template[data-of="${CSS.escape(id)}"]`)
  );
  const rows = make("div", make("fieldset", make("legend"), template.content));
  rows.dataset.rows = id;
  rows.firstElementChild?.classList.add("row", "fields");
  delete table.dataset.rows;
  return rows;
}

/** @param {HTMLElement} row */
export const isEmpty = (row) => all("[data-place]", row).every((each) => !answerIn(each));

/** Leave out the empty rows at the end, but the first. @param {HTMLElement} rows */
export function tidyRows(rows) {
  const found = all("fieldset", rows);
  while (found.length > 1 && isEmpty(found[found.length - 1])) found.pop()?.remove();
  number(rows);
}

/** @param {HTMLElement} rows */
export function addRow(rows) {
  const row = /** @type {HTMLElement} */ (prototypes.get(rows)?.cloneNode(true));
  for (const each of all("[data-place]", row)) answer(each);
  rows.append(row);
  number(rows);
  return row;
}

/** Add the rows that a place needs, where it is one of a table's. @param {string} id */
export function makeRoom(id) {
  const found = /^(.+)-(\d+)\.[^.]+$/.exec(id);
  const rows = found && one(`div[data-rows="${CSS.escape(found[1])}"]`);
  if (!rows || Number(found[2]) > MOST_ROWS) return;
  while (rows.children.length < Number(found[2])) addRow(rows);
}

/** Say of each row which it is, and give it what moves and removes it. @param {HTMLElement} rows */
function number(rows) {
  const found = all("fieldset", rows);
  found.forEach((row, index) => {
    one("legend", row).textContent = word("row", { number: index + 1 });
    for (const each of all("[data-place]", row))
      each.dataset.place = idOf(each).replace(/-\d+(\.[^.]+)$/, `-${index + 1}$1`);
    one(".moves", row)?.remove();
    row.append(moves(rows, row, index, found.length));
  });
  const add = /** @type {HTMLElement | null} */ (rows.nextElementSibling);
  if (add) add.hidden = found.length >= MOST_ROWS;
}

/** @param {HTMLElement} rows @param {HTMLElement} row @param {number} index @param {number} count */
function moves(rows, row, index, count) {
  const group = make("div");
  group.className = "moves";
  if (index)
    group.append(button("row-up", () => move(rows, row, row.previousElementSibling), index));
  if (index < count - 1)
    group.append(
      button(
        "row-down",
        () => move(rows, row, row.nextElementSibling?.nextElementSibling ?? null),
        index,
      ),
    );
  if (count > 1) group.append(button("row-remove", () => remove(rows, row, index), index));
  return group;
}

/** @param {HTMLElement} rows @param {HTMLElement} row @param {Element | null} before */
function move(rows, row, before) {
  rows.insertBefore(row, before);
  settle(rows, row);
}

/** @param {HTMLElement} rows @param {HTMLElement} row @param {number} index */
function remove(rows, row, index) {
  row.remove();
  settle(rows, all("fieldset", rows)[Math.max(0, index - 1)]);
}

/** @param {HTMLElement} rows @param {HTMLElement} row where the reader goes on */
function settle(rows, row) {
  number(rows);
  one("[data-place]", row).focus();
  rows.dispatchEvent(new Event("input", { bubbles: true }));
}

/** @param {string} name @param {() => void} press @param {number} [index] */
function button(name, press, index) {
  const made = make("button", word(name, { number: (index ?? 0) + 1 }));
  made.setAttribute("type", "button");
  made.addEventListener("click", press);
  return made;
}

/** Empty every place, and leave one row in each table. */
export function emptyPage() {
  for (const each of places()) answer(each);
  showUsedRows();
}
