import { besideThePlan, talked, theRest } from "./discussion.js";
import { byText } from "./merging.js";
import {
  askedAt,
  changeShown,
  clean,
  cutAt,
  dayShown,
  joinLines,
  momentShown,
  momentsShown,
  numberShown,
  own,
  partyShown,
  placeShown,
  questionAt,
  tellOf,
  termOf,
  titleTold,
  told,
  valueShown,
  viewersOf,
} from "./narrator.js";
import { numberIn, roundedEven } from "./numbers.js";
import { drawBars, drawOverviews, drawProfile, drawTrend } from "./report_plots.js";
import { plotThemes } from "./themes_plot.js";
/**
 * From the figures of a follow-up to a report, section by section, as `toimintamalli.report`
 * composes it.
 *
 * @import { Change, QuestionFigures, ResultName } from "./figures.js"
 * @import { IndicatorFigures, MeasureFigures, Share } from "./measures.js"
 * @import { Block, Figure, GridCell, Grid, MeasureState, Narrator, Quotes, PhraseLine, Section, Subject, Titles, ToldScale, ToldTheme } from "./narrator.js"
 */

const MOST_STATES = 6;
const ROOM_FOR_TEXT = 300;
const ROOM_FOR_MEASURE = 100;
/** @type {ResultName[]} */
const RESULTS = ["achieved", "succeeded", "next"];
export const CALENDAR_FILE = "next-meeting.ics";

/** The report, in order. @param {Narrator} narrator @returns {Section[]} */
export function composeReport(narrator) {
  const first = [
    summarySection(narrator),
    ...viewSections(narrator),
    ...themeSections(narrator),
    ...measureSections(narrator),
    ...indicatorSections(narrator),
    ...resultSections(narrator),
    ...planSections(narrator),
  ];
  const last = [...leftOutSections(narrator), meetingSection(narrator)];
  const shown = new Set([clean(narrator.followUp.organisation)]);
  for (const word of ownWords([...first, ...last])) shown.add(word.trim());
  return [
    ...first.map((section) =>
      section.id === "measures"
        ? { ...section, blocks: [...section.blocks, ...besideThePlan(narrator, shown)] }
        : section,
    ),
    ...theRest(narrator, shown),
    ...last,
  ];
}

/** What people wrote as it stands in a part; pieces of it in pictures are none. @param {unknown} part @returns {string[]} */
function ownWords(part) {
  if (Array.isArray(part)) return part.flatMap(ownWords);
  if (typeof part !== "object" || part === null) return [];
  if ("own" in part && typeof part.own === "string") return [part.own];
  if ("quotes" in part && "nothing" in part)
    return /** @type {Quotes} */ (part).quotes.map(({ text }) => clean(text));
  return Object.entries(part).flatMap(([name, member]) => (name === "drawing" ? [] : ownWords(member)));
}

/** Everybody's latest answers as one picture, with what stands out in them. @param {Narrator} narrator @returns {Section[]} */
function viewSections(narrator) {
  const asked = narrator.followUp.questions.filter(({ readings }) => readings.length);
  if (!asked.length) return [];
  /** @type {Block[]} */
  const plots = narrator.telling.scales.flatMap((scale) =>
    drawOverviews(narrator, scale, asked).map((drawing) => ({
      ...{ kind: /** @type {const} */ ("plot"), of: /** @type {const} */ ("overview") },
      title: told(narrator, "overview"),
      description: told(narrator, "overview-reading"),
      drawing,
    })),
  );
  const blocks = [momentsIncluded(narrator), ...plots, biggestGap(narrator), biggestChange(narrator)];
  return [{ id: "views", title: told(narrator, "views"), blocks }];
}

/** Which answers are in it. @param {Narrator} narrator @returns {Block} */
const momentsIncluded = (narrator) => ({
  ...{ kind: "text", style: "quiet" },
  paragraphs: [tellOf(narrator, "figures-moments", { moments: momentsShown(narrator) })],
});

