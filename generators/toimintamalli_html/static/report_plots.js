import {
  LEADING,
  SIZE,
  STRONG,
  WIDTH,
  blankDrawing,
  breadth,
  divide,
  heightOf,
} from "./drawing.js";
import {
  askedAt,
  momentShown,
  numberShown,
  own,
  partyShown,
  told,
  viewersOf,
} from "./narrator.js";
import { roundedEven } from "./numbers.js";
/**
 * The pictures of a follow-up: answers on a scale, how many of each, and numbers over time, as
 * `toimintamalli.report` draws them.
 *
 * @import { Drawing, Label, Mark, Shape } from "./drawing.js"
 * @import { QuestionFigures, Reading } from "./figures.js"
 * @import { Narrator, Phrase, ToldScale } from "./narrator.js"
 * @typedef {{when: string, shown: string, number: number}} TrendPoint
 * @typedef {object} Profile what every lane needs to know
 * @property {Narrator} narrator
 * @property {ToldScale} scale
 * @property {Map<string, {shape: Shape, hollow: boolean}>} signs
 * @property {number[]} compared moments at which parties can be compared, the latest first
 * @property {Drawing} drawing
 * @property {number} left
 * @property {number} right where the scale begins and ends
 * @property {number} theme whose colour the marks have
 */

const [LEFT, RIGHT, FIRST_SIGN, LANE, GAP, APART] = [1560, 3780, 70, 200, 110, 112];
const [OVERVIEW_LEFT, OVERVIEW_RIGHT, TALL_PAGE, OVERVIEW_GAP] = [2520, 3900, 6000, 60];
/** @type {Shape[]} */
const SHAPES = ["disc", "square", "triangle", "wedge"];
const STYLES = ["solid", "dash", "dot", "dash-dot"];

/** Answers to questions of one scale and one theme: a lane for each moment, a mark for each party. @param {Narrator} narrator @param {ToldScale} scale @param {QuestionFigures[]} questions */
export function drawProfile(narrator, scale, questions, theme = 0) {
  const moments = narrator.followUp.questions.flatMap(({ readings }) =>
    readings.filter(({ party }) => party).map(({ moment }) => moment),
  );
  const compared = [...new Set(moments)].sort((one, other) => other - one);
  const signs = signsOf(narrator, questions);
  const profile = profileOf(narrator, scale, { signs, compared, theme });
  drawKey(profile);
  drawScale(profile);
  for (const question of questions) drawQuestion(profile, question);
  return profile.drawing;
}

/** @param {Narrator} narrator @param {ToldScale} scale @param {Partial<Profile>} more @returns {Profile} */
export const profileOf = (narrator, scale, more) => ({
  ...{ narrator, scale, signs: new Map(), compared: [], drawing: blankDrawing() },
  ...{ left: LEFT, right: RIGHT, theme: 0, ...more },
});

/** Everybody's latest answers to all questions of one scale; several pictures where a page has no room for one. @param {Narrator} narrator @param {ToldScale} scale @param {QuestionFigures[]} asked @returns {Drawing[]} */
export function drawOverviews(narrator, scale, asked) {
  const themes = narrator.telling.themes
    .map(({ number, title, questions }, index) => ({
      ...{ theme: index + 1, name: `${number} ${title}` },
      own: questions
        .filter((question) => question.scale === scale.id)
        .flatMap(({ id }) => asked.find(({ place }) => place === id) ?? []),
    }))
    .filter(({ own: those }) => those.length);
  const signs = signsOf(narrator, themes.flatMap((theme) => theme.own));
  const fresh = () =>
    profileOf(narrator, scale, { signs, left: OVERVIEW_LEFT, right: OVERVIEW_RIGHT });
  /** @type {Profile[]} */
  const sheets = [];
  for (const { theme, name, own: those } of themes) {
    const before = sheets.at(-1);
    const profile = before && before.drawing.height <= TALL_PAGE ? before : fresh();
    const { drawing } = profile;
    if (profile !== before) {
      sheets.push(profile);
      drawKey(profile);
      drawScale(profile);
    }
    /** @type {Label} */
    const label = {
      ...{ x: 0, y: drawing.height, width: WIDTH, strong: true, theme },
      lines: divide(name, STRONG),
    };
    drawing.labels.push(label);
    drawing.height += heightOf(label) + 30;
    profile.theme = theme;
    for (const question of those) drawLatest(profile, question);
    drawing.height += OVERVIEW_GAP;
  }
  return sheets.map(({ drawing }) => drawing);
}

