import { migrate, same } from "./answers.js";
import { all, button, make, one, program, tell, word } from "./dom.js";
import {
  changesBetween,
  dayOf,
  digestOf,
  identityOf,
  inFile,
  isBlank,
  isInFile,
  newDocument,
  revisionOf,
  sheetsIn,
  signOf,
  stateBeside,
  withChanges,
} from "./document/document.js";
import { BadFile, LARGEST, readFile, writeFile } from "./file.js";
import { insideThisPage, pageWith, putInside } from "./files/page_copy.js";
import { canShare, download, inFileName, share } from "./files/saving.js";
import { nextRound } from "./next_round.js";
import { LARGEST_PAGE, readOurs, tellWhy } from "./opening.js";
import { inMemory, openDrafts } from "./store/drafts.js";
import { choose, setting } from "./store/settings.js";
import { clearNote, note, recover } from "./store/journal.js";
import { joinTabs } from "./store/tabs.js";
import { broughtTogether, showBringing, taken } from "./views/bring.js";
import { runClock, stopClock } from "./views/clock.js";
import { showEarlier } from "./views/earlier.js";
import { cleanField, dressAll, dressField, offerCarrying, tooLong } from "./views/fields.js";
import {
  answer,
  answersOnPage,

  placeOf,
  places,
  showBeside,
  showForPrint,
  takes,
} from "./views/page.js";
import { makeRoom, showUsedRows, startRows } from "./views/rows.js";
import { showTwins } from "./views/same.js";
import { OCCASIONS, occasionOf } from "./views/stages.js";
import { nameOfDocument, occasionName, partyButtons, showDrafts } from "./views/start.js";
import { arrange, beingDone, endPrinting, firstOf, goTo, nowShown, printRunning, showView, startViews } from "./views/shell.js";
import { timeOf } from "./views/times.js";
/**
 * The workbook at work: documents are begun, opened, kept in this browser and saved to files; one
 * of them is on the page at a time.
 *
 * @import { Answer, Answers } from "./answers.js"
 * @import { Origin, WorkbookDocument } from "./document/document.js"
 * @import { AnswerFile } from "./file.js"
 * @import { Drafts } from "./store/drafts.js"
 * @import { Facts } from "./plan_rows.js"
 * @import { OccasionName } from "./views/stages.js"
 * @import { Place } from "./views/page.js"
 */

const JSON_TYPE = "application/json";
/** Typing is kept at the latest so many milliseconds after the first letter. */
const KEEP_AFTER = 300;
/** An earlier state is put by at least so often. */
const STATE_EVERY = 10 * 60_000;

const wasLive = document.documentElement.classList.contains("works");
if (wasLive) for (const element of all(".made")) element.remove();
if (wasLive) for (const element of all("main > section, #stages, #turn")) element.hidden = true;
document.documentElement.classList.remove("works", "projected");
/** The answers that a copy of this page brought along. */
const inside = insideThisPage();
putInside("");
const pristine = `<!DOCTYPE html>\n${document.documentElement.outerHTML}`;

/** What the page was made for, as its own document begins. @type {Answers} */
const given = wasLive ? {} : { ...answersOnPage(), ...program.known };

/** @type {Drafts} */
let drafts = inMemory();
let isKept = false;
/** @type {WorkbookDocument | undefined} */
let current;
/** Answers that this page has no place for. @type {Answers} */
let aside = {};
/** The answers as they were last kept. @type {Answers} */
let base = {};
let isPending = false;
/** Whether something is on its way to the drafts. */
let isOnItsWay = false;
let isLeavingWithin = false;
/** @type {number | undefined} */
let timer;
let lastState = 0;
/** The state that can be brought back, and what undid it. @type {WorkbookDocument | undefined} */
let undoable;