/** The story in ten seconds. @param {Narrator} narrator @returns {Section} */
function summarySection(narrator) {
  const { moments, measures, questions } = narrator.followUp;
  const figures = cardsTold(narrator);
  const themes = plotThemes(narrator);
  /** @param {string} name @returns {Block} */
  const said = (name) => ({ kind: "text", paragraphs: [tellOf(narrator, name)] });
  /** @type {Block[]} */
  const blocks = [
    ...(moments.length ? [] : [said("figures-nothing")]),
    ...(figures.length ? [/** @type {Block} */ ({ kind: "figures", figures })] : []),
    { kind: "voices", quotes: RESULTS.map((name) => latestResult(narrator, name)) },
    ...(measures.length ? [statesTold(narrator)] : []),
    ...(!measures.length && moments.length ? [said("figures-no-measures")] : []),
    ...(themes ? [themes] : []),
    ...(moments.length && !questions.length ? [momentsIncluded(narrator)] : []),
  ];
  return { ...{ id: "summary", title: told(narrator, "summary"), alone: true }, blocks };
}

/** @param {Narrator} narrator @param {ResultName} name @returns {Quotes} */
function latestResult(narrator, name) {
  const last = narrator.followUp.results[name].slice(-1);
  const quotes = last.map(({ text }) => ({ text: cutAt(text, ROOM_FOR_TEXT) || text }));
  return { kind: "quotes", title: told(narrator, name), quotes, nothing: told(narrator, "nothing-written") };
}

/** The few figures that tell the story. @param {Narrator} narrator @returns {Figure[]} */
function cardsTold(narrator) {
  const { measures, date, questions, indicators } = narrator.followUp;
  /** @param {string} name @param {PhraseLine} value @param {Figure["tone"]} [tone] @param {Record<string, number>} [facts] @returns {Figure} */
  const card = (name, value, tone = "plain", facts = {}) => ({
    ...{ value, label: tellOf(narrator, `card-${name}`, facts), tone },
  });
  const of = (/** @type {number} */ part, /** @type {number} */ whole) =>
    tellOf(narrator, "of", { part, whole });
  /** @type {Figure[]} */
  const cards = [];
  if (measures.length) {
    const done = measures.filter(({ state }) => state === "done").length;
    cards.push(card("done", of(done, measures.length), done ? "good" : "plain"));
    const late = measures.filter(({ overdue }) => overdue).length;
    const unread = measures.filter(({ state, end, endWritten }) => state === "open" && !end && endWritten).length;
    const tone = late ? "late" : "plain";
    if (!date) cards.push(card("late-unknown", tellOf(narrator, "nothing")));
    else if (unread) cards.push(card("late-unread", [String(late)], tone, { count: unread }));
    else cards.push(card("late", [String(late)], tone));
  }
  const compared = questions.filter(({ agreement }) => agreement !== undefined);
  const agreed = compared.filter(({ agreement }) => agreement).length;
  if (compared.length) cards.push(card("agreed", of(agreed, compared.length)));
  const known = indicators.filter(({ met }) => met !== undefined);
  const met = known.filter((indicator) => indicator.met).length;
  if (known.length) cards.push(card("met", of(met, indicators.length)));
  else if (indicators.length) cards.push(card("met-unknown", [String(indicators.length)]));
  return cards;
}

/** Every measure with how it stands. @param {Narrator} narrator @returns {Block} */
function statesTold(narrator) {
  const { measures } = narrator.followUp;
  const standings = statusCounts(narrator, true).map(({ name, count }) =>
    tellOf(narrator, "figures-standing", { status: name, count }),
  );
  return {
    ...{ kind: "states", title: told(narrator, "measures-now") },
    lead: tellOf(narrator, "figures-measures", {
      ...{ count: measures.length, standings: joinLines(standings, ", ") },
    }),
    states: measures.slice(0, MOST_STATES).map((measure) => stateTold(narrator, measure)),
    more:
      measures.length > MOST_STATES
        ? tellOf(narrator, "states-more", {
            ...{ count: measures.length - MOST_STATES, section: told(narrator, "measures") },
          })
        : [],
  };
}