/** A question with the latest answer of everybody. @param {Profile} profile @param {QuestionFigures} question */
function drawLatest(profile, { place, readings }) {
  const { narrator, drawing } = profile;
  const latest = [...new Map(readings.map((reading) => [reading.party ?? "", reading])).values()];
  const lines = divide(askedAt(narrator, place), OVERVIEW_LEFT - 200);
  const height = Math.max(lines.length * LEADING, laneOf(latest));
  const top = drawing.height + Math.floor((height - lines.length * LEADING) / 2);
  drawing.labels.push({ x: 0, y: top, width: OVERVIEW_LEFT - 140, lines });
  drawGrid(profile, height + OVERVIEW_GAP);
  const y = drawing.height + Math.floor(height / 2);
  const shown = shownOf(latest);
  if (!shown.length)
    drawing.labels.push({
      ...{ x: OVERVIEW_LEFT + 40, y: y - Math.floor(LEADING / 2), width: OVERVIEW_RIGHT - OVERVIEW_LEFT },
      lines: [told(narrator, "not-shown")],
    });
  const parties = shown.filter(({ party }) => party);
  // What was answered at different times is no difference between parties.
  if (new Set(parties.map(({ moment }) => moment)).size === 1) drawGap(profile, y, parties);
  drawMarks(profile, y, shown);
  drawing.height += height + OVERVIEW_GAP;
}

/** The answers that may be shown. @param {Reading[]} readings */
export const shownOf = (readings) => readings.filter(({ value, withheld }) => value !== null && !withheld);

/** How high a lane is, so that equal marks have room above each other. @param {Reading[]} readings */
function laneOf(readings) {
  const values = shownOf(readings).map(({ value }) => value);
  const equal = values.map((value) => values.filter((other) => other === value).length);
  return Math.max(LANE, ...equal.map((count) => count * APART + 50));
}

/** How far below the middle of its lane one of several equal marks stands. @param {number} index @param {number} count */
export const stacked = (index, count) => Math.floor(((2 * index - count + 1) * APART) / 2);

/** A sign for each party: another shape, and every other one hollow. @param {Narrator} narrator @param {QuestionFigures[]} questions @returns {Profile["signs"]} */
export function signsOf(narrator, questions) {
  const order = Object.keys(narrator.parties);
  return new Map(
    viewersOf(narrator, questions).map((viewer) => {
      const index = order.indexOf(viewer);
      return [viewer, viewer ? { shape: SHAPES[index % 4], hollow: index % 2 === 1 } : { shape: "diamond", hollow: false }];
    }),
  );
}

/** What each sign stands for. @param {Profile} profile */
export function drawKey({ narrator, signs, drawing }) {
  let x = FIRST_SIGN;
  for (const [party, sign] of signs) {
    const name = partyShown(narrator, party);
    const width = breadth(name) + 60;
    if (x + 130 + width > WIDTH && x > FIRST_SIGN) {
      x = FIRST_SIGN;
      drawing.height += LEADING + 40;
    }
    const y = drawing.height;
    drawing.marks.push({ x, y: y + Math.floor(LEADING / 2), ...sign });
    drawing.labels.push({ x: x + 120, y, width, lines: [name] });
    x += 120 + width + 180;
  }
  drawing.height += LEADING + 90;
}