const now = () => new Date().toISOString();
const today = () => dayOf(new Date());
const newId = () => crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`;
const remembers = () => setting("remember", "yes") === "yes";
const tellTabs = joinTabs((told) => void hear(told));

/** The document as it stands on the page. */
function document_() {
  if (current) current.answers = { ...aside, ...answersOnPage() };
  return current;
}

/** A place's answer as this page can show it; nothing where it has no such place. @param {string} id @param {Answer} answered */
function taker(id, answered) {
  makeRoom(id);
  return takes(placeOf(id), answered);
}

/** @param {AnswerFile} file @param {Origin} origin @param {string} [id] */
const documentIn = (file, origin, id = newId()) =>
  newDocument(program.model, { id, mark: newId(), origin, ...inFile(file, program, taker) });

/** @param {WorkbookDocument} shown */
const asText = (shown) => writeFile({ sheets: sheetsIn(shown, program), unrecognised: shown.around });

// ---------------------------------------------------------------- what is on the page

/** Put a document on the page, in the place of what was there. @param {WorkbookDocument} shown */
function show(shown) {
  for (const place of places()) answer(place);
  current = shown;
  // Drafts of before had no name in files.
  current.mark ??= newId();
  aside = {};
  for (const [id, answered] of Object.entries(shown.answers)) {
    if (taker(id, answered)) answer(placeOf(id), answered);
    else aside[id] = answered;
  }
  base = shown.answers;
  isPending = false;
  showUsedRows();
  showEarlier(shown.earlier, shown.id === program.document);
  /** @type {HTMLSelectElement} */ (one("#party")).value = shown.party;
  dressAll();
  refresh();
}

/** Take the document off the page before another comes there; it stays a draft. */
async function putAway() {
  await keepNow();
  stopClock();
  current = undefined;
  putInside("");
}

/** Show everything that depends on the answers. */
function refresh() {
  const shown = document_();
  one("#name").textContent = shown ? nameOfDocument(shown) : (one("#name").dataset.title ?? "");
  const unknown = shown
    ? [{ unrecognised: shown.around }, ...Object.values(shown.facts)]
        .flatMap((sheet) => Object.entries(sheet.unrecognised ?? {}))
        .concat(Object.entries(aside).map(([id, answered]) => [id, answered]))
    : [];
  one("#unrecognised").hidden = !unknown.length;
  one("#unrecognised ul").replaceChildren(
    ...unknown.map(([path, value]) => make("li", `${path}: ${JSON.stringify(value)}`)),
  );
  showBeside();
  showKept();
  arrange(shown);
}

/** Say in the bar how safe the answers are. */
function showKept() {
  const shown = current;
  for (const id of ["kept", "places-of-document"]) one(`#${id}`).hidden = !shown;
  one("#keeping").hidden = !shown && /^(start|begin)$/.test(document.body.dataset.view ?? "");
  if (!shown) return;
  const inBrowser = !isKept || !remembers()
    ? word("tool-only-here")
    : isPending || isOnItsWay
      ? word("tool-keeping")
      : word("tool-kept", { when: timeOf(shown.edited) });
  const name = isInFile(shown) ? (shown.file?.name ?? "") : "";
  const inFile_ = name ? word("tool-in-file", { name }) : word("tool-not-in-file");
  // A narrow screen has no room for the file's name in each view.
  const [before, after = ""] = name ? inFile_.split(name) : [inFile_];
  const named = Object.assign(make("span", name), { className: "file" });
  const inWords = [`${inBrowser} · ${before}`, ...(name ? [named, after] : [])];
  one("#kept").replaceChildren(...(isBlank(shown) ? [word("tool-nothing-yet")] : inWords));
  one("#kept").classList.toggle("safe", isInFile(shown));
}

// ---------------------------------------------------------------- keeping

/** Begin a document with what stands on the page: somebody has begun to write. */
function beginHere() {
  const made = { ...fresh(...beingDone()), answers: answersOnPage() };
  show(made);
  base = {};
  history.replaceState({ document: made.id }, "");
}

/** Something has been changed on the page. */
function changed() {
  if (!current) beginHere();
  const shown = /** @type {WorkbookDocument} */ (document_());
  shown.edited = now();
  shown.firstDay ??= today();
  isPending = true;
  if (remembers()) note(shown, changesBetween(base, shown.answers));
  if (Date.now() - lastState > STATE_EVERY) void putStateBy("edit", { ...shown, answers: base });
  timer ??= window.setTimeout(() => void keepNow(), KEEP_AFTER);
  refresh();
}

