import { split } from "./answers.js";
/**
 * Several answer sheets beside one another, as `toimintamalli.answers` compares them, on the same
 * test cases.
 *
 * @import { Sheet } from "./answers.js"
 * @typedef {{party?: string, value: number | boolean | string}} PartyAnswer
 * @typedef {{place: string, kind: string, answers: PartyAnswer[], agreement?: boolean, gap?: number}} Comparison
 */

/**
 * Where the parties see the same thing alike; a joint answer counts for neither agreement nor gap.
 * @param {Sheet[]} sheets @returns {Comparison[]}
 */
export function compareSheets(sheets) {
  /** @type {Map<string, Comparison>} */
  const places = new Map();
  for (const { party, answers } of sheets)
    for (const [id, answer] of Object.entries(answers)) {
      if (answer.kind !== "scale" && answer.kind !== "choice" && answer.kind !== "check") continue;
      const place = party && split(id).view === party ? split(id).base : id;
      const key = `${place} ${answer.kind}`;
      const found = places.get(key) ?? { place, kind: answer.kind, answers: [] };
      found.answers.push({ ...(party ? { party } : {}), value: answer.value });
      places.set(key, found);
    }
  return [...places]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, asked]) => weigh(asked));
}

/** @param {Comparison} found @returns {Comparison} */
function weigh(found) {
  const own = found.answers.filter((answer) => answer.party);
  if (new Set(own.map((answer) => answer.party)).size < 2) return found;
  const values = own.map((answer) => answer.value);
  const numbers = values.map(Number);
  const gap = found.kind === "scale" ? { gap: Math.max(...numbers) - Math.min(...numbers) } : {};
  return { ...found, agreement: new Set(values).size === 1, ...gap };
}