/** @param {Narrator} narrator @param {MeasureFigures} measure @returns {MeasureState} */
function stateTold(narrator, measure) {
  const { responsible, responsibleWritten, end, endWritten, status, statusWritten, overdue, state } = measure;
  const role = termOf(narrator.telling.roles, responsible);
  const how = cutAt(measure.how, ROOM_FOR_MEASURE) || measure.how;
  const term = termOf(narrator.telling.statuses, status);
  /** @type {PhraseLine} */
  const word = term ? [term] : statusWritten ? [own(statusWritten)] : tellOf(narrator, "status-unknown");
  return {
    standing: overdue ? "late" : status ? state : "unknown",
    word: overdue ? joinLines([word, tellOf(narrator, "late")], ", ") : word,
    how: how ? [own(how)] : tellOf(narrator, "nothing"),
    about: joinLines(
      [
        ...(role ? [[role]] : []),
        ...asWritten(responsibleWritten),
        ...(end ? [tellOf(narrator, "until", { date: dayShown(narrator, end) })] : []),
        ...asWritten(endWritten),
      ],
      " · ",
    ),
  };
}

/** @param {Narrator} narrator @returns {Block} */
function biggestGap(narrator) {
  const title = told(narrator, "biggest-gap");
  const gaps = narrator.followUp.questions.filter(({ gap }) => gap !== undefined);
  const widest = Math.max(0, ...gaps.map(({ gap = 0 }) => gap));
  if (!widest) {
    const name = gaps.length ? "biggest-gap-none" : "biggest-gap-unknown";
    return { kind: "text", title, paragraphs: [tellOf(narrator, name)] };
  }
  const [first, ...others] = gaps.filter(({ gap }) => gap === widest);
  return standingOut(narrator, title, first, viewsTold(narrator, first), others);
}

/** What each party answered at the last moment at which two of them did. @param {Narrator} narrator @param {QuestionFigures} question */
function viewsTold(narrator, { readings }) {
  const own = readings.filter(({ party, value }) => party && value !== null);
  const moments = own.map(({ moment }) => moment);
  const shared = moments.filter((moment) => moments.filter((other) => other === moment).length > 1);
  const compared = Math.max(-1, ...shared);
  const said = readings
    .filter(({ party, moment }) => party && moment === compared)
    .map((reading) =>
      tellOf(narrator, "said", { who: partyShown(narrator, reading.party), value: valueShown(narrator, reading) }),
    );
  return joinLines(said, "; ");
}

/** @param {Narrator} narrator @returns {Block} */
function biggestChange(narrator) {
  const title = told(narrator, "biggest-change");
  const changes = narrator.followUp.questions.flatMap((question) =>
    question.changes.map((change) => ({ question, change })),
  );
  const largest = Math.max(0, ...changes.map(({ change }) => Math.abs(change.by)));
  if (!largest) {
    const name = changes.length ? "biggest-change-none" : "biggest-change-unknown";
    return { kind: "text", title, paragraphs: [tellOf(narrator, name)] };
  }
  const [{ question, change }, ...others] = changes.filter((found) => Math.abs(found.change.by) === largest);
  const elsewhere = new Set(others.map((other) => other.question));
  elsewhere.delete(question);
  return standingOut(narrator, title, question, movedTold(narrator, question, change), [...elsewhere]);
}

/** @param {Narrator} narrator @param {QuestionFigures} question @param {Change} change */
function movedTold(narrator, { readings }, { party, since, until }) {
  const [before, after] = [since, until].map((moment) => {
    const reading = readings.find((answer) => answer.party === party && answer.moment === moment);
    return reading ? valueShown(narrator, reading) : [];
  });
  return tellOf(narrator, "change-from-to", {
    ...{ who: partyShown(narrator, party), since: before, until: after },
    ...{ before: momentShown(narrator, since), now: momentShown(narrator, until) },
  });
}

/** What stands out, with the numbers of whatever stands out as much. @param {Narrator} narrator @param {string} title @param {QuestionFigures} question @param {PhraseLine} line @param {QuestionFigures[]} others @returns {Block} */
function standingOut(narrator, title, { place }, line, others) {
  const numbers = others.flatMap((other) => questionAt(narrator, other.place)?.number ?? []);
  return {
    ...{ kind: "text", title },
    paragraphs: [
      [askedAt(narrator, place)],
      line,
      ...(numbers.length ? [tellOf(narrator, "equally", { numbers: numbers.join(", ") })] : []),
    ],
  };
}