/** Keep what has changed, now. @param {boolean} [whole] also where another tab has written since */
async function keepNow(whole = false) {
  clearTimeout(timer);
  timer = undefined;
  const shown = document_();
  if (!shown || !(isPending || whole)) return;
  const changes = changesBetween(base, shown.answers);
  const sent = structuredClone(shown);
  isPending = false;
  isOnItsWay = true;
  putInside(isBlank(sent) ? "" : asText(sent));
  try {
    const kept = await (remembers() ? drafts : memory).put(sent, changes, whole);
    isOnItsWay = false;
    if (!isPending) clearNote(kept.id);
    if (current?.id !== kept.id) return;
    current.revision = kept.revision;
    base = sent.answers;
    take(kept);
    tellTabs({ id: kept.id, revision: kept.revision });
  } catch (problem) {
    isPending = true;
    isOnItsWay = false;
    const isFull = problem instanceof DOMException && problem.name === "QuotaExceededError";
    tell(isFull ? "tool-storage-full" : "tool-storage-failed");
  }
  showKept();
}
const memory = inMemory();

/** Show what somebody else has changed in this document, and keep what is being typed here. @param {WorkbookDocument} kept */
function take(kept) {
  const shown = /** @type {WorkbookDocument} */ (document_());
  const own = changesBetween(base, shown.answers);
  const merged = withChanges(kept.answers, own);
  for (const [id, answered] of Object.entries(changesBetween(shown.answers, merged))) {
    makeRoom(id);
    const place = placeOf(id);
    if (place) answer(place, answered ?? undefined);
    if (place) dressField(place);
    if (!place && answered) aside[id] = answered;
  }
  base = kept.answers;
  current = { ...kept, answers: merged };
}

/** @param {{id: string, revision: number, isGone?: boolean}} told */
async function hear({ id, revision, isGone }) {
  if (!current) return void showShelf();
  if (current.id !== id) return;
  if (isGone) {
    isPending = true;
    tell("tool-gone-elsewhere");
    return void showKept();
  }
  if (revision <= current.revision) return;
  const kept = await drafts.get(id);
  if (!kept || kept.revision <= current.revision) return;
  const isOther = !same(kept.earlier, current.earlier) || !same(kept.facts, current.facts);
  take(kept);
  if (isOther) showEarlier(kept.earlier, kept.id === program.document);
  refresh();
}

/** Put by how things are, so that they can be brought back. @param {string} why @param {WorkbookDocument} [state] */
async function putStateBy(why, state = document_()) {
  if (!state || isBlank(state)) return;
  lastState = Date.now();
  const content = structuredClone(state);
  if (why !== "edit") undoable = content;
  try {
    await drafts.keepState({ document: content.id, at: now(), why, content });
  } catch {
    // What can be undone on this page still can.
  }
  await showStates();
}

const undoButton = () => button(word("tool-undo"), () => void bringBack(undoable), "plain");

/** @param {WorkbookDocument | undefined} state */
async function bringBack(state) {
  if (!state) return;
  const before = document_();
  if (before && before.id === state.id && !isBlank(before)) await putStateBy("undo", before);
  const revision = before?.id === state.id ? before.revision : state.revision;
  show({ ...structuredClone(state), revision, edited: now() });
  await keepNow(true);
  tell("tool-undone");
  refresh();
}

// ---------------------------------------------------------------- beginning and opening

/** @param {string} occasion @param {string} party @returns {WorkbookDocument} */
const fresh = (occasion, party) =>
  newDocument(program.model, {
    ...{ id: newId(), mark: newId(), origin: { kind: "begun", at: now() }, occasion, party },
  });

/** @param {WorkbookDocument} made @param {string} hash where to go */
async function openDocument(made, hash) {
  if (current) await putAway();
  lastState = Date.now();
  show(made);
  history.pushState({ document: made.id }, "", hash);
  route();
}

/** @param {string} id */
async function openDraft(id, hash = "") {
  const found = await drafts.get(id);
  if (!found) return void tell("tool-not-there");
  await openDocument(found, hash || `#${found.stage || "overview"}`);
  return undefined;
}

/** The document that this page was made for. */
function madeFor() {
  const { document: id = "" } = program;
  return newDocument(program.model, {
    ...{ id, mark: newId(), origin: { kind: "prefilled", at: now() }, occasion: "meeting", answers: given },
  });
}

