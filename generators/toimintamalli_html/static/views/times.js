import { program } from "../dom.js";
/** Moments as readers of the page write them. */

const TIME = new Intl.DateTimeFormat(program.language, { hour: "numeric", minute: "2-digit" });
const DAY = new Intl.DateTimeFormat(program.language, { day: "numeric", month: "numeric", year: "numeric" });

/** @param {Date} one @param {Date} other */
export const sameDay = (one, other) => one.toDateString() === other.toDateString();

/** The time of today's moments, and the day of others. @param {string} moment */
export function timeOf(moment) {
  const at = new Date(moment);
  const time = TIME.format(at);
  return sameDay(at, new Date()) ? time : `${DAY.format(at)} ${time}`;
}
