import { WORD } from "../limits.js";
import RULES from "./rules.json" with { type: "json" };
/**
 * The rules by which filled Word workbooks are read, as Python defines them: its limits, signs and
 * patterns. `make rules` writes the file.
 */

export { RULES };
/** How much a file may hold, and what is too little or too much for a text to be one of ours. */
export const LIMITS = { ...WORD, ...RULES.thresholds };

/** @typedef {keyof typeof RULES.patterns} PatternName */

/** A pattern of the rules. @param {PatternName} name @param {string} [flags] */
export const pattern = (name, flags = "") => new RegExp(RULES.patterns[name], `u${flags}`);

/** A pattern of the rules for a whole text. @param {PatternName} name */
export const whole = (name) => new RegExp(`^(?:${RULES.patterns[name]})$`, "u");