/** @param {string} occasion @param {string} party */
function firstHash(occasion, party) {
  const hash = firstOf(/** @type {OccasionName} */ (occasion), party);
  return `#${hash}`;
}

/** @param {File} file @returns {Promise<Opened>} */
async function read(file) {
  // Of a file that is too large only as much is read as shows that it is.
  const data = await file.slice(0, LARGEST_PAGE + 1).arrayBuffer();
  return { name: file.name, ...readOurs(data) };
}
/** @typedef {import("./opening.js").Opened} Opened */

/** Open a file as a document of its own: nothing is merged into what is on the page. @param {Opened} file @param {string} [occasion] */
async function openFile({ name, ...file }, occasion = "") {
  const text = writeFile(file);
  const digest = digestOf(text);
  const { documents } = await drafts.list();
  const known = documents.find((draft) => draft.file?.digest === digest);
  if (known && isInFile(known)) {
    await openDraft(known.id, occasion && firstHash(occasion, ""));
    return void tell("tool-opened-again", { name });
  }
  const made = documentIn(file, { kind: "file", name, at: now() });
  made.occasion = occasion || guessOccasion(made);
  made.file = inFileNow(made, name, digest);
  const hash = occasion ? firstHash(occasion, made.party) : "#overview";
  const draft = documents.find(({ mark }) => mark === made.mark);
  if (draft) return void (await openTwin({ name, file, made, draft, hash }));
  await openNew(made, name, hash, known ? "tool-opened-older" : "opened");
  return undefined;
}

/** @param {WorkbookDocument} made @param {string} name of its file @param {string} hash @param {string} said */
async function openNew(made, name, hash, said = "opened") {
  await openDocument(made, hash);
  await keepNow(true);
  tell(said, { name, count: Object.keys(made.answers).length });
  refresh();
}

/** The file that holds a document as it is now. @param {WorkbookDocument} shown @param {string} name @param {string} digest */
const inFileNow = (shown, name, digest) => ({
  ...{ name, at: now(), sign: signOf(shown), digest, revision: Math.max(1, shown.revision) },
});

/**
 * A file that is a save of a document of which there is a draft.
 * @typedef {object} Twin
 * @property {string} name
 * @property {AnswerFile} file
 * @property {WorkbookDocument} made what the file holds
 * @property {WorkbookDocument} draft
 * @property {string} hash where to go
 */

/** The file about which is asked. @type {Twin | undefined} */
let twin;

/** Go on with the draft where the file says the same; ask where it does not. @param {Twin} found */
async function openTwin(found) {
  const { name, made, hash } = found;
  // The draft on the page may be newer than what was listed.
  if (current?.id === found.draft.id) await keepNow();
  const draft = (await drafts.get(found.draft.id)) ?? found.draft;
  const state = stateBeside(draft, made);
  if (state === "same") {
    await openDraft(draft.id, hash);
    return void tell("tool-opened-again", { name });
  }
  one("#said").replaceChildren();
  twin = { ...found, draft };
  // What was cleared is not worth a question.
  if (isBlank(draft)) return openAsked("replace");
  showTwins(draft, made, name, state);
  return goTo("same");
}

/** Open the file of which there is a draft: in its place, apart from it, or with what differs side by side. @param {"replace" | "apart" | "compare"} how */
async function openAsked(how) {
  if (!twin) return;
  const { name, file, made, draft, hash } = twin;
  twin = undefined;
  if (how === "apart") return void (await openNew({ ...made, mark: newId() }, name, hash));
  await openDraft(draft.id, hash);
  if (how === "compare") return bring({ name, ...file });
  await putStateBy("open");
  const { id } = draft;
  const revision = Math.max(current?.revision ?? 0, made.revision);
  show({ ...made, id, revision, edited: now() });
  await keepNow(true);
  tell("opened", { name, count: Object.keys(made.answers).length }, undoButton());
  refresh();
}

