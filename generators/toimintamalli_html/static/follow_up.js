import { migrate, same } from "./answers.js";
import { writeCalendar } from "./calendar.js";
import { all, button, make, one, program, tell, word } from "./dom.js";
import { summarise } from "./figures.js";
import { BadFile, LARGEST, writeFile } from "./file.js";
import { clean } from "./narrator.js";
import { nextRound } from "./next_round.js";
import { readOurs, tellWhy } from "./opening.js";
import { asBadFile, readEach, tellUnread } from "./reading/files.js";
import { Pace } from "./reading/pace.js";
import { PlaceTable } from "./reading/places.js";
import { isPackage, readDocx } from "./reading/reader.js";
import { CALENDAR_FILE, composeReport } from "./report.js";
import { dressed, showContents, showReport } from "./report_view.js";
import { dayIn, known, showBesideOneAnother, viewName } from "./side_by_side.js";
/**
 * The follow-up: files of both parties and of every round, what became of what was agreed, and what
 * goes on. Nothing is kept: what the page shows goes when it is closed.
 *
 * @import { Sheet } from "./answers.js"
 * @import { Finding } from "./reading/sheets.js"
 * @import { Narrator } from "./narrator.js"
 * @import { Opened } from "./opening.js"
 * @typedef {Opened & {findings?: Finding[]}} OpenFile
 */

const { facts, telling, reading } = known;
const { ledger, parties, model, language: tongue } = program;
const picker = /** @type {HTMLInputElement} */ (one("#files"));
const places = reading && new PlaceTable(reading, ledger);
/** A file holds a hundred, and the next round adds one. */
const MOST_SHEETS = 99;
/** Where a page leaves what is open for the same page in another language. */
const HANDED_OVER = "toimintamalli-follow-up";

/** @type {OpenFile[]} */
let opened = [];

/** Read a workbook or an answer file, whatever its name says. @param {ArrayBuffer} data @returns {Promise<Omit<OpenFile, "name">>} */
async function readAny(data) {
  const bytes = new Uint8Array(data);
  if (places && isPackage(bytes)) return { unrecognised: {}, ...(await readDocx(bytes, places)) };
  const file = readOurs(data);
  return { ...file, sheets: file.sheets.map((sheet) => migrate(sheet, ledger)) };
}

/** Read every file, open those that can be read, and say of the others why they can't. */
async function openAll(files = [...(picker.files ?? [])]) {
  const { opened: found, unread } = await readEach(files, readAny);
  try {
    if (found.length) await add(found);
  } catch (problem) {
    tellWhy(problem, found.map(({ name }) => name).join(", "));
  }
  tellUnread(unread);
  picker.value = "";
}

/** @param {OpenFile[]} files */
const sheetsIn = (files) => files.flatMap(({ sheets }) => sheets);

/** @param {OpenFile[]} files */
async function add(files) {
  const isNew = (/** @type {OpenFile} */ file) =>
    !opened.some(({ name, sheets }) => name === file.name && same(sheets, file.sheets));
  const all = [...opened, ...files.filter(isNew)];
  if (sheetsIn(all).length > MOST_SHEETS) throw new BadFile("file-too-many-sheets");
  try {
    await show(all);
  } catch (problem) {
    throw asBadFile(problem);
  }
  tell("compared", { count: all.length });
  one("#sources h2").focus();
}

/** @param {OpenFile} file */
async function takeAway(file) {
  await show(opened.filter((other) => other !== file));
  tell("taken-away", { name: file.name });
  one(opened.length ? "#sources h2" : "#open").focus();
}

/** Show what files say; nothing changes where they can't be shown. @param {OpenFile[]} files */
async function show(files) {
  const pace = new Pace();
  const sheets = sheetsIn(files);
  const narrator = narratorOf(sheets);
  if (pace.isDue) await pace.rest();
  const told = composeReport(narrator);
  if (pace.isDue) await pace.rest();
  const [first, ...rest] = showReport(told);
  if (pace.isDue) await pace.rest();
  const beside = showBesideOneAnother(files);
  const shown = files.map(fileShown);
  if (pace.isDue) await pace.rest();
  one("#sources ul").replaceChildren(...shown);
  one("#report").replaceChildren(
    ...[whoseShown(narrator), first, showContents(told, telling.words.contents), ...rest],
  );
  one("#saved").replaceChildren();
  one("#compare-result").replaceChildren(...beside);
  for (const id of ["sources", "report", "on", "compare"]) one(`#${id}`).hidden = !files.length;
  one("#calendar").hidden = !narrator.followUp.nextMeeting.date;
  // Of several rounds the report tells what counts; all answers are many pages.
  /** @type {HTMLDetailsElement} */ (one("#answers")).open =
    new Set(sheets.map(({ round }) => round)).size < 2;
  opened = files;
}

