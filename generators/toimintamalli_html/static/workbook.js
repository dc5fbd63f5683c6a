import { conflicts, keep, migrate, split } from "./answers.js";
import { all, button, make, one, program, tell, word } from "./dom.js";
import { LARGEST, writeFile } from "./file.js";
import { readOurs, tellWhy } from "./opening.js";
import {
  answer,
  answerIn,
  answersOnPage,
  idOf,
  partAnswers,
  placeOf,
  places,
  say,
  showBeside,
  showForPrint,
  takes,
} from "./page.js";
import { makeRoom, showUsedRows, startRows } from "./rows.js";
import { showSummary } from "./summary.js";
/**
 * The workbook at work: keeps answers in this browser, saves them to a file, and opens one.
 *
 * @import { Answer, Answers, Sheet, Unrecognised } from "./answers.js"
 * @import { Opened } from "./opening.js"
 * @import { Place } from "./page.js"
 */

const { model, contentVersion, language: spoken } = program;
const KEY = `toimintamalli.${model}`;
const chosen = /** @type {HTMLSelectElement} */ (one("#show"));
const party = /** @type {HTMLSelectElement} */ (one("#party"));
const remember = /** @type {HTMLInputElement} */ (one("#keep"));
const picker = /** @type {HTMLInputElement} */ (one("#files"));

/** @type {Record<string, Partial<Sheet>>} What sheets say that no place shows: party → facts. */
let facts = {};
/** @type {Unrecognised} What files say around their sheets that nobody here knows. */
let around = {};
/** @type {Sheet[]} Those of earlier rounds, which are shown beside the new places and saved again. */
let earlier = [];
let savedToFile = true;

/** @returns {Sheet[]} */
function sheets() {
  const known = occasion();
  const parts = partAnswers(answersOnPage(), party.value);
  const found = Object.keys({ ...parts, ...facts }).map((whose) => ({
    ...{ date: today(), ...facts[whose], ...known, ...(whose && { party: whose }) },
    ...{ model, contentVersion, language: spoken, answers: parts[whose] ?? {} },
  }));
  const full = found.filter(({ answers, unrecognised, plan }) =>
    Object.keys({ ...answers, ...unrecognised, ...plan }).length,
  );
  return full.length ? full : found.slice(0, 1);
}

/** What places of the page say of the occasion. @returns {Partial<Sheet>} */
const occasion = () =>
  Object.fromEntries(
    Object.entries(program.occasion).flatMap(([fact, id]) => {
      const value = placeOf(id)?.value;
      const said = fact === "round" ? Number.parseInt(value) : value;
      return said ? [[fact, said]] : [];
    }),
  );

const today = () => new Date().toISOString().slice(0, 10);

const asFile = () => writeFile({ sheets: [...sheets(), ...earlier], unrecognised: around });

/** Ask in a dialog. @param {string} message @param {string[]} choices names of words @returns {Promise<string>} */
function ask(message, ...choices) {
  const dialog = /** @type {HTMLDialogElement} */ (one("#ask"));
  one("p", dialog).textContent = message;
  one("div", dialog).replaceChildren(
    ...choices.map((name) => button(word(name), () => dialog.close(name))),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue);
  });
}

/** Show everything that depends on the answers. */
function refresh() {
  const asked = places().filter((each) => !each.closest("[data-rows], .card"));
  const done = asked.filter(answerIn).length;
  one("#progress").textContent = word("progress", { done, all: asked.length });
  const found = [{ unrecognised: around }, ...Object.values(facts)].flatMap((each) =>
    Object.entries(each.unrecognised ?? {}),
  );
  one("#unrecognised").hidden = !found.length;
  one("#unrecognised ul").replaceChildren(
    ...found.map(([path, value]) => make("li", `${path}: ${JSON.stringify(value)}`)),
  );
  showBeside();
  if (!one("#summary").hidden) showSummary();
}

function store() {
  try {
    if (remember.checked) localStorage[KEY] = asFile();
    else delete localStorage[KEY];
  } catch {
    remember.checked = false;
    tell("storage-blocked");
  }
}

function restore() {
  try {
    const kept = localStorage[KEY];
    if (!kept) return write(program.known ?? {});
    const file = readOurs(new TextEncoder().encode(kept));
    around = file.unrecognised;
    const opened = latest(file.sheets);
    adoptParty(opened);
    fill(opened);
  } catch {
    tell("storage-blocked");
  }
}

/** The sheets of the latest round as this page can show them. @param {Sheet[]} given */
function latest(given) {
  const newest = Math.max(...given.map(({ round = 0 }) => round));
  const old = given.filter(({ round = 0 }) => round < newest);
  if (old[0]) showEarlier(old);
  return given.filter(({ round = 0 }) => round === newest).map(fitted);
}

/** Show beside each place what was answered there last; rows come and go, so not beside those. @param {Sheet[]} old */
function showEarlier(old) {
  earlier = old;
  for (const each of all(".earlier")) each.remove();
  /** @type {Record<string, [Sheet, Answer]>} */
  const last = {};
  for (const sheet of old)
    for (const [id, given] of Object.entries(migrate(sheet, program.ledger).answers))
      last[viewed(id)] = [sheet, given];
  for (const place of places()) {
    const [sheet, given] = last[viewed(idOf(place))] ?? [];
    if (!sheet || /date|check/.test(given.kind) || place.closest("[data-rows], .card, #cover")) continue;
    const copy = /** @type {Place} */ (place.cloneNode(true));
    answer(copy, given);
    const note = make("p", make("small", `${word("earlier", sheet)} ${say(copy)}`));
    note.className = "earlier";
    (place.closest("label") ?? place).after(note);
  }
}

