import { identityOf } from "../document/document.js";
import { all, button, make, one, program, word } from "../dom.js";
import { dayInWords, gapOn, nameOf, places, promptOf, say, sayShortly, showBeside, viewsOn } from "./page.js";
import { keyOf, viewsOnLine } from "./pictures.js";
import {
  asked,
  baseOf,
  hasOccasion,
  OCCASIONS,
  occasionOf,
  progressOf,
  progressOn,
  questionsOn,
  stageBar,
  stagesOf,
  themePlace,
  themeSections,
} from "./stages.js";
import { occasionName } from "./start.js";
import { showSummary } from "./summary.js";
/**
 * What of the page is in sight: one thing at a time, with a way on and back, and the whole material
 * as one document beside it.
 *
 * @import { WorkbookDocument } from "../document/document.js"
 * @import { OccasionName, Stage, Step } from "./stages.js"
 * @typedef {{view: string, occasion: OccasionName | "", step: string}} Shown
 */

/** Views that are not of the book. */
const ALONE = ["start", "begin", "overview", "bring", "same", "finish", "summary"];

/** @type {Shown} */
let shown = { view: "start", occasion: "", step: "" };
/** @type {Stage[]} */
let stages = [];
/** @type {Step | undefined} */
let now;
let party = "";
/** Questions as they stand in the book. @type {Map<Element, Element[]>} */
const order = new Map();

/** What shows the view of the address. */
let route = () => {};

/** Go to a view, as a link to it does; the browser itself would scroll to what is still hidden. @param {string} hash */
export function goTo(hash) {
  history.pushState(history.state, "", `#${hash}`);
  route();
}

