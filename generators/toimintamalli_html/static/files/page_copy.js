import { one } from "../dom.js";
/**
 * A copy of the page with its answers inside, which anybody can open with a double click; and the
 * answers of such a copy, also of one that the browser itself saved from a page at work.
 */

const INSIDE = "answers-inside";
// Put together here, so that this very script never looks like what it searches for.
const START = ["<template id=", INSIDE, ">"].join('"');
const END = "</" + "template>";
const PROGRAM = ["<template id=", "program", ">"].join('"');

/** @param {string} json */
const escaped = (json) => json.replace(/[<&]/g, (sign) => `\\u00${sign.charCodeAt(0).toString(16)}`);

/** The answers that this page was saved with. */
export const insideThisPage = () =>
  /** @type {HTMLTemplateElement | null} */ (one(`#${INSIDE}`))?.content.textContent ?? "";

/** Keep the answers in the page too, so that a copy made by the browser has them. @param {string} json nothing takes them out */
export function putInside(json) {
  one(`#${INSIDE}`)?.remove();
  if (!json) return;
  const inside = document.createElement("template");
  inside.id = INSIDE;
  inside.content.append(escaped(json));
  one("#program").before(inside);
}

/** The page as it was made, with answers inside. @param {string} page @param {string} json */
export function pageWith(page, json) {
  const from = page.indexOf(START);
  const to = from < 0 ? -1 : page.indexOf(END, from) + END.length;
  const bare = from < 0 ? page : page.slice(0, from) + page.slice(to);
  const at = bare.indexOf(PROGRAM);
  return `${bare.slice(0, at)}${START}${escaped(json)}${END}${bare.slice(at)}`;
}

/** The answers in the text of a page, or the text itself where it is none. @param {string} text */
export function answersInPage(text) {
  const from = text.indexOf(START);
  if (from < 0) return text;
  const inside = text.slice(from + START.length, text.indexOf(END, from));
  return inside.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
