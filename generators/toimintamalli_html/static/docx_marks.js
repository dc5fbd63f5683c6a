import { BOX, TICKED } from "./docx_cells.js";
/**
 * What people mark with, and how an outcome notes what a person should look at.
 *
 * @import { Outcome } from "./docx_answers.js"
 */

export const MARKS = [..."xX×✕✖✗✘✓✔√☑", TICKED];
export const EMPTY = [BOX, "□", "◻"];

/** @param {Outcome} outcome @param {string} code @param {string} text @param {unknown} [kept] */
export const doubt = (outcome, code, text, kept) => outcome.doubts.push({ code, text, kept });

/** Keep what somebody wrote beside the answer, if they did. @param {Outcome} outcome @param {string} text */
export function keepBeside(outcome, text) {
  const said = text.trim();
  if (said) doubt(outcome, "docx-beside", said, said);
}

/** @returns {Outcome} */
export const noOutcome = () => ({ doubts: [] });
