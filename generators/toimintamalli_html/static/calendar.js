import { plainLine, clean, titleTold, told } from "./narrator.js";
import { meetingSubjects } from "./report.js";
import { crc32 } from "./reading/zip.js";
/**
 * The next meeting and the days of open measures for a calendar: an iCalendar file (RFC 5545), the same bytes as
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
  /** The same for the same thing, in whatever language and on any day. @param {string} kind @param {string} which */
  const nameOf = (kind, which) => {
    const facts = new TextEncoder().encode([model, organisation, kind, which].join("\n"));
    return `${model}-${kind}-${crc32(facts).toString(16).padStart(8, "0")}`;
  };
  /** @param {string} name @param {string} on @param {string} title @param {string} [description] */
  const eventOf = (name, on, title, description) => [
    "BEGIN:VEVENT",
    `UID:${name}@toimintamalli`,
    `SEQUENCE:${daysTo(day || date)}`,
    `DTSTAMP:${digitsOf(day || date)}T000000Z`,
    `DTSTART;VALUE=DATE:${digitsOf(on)}`,
    `DTEND;VALUE=DATE:${digitsOf(nextDay(on))}`,
    `SUMMARY;LANGUAGE=${language}:${escaped(title)}`,
    ...(description ? [`DESCRIPTION:${escaped(description)}`] : []),
    "TRANSP:TRANSPARENT",
    "END:VEVENT",
  ];
  const round = followUp.moments.at(-1)?.round;
  const due = followUp.measures.flatMap(({ state, how, end }) =>
    state === "open" && how && end
      ? eventOf(nameOf("measure", how), end, titleTold(narrator, "measure-due", { measure: how }))
      : [],
  );
  const lines = [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `PRODID:-//toimintamalli//${escaped(model)}//${language.toUpperCase()}`,
    "CALSCALE:GREGORIAN",
    ...eventOf(nameOf("meeting", round ? String(round) : ""), date, title, agendaOf(narrator)),
    ...due,
    "END:VCALENDAR",
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join("");
}

/** @param {Narrator} narrator */
const agendaOf = (narrator) =>
  meetingSubjects(narrator)
    .filter(({ title }) => title !== told(narrator, "meeting-date"))
    .flatMap(({ title, lines }) => [title, ...lines.map((line) => `– ${plainLine(line)}`)])
    .join("\n");

/** @param {string} day */
const digitsOf = (day) => day.replaceAll("-", "");

/** A day that a calendar has. @param {string} day */
function dateOf(day) {
  const found = new Date(`${day}T00:00:00Z`);
  const isOne = !Number.isNaN(found.getTime()) && found.toISOString().slice(0, 10) === day;
  return isOne ? found : undefined;
}

/** Changes are counted in days: a later follow-up replaces what an earlier one said. @param {string} day */
const daysTo = (day) => Math.max(0, ((dateOf(day)?.getTime() ?? 0) - Date.UTC(2000, 0, 1)) / 86_400_000);

/** @param {string} day */
function nextDay(day) {
  const next = dateOf(day);
  // A day that no calendar has stays as it is.
  if (!next) return day;
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
