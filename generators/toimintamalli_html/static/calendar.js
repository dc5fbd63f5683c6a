import { plainLine, clean, titleTold, told } from "./narrator.js";
import { meetingSubjects } from "./report.js";
import { crc32 } from "./reading/zip.js";
/**
 * The next meeting for a calendar: an iCalendar file (RFC 5545), the same bytes as
 * `toimintamalli.report.calendar` writes.
 *
 * @import { Narrator } from "./narrator.js"
 */

const WIDEST = 75;

/** The file, where the day of the meeting is known. @param {Narrator} narrator @param {string} model @param {string} language */
export function writeCalendar(narrator, model, language) {
  const { followUp, telling } = narrator;
  const { date } = followUp.nextMeeting;
  if (!date) return "";
  const organisation = clean(followUp.organisation);
  const title = organisation
    ? titleTold(narrator, "meeting-title-at", { organisation: followUp.organisation })
    : titleTold(narrator, "meeting-title", { model: telling.title });
  const day = followUp.date ?? "";
  const facts = new TextEncoder().encode([model, organisation, day, date].join("\n"));
  const name = `${model}-${date}-${crc32(facts).toString(16).padStart(8, "0")}`;
  const agenda = agendaOf(narrator);
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//toimintamalli//${escaped(model)}//${language.toUpperCase()}`,
    "CALSCALE:GREGORIAN",
    "BEGIN:VEVENT",
    `UID:${name}@toimintamalli`,
    `DTSTAMP:${digitsOf(day || date)}T000000Z`,
    `DTSTART;VALUE=DATE:${digitsOf(date)}`,
    `DTEND;VALUE=DATE:${digitsOf(nextDay(date))}`,
    `SUMMARY;LANGUAGE=${language}:${escaped(title)}`,
    ...(agenda ? [`DESCRIPTION:${escaped(agenda)}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
    "END:VCALENDAR",
  ];
  return lines.map((each) => `${folded(each)}\r\n`).join("");
}

/** @param {Narrator} narrator */
const agendaOf = (narrator) =>
  meetingSubjects(narrator)
    .filter(({ title }) => title !== told(narrator, "meeting-date"))
    .flatMap(({ title, lines }) => [title, ...lines.map((each) => `– ${plainLine(each)}`)])
    .join("\n");

/** @param {string} day */
const digitsOf = (day) => day.replaceAll("-", "");

/** @param {string} day */
function nextDay(day) {
  const next = new Date(`${day}T00:00:00Z`);
  // A day that no calendar has stays as it is.
  if (Number.isNaN(next.getTime()) || next.toISOString().slice(0, 10) !== day) return day;
  next.setUTCDate(next.getUTCDate() + 1);
  return next.toISOString().slice(0, 10);
}

/** @param {string} text */
const escaped = (text) => clean(text).replace(/[\\;,]/g, "\\$&").replaceAll("\n", "\\n");

/** A line in pieces short enough, none of which divides a letter. @param {string} line */
function folded(line) {
  let [all, size] = ["", 0];
  for (const letter of line) {
    const length = new TextEncoder().encode(letter).length;
    if (size + length > WIDEST) {
      all += "\r\n ";
      // The space that goes on with a line counts too.
      size = 1;
    }
    all += letter;
    size += length;
  }
  return all;
}
