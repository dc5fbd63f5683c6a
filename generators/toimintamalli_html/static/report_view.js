import { make } from "./dom.js";
import { lettersOf } from "./narrator.js";
import { pictureOf } from "./report_plots.js";
/**
 * A report on the page, as `report_blocks.html.j2` shows it.
 *
 * @import { Block, Grid, Phrase, PhraseLine, Plot, Quotes, Remarks, Section, Subject } from "./narrator.js"
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
  return sections.map(({ id, title, number, alone, blocks }) => {
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
    const section = dressed(alone ? "summary" : "", "section", heading, ...made);
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
    case "agenda":
      return [make("dl", ...block.subjects.flatMap(showSubject))];
  }
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
  const heads = columns.map((each) => Object.assign(make("th", each), { scope: "col" }));
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