/** A section for each theme about which somebody answered or wrote anything. @param {Narrator} narrator @returns {Section[]} */
const themeSections = (narrator) =>
  narrator.telling.themes.flatMap((subject, index) => {
    const theme = index + 1;
    const blocks = [
      ...narrator.telling.scales.flatMap((scale) => scaleBlocks(narrator, subject, scale, theme)),
      ...talked(narrator, theme),
    ];
    const { id, title, number } = subject;
    return blocks.length ? [{ id: `theme-${id}`, title, number, theme, blocks }] : [];
  });

/** @param {Narrator} narrator @param {ToldTheme} subject @param {ToldScale} scale @param {number} theme @returns {Block[]} */
function scaleBlocks(narrator, { questions }, scale, theme) {
  const asked = questions
    .filter((question) => question.scale === scale.id)
    .flatMap(({ id }) => narrator.followUp.questions.find(({ place }) => place === id) ?? []);
  if (!asked.length) return [];
  const readings = asked.flatMap((question) => question.readings);
  const notes = [
    ...(readings.some((reading) => reading.respondents > 1 && !reading.withheld) ? ["mean-note"] : []),
    ...(readings.some((reading) => reading.withheld) ? ["withheld-note"] : []),
  ];
  // What was answered at one time only stands in the picture of all questions.
  const isSeveral = new Set(readings.map(({ moment }) => moment)).size > 1;
  return [
    ...(isSeveral
      ? [
          /** @type {Block} */ ({
            ...{ kind: "plot", of: "profile", title: told(narrator, "profile") },
            description: told(narrator, "profile-reading"),
            drawing: drawProfile(narrator, scale, asked, theme),
          }),
        ]
      : []),
    answersTable(narrator, asked),
    ...(notes.length
      ? [
          /** @type {Block} */ ({
            ...{ kind: "text", style: "quiet" },
            paragraphs: notes.map((name) => tellOf(narrator, name)),
          }),
        ]
      : []),
  ];
}

/** @param {Narrator} narrator @param {QuestionFigures[]} asked @returns {Grid} */
function answersTable(narrator, asked) {
  const viewers = viewersOf(narrator, asked);
  return {
    ...{ kind: "table", title: told(narrator, "profile-table") },
    columns: [
      told(narrator, "column-question"),
      ...viewers.map((viewer) => partyShown(narrator, viewer)),
      told(narrator, "column-gap"),
    ],
    rows: asked.map((question) => [
      [[askedAt(narrator, question.place)]],
      ...viewers.map((party) => viewedCell(narrator, question, party)),
      [gapTold(narrator, question)],
    ]),
  };
}

/** What one party answered at each moment, and how far it has moved. @param {Narrator} narrator @param {QuestionFigures} question @param {string} party @returns {GridCell} */
function viewedCell(narrator, { readings, changes }, party) {
  const isSeveral = narrator.followUp.moments.length > 1;
  const isOwn = (/** @type {{party?: string}} */ viewed) => (viewed.party ?? "") === party;
  const lines = [
    ...readings
      .filter(isOwn)
      .map((reading) =>
        isSeveral
          ? tellOf(narrator, "said", {
              ...{ who: momentShown(narrator, reading.moment), value: valueShown(narrator, reading) },
            })
          : valueShown(narrator, reading),
      ),
    ...changes.filter(isOwn).map(({ by, since, until }) =>
      tellOf(narrator, "said", {
        who: tellOf(narrator, "change-between", {
          ...{ since: momentShown(narrator, since), until: momentShown(narrator, until) },
        }),
        value: changeShown(narrator, by),
      }),
    ),
  ];
  return lines.length ? lines : [tellOf(narrator, "nothing")];
}

/** @param {Narrator} narrator @param {QuestionFigures} question @returns {PhraseLine} */
function gapTold(narrator, { agreement, gap }) {
  if (agreement) return tellOf(narrator, "column-agreed");
  return gap === undefined ? tellOf(narrator, "nothing") : [numberShown(narrator, gap)];
}