/** The values, with the labels that the scale gives to some of them. @param {Profile} profile */
export function drawScale(profile) {
  const { narrator, scale, drawing } = profile;
  const labelled = scale.values.filter(({ label }) => label);
  for (const { value, label = "" } of labelled)
    drawing.labels.push(overValue(xOf(profile, value), drawing.height, label));
  drawing.height += labelled.length ? LEADING : 0;
  for (const { value } of scale.values)
    drawing.labels.push({
      ...{ x: xOf(profile, value) - 150, y: drawing.height, width: 300, align: "middle" },
      lines: [numberShown(narrator, value)],
    });
  drawing.height += LEADING + 40;
}

/** A question and a lane for each moment at which somebody answered it. @param {Profile} profile @param {QuestionFigures} question */
function drawQuestion(profile, { place, readings }) {
  const { narrator, drawing } = profile;
  /** @type {Label} */
  const label = {
    ...{ x: 0, y: drawing.height, width: WIDTH, strong: true },
    lines: divide(askedAt(narrator, place), STRONG),
  };
  drawing.labels.push(label);
  drawing.height += heightOf(label) + 30;
  const moments = [...new Set(readings.map(({ moment }) => moment))].sort((one, other) => one - other);
  const lanes = moments.map((when) => readings.filter(({ moment }) => moment === when));
  drawGrid(profile, lanes.map(laneOf).reduce((one, other) => one + other, 0));
  moments.forEach((moment, index) => {
    drawLane(profile, moment, lanes[index]);
    drawing.height += laneOf(lanes[index]);
  });
  drawing.height += GAP;
}

/** A line for each value from here on downwards. @param {Profile} profile @param {number} height */
function drawGrid(profile, height) {
  const { scale, drawing } = profile;
  for (const { value } of scale.values) {
    const [x, y1] = [xOf(profile, value), drawing.height];
    drawing.strokes.push({ x1: x, y1, x2: x, y2: y1 + height, role: "grid" });
  }
}

/** @param {Profile} profile @param {number} moment @param {Reading[]} readings */
function drawLane(profile, moment, readings) {
  const { narrator, drawing } = profile;
  const y = drawing.height + Math.floor(laneOf(readings) / 2);
  const text = y - Math.floor(LEADING / 2);
  const lines = divide(momentShown(narrator, moment), LEFT - 150, 1);
  drawing.labels.push({ x: 0, y: text, width: LEFT - 120, lines });
  const shown = shownOf(readings);
  if (!shown.length)
    drawing.labels.push({ x: LEFT + 40, y: text, width: RIGHT - LEFT, lines: [told(narrator, "not-shown")] });
  drawGap(profile, y, shown);
  drawMarks(profile, y, shown);
}

/** A line between what parties answered at one moment. @param {Profile} profile @param {number} y @param {Reading[]} readings */
function drawGap(profile, y, readings) {
  const { compared, drawing, theme } = profile;
  const values = readings.filter(({ party }) => party).map(({ value }) => Number(value));
  const [low, high] = [Math.min(...values), Math.max(...values)];
  if (values.length < 2 || low === high) return;
  // The latest is the one that people look for: it is drawn through.
  const style = STYLES[Math.max(0, compared.indexOf(readings[0].moment)) % 4];
  const ends = { x1: xOf(profile, low), y1: y, x2: xOf(profile, high), y2: y };
  drawing.strokes.push({ ...ends, style, theme });
}

/** A mark for each answer, where it stands; equal ones above each other. @param {Profile} profile @param {number} y @param {Reading[]} readings */
function drawMarks(profile, y, readings) {
  const { signs, drawing, theme } = profile;
  for (const reading of readings) {
    const same = readings.filter(({ value }) => value === reading.value);
    const sign = signs.get(reading.party ?? "") ?? { shape: "disc", hollow: false };
    const down = stacked(same.indexOf(reading), same.length);
    drawing.marks.push({ x: xOf(profile, Number(reading.value)), y: y + down, ...sign, theme });
  }
}

