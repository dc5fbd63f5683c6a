import {
  clean,
  dayShown,
  joinLines,
  own,
  placeAt,
  placeOfList,
  promptAt,
  tellOf,
  told,
  whenSaid,
} from "./narrator.js";
import { PARTS } from "./plan_rows.js";
/**
 * What people talked about and wrote down: theme by theme, and whatever stands elsewhere, as
 * `toimintamalli.report` tells it.
 *
 * @import { Block, Entry, Narrator, PhraseLine, Section } from "./narrator.js"
 * @import { Said } from "./said.js"
 */

const TICKED = ["practice", "pitfall"];
/** What names rows by the codes that people gave them. */
const SHORT_NAMES = [
  ...PARTS.map((part) => `${part}.code`),
  ...["goals.needs", "measures.goals", "indicators.goals"],
];
const SHORT = 4;
const BETWEEN = " · ";

/** What was said about a theme: why it was chosen, the answers, the ticked statements. @param {Narrator} narrator @param {number} theme @returns {Block[]} */
export function talked(narrator, theme) {
  const all = narrator.followUp.said.filter((saying) => themeOf(narrator, saying) === theme);
  const isTick = (/** @type {Said} */ saying) =>
    saying.kind === "check" || (saying.kind === "own" && TICKED.includes(kindIn(saying)));
  const ticks = all.filter(isTick);
  const written = [...choosing(narrator, theme), ...all.filter((saying) => !isTick(saying))];
  /** @param {string} title @param {Said[]} said @returns {Block[]} */
  const listed = (title, said) => {
    const points = tickedLines(narrator, said);
    return points.length ? [{ kind: "points", title: told(narrator, title), points }] : [];
  };
  return [
    ...(written.length ? [entriesOf(narrator, told(narrator, "talked"), written)] : []),
    ...TICKED.flatMap((kind) =>
      listed(`ticked-${kind}`, ticks.filter((tick) => kindIn(tick) === kind)),
    ),
    ...listed("ticked-other", ticks.filter((tick) => !TICKED.includes(kindIn(tick)))),
  ];
}

/** What stands at the places of the plan and is not shown yet. @param {Narrator} narrator @param {Set<string>} shown @returns {Block[]} */
export function besideThePlan(narrator, shown) {
  const left = elsewhere(narrator, shown).filter((saying) => isOfPlan(narrator, saying));
  return left.length ? [entriesOf(narrator, told(narrator, "plan-also"), left)] : [];
}

/** Whatever else was written, in the order of the workbook. @param {Narrator} narrator @param {Set<string>} shown @returns {Section[]} */
export function theRest(narrator, shown) {
  /** @type {Map<string, Said[]>} */
  const sections = new Map();
  // What stands at the places of the plan is there too where no measure was agreed.
  const isPlanned = narrator.followUp.measures.length > 0;
  const left = elsewhere(narrator, shown).filter((saying) => !(isPlanned && isOfPlan(narrator, saying)));
  for (const saying of inOrder(narrator, left)) {
    const title = spotOf(narrator, saying)?.section ?? told(narrator, "no-place");
    sections.set(title, [...(sections.get(title) ?? []), saying]);
  }
  const blocks = [...sections].map(([title, said]) => entriesOf(narrator, title, said));
  return blocks.length ? [{ id: "entries", title: told(narrator, "entries"), blocks }] : [];
}

/** @param {Narrator} narrator @param {string} title @param {Said[]} said @returns {Block} */
const entriesOf = (narrator, title, said) => ({
  ...{ kind: "entries", title, entries: listEntries(narrator, said) },
});

/** What is in no theme, but for words of the plan that stand in the report already. @param {Narrator} narrator @param {Set<string>} shown @returns {Said[]} */
function elsewhere(narrator, shown) {
  const chosen = new Set(
    narrator.telling.themes.flatMap((_, index) => choosing(narrator, index + 1)),
  );
  return narrator.followUp.said.filter((saying) => {
    if (themeOf(narrator, saying) || chosen.has(saying)) return false;
    const fact = spotOf(narrator, saying)?.fact ?? "";
    const isTold = fact || saying.kind === "plan";
    const isWords = ["text", "plan", "unread"].includes(saying.kind);
    if (isTold && isWords && shown.has(clean(saying.text).trim())) return false;
    if (SHORT_NAMES.includes(fact) && isShort(saying.text)) return false;
    return saying.kind !== "check" || saying.chosen.length > 0;
  });
}

/** Whether a text is nothing but short names of rows. @param {string} text */
const isShort = (text) => text.split(/[\s,;+&/]+/).every((word) => [...word].length <= SHORT);

/** @param {Narrator} narrator @param {Said} said */
const spotOf = (narrator, { kind, place }) =>
  kind === "own" ? placeOfList(narrator, place) : placeAt(narrator, place);

/** @param {Narrator} narrator @param {Said} said */
const themeOf = (narrator, said) => spotOf(narrator, said)?.theme ?? 0;

/** The kind of the items in its list. @param {Said} said */
const kindIn = ({ place }) => place.split(".")[1] ?? "";

/** @param {Narrator} narrator @param {Said} said */
const isOfPlan = (narrator, said) =>
  said.kind === "plan" ||
  PARTS.some((part) => part === (spotOf(narrator, said)?.fact ?? "").split(".")[0]);