/** Begin the next round with what this document hands on to it. */
async function beginNext() {
  const shown = document_();
  if (!shown) return;
  const sheets = sheetsIn(shown, program).map((sheet) => migrate(sheet, program.ledger));
  const { round, sheets: begun, noRoom } = nextRound(sheets, /** @type {Facts} */ (program.facts));
  const file = { sheets: [...begun, ...sheets], unrecognised: shown.around };
  const made = documentIn(file, { kind: "next-round", at: now() });
  await openDocument(made, "#overview");
  await keepNow(true);
  const told = noRoom.length ? [make("span", ` ${word("no-room", { found: noRoom.join("; ") })}`)] : [];
  tell("tool-next-begun", { round }, ...told);
  refresh();
}

/** What somebody was doing, by what is answered. @param {WorkbookDocument} made */
function guessOccasion(made) {
  const found = Object.keys(made.answers).map((id) =>
    occasionOf(placeOf(id)?.closest("section[data-occasion]") ?? null),
  );
  return [...OCCASIONS].reverse().find((occasion) => found.includes(occasion)) ?? "";
}

/** @param {() => Promise<void>} act @param {string} name of the file */
async function orTellWhy(act, name) {
  try {
    await act();
  } catch (problem) {
    tellWhy(problem instanceof RangeError ? new BadFile("file-unread") : problem, name);
  }
}

// ---------------------------------------------------------------- saving

/** @param {"json" | "html"} kind @param {WorkbookDocument} shown */
function fileName(kind, shown) {
  const { organisation, round } = identityOf(shown, program);
  const what = shown.party ? program.parties[shown.party] : occasionName(shown.occasion) || word("tool-answers");
  const parts = [organisation, what, ...(round ? [word("sheet-round", { round })] : []), today()];
  return `${parts.map(inFileName).filter(Boolean).join("_")}.${kind}`;
}

/** The document as a file: only what can be opened again is saved. @param {"json" | "html"} kind */
function written(kind) {
  const shown = /** @type {WorkbookDocument} */ (document_());
  const [long] = tooLong();
  if (long) {
    const [section] = [long.closest("section")];
    showView(section?.id ?? "all");
    long.focus();
    throw new BadFile("tool-save-too-long");
  }
  const json = asText(shown);
  const data = new TextEncoder().encode(json);
  if (data.length > LARGEST) throw new BadFile("file-too-large");
  if (writeFile(readFile(data)) !== json) throw new BadFile("tool-save-differs");
  const name = fileName(kind, shown);
  const content = kind === "json" ? json : pageWith(pristine, json);
  const type = kind === "json" ? JSON_TYPE : "text/html";
  return { name, content, type, digest: digestOf(json), revision: revisionOf(shown) };
}

/** @param {"json" | "html"} kind @param {(name: string, content: string, type: string) => void | Promise<void>} hand */
async function save(kind, hand = download) {
  if (!current) beginHere();
  try {
    const { name, content, type, digest, revision } = written(kind);
    await hand(name, content, type);
    tell(hand === download ? "saved" : "tool-shared", { name });
    await keepNow();
    const shown = /** @type {WorkbookDocument} */ (document_());
    shown.file = { ...inFileNow(shown, name, digest), revision };
    if (!isBlank(shown)) await keepNow(true);
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === "AbortError") return;
    if (!(problem instanceof BadFile)) return void tell("tool-share-failed");
    tell(problem.message, { name: word("tool-answers") });
  }
  refresh();
}

// ---------------------------------------------------------------- acts

async function clear() {
  const shown = document_();
  if (!shown) return;
  await putStateBy("clear");
  const { id, mark, origin, occasion, party, stage, revision } = shown;
  show({ ...newDocument(program.model, { id, mark, origin, occasion, party, stage }), revision, edited: now() });
  await keepNow(true);
  tell("cleared", {}, undoButton());
  refresh();
}

/** @param {WorkbookDocument} draft */
async function removeDraft(draft) {
  clearNote(draft.id);
  await drafts.remove(draft.id);
  tellTabs({ id: draft.id, revision: draft.revision, isGone: true });
  const undo = async () => {
    await drafts.put(draft, {}, true);
    await showShelf();
    tell("tool-undone");
  };
  tell("tool-removed", { name: nameOfDocument(draft) }, button(word("tool-undo"), () => void undo(), "plain"));
  await showShelf();
}

