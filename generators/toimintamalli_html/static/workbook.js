import { conflicts, keep, migrate } from "./answers.js";
import { BadFile, LARGEST, readFile, writeFile } from "./file.js";
import {
  all,
  answer,
  answersOnPage,
  make,
  one,
  partAnswers,
  placeOf,
  places,
  program,
  sheetsOnPage,
  showBeside,
  showForPrint,
  takes,
  word,
} from "./page.js";
import { emptyPage, makeRoom, showAllRows, showUsedRows, startRows } from "./rows.js";
import { compare, show, showSummary } from "./views.js";
/**
 * The page at work: keeps answers in this browser, saves them to a file, and opens files.
 *
 * @import { Answers, Sheet, Unrecognised } from "./answers.js"
 */

const KEY = `toimintamalli.${program().model}`;
const party = /** @type {HTMLSelectElement} */ (one("#party"));
const remember = /** @type {HTMLInputElement} */ (one("#keep"));
const picker = /** @type {HTMLInputElement} */ (one("#files"));

/** @type {Record<string, Partial<Sheet>>} What sheets say that no place shows: party → facts. */
let facts = {};
/** @type {Unrecognised} What files say around their sheets that nobody here knows. */
let around = {};
let savedToFile = true;

/** @returns {Sheet[]} */
function sheets() {
  const { model, contentVersion, language } = program();
  const known = occasion();
  const found = sheetsOnPage(party.value);
  const silent = Object.keys(facts).filter(
    (whose) => !found.some((each) => (each.party ?? "") === whose),
  );
  const more = silent.map((whose) => ({
    model,
    contentVersion,
    language,
    party: whose,
    answers: {},
  }));
  const all = [...found, ...more].map((each) => {
    const own = facts[each.party ?? ""] ?? {};
    return { ...each, ...own, ...known, date: known.date ?? own.date ?? today() };
  });
  const full = all.filter((each) =>
    [each.answers, each.unrecognised, each.plan].some((part) => Object.keys(part ?? {}).length),
  );
  return full.length ? full : all.slice(0, 1);
}

/** What places of the page say of the occasion. @returns {Partial<Sheet>} */
function occasion() {
  const given = Object.entries(program().occasion).map(([fact, id]) => {
    const value = /** @type {HTMLInputElement | null} */ (placeOf(id))?.value;
    return [
      fact,
      fact === "round" ? Number.parseInt(value ?? "", 10) || undefined : value || undefined,
    ];
  });
  return defined(Object.fromEntries(given));
}

/** @template {object} T @param {T} record @returns {Partial<T>} */
const defined = (record) =>
  /** @type {Partial<T>} */ (
    Object.fromEntries(Object.entries(record).filter(([, each]) => each !== undefined))
  );

const today = () => new Date().toISOString().slice(0, 10);

const text = () => writeFile({ sheets: sheets(), unrecognised: around });

/** @param {string} message @param {...HTMLElement} more */
function tell(message, ...more) {
  one("#said").replaceChildren(make("p", message), ...more);
}

/** Ask in a dialog. @param {string} message @param {Record<string, string>} choices word → result */
function ask(message, choices) {
  const dialog = /** @type {HTMLDialogElement} */ (one("#ask"));
  one("p", dialog).textContent = message;
  one("div", dialog).replaceChildren(
    ...Object.keys(choices).map((name) => {
      const button = make("button", word(name));
      button.setAttribute("type", "button");
      button.addEventListener("click", () => dialog.close(choices[name]));
      return button;
    }),
  );
  dialog.returnValue = "";
  dialog.showModal();
  return /** @type {Promise<string>} */ (
    new Promise((resolve) =>
      dialog.addEventListener("close", () => resolve(dialog.returnValue), { once: true }),
    )
  );
}

/** Show everything that depends on the answers. */
function refresh() {
  const asked = places().filter((each) => !each.closest(".row, .card"));
  const answers = answersOnPage();
  const done = asked.filter((each) => answers[each.dataset.place ?? ""]).length;
  one("#progress").textContent = word("progress", { done, all: asked.length });
  showBeside();
  if (!one("#summary").hidden) showSummary();
}

function store() {
  try {
    if (remember.checked) localStorage.setItem(KEY, text());
    else localStorage.removeItem(KEY);
  } catch {
    remember.checked = false;
    tell(word("storage-blocked"));
  }
}

function restore() {
  try {
    const kept = localStorage.getItem(KEY);
    if (!kept) return;
    const file = readOurs(new TextEncoder().encode(kept));
    const opened = file.sheets.map(fitted);
    adoptParty(opened);
    around = file.unrecognised;
    fill(opened);
  } catch {
    tell(word("storage-blocked"));
  }
}

/** Read a file that must be about this model. @param {BufferSource} data */
function readOurs(data) {
  const file = readFile(data);
  if (file.sheets.some((each) => each.model !== program().model))
    throw new BadFile("file-other-model");
  return file;
}

