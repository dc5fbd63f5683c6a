import { split } from "../answers.js";
import { all, make, one, program, word } from "../dom.js";
import { answerIn, idOf, kindOf, placeOf, places } from "./page.js";
/**
 * Occasions and their stages: which sections belong to what people have come to do, in steps that
 * fit a screen, and what is done of each.
 *
 * @import { Place } from "./page.js"
 * @typedef {"before" | "meeting" | "follow-up"} OccasionName
 * @typedef {{section: HTMLElement, blocks: HTMLElement[] | null, title: string, hash: string}} Step
 * @typedef {{key: string, title: string, minutes: number, theme: boolean, steps: Step[]}} Stage
 * @typedef {{done: number, all: number}} Progress
 */

/** @type {OccasionName[]} */
export const OCCASIONS = ["before", "meeting", "follow-up"];

export const sections = () => all("#book > section[data-occasion]");

/** @param {string} occasion */
const sectionsOf = (occasion) =>
  sections().filter((section) => section.dataset.occasion === occasion);

/** Whether the page has anything to do on an occasion. @param {OccasionName} occasion */
export const hasOccasion = (occasion) => sectionsOf(occasion).length > 0;

/** The occasion that a section belongs to. @param {Element | null} section */
export const occasionOf = (section) =>
  /** @type {OccasionName | ""} */ (
    /** @type {HTMLElement | null} */ (section)?.dataset.occasion ?? ""
  );

/** The place where the theme of the meeting is chosen: it offers the themes that have sections. @returns {Place | undefined} */
export function themePlace() {
  const themes = themeSections().map((section) => section.dataset.theme ?? "");
  return places(one("#book")).find(
    (place) =>
      kindOf(place) === "choice" &&
      themes.length > 0 &&
      themes.every((theme) => [...place.options].some(({ value }) => value === theme)),
  );
}

export const themeSections = () => sectionsOf("meeting").filter(({ dataset }) => dataset.theme);

/** The sections that are gone through, of which there is one for each theme only where it is chosen. @param {OccasionName} occasion @param {string} party */
function chosenSections(occasion, party) {
  const theme = themePlace()?.value ?? "";
  const all = themeSections();
  const only = all.length === 1 ? all[0].dataset.theme : theme;
  return sectionsOf(occasion).filter(
    ({ dataset }) =>
      (!dataset.theme || dataset.theme === only) && (!dataset.party || !party || dataset.party === party),
  );
}

/** @param {OccasionName} occasion @param {string} party @returns {Stage[]} */
export function stagesOf(occasion, party) {
  const found = chosenSections(occasion, party);
  const made = found.map(stageOf);
  const [only] = made;
  // Where there is one stage only, its steps are the stages.
  const stages =
    made.length === 1
      ? only.steps.map((step) => ({ ...only, key: step.hash, title: step.title, steps: [step] }))
      : made;
  // Before a theme is chosen its stage stands where the themes do.
  const themes = themeSections();
  if (occasion === "meeting" && themes.length && !found.some(({ dataset }) => dataset.theme)) {
    const at = found.filter((section) => isBefore(section, themes[0])).length;
    const [{ dataset }] = themes;
    const choose = one("#choose");
    const step = { section: choose, blocks: null, title: dataset.title ?? "", hash: "choose" };
    const minutes = Number(dataset.minutes) || 0;
    stages.splice(at, 0, { key: "choose", title: step.title, minutes, theme: true, steps: [step] });
  }
  return stages;
}

/** @param {Node} one @param {Node} other */
const isBefore = (one, other) =>
  Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);

/** So many places fit a screen. */
const ON_A_SCREEN = 12;

/** @param {HTMLElement} section @returns {Stage} */
function stageOf(section) {
  const { title = "", minutes, theme } = section.dataset;
  const groups = groupsOf(section, Boolean(theme));
  // What belongs together stays together, unless it would be many screens.
  const steps =
    groups.length > 1
      ? groups.map((blocks, at) => ({
          ...{ section, blocks, title: headingOf(blocks[blocks.length - 1]) },
          hash: at ? `${section.id}/${at + 1}` : section.id,
        }))
      : [{ section, blocks: null, title, hash: section.id }];
  return { key: section.id, title, minutes: Number(minutes) || 0, theme: Boolean(theme), steps };
}