/** @param {Narrator} narrator @returns {Section[]} */
function measureSections(narrator) {
  const { measures, reaches, kinds } = narrator.followUp;
  if (!measures.length) return [];
  const { telling } = narrator;
  const shares = [
    ...sharesTold(narrator, "reaches", telling.reaches, reaches),
    ...sharesTold(narrator, "kinds", telling.kinds, kinds),
  ];
  /** @type {Block[]} */
  const blocks = [
    {
      ...{ kind: "plot", of: "bars", title: told(narrator, "measures-by-status") },
      description: told(narrator, "measures-reading"),
      drawing: drawBars(statusCounts(narrator)),
    },
    measuresTable(narrator),
  ];
  if (shares.length) blocks.push({ kind: "text", paragraphs: shares });
  return [{ id: "measures", title: told(narrator, "measures"), blocks }];
}

/** How many measures stand how: one figure for the summary, the picture and the table. @param {Narrator} narrator @param {boolean} [doneFirst] */
function statusCounts(narrator, doneFirst = false) {
  const { statuses } = narrator.telling;
  const found = narrator.followUp.measures.map(({ status = "" }) => status);
  const known = [...Object.keys(statuses), ...[...found].sort(byText)].filter(Boolean);
  // What is done, then what has come furthest of the rest, then what was given up.
  const rank = { done: 0, open: 1, dropped: 2 };
  const states = new Map(narrator.followUp.measures.map(({ status, state }) => [status, rank[state]]));
  const of = (/** @type {string} */ id) => states.get(id) ?? rank.open;
  const order = doneFirst ? known.reverse().sort((one, other) => of(one) - of(other)) : known;
  return [...new Set(order), ""].flatMap((id) => {
    const count = found.filter((status) => status === id).length;
    const name = termOf(statuses, id) ?? told(narrator, "status-unknown");
    return count ? [{ name, count }] : [];
  });
}

/** @param {Narrator} narrator @returns {Grid} */
const measuresTable = (narrator) => ({
  ...{ kind: "table", title: told(narrator, "measures-table") },
  columns: ["measure", "responsible", "end", "status"].map((name) => told(narrator, `column-${name}`)),
  rows: narrator.followUp.measures.map((measure) => measureRow(narrator, measure)),
});

/** @param {Narrator} narrator @param {MeasureFigures} measure @returns {GridCell[]} */
function measureRow(narrator, measure) {
  const nothing = tellOf(narrator, "nothing");
  const { how, needs, goals, responsible, end, overdue, called } = measure;
  const role = termOf(narrator.telling.roles, responsible);
  return [
    [
      how ? [own(how)] : nothing,
      ...needs.map((need) => tellOf(narrator, "need-said", { need: own(need) })),
      ...goals.map((goal) => tellOf(narrator, "goal-said", { goal: own(goal) })),
      ...called.map((wording) => tellOf(narrator, "called-too", { words: own(wording) })),
    ],
    orNothing([...(role ? [[role]] : []), ...asWritten(measure.responsibleWritten)], nothing),
    [
      ...orNothing(
        [
          ...(end ? [tellOf(narrator, "day", { date: dayShown(narrator, end) })] : []),
          ...asWritten(measure.endWritten),
        ],
        nothing,
      ),
      ...(overdue ? [tellOf(narrator, "late")] : []),
    ],
    [...standingsTold(narrator, measure), ...asWritten(measure.statusWritten)],
  ];
}

/** Words that could not be counted, as they stand in the workbook. @param {string} words @returns {PhraseLine[]} */
const asWritten = (words) => (words ? [[own(words)]] : []);

/** @param {PhraseLine[]} lines @param {PhraseLine} nothing */
const orNothing = (lines, nothing) => (lines.length ? lines : [nothing]);

/** How a measure has stood, moment by moment, or how it stands as far as is known. @param {Narrator} narrator @param {MeasureFigures} measure @returns {GridCell} */
function standingsTold(narrator, { standings, status, statusWritten }) {
  const { statuses } = narrator.telling;
  if (standings.length > 1)
    return standings.map((standing) =>
      tellOf(narrator, "said", {
        ...{ who: momentShown(narrator, standing.moment), value: termOf(statuses, standing.status) ?? "" },
      }),
    );
  const last = termOf(statuses, status);
  if (!last && statusWritten) return [];
  return [last ? [last] : tellOf(narrator, "status-unknown")];
}

