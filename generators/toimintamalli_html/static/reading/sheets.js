import { keep, migrate, same, split } from "../answers.js";
import { byText } from "../merging.js";
import { Refused } from "./refusal.js";
import { LIMITS, RULES } from "./rules.js";
import { beginningOf, lengthOf, squeeze } from "./wording.js";
/**
 * From what the places of a document say to answer sheets, and findings about the rest.
 *
 * @import { Answer, Answers, Sheet, Unrecognised } from "../answers.js"
 * @import { Setting } from "./answering.js"
 * @import { Doubt, Found, Near, OwnRow } from "./outcome.js"
 * @import { Asked, PlaceTable } from "./places.js"
 * @typedef {{code: string, where?: string, text?: string, place?: string} & Record<string, unknown>} Finding
 * @typedef {{answers: Answers, kept: Unrecognised}} OwnSheet what belongs to one sheet
 */

const LOOSE = "/document/text";

/** Sorts what the places of one document say by whose it is. */
export class Gatherer {
  /** @param {PlaceTable} table @param {string} version @param {Setting} setting */
  constructor(table, version, setting) {
    this.table = table;
    this.version = version;
    this.language = setting.language;
    this.setting = setting;
    /** Texts of a content whose printed texts are not known. */
    this.worded = 0;
    /** Places beside which stands what they ask. @type {Set<string>} */
    this.asked = new Set();
    /** @type {Map<string, OwnSheet>} */
    this.own = new Map();
    this.length = 0;
    this.kept = 0;
    /** @type {Finding[]} */
    this.findings = [];
  }

  /** Sort what one place says. @param {Found} found @param {Map<string, string>} notes the comments in the document */
  take(found, notes) {
    const { asked, near, name = "" } = found;
    if (asked) {
      if (!asked.line) this.asked.add(asked.id);
      this.place(found, asked);
      for (const { place, outcome } of found.outcome.others) {
        const other = this.table.find(place);
        if (other) this.place({ asked: other, outcome, name }, other);
      }
    } else this.loose(found);
    for (const note of found.notes ?? []) {
      const text = notes.get(note);
      if (text !== undefined) this.note(text, asked ?? near?.place, name);
    }
  }

  /** Keep what stands in no place, with what it stands next to. @param {Found} found */
  loose({ outcome, near = { section: "", heading: "" }, own }) {
    const where = this.nearest(near);
    const party = near.place ? this.party(near.place.id) : "";
    const key = near.place ? `${LOOSE}/${near.place.id}` : LOOSE;
    for (const doubt of outcome.doubts)
      if (own) this.doubt({ ...doubt, kept: keptRow(own) }, `/own/${listOf(own)}`, party, where);
      else this.doubt(doubt, key, party, where);
  }

  /** Keep a comment, with the place that it is about where there is one. @param {string} text @param {Asked} [asked] */
  note(text, asked, name = "") {
    const key = asked ? `/document/comments/${asked.id}` : "/document/comments";
    const party = asked ? this.party(asked.id) : "";
    this.doubt({ code: "docx-comment", text, kept: text }, key, party, name || this.name(asked));
  }

  /** Keep the words of a pasted part. @param {string} text */
  pasted(text) {
    this.doubt({ code: "docx-pasted-text", text, kept: text }, LOOSE, "", "");
  }

  /** What something stands next to, as it is printed. @param {Near} near */
  nearest({ section, heading, place, name }) {
    if (place) return name || this.name(place);
    return [section, heading].filter(Boolean).join(": ");
  }

  /** Whether so many prompts are changed that somebody has changed them all. */
  isTranslated() {
    const changed = this.findings.filter(({ code }) => code === "docx-changed-prompt").length;
    const { share, fewest } = RULES.translated;
    return changed >= fewest && changed > share * this.asked.size;
  }

  /** A sheet for each party whose places were answered, the joint one first. @returns {Sheet[]} */
  sheets() {
    const known = this.occasion();
    if (this.worded) this.findings.push({ code: "docx-other-wording", count: this.worded, version: this.version });
    if (this.isTranslated()) {
      const others = this.findings.filter((finding) => !isAboutWording(finding));
      const count = this.findings.length - others.length;
      this.findings = [...others, { code: "docx-translated", count }];
    }
    const full = [...this.own].filter(
      ([, { answers, kept }]) => Object.keys(answers).length || Object.keys(kept).length,
    );
    /** @type {[string, OwnSheet][]} */
    const own = full.length ? full : [["", { answers: {}, kept: {} }]];
    return own
      .sort(([one], [other]) => byText(one, other))
      .map(([party, { answers, kept }]) => {
        const count = Math.max(Object.keys(answers).length, Object.keys(kept).length);
        if (count > LIMITS.answers) throw new Refused("docx-too-many-places", { limit: LIMITS.answers });
        return this.migrated({
          ...{ model: this.table.known.model, contentVersion: this.version, language: this.language },
          ...{ ...(party && { party }), ...known, answers, unrecognised: kept },
        });
      });
  }

