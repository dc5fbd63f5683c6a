/**
 * The kinds of places. Made by `make tables` of `toimintamalli.model.kinds`.
 * @typedef {"scale" | "text" | "date" | "choice" | "several" | "check" | "number"} PlaceKind
 */

/** @type {Record<PlaceKind, string[]>} What the ledger calls ids of each kind. */
export const NAMES_IN_LEDGER = {
  scale: ["scale-question"],
  text: ["open-question", "text-field"],
  date: ["date-field"],
  choice: ["choice-field"],
  several: ["several-field"],
  check: ["practice", "pitfall", "check-field"],
  number: ["number-field"],
};
