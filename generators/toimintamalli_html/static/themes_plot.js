import { LEADING, WIDTH, breadth, divide } from "./drawing.js";
import { changeShown, momentShown, partyShown, titleTold, told } from "./narrator.js";
import { roundedEven, tenths } from "./numbers.js";
import { drawKey, drawScale, profileOf, shownOf, signsOf, stacked, xOf } from "./report_plots.js";
/**
 * The themes on one scale: where each stood then and now, or how each party sees it now, as
 * `toimintamalli.report` draws them.
 *
 * @import { QuestionFigures } from "./figures.js"
 * @import { Plot, Narrator, ToldScale } from "./narrator.js"
 * @import { Profile } from "./report_plots.js"
 * @typedef {{theme: number, question: QuestionFigures}} Asked
 * @typedef {{theme: number, before: number, after: number}} Move how the answers of a theme have moved, on the average
 * @typedef {{views: string[], since: number, until: number, themes: Move[]}} Moves
 */

const [LEFT, RIGHT, CHANGE, ROW] = [2250, 3520, 3640, 150];

/** The picture of the themes, where anybody answered on a scale. @param {Narrator} narrator @returns {Plot | undefined} */
export function plotThemes(narrator) {
  const scale = mostAsked(narrator);
  if (!scale) return undefined;
  const moves = movesOf(narrator, scale);
  /** @param {string} title @param {string} reading @param {Profile} profile @returns {Plot} */
  const plot = (title, reading, { drawing }) => ({
    ...{ kind: "plot", of: "themes", title, description: told(narrator, reading), drawing },
  });
  if (!moves)
    return plot(told(narrator, "themes-now"), "themes-now-reading", drawNow(narrator, scale));
  const who = moves.views.includes("") ? partyShown(narrator) : told(narrator, "parties-together");
  const [since, until] = [moves.since, moves.until].map((moment) => momentShown(narrator, moment));
  const title = titleTold(narrator, "themes-change", { who, since, until });
  return plot(title, "themes-reading", drawMoves(narrator, scale, moves));
}

/** How themes moved: in the joint view, or else in the parties' views together. @param {Narrator} narrator @param {ToldScale} scale @returns {Moves | undefined} */
function movesOf(narrator, scale) {
  for (const views of [[""], Object.keys(narrator.parties)]) {
    const found = askedOf(narrator, scale).flatMap(({ theme, question }) =>
      question.changes
        .filter(({ party = "" }) => views.includes(party))
        .map((change) => ({ theme, question, change })),
    );
    if (!found.length) continue;
    const until = Math.max(...found.map(({ change }) => change.until));
    const last = found.filter(({ change }) => change.until === until);
    const since = Math.max(...last.map(({ change }) => change.since));
    const pairs = last.filter(({ change }) => change.since === since);
    const themes = [...new Set(pairs.map(({ theme }) => theme))].map((theme) => {
      const own = pairs.filter((pair) => pair.theme === theme);
      /** @param {number} moment */
      const mean = (moment) =>
        meanOf(
          own.map(({ question: { readings }, change }) => {
            const there = readings.findLast(
              (reading) => reading.party === change.party && reading.moment === moment,
            );
            return there?.value ?? 0;
          }),
        );
      return { theme, before: mean(since), after: mean(until) };
    });
    return { views, since, until, themes };
  }
  return undefined;
}

/** The scale on which most was answered. @param {Narrator} narrator */
function mostAsked(narrator) {
  const { scales } = narrator.telling;
  const counts = scales.map((scale) => askedOf(narrator, scale).length);
  const most = Math.max(0, ...counts);
  return most ? scales[counts.indexOf(most)] : undefined;
}

/** The answered questions of a scale, each with its theme. @param {Narrator} narrator @param {ToldScale} scale @returns {Asked[]} */
const askedOf = ({ telling, followUp }, scale) =>
  telling.themes.flatMap(({ questions }, index) =>
    questions
      .filter((question) => question.scale === scale.id)
      .flatMap(({ id }) => {
        const question = followUp.questions.find(({ place }) => place === id);
        return question?.readings.length ? [{ theme: index + 1, question }] : [];
      }),
  );