/** Whose follow-up it is, and of which day. @param {Narrator} narrator */
function whoseShown({ followUp: { organisation, date } }) {
  const name = Object.assign(make("span", clean(organisation)), { lang: "" });
  const day = date ? dayIn(date) : "";
  return dressed("whose", "p", ...(organisation ? [name] : []), organisation && day ? " · " : "", day);
}

/** @param {Sheet[]} sheets @returns {Narrator} */
const narratorOf = (sheets) => ({ followUp: summarise(sheets, facts), telling, parties });

/** What was opened: whose answers, of when, and what to look at. @param {OpenFile} file */
function fileShown(file) {
  const { name, sheets, findings = [] } = file;
  const details = make("details", make("summary", word("to-look-at", { count: findings.length })));
  details.append(make("ul", ...findings.map((finding) => make("li", findingTold(finding)))));
  const own = sheets.map((sheet) => make("li", sheetTold(sheet)));
  return make(
    "li",
    make("strong", name),
    make("ul", ...own),
    ...(findings.length ? [details] : []),
    button(word("take-away", { name }), () => takeAway(file)),
  );
}

/** Whose it is, of which workplace and round. @param {Sheet} sheet */
const sheetTold = ({ organisation, party = "", round, date, answers }) =>
  [
    ...(organisation ? [clean(organisation)] : []),
    viewName(party),
    ...(round ? [word("sheet-round", { round })] : []),
    ...(date ? [dayIn(date)] : []),
    word("sheet-answers", { count: Object.keys(answers).length }),
  ].join(", ");

/** @param {Finding} finding */
const findingTold = ({ code, ...told }) => word(code, told).replace(/^[ :]+/, "");

/** @param {string} name @param {string} content @param {string} type */
function save(name, content, type) {
  const blob = new Blob([content], { type });
  const isFine = blob.size <= LARGEST;
  if (isFine) {
    const href = URL.createObjectURL(blob);
    Object.assign(make("a"), { href, download: name }).click();
    URL.revokeObjectURL(href);
  }
  one("#saved").replaceChildren(make("p", word(isFine ? "saved" : "file-too-large", { name })));
}

/** @param {string} name @param {Sheet[]} sheets */
const saveAnswers = (name, sheets) =>
  save(
    name,
    writeFile({ sheets, unrecognised: Object.assign({}, ...opened.map((file) => file.unrecognised)) }),
    "application/json",
  );

one("#next").onclick = () => {
  const sheets = sheetsIn(opened);
  const { round, sheets: made, noRoom } = nextRound(sheets, facts);
  saveAnswers(word("next-file", { round }), [...made, ...sheets]);
  if (noRoom.length) one("#saved").append(make("p", word("no-room", { found: noRoom.join("; ") })));
};
one("#all").onclick = () => saveAnswers(word("all-file"), sheetsIn(opened));
one("#calendar").onclick = () =>
  save(CALENDAR_FILE, writeCalendar(narratorOf(sheetsIn(opened)), model, tongue), "text/calendar");
/** Hand what is open over to the page in another language; nothing is kept after that. @param {Event} event */
function handOver(event) {
  if (!opened.length) return;
  const link = /** @type {HTMLAnchorElement} */ (event.currentTarget);
  link.hash = location.hash;
  try {
    sessionStorage.setItem(HANDED_OVER, JSON.stringify(opened));
  } catch {
    // Without that room the files stay open here, and the other page opens beside.
    link.target = "_blank";
  }
}

/** Show what the page in another language has handed over. */
async function takeOver() {
  try {
    const handed = sessionStorage.getItem(HANDED_OVER);
    sessionStorage.removeItem(HANDED_OVER);
    if (handed) await add(JSON.parse(handed));
  } catch {
    // Nothing was handed over that this page could show: it begins empty.
    opened = [];
  }
}

one("#tools").hidden = false;
one("#open").onclick = () => picker.click();
one("#print").onclick = () => print();
picker.onchange = () => void openAll();
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const files = [...(event.dataTransfer?.files ?? [])];
  if (files.length) void openAll(files);
});
for (const element of all(".languages a")) element.onclick = handOver;
takeOver();