/** Where a value stands. @param {Profile} profile @param {number} value */
export function xOf({ scale, left, right }, value) {
  const values = scale.values.map((step) => step.value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const share = high > low ? (value - low) / (high - low) : 0.5;
  return left + roundedEven((right - left) * Math.min(1, Math.max(0, share)));
}

/** A label of a value, kept inside the picture. @param {number} x @param {number} y @param {string} text @returns {Label} */
function overValue(x, y, text) {
  const lines = divide(text, WIDTH / 2 - 100, 1);
  const width = breadth(String(lines[0]));
  const half = Math.floor(width / 2);
  if (x - half < 0) return { x: 0, y, width, lines };
  if (x + half > WIDTH) return { x: WIDTH - width, y, width, lines, align: "end" };
  return { x: x - half, y, width, lines, align: "middle" };
}

const [NAMES_END, ROW, THICK] = [1350, 260, 150];

/** A bar for each name, as long as its part of the whole. @param {{name: Phrase, count: number}[]} counts @returns {Drawing} */
export function drawBars(counts) {
  const drawing = blankDrawing();
  const whole = counts.reduce((sum, { count }) => sum + count, 0);
  counts.forEach(({ name, count }, index) => {
    const y = index * ROW + (ROW - THICK) / 2;
    const text = index * ROW + Math.floor((ROW - LEADING) / 2);
    const width = Math.floor(((WIDTH - NAMES_END - 350) * count) / Math.max(1, whole));
    drawing.bars.push({ x: NAMES_END, y, width, height: THICK });
    drawing.labels.push(
      { ...{ x: 0, y: text, width: NAMES_END - 80, align: "end" }, lines: divide(name, NAMES_END - 100, 1) },
      { ...{ x: NAMES_END + width + 60, y: text, width: 280, strong: true }, lines: [String(count)] },
    );
  });
  drawing.height = counts.length * ROW;
  drawing.strokes.push({ x1: NAMES_END, y1: 0, x2: NAMES_END, y2: drawing.height, role: "axis" });
  return drawing;
}

const [TREND_TOP, TALL, TREND_LEFT, TREND_RIGHT, TARGET_AT] = [260, 620, 500, 2700, 3080];
const NEAR = 130;

/** The points in their order, and the target as a dashed line. @param {TrendPoint[]} points @param {{said: string, number: number}} [target] @returns {Drawing} */
export function drawTrend(points, target) {
  const drawing = blankDrawing();
  const numbers = [...points.map(({ number }) => number), ...(target ? [target.number] : [])];
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const step = Math.floor((TREND_RIGHT - TREND_LEFT) / Math.max(1, points.length - 1));
  const room = points.length > 1 ? Math.min(step, 1100) - 60 : 1100;
  const yOf = (/** @type {number} */ number) =>
    TREND_TOP + Math.round(TALL * (1 - (high > low ? (number - low) / (high - low) : 0.5)));
  const bottom = TREND_TOP + TALL + 130;
  const x2 = TARGET_AT - 60;
  drawing.strokes.push({ x1: 0, y1: bottom, x2, y2: bottom, role: "axis" });
  points.forEach(({ when, shown, number }, index) => {
    const [x, y] = [TREND_LEFT + index * step, yOf(number)];
    const before = drawing.marks.at(-1);
    if (before) drawing.strokes.push({ x1: before.x, y1: before.y, x2: x, y2: y });
    drawing.marks.push({ x, y, shape: "disc", hollow: false });
    const above = y - LEADING - 70;
    const isCrossed = target && Math.abs(yOf(target.number) - above - Math.floor(LEADING / 2)) < NEAR;
    drawing.labels.push(
      {
        ...{ x: x - 500, y: isCrossed ? y + 70 : above, width: 1000, align: "middle", strong: true },
        lines: divide(own(shown), room, 1),
      },
      {
        ...{ x: x - Math.floor(room / 2), y: bottom + 40, width: room, align: "middle" },
        lines: divide(when, room, 3),
      },
    );
  });
  drawing.height = bottom + 40 + Math.max(0, ...drawing.labels.map(heightOf));
  if (target) {
    const level = yOf(target.number);
    drawing.strokes.push({ x1: 0, y1: level, x2, y2: level, style: "dash", role: "target" });
    const lines = divide(target.said, WIDTH - TARGET_AT, 2);
    const y = level - Math.floor((lines.length * LEADING) / 2);
    drawing.labels.push({ x: TARGET_AT, y, width: WIDTH - TARGET_AT, lines });
  }
  return drawing;
}

const [HALF, ROOM] = [55, 90];

/** A shape of a picture. @param {string} name @param {Record<string, string | number>} facts @param {string} [text] */
function shape(name, facts, text = "") {
  const made = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(facts)) made.setAttribute(key, String(value));
  made.append(text);
  return made;
}

