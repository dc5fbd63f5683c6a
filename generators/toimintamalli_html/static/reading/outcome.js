import { strip } from "./wording.js";
/**
 * What reading one place comes to: an answer, or what was there instead and why it is none.
 *
 * @import { Answer } from "../answers.js"
 * @import { Asked } from "./places.js"
 * @typedef {object} Doubt something that a person should look at
 * @property {string} code
 * @property {string} text the document's words
 * @property {unknown} [kept] what goes among the unrecognised; nothing where the answer itself holds it
 * @typedef {object} Near what something stands next to that stands in no place
 * @property {string} section the heading of the section, as it is printed
 * @property {string} heading the nearest heading below it
 * @property {Asked} [place] the last place before it
 * @property {string} [name] what that place is called in this document, where it has other words
 * @typedef {object} OwnRow a row that somebody added to a list of statements
 * @property {Asked} like the place in whose list it stands
 * @property {string} text
 * @property {number[]} values the values of the scale that are marked in it
 * @property {boolean} isTicked
 * @typedef {object} Found what one place says, or something that stands in none
 * @property {Asked} [asked]
 * @property {Outcome} outcome
 * @property {Near} [near]
 * @property {string[]} [notes] kind and number of comments and footnotes
 * @property {boolean} [isCopy]
 * @property {OwnRow} [own]
 * @property {string} [name] what the place is called in this document, where it has other words
 */

/** What one place says. */
export class Outcome {
  /** @param {Answer} [answer] */
  constructor(answer) {
    this.answer = answer;
    /** @type {Doubt[]} */
    this.doubts = [];
    /** @type {{place: string, outcome: Outcome}[]} what the same row says at places of its own */
    this.others = [];
  }

  /** Note something to look at. @param {string} code @param {string} text @param {unknown} [kept] */
  doubt(code, text, kept) {
    this.doubts.push({ code, text, kept });
  }

  /** Keep what somebody wrote beside the answer, if they did. @param {string} text */
  beside(text) {
    const said = strip(text);
    if (said) this.doubt("docx-beside", said, said);
  }

  /** Whether nothing was there. */
  get isEmpty() {
    return !this.answer && !this.doubts.length;
  }
}

/** An outcome of one doubt, whose words are kept. @param {string} code @param {string} text */
export function keptOutcome(code, text) {
  const outcome = new Outcome();
  outcome.doubt(code, text, text);
  return outcome;
}