/** The choices of a theme, each with what was written in the same form. @param {Narrator} narrator @param {number} theme @returns {Said[]} */
function choosing(narrator, theme) {
  const { said } = narrator.followUp;
  return said.flatMap((saying) => {
    const spot = spotOf(narrator, saying);
    if (!spot || spot.theme || spot.themes?.[saying.chosen.join("")] !== theme) return [];
    return said.filter((other) => {
      const near = spotOf(narrator, other);
      const isSame = other.moment === saying.moment && other.party === saying.party;
      return other === saying || (isSame && near?.block === spot.block && !near.themes);
    });
  });
}

/** In the order of the workbook; what is at no place of it comes last. @param {Narrator} narrator @param {Said[]} said */
const inOrder = (narrator, said) =>
  [...new Set(said)]
    .map((saying) => ({ saying, order: spotOf(narrator, saying)?.order ?? [Infinity] }))
    .sort(({ order: one }, { order: other }) => {
      const at = one.findIndex((step, index) => step !== other[index]);
      return at < 0 ? 0 : one[at] - (other[at] ?? 0);
    })
    .map(({ saying }) => saying);

/** The places at which something was written; the fields of one row are one. @param {Narrator} narrator @param {Said[]} said @returns {Entry[]} */
function listEntries(narrator, said) {
  /** @type {Map<string, {isRow: boolean, those: Said[]}>} */
  const found = new Map();
  for (const saying of inOrder(narrator, said)) {
    const spot = spotOf(narrator, saying);
    const isRow = Boolean(spot?.row && !spot.fact && ["text", "choice", "date"].includes(saying.kind));
    const block = spot?.block ?? "";
    const key = `${isRow} ${isRow ? block.slice(0, block.lastIndexOf("-")) : saying.place}`;
    const entry = found.get(key) ?? { isRow, those: [] };
    entry.those.push(saying);
    found.set(key, entry);
  }
  return [...found.values()].map(({ isRow, those }) =>
    isRow ? tableOf(narrator, those) : entryOf(narrator, those),
  );
}

/** @param {Narrator} narrator @param {Said[]} said @returns {Entry} */
function entryOf(narrator, said) {
  const [first] = said;
  const spot = spotOf(narrator, first);
  const plain = [told(narrator, first.kind === "plan" ? "plan-words" : "no-place")];
  const title =
    first.kind === "own" && spot
      ? tellOf(narrator, "added-to", { place: spot.section })
      : first.place
        ? promptAt(narrator, first.place)
        : plain;
  return { title, lines: said.map((saying) => withWhen(narrator, saying, wordsOf(narrator, saying))) };
}

/** Rows of several fields, a line a row. @param {Narrator} narrator @param {Said[]} said @returns {Entry} */
function tableOf(narrator, said) {
  /** @type {Map<string, Said[]>} */
  const rows = new Map();
  /** @type {Set<string>} */
  const asked = new Set();
  for (const saying of said) {
    const spot = spotOf(narrator, saying);
    const key = JSON.stringify([spot?.block, saying.moment, saying.party]);
    rows.set(key, [...(rows.get(key) ?? []), saying]);
    asked.add(spot?.asked ?? "");
  }
  return {
    title: joinLines([...asked].map((prompt) => [prompt]), BETWEEN),
    lines: [...rows.values()].map((those) =>
      withWhen(narrator, those[0], joinLines(those.map((saying) => wordsOf(narrator, saying)), BETWEEN)),
    ),
  };
}

/** @param {Narrator} narrator @param {Said} said @param {PhraseLine} value @returns {PhraseLine} */
function withWhen(narrator, { moment, party }, value) {
  const who = whenSaid(narrator, moment, party);
  return who.length ? tellOf(narrator, "said", { who, value }) : value;
}

/** What was written, and what it is where it is no answer. @param {Narrator} narrator @param {Said} said @returns {PhraseLine} */
function wordsOf(narrator, said) {
  switch (said.kind) {
    case "text":
    case "plan":
      return [own(said.text)];
    case "choice": {
      const { options = {} } = spotOf(narrator, said) ?? {};
      return joinLines(said.chosen.map((id) => [options[id] ?? own(id)]), ", ");
    }
    case "date":
      return tellOf(narrator, "day", { date: dayShown(narrator, said.text) });
    case "own":
      return ownRow(narrator, said);
    default:
      return tellOf(narrator, `said-${said.kind}`, { words: own(said.text) });
  }
}

/** @param {Narrator} narrator @param {Said} said */
function ownRow(narrator, { text, chosen }) {
  const words = own(text);
  const values = chosen.filter((option) => option !== "x");
  if (values.length) return tellOf(narrator, "own-valued", { words, values: values.join(", ") });
  return tellOf(narrator, chosen.length ? "own-ticked" : "own-unticked", { words });
}

/** The statements that were ticked and those that people added, in order. @param {Narrator} narrator @param {Said[]} said @returns {PhraseLine[]} */
const tickedLines = (narrator, said) =>
  inOrder(narrator, said)
    .filter(({ kind, chosen }) => kind === "own" || chosen.length)
    .map((saying) => {
      const statement = saying.kind === "own" ? ownRow(narrator, saying) : promptAt(narrator, saying.place);
      const when = whenSaid(narrator, saying.moment, saying.party);
      return when.length ? tellOf(narrator, "ticked-when", { statement, when }) : statement;
    });