/** A mean to one decimal, half up in whole numbers, so that every language agrees. @param {number[]} values */
function meanOf(values) {
  const sum = values.map((value) => roundedEven(value * 10)).reduce((one, other) => one + other, 0);
  return Math.floor((2 * sum + values.length) / (2 * values.length)) / 10;
}

/** @param {Narrator} narrator @param {ToldScale} scale @param {Moves} moves */
function drawMoves(narrator, scale, { since, until, themes }) {
  const profile = profileOf(narrator, scale, { left: LEFT, right: RIGHT });
  const { drawing } = profile;
  let x = 70;
  for (const [moment, hollow] of /** @type {const} */ ([[since, true], [until, false]])) {
    const name = momentShown(narrator, moment);
    const width = breadth(name) + 60;
    drawing.marks.push({ x, y: Math.floor(LEADING / 2), shape: "disc", hollow });
    drawing.labels.push({ x: x + 120, y: 0, width, lines: [name] });
    x += 120 + width + 180;
  }
  drawing.height += LEADING + 90;
  drawScale(profile);
  for (const { theme, before, after } of themes) {
    const { y, end } = drawName(profile, theme);
    const [x1, x2] = [xOf(profile, before), xOf(profile, after)];
    if (x1 !== x2) drawing.strokes.push({ x1, y1: y, x2, y2: y, theme });
    const [above, below] = x1 === x2 ? [stacked(0, 2), stacked(1, 2)] : [0, 0];
    drawing.marks.push(
      { x: x1, y: y + above, shape: "disc", hollow: true, theme },
      { x: x2, y: y + below, shape: "disc", hollow: false, theme },
    );
    const by = changeShown(narrator, tenths(after - before));
    drawing.labels.push({
      ...{ x: CHANGE, y: y - Math.floor(LEADING / 2), width: WIDTH - CHANGE, strong: true },
      lines: [by],
    });
    drawing.height = end;
  }
  return profile;
}

/** The name of a theme before its lane. @param {Profile} profile @param {number} theme */
function drawName({ narrator, drawing }, theme) {
  const { number, title } = narrator.telling.themes[theme - 1];
  const lines = divide(`${number} ${title}`, LEFT - 150, 3);
  const y = drawing.height + Math.floor(Math.max(ROW, lines.length * LEADING + 50) / 2);
  const top = y - Math.floor((lines.length * LEADING) / 2);
  drawing.labels.push({ x: 0, y: top, width: LEFT - 120, lines, strong: true, theme });
  drawing.strokes.push({ x1: LEFT, y1: y, x2: RIGHT, y2: y, role: "grid" });
  return { y, end: 2 * y - drawing.height };
}

/** The mean of each view of each theme, of the latest answers. @param {Narrator} narrator @param {ToldScale} scale */
function drawNow(narrator, scale) {
  const asked = askedOf(narrator, scale);
  const signs = signsOf(narrator, asked.map(({ question }) => question));
  const profile = profileOf(narrator, scale, { signs, left: LEFT, right: RIGHT });
  const { drawing } = profile;
  drawKey(profile);
  drawScale(profile);
  for (const theme of new Set(asked.map((question) => question.theme))) {
    const { y, end } = drawName(profile, theme);
    const means = meansOf(asked.filter((question) => question.theme === theme));
    for (const [party, sign] of signs) {
      const mean = means.get(party);
      if (mean === undefined) continue;
      const same = [...signs.keys()].filter((sign) => means.get(sign) === mean);
      const down = stacked(same.indexOf(party), same.length);
      drawing.marks.push({ x: xOf(profile, mean), y: y + down, ...sign, theme });
    }
    drawing.height = end;
  }
  return profile;
}

/** @param {Asked[]} asked */
function meansOf(asked) {
  /** @type {Map<string, number[]>} */
  const values = new Map();
  for (const { question } of asked) {
    const latest = new Map(question.readings.map((reading) => [reading.party ?? "", reading]));
    for (const { party = "", value } of shownOf([...latest.values()]))
      values.set(party, [...(values.get(party) ?? []), Number(value)]);
  }
  return new Map([...values].map(([party, own]) => [party, meanOf(own)]));
}