/** @param {{partyButtons: HTMLElement[], bring: () => void, route: () => void}} facts */
export function startViews({ partyButtons, bring, route: toRoute }) {
  route = toRoute;
  addEventListener("click", (event) => {
    const link = /** @type {HTMLElement} */ (event.target).closest?.("a[href^='#']");
    const hash = link?.getAttribute("href")?.slice(1) ?? "";
    const isInBook = shown.view === "all" && !ALONE.includes(hash);
    if (!link || hash === "main" || isInBook || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    // What was said belongs to what one leaves.
    one("#said").replaceChildren();
    goTo(hash);
  });
  one("#begin-parties div").replaceChildren(...partyButtons);
  for (const occasion of OCCASIONS)
    for (const door of all(`[data-door="${occasion}"]`)) door.hidden = !hasOccasion(occasion);
  for (const element of asked()) {
    const home = /** @type {Element} */ (element.parentElement);
    order.set(home, [...(order.get(home) ?? []), element]);
  }
  for (const home of order.keys()) {
    const act = make("p", button(word("tool-bring-here"), bring));
    act.className = "buttons made";
    home.before(act);
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, scripted, running];
}

/** What only holds while this script runs: a copy of the page on which none runs does not have it. */
const scripted = new CSSStyleSheet();
scripted.replaceSync(".unscripted { display: none } textarea { field-sizing: content }");
const running = new CSSStyleSheet();

/** The hash of the first step of an occasion. @param {OccasionName} occasion @param {string} whose */
export const firstOf = (occasion, whose) => stagesOf(occasion, whose)[0]?.steps[0].hash ?? "overview";

/** What somebody who begins to write is doing, and for whom. @returns {[occasion: string, party: string]} */
export const beingDone = () => [
  shown.occasion,
  shown.occasion === "before" ? (now?.section.dataset.party ?? "") : "",
];

export const nowShown = () => stages.find(({ steps }) => now && steps.includes(now));

/**
 * Bring a view into sight.
 * @param {string} asked_ the hash @param {boolean} [isAct] whether the address changes too
 * @param {WorkbookDocument} [current] @returns {Shown}
 */
export function showView(asked_, isAct = false, current) {
  if (isAct) {
    goTo(asked_);
    return shown;
  }
  party = current?.party ?? party;
  const before = shown.view + shown.step;
  if (asked_ === "main") return shown;
  shown = viewOf(asked_, current);
  show();
  if (before !== shown.view + shown.step) moveFocus(asked_);
  else if (shown.view === "all") scrollTo_(asked_);
  return shown;
}

/** @param {string} hash @param {WorkbookDocument} [current] @returns {Shown} */
function viewOf(hash, current) {
  now = undefined;
  stages = [];
  const isOpen = Boolean(current);
  if (!hash) return { view: isOpen ? "overview" : "start", occasion: "", step: "" };
  if (["overview", "bring", "finish"].includes(hash) && !isOpen) return { view: "start", occasion: "", step: "" };
  if (ALONE.includes(hash)) return { view: hash, occasion: shown.occasion, step: "" };
  const [id] = hash.split("/");
  const section = document.getElementById(id)?.closest("#book > section, #choose") ?? null;
  const occasion = id === "choose" ? "meeting" : occasionOf(section);
  if (hash === "all" || !section || !occasion || shown.view === "all")
    return { view: "all", occasion: "", step: hash };
  const whose = /** @type {HTMLElement} */ (section).dataset.party ?? party;
  stages = stagesOf(occasion, occasion === "before" ? whose : "");
  const steps = stages.flatMap((stage) => stage.steps);
  now =
    steps.find((step) => step.hash === hash) ??
    steps.find((step) => step.section === section) ??
    stages.find((stage) => stage.theme)?.steps[0];
  if (!now) return { view: "all", occasion: "", step: hash };
  return { view: "stage", occasion, step: now.hash };
}

function show() {
  const { view, occasion } = shown;
  const isBook = view === "all" || view === "stage";
  document.body.dataset.view = view;
  document.body.classList.toggle("staged", view === "stage");
  for (const name of OCCASIONS)
    document.body.classList.toggle(`on-${name}`, view === "stage" && occasion === name);
  for (const id of ALONE) one(`#${id}`).hidden = view !== id;
  one("#choose").hidden = now?.hash !== "choose";
  one("#book").hidden = !isBook;
  for (const element of all(".whole-only")) element.hidden = view !== "all";
  for (const element of all("#book > section")) element.hidden = view === "stage" && element !== now?.section;
  for (const element of all("#book [data-block]")) element.hidden = Boolean(now && isOfOtherStep(element, now));
  for (const element of all(".aside")) element.remove();
  one("#stages").hidden = one("#turn").hidden = view !== "stage";
  one("#accessibility").hidden = view !== "all" && view !== "start";
  if (view === "summary") showSummary();
  sortQuestions(view === "stage");
  if (view === "stage") showTurn();
  if (now?.hash === "choose") showThemes();
}

/** A list with a lead of its own does not need what was said of the section before its first list. @param {HTMLElement} element @param {Step} step */
function isOfOtherStep(element, { section, blocks, hash }) {
  if (!blocks) return false;
  if (element.dataset.layout) return !blocks.includes(element);
  const hasLead = blocks.some((block) => one(":scope > h3 + p", block));
  return hasLead && hash !== section.id && section.contains(element);
}

/** Take in what has been chosen since the stage came into sight: a theme brings its own. */
function restage() {
  const { occasion } = shown;
  if (!now || !occasion || now.hash === "choose") return;
  stages = stagesOf(occasion, occasion === "before" ? (now.section.dataset.party ?? party) : "");
  const { hash } = now;
  now = row().find((step) => step.hash === hash) ?? now;
  showTurn();
}

/** The steps of the occasion in a row. */
const row = () => stages.flatMap((stage) => stage.steps);

/** What comes before and after. */
function showTurn() {
  const steps = row();
  const at = now ? steps.indexOf(now) : -1;
  turn("#back", steps[at - 1]?.hash ?? "overview", steps[at - 1]?.title ?? word("tool-overview"));
  turn("#next", steps[at + 1]?.hash ?? "finish", steps[at + 1]?.title ?? word("tool-finish"));
}

/** @param {string} selector @param {string} hash @param {string} title */
function turn(selector, hash, title) {
  const link = /** @type {HTMLAnchorElement} */ (one(selector));
  link.href = `#${hash}`;
  one("span", link).textContent = title;
}

/** Questions on which views differ most come first while one looks at where one is; in the book they stand as they do. @param {boolean} isByGap */
function sortQuestions(isByGap) {
  for (const [home, found] of order) {
    const gaps = new Map(found.map((element) => [element, gapOn(baseOf(/** @type {HTMLElement} */ (element))) ?? -1]));
    const sorted = isByGap ? [...found].sort((one_, other) => Number(gaps.get(other)) - Number(gaps.get(one_))) : found;
    if (sorted.some((element, at) => home.children[at] !== element)) home.append(...sorted);
  }
}

/** Fill in what depends on the answers. @param {WorkbookDocument} [current] */
export function arrange(current) {
  const { view, occasion } = shown;
  if (view === "stage" && now && occasion) {
    restage();
    one("#stages").replaceChildren(stageBar(stages, now, occasion));
    drawViews();
    showAside();
  }
  if (view === "overview") showOverview(current);
  if (view === "finish") showFinish(current);
}

/** Both views as one picture beside each joint question. */
function drawViews() {
  for (const element of asked()) {
    one(".views-line", element)?.remove();
    const base = baseOf(element);
    const views = viewsOn(base).map(({ value }) => value);
    element.classList.toggle("apart-far", (gapOn(base) ?? 0) > 1);
    if (views.some((value) => value !== undefined)) one(".beside", element)?.prepend(viewsOnLine(valuesIn(element), views));
  }
  showBeside();
}

/** The values of the scale that a question has. @param {ParentNode} question */
const valuesIn = (question) =>
  /** @type {HTMLInputElement[]} */ (all(".scale input", question))
    .map(({ value }) => Number(value))
    .filter((value) => !Number.isNaN(value));

/** What stands beside a stage: the views on its theme, what was agreed, what to remember. */
function showAside() {
  const section = now?.section;
  if (!section) return;
  one(":scope > .aside", section)?.remove();
  const panels = [marksPanel(section), viewsPanel(section), agreedPanel(), reminders(section)].filter((panel) => panel !== null);
  if (!panels.length) return;
  const aside = make("div", ...panels);
  aside.className = "aside made";
  section.append(aside);
}

/** @param {string} title @param {(Node | string)[]} content */
function panel(title, ...content) {
  const made = make("div", make("h3", title), ...content);
  made.className = "panel";
  return made;
}

/** Which mark is whose, beside the questions that show them. @param {HTMLElement} section */
function marksPanel(section) {
  const isDrawn = one(".views-line", section);
  if (!isDrawn) return null;
  const made = panel(word("tool-marks"), keyOf(Object.values(program.parties)), make("p", word("tool-by-gap")));
  made.classList.add("marks");
  return made;
}

/** @param {HTMLElement} section */
function viewsPanel({ dataset: { theme } }) {
  const found = theme ? questionsOn(theme) : [];
  if (!found.length) return null;
  const shown_ = found.map((base) => {
    const views = viewsOn(base).map(({ value }) => value);
    const home = /** @type {HTMLElement} */ (one(`[data-beside="${CSS.escape(base)}"]`).closest(".asked"));
    const said = viewsOn(base).map(({ party: whose, place }) => `${nameOf(whose)}: ${(place && sayShortly(place)) || "–"}`);
    const text = make("p", said.join(" · "));
    text.className = "facts";
    const joint = /** @type {import("./page.js").Place} */ (places(home)[0]);
    return make("div", make("p", promptOf(joint)), viewsOnLine(valuesIn(home), views), text);
  });
  return panel(word("tool-views-on-theme"), ...shown_, keyOf(Object.values(program.parties)));
}

/** Whether what was agreed is told in full, measure by measure, where somebody has said so. @type {Map<Element, boolean>} */
const unfolded = new Map();

/** What was agreed, beside the follow-up; a narrow screen tells the measures first. */
function agreedPanel() {
  if (shown.occasion !== "follow-up") return null;
  const found = all(".measure-card").flatMap((card) => {
    const said = places(card).filter((place) => place.value && place.dataset.fact);
    const [title] = said.filter(({ dataset }) => dataset.fact === "measures.how");
    if (!said.length) return [];
    const rest = said.filter((place) => place !== title).map((place) => make("li", `${promptOf(place)}: ${say(place)}`));
    const name = make("summary", make("strong", title ? say(title) : (one("legend", card).textContent ?? "")));
    const details = /** @type {HTMLDetailsElement} */ (make("details", name, make("ul", ...rest)));
    details.open = unfolded.get(card) ?? matchMedia("(min-width: 62rem)").matches;
    details.ontoggle = () => unfolded.set(card, details.open);
    return [make("li", details)];
  });
  if (!found.length) return null;
  const made = panel(word("tool-agreed"), make("ol", ...found));
  made.classList.add("agreed");
  return made;
}

/** What nobody may miss, once more beside the stage. @param {HTMLElement} section */
function reminders(section) {
  const found = all(":scope > [data-block] .notice", section).map((notice) => {
    const copy = /** @type {HTMLElement} */ (notice.cloneNode(true));
    copy.className = "reminder";
    return copy;
  });
  return found.length ? panel(word("tool-remember"), ...found) : null;
}

/** The themes to choose from, those first on which views differ most. */
function showThemes() {
  const found = themeSections().map((section) => {
    const { theme = "", number = "", subject = "" } = section.dataset;
    const gaps = questionsOn(theme).map((base) => gapOn(base) ?? 0);
    return { section, number, subject, theme, gap: Math.max(0, ...gaps) };
  });
  one("#choose ul").replaceChildren(
    ...found
      .sort((one_, other) => other.gap - one_.gap)
      .map(({ section, number, subject, theme, gap }) => {
        const press = make("button", word("tool-choose-theme"));
        const named = Object.assign(make("span", `: ${subject}`), { className: "unseen" });
        press.append(named);
        Object.assign(press, { type: "button", className: "primary" });
        press.onclick = () => {
          const place = themePlace();
          if (!place) return;
          place.value = theme;
          place.dispatchEvent(new Event("input", { bubbles: true }));
          goTo(section.id);
        };
        const numeral = Object.assign(make("span", number), { className: "numeral" });
        const item = make(
          "li",
          make("h3", numeral, ` ${subject}`),
          make("p", gap ? word("tool-widest-gap", { gap }) : ""),
          press,
        );
        item.classList.add("panel", "door", `theme-${number}`);
        return item;
      }),
  );
}

/** @param {WorkbookDocument} [current] */
function showOverview(current) {
  if (!current) return;
  const { organisation, round, date } = identityOf(current, program);
  one("#overview-facts").textContent = [
    organisation || word("tool-no-name"),
    ...(round ? [word("sheet-round", { round })] : []),
    ...(date ? [dayInWords(date)] : []),
  ].join(" · ");
  one("#overview-stages").replaceChildren(
    ...OCCASIONS.filter(hasOccasion).map((occasion) => {
      const { done, all: asked_ } = progressOn(occasion, current.party);
      const items = stagesOf(occasion, occasion === "before" ? current.party : "").map(({ title, steps, key }) => {
        const own = progressOf(steps);
        const link = Object.assign(make("a", titleOf(title, key)), { href: `#${steps[0].hash}` });
        const isDone = own.all > 0 && own.done === own.all;
        return make("li", link, " ", make("small", own.all ? (isDone ? word("tool-done") : `${own.done}/${own.all}`) : ""));
      });
      const made = panel(occasionName(occasion), make("p", word("progress", { done, all: asked_ })), make("ol", ...items));
      made.classList.add("door", `on-${occasion}`);
      return make("li", made);
    }),
  );
}

/** Name of a stage, and whose it is where there are several. @param {string} title @param {string} key */
function titleOf(title, key) {
  const { subject } = one(`[id="${CSS.escape(key)}"]`)?.dataset ?? {};
  return subject ? `${title}: ${subject}` : title;
}

/** @param {WorkbookDocument} [current] */
function showFinish(current) {
  const occasion = /** @type {OccasionName | undefined} */ (OCCASIONS.find((name) => name === current?.occasion));
  const { done, all: asked_ } = occasion ? progressOn(occasion, current?.party ?? "") : { done: 0, all: 0 };
  one("#finish-progress").textContent = asked_ ? word("progress", { done, all: asked_ }) : "";
  for (const element of all("#finish [data-after]"))
    element.hidden = !occasion || !element.dataset.after?.split(" ").includes(occasion);
}

/** @param {string} hash */
function moveFocus(hash) {
  const { view } = shown;
  if (view === "all") return scrollTo_(hash);
  const home = view === "stage" ? now?.section : one(`#${view}`);
  const heading = home && one("h2", home);
  if (!heading) return undefined;
  heading.tabIndex = -1;
  if (document.documentElement.classList.contains("works")) heading.focus({ preventScroll: true });
  scrollTo(0, 0);
  // Where the address names a section, the browser goes to it by itself, a moment later.
  requestAnimationFrame(() => scrollTo(0, 0));
  return undefined;
}

/** @param {string} hash */
function scrollTo_(hash) {
  if (hash === "all") return;
  document.getElementById(hash.split("/")[0])?.scrollIntoView();
}

/** What is printed: the pages of the occasion, and on each whose it is and of when. @param {WorkbookDocument} [current] */
export function printRunning(current) {
  const { view, occasion } = shown;
  if (view === "stage" && occasion) {
    const steps = row();
    for (const element of all("#book > section")) element.hidden = !steps.some(({ section }) => section === element);
    for (const element of all("#book [data-block]")) element.hidden = false;
    one("#choose").hidden = true;
  }
  const { organisation, round, date } = current ? identityOf(current, program) : {};
  const facts = [
    organisation,
    occasionName(occasion),
    round && word("sheet-round", { round }),
    date && dayInWords(date),
  ].filter(Boolean);
  const said = facts.join(" · ");
  // Browsers that know no margins of pages print the title there.
  if (said) document.title = said;
  const text = JSON.stringify(said);
  running.replaceSync(`@page { @top-left { content: ${text}; font-size: 9pt } @bottom-right { content: counter(page); font-size: 9pt } }`);
  const [page] = /** @type {CSSPageRule[]} */ ([...running.cssRules]);
  document.body.classList.toggle("runs", Boolean(said && page?.cssRules?.length));
}

const TITLE = document.title;

/** Take back what only paper needs. */
export function endPrinting() {
  document.title = TITLE;
  document.body.classList.remove("runs");
}