/** @param {Narrator} narrator @param {string} name @param {Titles} titles @param {Share[]} shares @returns {PhraseLine[]} */
function sharesTold(narrator, name, titles, shares) {
  const { measures } = narrator.followUp;
  const known = shares.reduce((sum, { count }) => sum + count, 0);
  if (!known) return [];
  // Those that count now: of the latest round, and those still open.
  const all = measures.filter(({ round, state }) => round === measures[0].round || state === "open").length;
  const said = shares.map(({ value, count }) =>
    tellOf(narrator, "share", {
      ...{ title: termOf(titles, value) ?? "", count },
      percent: titleTold(narrator, "percent", { count: roundedEven((100 * count) / all) }),
    }),
  );
  if (all > known) said.push(tellOf(narrator, "share-unknown", { count: all - known }));
  return [tellOf(narrator, name, { shares: joinLines(said, "; ") })];
}

/** @param {Narrator} narrator @returns {Section[]} */
function indicatorSections(narrator) {
  const { indicators } = narrator.followUp;
  if (!indicators.length) return [];
  const blocks = [
    ...indicators.flatMap((indicator) => trendPlots(narrator, indicator)),
    indicatorsTable(narrator, indicators),
  ];
  return [{ id: "indicators", title: told(narrator, "indicators"), blocks }];
}

/** @param {Narrator} narrator @param {IndicatorFigures} indicator @returns {Block[]} */
function trendPlots(narrator, { text, baseline, target, values }) {
  const start = numberIn(baseline);
  const goal = numberIn(target);
  const points = [
    ...(start === undefined
      ? []
      : [{ when: told(narrator, "column-baseline"), shown: baseline.trim(), number: start }]),
    ...values.flatMap((value) =>
      value.number === undefined
        ? []
        : [{ when: momentShown(narrator, value.moment), shown: value.text.trim(), number: value.number }],
    ),
  ];
  if (points.length < 2) return [];
  const said = titleTold(narrator, "target-at", { value: target.trim() });
  return [
    {
      ...{ kind: "plot", of: "trend", title: own(text) },
      description: told(narrator, "trend-reading"),
      drawing: drawTrend(points, goal === undefined ? undefined : { said, number: goal }),
    },
  ];
}

/** @param {Narrator} narrator @param {IndicatorFigures[]} indicators @returns {Grid} */
const indicatorsTable = (narrator, indicators) => ({
  ...{ kind: "table", title: told(narrator, "indicators-table") },
  columns: ["indicator", "timing", "baseline", "target", "last", "met"].map((column) =>
    told(narrator, `column-${column}`),
  ),
  rows: indicators.map((indicator) => indicatorRow(narrator, indicator)),
});

/** @param {Narrator} narrator @param {IndicatorFigures} indicator @returns {GridCell[]} */
function indicatorRow(narrator, { text, timing, baseline, target, values, met }) {
  const nothing = tellOf(narrator, "nothing");
  const kind = termOf(narrator.telling.timings, timing);
  const words = (/** @type {string} */ said) => [said.trim() ? [own(said)] : nothing];
  const readings = values.map((value) =>
    tellOf(narrator, "said", { who: momentShown(narrator, value.moment), value: own(value.text) }),
  );
  const isMetTold = met === undefined ? "met-unknown" : met ? "met-yes" : "met-no";
  return [
    words(text),
    [kind ? [kind] : nothing],
    words(baseline),
    words(target),
    readings.length ? readings : [nothing],
    [tellOf(narrator, isMetTold)],
  ];
}

/** Everything that was written of the results, where the summary shows only a part. @param {Narrator} narrator @returns {Section[]} */
function resultSections(narrator) {
  const { results, moments } = narrator.followUp;
  const names = /** @type {ResultName[]} */ (["changes", ...RESULTS]);
  const written = names.flatMap((name) => results[name]);
  const shown = RESULTS.filter((name) => results[name].length).length;
  if (written.length === shown && !written.some(({ text }) => cutAt(text, ROOM_FOR_TEXT))) return [];
  const blocks = names
    .filter((name) => results[name].length)
    .map((name) => ({
      ...{ kind: /** @type {const} */ ("quotes"), title: told(narrator, name) },
      quotes: [...results[name]].reverse().map(({ moment, text }) => ({
        ...(moments.length > 1 && { when: momentShown(narrator, moment) }),
        text,
      })),
      nothing: told(narrator, "nothing-written"),
    }));
  return [{ id: "results", title: told(narrator, "in-words"), blocks }];
}