async function showShelf() {
  showDrafts(await drafts.list(), {
    open: (id) => void openDraft(id),
    remove: (draft) => void removeDraft(draft),
    giveBack: (id, record) => download(`${inFileName(id)}.json`, JSON.stringify(record, null, 1), JSON_TYPE),
    forget: async (id) => {
      await drafts.remove(id);
      await showShelf();
    },
  });
}

/** Choose whether this browser remembers. @param {boolean} isWanted */
async function remember(isWanted) {
  choose("remember", isWanted ? undefined : "no");
  if (!isWanted && current) {
    clearNote(current.id);
    await drafts.remove(current.id);
    tellTabs({ id: current.id, revision: current.revision, isGone: true });
  }
  if (isWanted) await keepNow(true);
  showKept();
}

/** The document that a file would bring in. @type {{name: string, theirs: WorkbookDocument} | undefined} */
let brought;

/** @param {Opened} file */
function bring({ name, ...file }) {
  const own = document_();
  if (!own) return;
  const theirs = documentIn(file, { kind: "file", name, at: now() });
  const found = showBringing(name, theirs, own);
  if (found !== "ready") {
    const names = [own, theirs].map((side) => identityOf(side, program));
    const openIt = button(word("tool-open-own"), () => void openFile({ name, ...file }), "plain");
    const [{ organisation: ours, round }, { organisation, round: theirRound }] = names;
    const said = { name, ours, theirs: organisation, round, theirRound };
    return void tell(`tool-bring-${found}`, said, ...(found === "nothing-new" ? [] : [openIt]));
  }
  brought = { name, theirs };
  goTo("bring");
  return undefined;
}

async function takeIn() {
  const own = document_();
  if (!own || !brought) return;
  await putStateBy("bring");
  const { name, theirs } = brought;
  brought = undefined;
  show({ ...broughtTogether(own, theirs, taken()), edited: now() });
  await keepNow(true);
  showView(own.stage || "overview", true);
  tell("tool-brought", { name }, undoButton());
  refresh();
}

/** What is done with the file that is chosen next. @type {(file: Opened) => Promise<void> | void} */
let chosen = openFile;

/** @param {(file: Opened) => Promise<void> | void} act */
function pick(act) {
  chosen = act;
  /** @type {HTMLInputElement} */ (one("#files")).click();
}

/** @param {File} file @param {(file: Opened) => Promise<void> | void} act */
const openChosen = (file, act) => orTellWhy(async () => void (await act(await read(file))), file.name);

/** The occasion that is being begun. */
let beginning = "";

/** @param {string} party */
async function begin(party) {
  const organisation = /** @type {HTMLInputElement} */ (one("#begin-organisation")).value.trim();
  const round = /** @type {HTMLInputElement} */ (one("#begin-round")).value.trim();
  const made = fresh(beginning, party);
  for (const [fact, value] of Object.entries({ organisation, round })) {
    const id = program.occasion[fact];
    if (value && id) made.answers[id] = { kind: "text", value };
  }
  if (round && !program.occasion.round) made.facts[party] = { round: Number(round) };
  await openDocument(made, firstHash(beginning, party));
  if (!isBlank(made)) {
    isPending = true;
    await keepNow();
  }
}

function copy() {
  getSelection()?.selectAllChildren(one("#summary-result"));
  // The newer way has no formatting, and needs a permission that files on a disk may not get.
  tell(document.execCommand("copy") ? "copied" : "copy-selected");
}

async function showStates() {
  const shown = current;
  if (!shown) return;
  const found = await drafts.states(shown.id);
  one("#history").hidden = !found.length;
  one("#history ul").replaceChildren(
    ...found.map(({ at, why, content }) => {
      const count = Object.keys(content.answers).length;
      const facts = [timeOf(at), word(`tool-state-${why}`), word("sheet-answers", { count })];
      return make("li", facts.join(" · "), " ", button(word("tool-bring-back"), () => void bringBack(content), "plain"));
    }),
  );
}

