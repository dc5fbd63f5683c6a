/** Decimal numbers as answers hold them, digits and a point: `toimintamalli.answers.decimals`. */

const NUMBER = /[0-9]+(?:[ \u00a0\u202f][0-9]{3}(?![0-9]))*(?:[.,][0-9]+)*/g;
const LONGEST = 24;

/**
 * The number in a text, if there is exactly one and it can be read one way only, and what else is
 * written there.
 * @param {string} text @returns {{value: string, beside: string} | undefined}
 */
export function readNumber(text) {
  const found = [...text.matchAll(NUMBER)];
  if (found.length !== 1) return undefined;
  const [{ 0: whole, index }] = found;
  const digits = whole.replace(/[ \u00a0\u202f]/g, "");
  if ((digits.match(/[.,]/g) ?? []).length > 1 || /^[1-9][0-9]{0,2}[.,][0-9]{3}$/.test(digits)) return undefined;
  const before = text.slice(0, index);
  // A minus or a dash: nobody knows.
  if (/[-−]\s+$/.test(before)) return undefined;
  // A hyphen after a letter joins, as in `covid-19`.
  const isNegative = /(^|[^\p{L}\p{N}])[-−]$/u.test(before);
  const value = canonical((isNegative ? "-" : "") + digits.replace(",", "."));
  if (value.length > LONGEST) return undefined;
  const beside = `${isNegative ? before.slice(0, -1) : before} ${text.slice(index + whole.length)}`;
  return { value, beside: beside.trim().replace(/\s+/g, " ") };
}

/** Plain decimal digits without what says nothing: `007.50` is `7.50`. @param {string} digits */
function canonical(digits) {
  const [whole, ...part] = digits.replace("-", "").split(".");
  const value = [whole.replace(/^0+(?=[0-9])/, ""), ...part].join(".");
  return digits.startsWith("-") && /[1-9]/.test(value) ? `-${value}` : value;
}
