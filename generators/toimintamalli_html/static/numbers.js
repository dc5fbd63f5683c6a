/** Numbers in the words that people wrote, and figures to one decimal: `toimintamalli.rounds.numbers`. */

/**
 * The number in a text, if there is exactly one and it can be read one way only.
 * @param {string} text @returns {number | undefined}
 */
export function numberIn(text) {
  const found = [
    ...text.matchAll(/[0-9]+(?:[ \u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)*/g),
  ];
  if (found.length !== 1) return undefined;
  const [{ 0: whole, index }] = found;
  const digits = whole.replace(/[ \u00a0\u202f]/g, "");
  if ((digits.match(/[.,]/g) ?? []).length > 1 || /^[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(digits))
    return undefined;
  // A hyphen after a letter joins, as in `covid-19`.
  const isNegative = /(^|[^\p{L}\p{N}])[-−]$/u.test(text.slice(0, index));
  return (isNegative ? -1 : 1) * Number(digits.replace(",", "."));
}

/** A difference of figures to one decimal. @param {number} value */
export const tenths = (value) => Math.round(value * 10) / 10 || 0;

/** @param {string} text */
export const hasDigit = (text) => /[0-9]/.test(text);

/** Rounded as Python does it: of two equally near the even one. @param {number} value */
export function roundedEven(value) {
  const near = Math.round(value);
  return near - value === 0.5 && near % 2 ? near - 1 : near;
}