  /** @param {Found} found @param {Asked} asked */
  place({ outcome, isCopy, name = "" }, asked) {
    const party = this.party(asked.id);
    const key = `/answers/${asked.id}`;
    const where = name || this.name(asked);
    const own = this.ownOf(party);
    const { answer } = outcome;
    if (answer) {
      const text = saidIn(answer);
      this.count(text);
      const isFree = !isCopy && !own.answers[asked.id] && asked.id.length <= LIMITS.id;
      if (isFree) own.answers[asked.id] = answer;
      else if (!same(own.answers[asked.id], answer))
        this.doubt({ code: "docx-twice", text, kept: answer }, key, party, where);
    }
    for (const doubt of outcome.doubts) this.doubt(doubt, key, party, where, asked.id);
  }

  /** @param {string} party */
  ownOf(party) {
    const found = this.own.get(party) ?? { answers: {}, kept: {} };
    this.own.set(party, found);
    return found;
  }

  /** @param {Doubt} doubt @param {string} key @param {string} party @param {string} where @param {string} [place] */
  doubt({ code, text, kept }, key, party, where, place) {
    if (!this.setting.isKnown && RULES.otherWording.includes(code)) this.worded += 1;
    else this.findings.push({ code, where, text: squeeze(beginningOf(text, 500)), ...(place && { place }) });
    if (kept === undefined) return;
    this.kept += 1;
    if (this.kept > LIMITS.notes) throw new Refused("docx-too-many-notes", { limit: LIMITS.notes });
    this.count(typeof kept === "string" ? kept : JSON.stringify(kept));
    const own = this.ownOf(party);
    own.kept = keep(own.kept, key, kept);
  }

  /** @param {string} text */
  count(text) {
    this.length += lengthOf(text);
    if (this.length > LIMITS.characters)
      throw new Refused("docx-too-long-answers", { limit: LIMITS.characters });
  }

  /** @param {string} place */
  party(place) {
    const { view } = split(place);
    return this.table.known.parties.includes(view) ? view : "";
  }

  /** What readers of the document call a place. @param {Asked} [asked] */
  name(asked) {
    if (!asked) return "";
    const spoken = (/** @type {Record<string, string>} */ texts) =>
      texts[this.language] || (Object.values(texts)[0] ?? "");
    const row = asked.line ? ` ${asked.line.row}` : "";
    const named = squeeze(`${asked.number} ${spoken(asked.prompts)}${row}`) || asked.id;
    const section = spoken(asked.section);
    return section ? `${section}: ${named}` : named;
  }

  /** What the places on the cover say of all the sheets. @returns {Partial<Sheet>} */
  occasion() {
    /** @type {Answers} */
    const answers = Object.assign({}, ...[...this.own.values()].map((own) => own.answers));
    /** @type {Partial<Sheet>} */
    const known = {};
    for (const [id, name] of Object.entries(this.table.known.given)) {
      const answer = answers[id];
      if (name === "organisation" && answer?.kind === "text") known.organisation = squeeze(answer.value);
      else if (name === "date" && answer?.kind === "date") known.date = answer.value;
      else if (name === "round" && answer?.kind === "text") {
        const round = this.setting.speech.findRound(answer.value);
        if (round) known.round = round;
        else this.findings.push(this.badRound(id, answer.value));
      }
    }
    return known;
  }

  /** @param {string} place @param {string} text @returns {Finding} */
  badRound(place, text) {
    return { code: "docx-bad-round", where: this.name(this.table.find(place)), text, place };
  }

  /** The sheet under today's ids; which answers have no place of their own is told. @param {Sheet} sheet @returns {Sheet} */
  migrated(sheet) {
    if (this.version === this.table.known.version) return sheet;
    const moved = migrate(sheet, this.table.ledger);
    for (const key of Object.keys(moved.unrecognised ?? {}).sort(byText)) {
      if (Object.hasOwn(sheet.unrecognised ?? {}, key)) continue;
      const place = key.slice("/answers/".length);
      const answer = sheet.answers[place];
      const where = this.name(this.table.find(place));
      this.findings.push({ code: "docx-retired", where, text: answer ? saidIn(answer) : "", place });
    }
    return moved;
  }
}

/** @param {Answer} answer */
function saidIn(answer) {
  if (answer.kind === "no-answer") return "";
  if (answer.kind === "check") return "x";
  return answer.kind === "several" ? answer.value.join(", ") : String(answer.value);
}

/** What is kept of a row that somebody added. @param {OwnRow} row */
const keptRow = ({ like, text, values, isTicked }) =>
  like.kind === "scale" ? { text, values } : { text, ticked: isTicked };

/** The name of the list that a row was added to: the id of its statements without the last part. @param {OwnRow} row */
function listOf({ like }) {
  const { base, view } = split(like.id);
  return `${base.replace(/\.[^.]*$/, "")}${view && `@${view}`}`;
}

/** Whether a finding says of a translated workbook only that its words are others. @param {Finding} finding */
function isAboutWording({ code, text }) {
  if (RULES.otherWording.includes(code)) return true;
  // Options of which none is ticked are told, since they are not those that we print.
  const said = [...String(text ?? "")];
  const holds = (/** @type {string} */ signs) => said.some((sign) => signs.includes(sign));
  return code === "docx-not-offered" && holds(RULES.empties) && !holds(RULES.signs);
}
