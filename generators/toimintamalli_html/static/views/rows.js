import { all, button, make, one, word } from "../dom.js";
import { answer, answerIn, idOf, places } from "./page.js";
/**
 * Tables to fill in, row by row: rows come and go, and each place's id says which row it is in.
 */

/** A file holds so many rows of a table. */
const MOST_ROWS = 500;

export const tables = () => all("div[data-rows]");

/** Make every table show one row to write in. @param {(why: string) => void} before what is done before something goes */
export function startRows(before) {
  for (const rows of tables()) {
    const [first, ...others] = rowsIn(rows);
    for (const other of others) other.remove();
    for (const place of places(first)) answer(place);
    const more = button(word("add-row"), () => goOn(addRow(rows)));
    more.className = "made";
    rows.after(more);
    rows.addEventListener("remove-row", () => before("row"));
    number(rows);
  }
}

/** Leave out the empty rows at the end, but the first. */
export function showUsedRows() {
  for (const rows of tables()) {
    const found = rowsIn(rows);
    while (found.length > 1 && isEmpty(found[found.length - 1])) found.pop()?.remove();
    number(rows);
  }
}

/** @param {HTMLElement} rows */
export const rowsIn = (rows) => all("fieldset", rows);

/** @param {HTMLElement} row */
const isEmpty = (row) => !places(row).some(answerIn);

/** @param {HTMLElement} rows */
function addRow(rows) {
  const row = /** @type {HTMLElement} */ (rows.children[0].cloneNode(true));
  for (const element of all(".made", row)) element.remove();
  for (const place of places(row)) answer(place);
  rows.append(row);
  number(rows);
  return row;
}

/** Add the rows that a place needs, where it is one of a table's. @param {string} id */
export function makeRoom(id) {
  const [, table, row] = /^(.+)-([1-9]\d{0,2})\./.exec(id) ?? [];
  const rows = table && one(`div[data-rows="${CSS.escape(table)}"]`);
  if (rows && Number(row) <= MOST_ROWS)
    while (rows.children.length < Number(row)) addRow(rows);
}

/** Say of each row which it is, and give it what moves and removes it. @param {HTMLElement} rows */
function number(rows) {
  const found = rowsIn(rows);
  found.forEach((row, index) => {
    const facts = { number: index + 1 };
    one("legend", row).textContent = word("row", facts);
    for (const place of places(row))
      place.dataset.place = `${rows.dataset.rows}-${index + 1}.${idOf(place).split(".").pop()}`;
    one(".moves", row)?.remove();
    const moves = make("div");
    moves.className = "moves made";
    /** @param {unknown} isUseful @param {string} name @param {() => unknown} change @param {HTMLElement} [next] */
    const offer = (isUseful, name, change, next = row) =>
      isUseful &&
      moves.append(
        button(word(name, facts), () => {
          change();
          number(rows);
          goOn(next);
          rows.dispatchEvent(new Event("input", { bubbles: true }));
        }),
      );
    offer(index, "row-up", () => found[index - 1].before(row));
    offer(found[index + 1], "row-down", () => found[index + 1].after(row));
    const remove = () => {
      if (!isEmpty(row)) rows.dispatchEvent(new Event("remove-row"));
      row.remove();
    };
    offer(found[1], "row-remove", remove, found[index - 1] ?? found[1]);
    row.append(moves);
  });
  /** @type {HTMLElement} */ (rows.nextElementSibling).hidden = found.length >= MOST_ROWS;
}

/** Where the reader goes on. @param {HTMLElement} row */
const goOn = (row) => places(row)[0].focus();