/** The blocks of a section screen by screen: the lists of a theme each have their own. @param {HTMLElement} section @param {boolean} isTheme */
function groupsOf(section, isTheme) {
  const asking = all(":scope > [data-layout]", section);
  if (!isTheme && places(section).length <= ON_A_SCREEN) return [asking];
  /** @type {HTMLElement[][]} */
  const groups = [];
  for (const block of asking) {
    const last = groups[groups.length - 1];
    const isSmall = last && places(last[0]).length < 3 && last.length === 1;
    if (isSmall) last.push(block);
    else groups.push([block]);
  }
  return groups;
}

/** @param {HTMLElement} block */
const headingOf = (block) => one("h3, legend", block)?.textContent?.trim() ?? "";

/**
 * How much of what an occasion asks is done: lists from which one chooses count once.
 * @param {Step[]} steps @returns {Progress}
 */
export function progressOf(steps) {
  const units = steps.flatMap(({ section, blocks }) =>
    (blocks ?? all(":scope > [data-layout]", section)).flatMap(unitsIn),
  );
  return { done: units.filter(Boolean).length, all: units.length };
}

/** Whether each thing that a block asks is done. @param {HTMLElement} block @returns {boolean[]} */
function unitsIn(block) {
  const found = places(block);
  switch (block.dataset.layout) {
    case "scales":
    case "fields":
      return found.map((place) => Boolean(answerIn(place)));
    case "questions":
      return [
        ...found.filter((place) => kindOf(place) === "scale").map((place) => Boolean(answerIn(place))),
        ...(found.some((place) => kindOf(place) !== "scale")
          ? [found.some((place) => kindOf(place) !== "scale" && answerIn(place))]
          : []),
      ].map(Boolean);
    default:
      return [found.some((place) => answerIn(place))];
  }
}

/** @param {OccasionName} occasion @param {string} party */
export const progressOn = (occasion, party) =>
  progressOf(stagesOf(occasion, party).flatMap(({ steps }) => steps.filter(({ hash }) => hash !== "choose")));

/** The bar of stages, with what is done. @param {Stage[]} stages @param {Step} now @param {OccasionName} occasion */
export function stageBar(stages, now, occasion) {
  const current = stages.findIndex(({ steps }) => steps.some(({ hash }) => hash === now.hash));
  return make(
    "ol",
    ...stages.map(({ title, minutes, steps }, at) => {
      const { done, all: asked } = progressOf(steps);
      const isDone = asked > 0 && done === asked;
      const link = Object.assign(make("a"), { href: `#${steps[0].hash}` });
      link.append(
        ...(isDone ? [mark("✓ ", word("tool-done"))] : []),
        make("span", title),
        ...(minutes && occasion === "meeting" ? [make("small", word("tool-minutes", { count: minutes }))] : []),
        ...(asked && !isDone ? [" ", make("small", `${done}/${asked}`)] : []),
      );
      if (at === current) link.setAttribute("aria-current", "step");
      const item = make("li", link);
      item.className = at < current ? "passed" : at === current ? "now" : "";
      return item;
    }),
  );
}

/** A sign for the eye and a word for the ear. @param {string} sign @param {string} said */
function mark(sign, said) {
  const shown = make("span", sign);
  shown.ariaHidden = "true";
  const heard = make("span", `${said} `);
  heard.className = "unseen";
  const both = make("span", shown, heard);
  return both;
}

/** The joint scale questions of a theme, as places beside which both views stand. @param {string} theme */
export const questionsOn = (theme) =>
  all(".beside")
    .map(({ dataset }) => dataset.beside ?? "")
    .filter((id) => id.startsWith(`${theme}.`) && placeOf(id));

/** Joint questions with both views, those first that differ most; how they stand in the book. */
export const asked = () => all(".asked");

/** @param {HTMLElement} element */
export const baseOf = (element) => split(idOf(places(element)[0])).base;

export const partiesOf = () => program.parties;