/** A picture; whoever does not see it has its title and the table. @param {Drawing} drawing @param {string} id @param {string} look @param {Phrase} title @param {string} description */
export function pictureOf({ height, strokes, bars, marks, labels }, id, look, title, description) {
  const picture = shape("svg", {
    ...{ class: `drawn ${look}`, role: "img" },
    viewBox: `-${ROOM} -${ROOM} ${WIDTH + 2 * ROOM} ${height + 2 * ROOM}`,
    ...{ "aria-labelledby": `${id}-name`, "aria-describedby": `${id}-said` },
  });
  picture.append(
    shape("title", { id: `${id}-name`, ...languageOf(title) }, typeof title === "string" ? title : title.own),
    shape("desc", { id: `${id}-said` }, description),
    ...strokes.map(({ role = "data", style = "solid", theme, ...ends }) =>
      shape("line", { class: `${role} ${style}${toned(theme)}`, ...ends }),
    ),
    ...bars.map((bar) => shape("rect", { class: "bar", ...bar })),
    ...marks.map((mark) =>
      shape("path", { class: `mark${mark.hollow ? " hollow" : ""}${toned(mark.theme)}`, d: outlineOf(mark) }),
    ),
    ...labels.flatMap(textsIn),
  );
  return picture;
}

/** The class of a theme, where something has its colour. @param {number} [theme] */
const toned = (theme) => (theme ? ` theme-${theme}` : "");

/** People's own words are in no language that we could name. @param {Phrase} phrase @returns {Record<string, string>} */
const languageOf = (phrase) => (typeof phrase === "string" ? {} : { lang: "" });

/** @param {Mark} mark */
function outlineOf({ x, y, shape: name }) {
  const [r, d] = [HALF, HALF + 15];
  return {
    disc: `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`,
    square: `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`,
    triangle: `M${x} ${y - r}l${r} ${2 * r}h${-2 * r}z`,
    wedge: `M${x} ${y + r}l${r} ${-2 * r}h${-2 * r}z`,
    diamond: [`M${x} ${y - d}`, `l${d} ${d}`, `l${-d} ${d}`, `l${-d} ${-d}`, "z"].join(""),
  }[name];
}

/** @param {Label} label */
function textsIn({ x, y, width, lines, align = "start", strong, theme }) {
  const at = x + { start: 0, middle: Math.floor(width / 2), end: width }[align];
  const first = y + Math.floor((LEADING + SIZE) / 2) - SIZE / 6;
  return lines.map((line, index) =>
    shape(
      "text",
      {
        ...{ class: align + (strong ? " strong" : "") + toned(theme), x: at, y: first + index * LEADING },
        ...languageOf(line),
      },
      typeof line === "string" ? line : line.own,
    ),
  );
}