/** Show what the address asks for. */
function route() {
  const asked = decodeURIComponent(location.hash.slice(1));
  // A page that was loaded anew has forgotten which file it asked about.
  const hash = asked === "same" && !twin ? "" : asked;
  // A new address has forgotten whose it is; after reloading the same document is there.
  if (current && history.state?.document !== current.id)
    history.replaceState({ document: current.id }, "");
  const { view, occasion, step } = showView(hash, false, current);
  if (view === "start") void showShelf();
  if (view === "overview" || view === "finish") void showStates();
  if (current && step) {
    current.occasion = occasion || current.occasion;
    current.stage = step;
  }
  const stage = nowShown();
  if (current && stage && occasion === "meeting") {
    current.spent ??= {};
    runClock(stage.key, stage.minutes, current.spent);
  } else {
    stopClock();
    one("#clock").hidden = true;
  }
  refresh();
}

// ---------------------------------------------------------------- start

startRows((why) => {
  void putStateBy(why);
  queueMicrotask(() => tell("tool-row-removed", {}, undoButton()));
});
one("#book").addEventListener("withdraw", () => {
  void putStateBy("scale");
  queueMicrotask(() => tell("tool-withdrawn", {}, undoButton()));
});
offerCarrying((name, facts, card) => {
  const section = card?.closest("section");
  const link = Object.assign(make("a", word("tool-look")), { href: `#${section?.id}` });
  tell(name, facts, ...(card ? [link] : []));
});
startViews({
  partyButtons: partyButtons((party) => void begin(party)),
  bring: () => (current ? pick(bring) : goTo("start")),
  route,
});

one("main").addEventListener("input", ({ target }) => {
  const place = /** @type {Place | null} */ (/** @type {HTMLElement} */ (target).closest("[data-place]"));
  if (place) cleanField(place);
  if (place) dressField(place);
  if (/** @type {HTMLElement} */ (target).closest("#book")) changed();
});
/** @type {HTMLSelectElement} */ (one("#party")).onchange = ({ target }) => {
  if (!current) beginHere();
  if (current) current.party = /** @type {HTMLSelectElement} */ (target).value;
  changed();
};

/** @type {Record<string, () => unknown>} */
const presses = {
  save: () => save("json"),
  "save-file": () => save("json"),
  "save-page": () => save("html"),
  share: () => save("html", share),
  clear,
  copy,
  print: () => print(),
  open: () => pick(openFile),
  "open-follow-up": () => pick((file) => openFile(file, "follow-up")),
  "bring-file": () => pick(bring),
  "bring-yes": takeIn,
  "bring-no": () => history.back(),
  "same-go-on": () => twin && openDraft(twin.draft.id, twin.hash),
  "same-replace": () => openAsked("replace"),
  "same-compare": () => openAsked("compare"),
  "same-apart": () => openAsked("apart"),
  "next-round": beginNext,
  "begin-go": () => begin(""),
  bigger: () => {
    const isBig = document.documentElement.classList.toggle("projected");
    one("#bigger").ariaPressed = String(isBig);
    choose("size", isBig ? "projected" : undefined);
  },
};
for (const [id, press] of Object.entries(presses)) {
  const pressed = one(`#${id}`);
  if (pressed) pressed.onclick = () => void press();
}
for (const door of all("[data-begin]"))
  door.onclick = () => {
    beginning = door.dataset.begin ?? "";
    one("#begin-parties").hidden = beginning !== "before";
    one("#begin-go").hidden = beginning === "before";
    one("#begin-title").textContent = occasionName(beginning);
    goTo("begin");
  };

const keepBox = /** @type {HTMLInputElement} */ (one("#keep"));
keepBox.checked = remembers();
keepBox.onchange = () => void remember(keepBox.checked);

