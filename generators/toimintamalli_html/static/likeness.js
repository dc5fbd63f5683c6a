/**
 * When words are the same, or the same but for how somebody wrote them, as
 * `toimintamalli.rounds.likeness` does it.
 */

/** Share of pairs of letters in common from which two wordings are of one thing. */
export const ALIKE = 0.6;
/** Days within which a party answers, and the other, and both together: one meeting. */
const TOGETHER = 31;
const DAY = 86_400_000;

/** A text as it is compared: its letters and digits, small, a space between words. @param {string} text */
export function same(text) {
  const small = text.normalize("NFKC").toLowerCase();
  return (
    small.replace(/[^\p{L}\p{N}]+/gu, " ").trim() || small.replace(/[\s\x1c-\x1f\x85]+/g, " ").trim()
  );
}

/** How much two texts have in common, 0–1: of pairs of letters, or a whole beginning. @param {string} one @param {string} other */
export function likeness(one, other) {
  const [shorter, longer] = [same(one), same(other)].sort((a, b) => [...a].length - [...b].length);
  if (!shorter) return 0;
  if (shorter === longer || longer.startsWith(`${shorter} `)) return 1;
  const [mine, theirs] = [pairsIn(shorter), pairsIn(longer)];
  const common = [...mine].reduce((sum, [pair, count]) => sum + Math.min(count, theirs.get(pair) ?? 0), 0);
  const total = [...mine.values(), ...theirs.values()].reduce((sum, count) => sum + count, 0);
  return total ? (2 * common) / total : 0;
}

/** Whether two days can be of one meeting. @param {string} one @param {string} other */
export const areTogether = (one, other) =>
  Math.abs(Date.parse(one) - Date.parse(other)) <= TOGETHER * DAY;

/** @param {string} text @returns {Map<string, number>} */
function pairsIn(text) {
  const letters = [...text];
  /** @type {Map<string, number>} */
  const found = new Map();
  for (let index = 1; index < letters.length; index += 1) {
    const pair = letters[index - 1] + letters[index];
    found.set(pair, (found.get(pair) ?? 0) + 1);
  }
  return found;
}