/** The remarks on the plan, each kind with the model's own advice. @param {Narrator} narrator @returns {Section[]} */
function planSections(narrator) {
  const { remarks, measures } = narrator.followUp;
  const title = told(narrator, "plan");
  if (!remarks.length) {
    const fine = { kind: /** @type {const} */ ("text"), paragraphs: [tellOf(narrator, "plan-fine")] };
    return measures.length ? [{ id: "plan", title, blocks: [fine] }] : [];
  }
  const toldRemarks = remarks.map(({ code, text = "" }, index) => ({
    line: tellOf(narrator, `remark-${code}`, { text: own(text) }),
    // The same advice is given once, with the last remark that it is for.
    advice: remarks[index + 1]?.code === code ? [] : (narrator.telling.advice[code] ?? []),
  }));
  return [
    {
      ...{ id: "plan", title },
      blocks: [
        { kind: "text", paragraphs: [tellOf(narrator, "plan-lead")] },
        { kind: "remarks", advice: told(narrator, "advice"), remarks: toldRemarks },
      ],
    },
  ];
}

/** What the figures leave out, and why. @param {Narrator} narrator @returns {Section[]} */
function leftOutSections(narrator) {
  const lines = narrator.followUp.doubts.map(({ code, place, moment }) => {
    const name = `doubt-${code}`;
    const reason = tellOf(narrator, told(narrator, name) ? name : "doubt-other", { code });
    const where = [
      ...(place ? [placeShown(narrator, place)] : []),
      ...(moment === undefined ? [] : [[momentShown(narrator, moment)]]),
    ];
    return where.length ? tellOf(narrator, "left-out-where", { reason, where: joinLines(where, "; ") }) : reason;
  });
  const points = [...new Map(lines.map((line) => [JSON.stringify(line), line])).values()];
  if (!points.length) return [];
  return [
    {
      ...{ id: "left-out", title: told(narrator, "left-out") },
      blocks: [
        { kind: "text", paragraphs: [tellOf(narrator, "left-out-lead")] },
        { kind: "points", points },
      ],
    },
  ];
}

/** @param {Narrator} narrator @returns {Section} */
function meetingSection(narrator) {
  const subjects = meetingSubjects(narrator);
  /** @type {Block[]} */
  const blocks = subjects.length
    ? [{ kind: "agenda", subjects }]
    : [{ kind: "text", paragraphs: [tellOf(narrator, "meeting-nothing")] }];
  if (narrator.followUp.nextMeeting.date)
    blocks.push({
      ...{ kind: "text", style: "quiet" },
      paragraphs: [tellOf(narrator, "meeting-file", { file: CALENDAR_FILE })],
    });
  return { id: "meeting", title: told(narrator, "meeting"), blocks };
}

/** What is known of the next meeting. @param {Narrator} narrator @returns {Subject[]} */
export function meetingSubjects(narrator) {
  const { nextMeeting, measures } = narrator.followUp;
  const { date } = nextMeeting;
  const open = measures.filter(({ state, how }) => state === "open" && how);
  return [
    ...(date
      ? [
          {
            title: told(narrator, "meeting-date"),
            lines: [tellOf(narrator, "day", { date: dayShown(narrator, date) })],
          },
        ]
      : []),
    .../** @type {const} */ ([
      ["what", "meeting-what"],
      ["when", "meeting-when"],
      ["preparation", "meeting-preparation"],
      ["whoBrings", "meeting-who-brings"],
    ]).flatMap(([name, title]) => {
      const text = nextMeeting[name] ?? "";
      return text.trim() ? [{ title: told(narrator, title), lines: [[own(text)]] }] : [];
    }),
    ...(open.length
      ? [{ title: told(narrator, "meeting-open"), lines: open.map(({ how }) => [own(how)]) }]
      : []),
  ];
}
