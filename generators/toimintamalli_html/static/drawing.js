import { lettersOf, own } from "./narrator.js";
import { squeeze } from "./plan_rows.js";
/**
 * A picture as geometry, in units of its own, as `toimintamalli.report.drawing` has it.
 *
 * @import { Phrase } from "./narrator.js"
 * @typedef {"disc" | "square" | "triangle" | "diamond" | "wedge"} Shape
 * @typedef {{x1: number, y1: number, x2: number, y2: number, style?: string, role?: string, theme?: number}} Stroke
 * @typedef {{x: number, y: number, width: number, height: number}} Bar
 * @typedef {{x: number, y: number, shape: Shape, hollow: boolean, theme?: number}} Mark
 * @typedef {{x: number, y: number, width: number, lines: Phrase[], align?: "start" | "middle" | "end", strong?: boolean, theme?: number}} Label
 * @typedef {{height: number, strokes: Stroke[], bars: Bar[], marks: Mark[], labels: Label[]}} Drawing
 */

export const WIDTH = 4000;
export const SIZE = 120;
export const LEADING = 155;
/** Strong letters are broader. */
export const STRONG = 3200;
const LETTER = 62;

/** @returns {Drawing} */
export const blankDrawing = () => ({ height: 0, strokes: [], bars: [], marks: [], labels: [] });

/** How wide a string is, at most. @param {string} text */
export const breadth = (text) => text.length * LETTER;

/** How much room the lines of a label take. @param {Label} label */
export const heightOf = ({ lines }) => lines.length * LEADING;

/** A text as lines of at most a width; with `most`, the rest is cut off with a sign. @param {Phrase} text @param {number} width @returns {Phrase[]} */
export function divide(text, width, most = 0) {
  let lines = wrapped(lettersOf(text), Math.max(4, Math.floor(width / LETTER)));
  if (most && lines.length > most)
    lines = [...lines.slice(0, most - 1), `${lines[most - 1].replace(/[ .,;:]+$/, "")} …`];
  return lines.map((line) => (typeof text === "string" ? line : own(line)));
}

/** @param {string} text @param {number} width @returns {string[]} */
function wrapped(text, width) {
  const pieces = squeeze(text)
    .split(/(?<= )|(?<=\p{L}{2}-)(?=\p{L}{2})/u)
    .flatMap((piece) => piece.match(new RegExp(`.{1,${width}} ?`, "gu")) ?? []);
  /** @type {string[]} */
  const lines = [];
  for (const piece of pieces) {
    const last = lines.at(-1);
    if (last !== undefined && (last + piece.trimEnd()).length <= width) lines[lines.length - 1] += piece;
    else lines.push(piece);
  }
  return lines.length ? lines.map((line) => line.trimEnd()) : [""];
}
