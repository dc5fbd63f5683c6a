import { fillIn } from "./pattern.js";
/**
 * What both pages need of a document: elements, words, and the facts that the page was made with.
 *
 * @import { Answers, Ledger } from "./answers.js"
 * @import { Facts } from "./plan_rows.js"
 * @typedef {object} Program
 * @property {string} model
 * @property {string} contentVersion
 * @property {string} language
 * @property {Record<string, string>} parties id → name, in order
 * @property {Record<string, string>} occasion fact of the sheet → place that holds it
 * @property {Ledger} ledger ids that are gone, and those that took their place
 * @property {Record<string, string>} words
 * @property {Answers} [known] what the round before hands on
 * @property {string} [document] the document that the page was made for
 * @property {Facts} [facts] what a workbook makes the next round from
 * @property {Record<string, string>} [views] views that are no party's → name
 */

/** @template {Element} [E=HTMLElement] @param {string} selector @param {ParentNode} [within] */
export const all = (selector, within = document) =>
  /** @type {E[]} */ ([...within.querySelectorAll(selector)]);

/** @template {Element} [E=HTMLElement] @param {string} selector @param {ParentNode} [within] */
export const one = (selector, within = document) =>
  /** @type {E} */ (within.querySelector(selector));

/**
 * Make an element; what it says is always text, never markup.
 * @param {string} name @param {(string | Node)[]} content
 */
export function make(name, ...content) {
  const element = document.createElement(name);
  element.append(...content);
  return element;
}

/** What the page was made with; a template shows nothing. @param {string} id */
export const dataIn = (id) =>
  JSON.parse(/** @type {HTMLTemplateElement} */ (one(`#${id}`)).content.textContent ?? "");

/** @type {Program} */
export const program = dataIn("program");

/** @param {string} name @param {Record<string, unknown>} [facts] */
export const word = (name, facts = {}) =>
  fillIn(program.words[name], program.language, facts);

/** @param {string} text @param {() => unknown} press @param {string} [look] its class */
export const button = (text, press, look = "") =>
  Object.assign(make("button", text), { type: "button", onclick: press, className: look });

/** Say what happened. @param {string} name of a word @param {Record<string, unknown>} [facts] @param {Node[]} acts what can be done about it */
export const tell = (name, facts, ...acts) =>
  one("#said").replaceChildren(
    make("p", word(name, facts), ...acts.flatMap((act) => [" ", act])),
  );
