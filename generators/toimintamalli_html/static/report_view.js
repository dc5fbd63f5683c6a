import { make } from "./dom.js";
import { lettersOf } from "./narrator.js";
import { pictureOf } from "./report_plots.js";
/**
 * A report on the page, as `report_blocks.html.j2` shows it.
 *
 * @import { Block, Entry, Figure, Grid, MeasureState, Phrase, PhraseLine, Plot, Quotes, Remarks, Section, Subject } from "./narrator.js"
 */

/** @param {string} className @param {string} name @param {(string | Node)[]} content */
export const dressed = (className, name, ...content) =>
  Object.assign(make(name, ...content), { className });

/** People's own words are in no language that we could name. @param {Phrase} phrase @returns {string | Node} */
const spoken = (phrase) =>
  typeof phrase === "string"
    ? phrase
    : Object.assign(dressed("own", "span", phrase.own), { lang: "" });

/** @param {string} name @param {PhraseLine} line */
const sayIn = (name, line) => make(name, ...line.map(spoken));

/** The sections of a report; only the first picture of a kind is explained. @param {Section[]} sections */
export function showReport(sections) {
  /** @type {Set<string>} */
  const explained = new Set();
  return sections.map(({ id, title, number, theme, alone, blocks }) => {
    const heading = make("h2", ...(number ? [make("b", number), " "] : []), title);
    heading.id = `${id}-title`;
    const made = blocks.flatMap((block, index) => {
      const parts = showBlock(block, `${id}-${index + 1}`);
      if (block.kind === "plot" && !explained.has(block.of)) {
        explained.add(block.of);
        parts.at(-1)?.append(dressed("facts", "figcaption", block.description));
      }
      return parts;
    });
    const look = theme ? `about theme-${theme}` : "";
    const section = dressed(alone ? "summary" : look, "section", heading, ...made);
    section.id = id;
    section.setAttribute("aria-labelledby", heading.id);
    return section;
  });
}

/** @param {Block} block @param {string} id @returns {HTMLElement[]} */
function showBlock(block, id) {
  switch (block.kind) {
    case "text": {
      const look = { notice: "notice", quiet: "facts", "": "" }[block.style ?? ""];
      const lines = block.paragraphs.map((line) => Object.assign(sayIn("p", line), { className: look }));
      return [...headOf(block.title), ...lines];
    }
    case "points":
      return [...headOf(block.title), listOfLines(block.points)];
    case "quotes":
      return [...headOf(block.title), ...showQuotes(block)];
    case "table":
      return [showTable(block)];
    case "plot":
      return showPlot(block, id);
    case "remarks":
      return showRemarks(block);
    case "figures":
      return [dressed("figures", "ul", ...block.figures.map(showFigure))];
    case "voices":
      return [
        dressed("voices", "div", ...block.quotes.map((quote) => make("div", ...showBlock(quote, id)))),
      ];
    case "states": {
      const states = dressed("states", "ul", ...block.states.map(showState));
      const more = block.more.length ? [sayIn("p", block.more)] : [];
      return [...headOf(block.title), sayIn("p", block.lead), states, ...more];
    }
    case "entries":
      return [...headOf(block.title), dressed("entries", "dl", ...block.entries.flatMap(showEntry))];
    case "agenda":
      return [make("dl", ...block.subjects.flatMap(showSubject))];
  }
}

/** @param {Figure} figure */
const showFigure = ({ value, label, tone }) =>
  dressed(`tone-${tone}`, "li", sayIn("b", value), " ", sayIn("span", label));

/** @param {MeasureState} state */
const showState = ({ standing, word, how, about }) =>
  dressed(
    standing,
    "li",
    ...[sayIn("b", word), " ", sayIn("span", how)],
    ...(about.length ? [" ", sayIn("small", about)] : []),
  );

/** @param {Entry} entry */
const showEntry = ({ title, lines }) => [
  sayIn("dt", title),
  ...lines.map((line) => sayIn("dd", line)),
];

/** The list of sections, to find one's way. @param {Section[]} sections @param {string} title */
export function showContents(sections, title) {
  const heading = Object.assign(make("h2", title), { id: "contents-title" });
  const links = sections.map(({ id, title: name, number }) => {
    const link = make("a", number ? `${number} ${name}` : name);
    return make("li", Object.assign(link, { href: `#${id}` }));
  });
  const nav = dressed("contents", "nav", heading, make("ol", ...links));
  nav.setAttribute("aria-labelledby", heading.id);
  return nav;
}

/** @param {string} [title] */
const headOf = (title) => (title ? [make("h3", title)] : []);

/** @param {PhraseLine[]} lines */
const listOfLines = (lines) => make("ul", ...lines.map((line) => sayIn("li", line)));

/** @param {Quotes} block */
const showQuotes = ({ quotes, nothing }) =>
  quotes.length
    ? quotes.map(({ when, text }) =>
        make(
          "blockquote",
          ...(when ? [dressed("facts", "p", when)] : []),
          Object.assign(dressed("own", "p", text), { lang: "" }),
        ),
      )
    : [make("p", nothing)];

/** @param {Grid} block */
function showTable({ title, columns, rows }) {
  const heads = columns.map((column) => Object.assign(make("th", column), { scope: "col" }));
  const body = rows.map((row) =>
    make(
      "tr",
      ...row.map((lines, index) => {
        const cell = make(index ? "td" : "th", ...lines.map((line) => sayIn("p", line)));
        if (index) cell.dataset.head = columns[index];
        else cell.setAttribute("scope", "row");
        return cell;
      }),
    ),
  );
  const head = make("thead", make("tr", ...heads));
  return make("table", make("caption", title), head, make("tbody", ...body));
}

/** @param {Plot} block @param {string} id */
function showPlot({ of, title, description, drawing }, id) {
  const heading = sayIn("h3", [lettersOf(title)]);
  if (typeof title !== "string") heading.lang = "";
  return [heading, make("figure", pictureOf(drawing, id, of, title, description))];
}

/** @param {Remarks} block */
const showRemarks = ({ advice: lead, remarks }) =>
  remarks.map(({ line, advice }) => {
    const items = advice.map(({ name, text }) => make("li", make("strong", `${name}:`), " ", text));
    const beside = advice.length ? [dressed("advice", "div", make("p", lead), make("ul", ...items))] : [];
    return dressed("remark", "div", sayIn("p", line), ...beside);
  });

/** @param {Subject} subject */
const showSubject = ({ title, lines }) => [
  make("dt", title),
  lines.length > 1 ? make("dd", listOfLines(lines)) : sayIn("dd", lines[0]),
];