/** A place by its party's view, or the joint one. @param {string} id */
const viewed = (id) => (program.parties[split(id).view] ? id : split(id).base);

/** A sheet as this page can show it; the rest is kept. @param {Sheet} old @returns {Sheet} */
function fitted(old) {
  const sheet = migrate(old, program.ledger);
  /** @type {Answers} */
  const answers = {};
  let unrecognised = sheet.unrecognised ?? {};
  for (const [id, given] of Object.entries(sheet.answers)) {
    makeRoom(id);
    if (takes(placeOf(id), given)) answers[id] = given;
    else unrecognised = keep(unrecognised, `/answers/${id}`, given);
  }
  return { ...sheet, answers, unrecognised };
}

/** @param {Answers} answers */
function write(answers) {
  for (const [id, given] of Object.entries(answers)) {
    makeRoom(id);
    const place = placeOf(id);
    if (place) answer(place, given);
  }
}

/** Put sheets on the page, the joint ones last so that they stand. @param {Sheet[]} opened */
function fill(opened) {
  for (const { answers, party: whose = "", ...rest } of opened) {
    write(answers);
    facts[whose] = { ...facts[whose], ...rest };
  }
}

/** Whose the answers are that nobody's view claims: the first sheet that has any. @param {Sheet[]} opened */
function adoptParty(opened) {
  const whose =
    opened.find(({ answers }) => Object.keys(partAnswers(answers)[""]).length)?.party ?? "";
  if (!whose || Object.hasOwn(program.parties, whose)) party.value = whose;
}

function save() {
  const href = URL.createObjectURL(new Blob([asFile()], { type: "application/json" }));
  const named = { party: party.value || word("joint").toLowerCase(), date: sheets()[0].date };
  const download = word("file-name", named);
  const link = Object.assign(make("a"), { href, download });
  link.click();
  URL.revokeObjectURL(href);
  savedToFile = true;
  tell("saved", { name: download });
}

/** @param {Opened} file */
async function open(file) {
  const opened = latest(file.sheets);
  const own = answersOnPage();
  const answers = Object.assign({}, ...opened.map((each) => each.answers));
  const count = conflicts(own, answers).length;
  const choice = count && (await ask(word("conflict", { count }), "use-file", "keep-mine", "cancel"));
  if (!count || choice === "use-file" || choice === "keep-mine") {
    if (!Object.keys(own).length) adoptParty(opened);
    around = { ...around, ...file.unrecognised };
    fill(opened);
    if (choice === "keep-mine") write(own);
    store();
    refresh();
    tell("opened", { name: file.name, count: Object.keys(answers).length });
  }
  showUsedRows();
}

async function clear() {
  if ((await ask(word("clear-sure"), "clear-yes", "cancel")) !== "clear-yes") return;
  for (const each of places()) answer(each);
  showUsedRows();
  facts = {};
  around = {};
  showEarlier([]);
  party.value = "";
  store();
  refresh();
  savedToFile = true;
  tell("cleared");
}

function copy() {
  getSelection()?.selectAllChildren(one("#summary-result"));
  // The newer way has no formatting, and needs a permission that files on a disk may not get.
  tell(document.execCommand("copy") ? "copied" : "copy-selected");
}

function changed() {
  savedToFile = false;
  for (const each of Object.values(facts)) delete each.date;
  store();
  refresh();
}

/** Show everything, one theme or the summary. */
function show() {
  const wanted = chosen.value;
  for (const each of all("main > section:not(#tools)"))
    each.hidden =
      each.id === "summary" || wanted === "summary"
        ? each.id !== wanted
        : Boolean(wanted) && !each.id.endsWith(`.${wanted}`);
  refresh();
}

/** A link leads to a section also when it is out of sight. */
function reveal() {
  if (!one(":target[hidden]")) return;
  chosen.value = "";
  show();
  one(":target").scrollIntoView();
}

startRows();
for (const each of /** @type {HTMLTextAreaElement[]} */ (all("textarea, input[type=text]")))
  each.maxLength = 10_000;
one("#tools").hidden = false;
restore();
refresh();
one("main").addEventListener("input", ({ target }) => {
  if (!(/** @type {HTMLElement} */ (target).closest("#tools"))) changed();
});
party.onchange = changed;
remember.onchange = store;
chosen.onchange = show;
const presses = { save, clear, copy, open: () => picker.click(), print: () => print() };
for (const [id, press] of Object.entries(presses)) one(`#${id}`).onclick = press;
picker.onchange = async () => {
  const [file] = picker.files ?? [];
  try {
    // Of a file that is too large only as much is read as shows that it is.
    const data = await file.slice(0, LARGEST + 1).arrayBuffer();
    await open({ name: file.name, ...readOurs(data) });
  } catch (problem) {
    tellWhy(problem, file.name);
  }
  picker.value = "";
};
addEventListener("beforeprint", showForPrint);
addEventListener("afterprint", () => {
  for (const each of all(".printed")) each.remove();
});
addEventListener("beforeunload", (event) => {
  if (!savedToFile && !remember.checked) event.preventDefault();
});
addEventListener("hashchange", reveal);
document.documentElement.classList.add("works");