/** A sheet as this page can show it; the rest is kept. @param {Sheet} old @returns {Sheet} */
function fitted(old) {
  const sheet = migrate(old, program().ledger);
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

/** Put sheets on the page, the joint ones last so that they stand. @param {Sheet[]} opened */
function fill(opened) {
  for (const { model, contentVersion, language, answers, party: whose = "", ...rest } of opened) {
    for (const [id, given] of Object.entries(answers)) {
      makeRoom(id);
      answer(placeOf(id), given);
    }
    facts[whose] = { ...facts[whose], ...rest };
  }
  showUnrecognised();
  refresh();
}

/** Whose the answers are that nobody's view claims: the first sheet that has any. @param {Sheet[]} opened */
function adoptParty(opened) {
  const whose =
    opened.find((each) => Object.keys(partAnswers(each.answers)[""]).length)?.party ?? "";
  if (!whose || program().parties[whose]) party.value = whose;
}

function showUnrecognised() {
  const found = [{ unrecognised: around }, ...Object.values(facts)].flatMap((each) =>
    Object.entries(each.unrecognised ?? {}),
  );
  one("#unrecognised").hidden = !found.length;
  one("#unrecognised ul").replaceChildren(
    ...found.map(([path, value]) => make("li", `${path}: ${JSON.stringify(value)}`)),
  );
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text()], { type: "application/json" }));
  link.download = word("file-name", {
    party: party.value || word("joint-file"),
    date: sheets()[0].date,
  });
  link.click();
  URL.revokeObjectURL(link.href);
  savedToFile = true;
  tell(word("saved", { name: link.download }));
}

/** Read every file before anything changes. @param {File[]} files */
async function open(files) {
  try {
    const read = [];
    for (const each of files) {
      if (each.size > LARGEST) throw new BadFile("file-too-large");
      read.push({ file: each.name, ...readOurs(await each.arrayBuffer()) });
    }
    if (read.length === 1) await openOne(read[0]);
    else openSeveral(read);
  } catch (problem) {
    if (!(problem instanceof BadFile)) throw problem;
    tell(word(problem.message, { name: files.map((each) => each.name).join(", ") }));
  }
  showUsedRows();
}

/** @param {{file: string, sheets: Sheet[], unrecognised: Unrecognised}} read */
async function openOne({ file, sheets: read, unrecognised }) {
  const opened = read.map(fitted);
  const own = answersOnPage();
  const answers = Object.assign({}, ...opened.map((each) => each.answers));
  const other = conflicts(own, answers);
  const choice = other.length
    ? await ask(word("conflict", { count: other.length }), {
        "use-file": "file",
        "keep-mine": "mine",
        cancel: "",
      })
    : "file";
  if (!choice) return;
  if (!Object.keys(own).length) adoptParty(opened);
  around = { ...around, ...unrecognised };
  fill(opened);
  if (choice === "mine") for (const [id, given] of Object.entries(own)) answer(placeOf(id), given);
  store();
  refresh();
  tell(word("opened", { name: file, count: Object.keys(answers).length }));
}

/** @param {{file: string, sheets: Sheet[]}[]} read */
function openSeveral(read) {
  const section = one("#compare");
  section.dataset.shown = "yes";
  section.hidden = false;
  compare(
    read.flatMap(({ file, sheets: found }) => found.map((each) => ({ file, sheet: fitted(each) }))),
  );
  one("h2", section).focus();
  tell(word("compared", { count: read.length }));
}

async function clear() {
  if ((await ask(word("clear-sure"), { "clear-yes": "yes", cancel: "" })) !== "yes") return;
  emptyPage();
  facts = {};
  around = {};
  party.value = "";
  showUnrecognised();
  store();
  refresh();
  savedToFile = true;
  tell(word("cleared"));
}

async function copy() {
  const text = one("#summary-result");
  getSelection()?.selectAllChildren(text);
  try {
    await navigator.clipboard.writeText(text.innerText);
    tell(word("copied"));
  } catch {
    tell(word("copy-selected"));
  }
}

/** @param {string} id @param {() => unknown} press */
const onPress = (id, press) => one(id).addEventListener("click", press);

function changed() {
  savedToFile = false;
  for (const each of Object.values(facts)) delete each.date;
  store();
  refresh();
}

function start() {
  for (const each of /** @type {HTMLTextAreaElement[]} */ (all("textarea, input[type=text]")))
    each.maxLength = 10_000;
  for (const each of all("[data-needs-script]")) each.hidden = false;
  startRows();
  restore();
  refresh();
  one("main").addEventListener("input", (event) => {
    if (/** @type {HTMLElement} */ (event.target).closest("#tools, #compare, #summary")) return;
    changed();
  });
  party.addEventListener("change", changed);
  remember.addEventListener("change", store);
  one("#show").addEventListener("change", (event) =>
    show(/** @type {HTMLSelectElement} */ (event.target).value),
  );
  onPress("#save", save);
  onPress("#open", () => picker.click());
  onPress("#clear", clear);
  onPress("#print", () => print());
  onPress("#copy", copy);
  picker.addEventListener("change", async () => {
    await open([...(picker.files ?? [])]);
    picker.value = "";
  });
  addEventListener("beforeprint", showAllRows);
  addEventListener("beforeprint", showForPrint);
  addEventListener("afterprint", showUsedRows);
  addEventListener("beforeunload", (event) => {
    if (!savedToFile && !remember.checked) event.preventDefault();
  });
  addEventListener("hashchange", reveal);
  document.documentElement.classList.add("works");
}

/** A link leads to a section also when it is out of sight. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.hidden) return;
  /** @type {HTMLSelectElement} */ (one("#show")).value = "";
  show("");
  target.scrollIntoView();
}

start();