const picker = /** @type {HTMLInputElement} */ (one("#files"));
picker.onchange = async () => {
  const [file] = picker.files ?? [];
  const act = chosen;
  chosen = openFile;
  if (file) await openChosen(file, act);
  picker.value = "";
};
addEventListener("dragover", (event) => event.preventDefault());
addEventListener("drop", (event) => {
  event.preventDefault();
  const [file, ...others] = event.dataTransfer?.files ?? [];
  if (others.length) tell("tool-one-file");
  else if (file) void openChosen(file, openFile);
});
addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "s") return;
  event.preventDefault();
  void save("json");
});
addEventListener("beforeprint", () => {
  showForPrint();
  printRunning(document_());
});
addEventListener("afterprint", () => {
  endPrinting();
  for (const element of all(".printed")) element.remove();
  route();
});
addEventListener("beforeunload", (event) => {
  void keepNow();
  const shown = document_();
  if (!isLeavingWithin && shown && !isBlank(shown) && !isInFile(shown)) event.preventDefault();
});
addEventListener("visibilitychange", () => void keepNow());
addEventListener("hashchange", route);
addEventListener("popstate", async ({ state }) => {
  if (state?.document && state.document !== current?.id) {
    const found = await drafts.get(state.document);
    if (found) {
      if (current) await putAway();
      show(found);
    }
  }
  route();
});
for (const link of all(".languages a"))
  link.addEventListener("click", () => {
    const { href } = /** @type {HTMLAnchorElement} */ (link);
    const place = location.hash || "#";
    const kept = current && isKept && remembers() ? `&document=${current.id}` : "";
    isLeavingWithin = Boolean(kept) || !current;
    /** @type {HTMLAnchorElement} */ (link).href = `${href.split("#")[0]}${place}${kept}`;
  });

/** A page that was downloaded alone, or saved as a copy, has no pages beside it to lead to. */
function hideDeadLinks() {
  const own = decodeURIComponent(location.pathname.split("/").pop() ?? "");
  if (own === one(".bar").dataset.file) return;
  for (const element of all(".neighbours, .languages")) element.hidden = true;
}

/** A draft that version 0.1 kept, in one place for every workplace. */
async function adoptOldDraft() {
  const key = `toimintamalli.${program.model}`;
  const text = (() => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  })();
  if (!text) return;
  const origin = /** @type {Origin} */ ({ kind: "older", at: now() });
  try {
    const file = readOurs(new TextEncoder().encode(text).buffer);
    const made = documentIn(file, origin, `older-${digestOf(text)}`);
    await drafts.put(made, {}, true);
    localStorage.removeItem(key);
  } catch {
    // What can't be read stays where it is.
  }
}

async function start() {
  try {
    drafts = await openDrafts(program.model);
    isKept = true;
    await adoptOldDraft();
    await recover(drafts, program.model);
  } catch {
    tell("storage-blocked");
  }
  if (setting("size") === "projected") presses.bigger();
  hideDeadLinks();
  one("#share").hidden = !canShare("a.html", "text/html");
  const [hash, id = history.state?.document] = decodeURIComponent(location.hash).split("&document=");
  const found = id && (await drafts.get(id));
  if (found) {
    show(found);
    history.replaceState({ document: id }, "", hash || `#${found.stage || "overview"}`);
  } else if (inside) await openInside(hash);
  else if (program.document) await openMadeFor(hash);
  route();
  document.documentElement.classList.add("works");
}

/** @param {string} hash */
async function openMadeFor(hash) {
  const { document: id = "" } = program;
  const draft = await drafts.get(id);
  one("#made-for").hidden = false;
  const made = draft ?? madeFor();
  one("#made-for-name").textContent = nameOfDocument(made);
  one("#made-for-open").onclick = () => void openDocument(made, `#${made.stage || "overview"}`);
  if (hash) {
    show(made);
    history.replaceState({ document: id }, "", hash);
  }
}

/** Open the answers that a copy of the page brought along, as a document of its own. @param {string} hash */
async function openInside(hash) {
  const file = readOurs(new TextEncoder().encode(inside).buffer);
  const digest = digestOf(inside);
  const id = `page-${digest}`;
  const draft = await drafts.get(id);
  const made = draft ?? documentIn(file, { kind: "page", at: now() }, id);
  if (!draft) {
    const name = decodeURIComponent(location.pathname.split("/").pop() ?? "");
    made.occasion = guessOccasion(made);
    made.file = inFileNow(made, name, digest);
    const { documents } = await drafts.list();
    const own = documents.find(({ mark }) => mark === made.mark);
    if (own) return openTwin({ name, file, made, draft: own, hash: hash || "#overview" });
  }
  show(made);
  history.replaceState({ document: id }, "", hash || "#overview");
  if (!draft) await keepNow(true);
  return undefined;
}

void start();
