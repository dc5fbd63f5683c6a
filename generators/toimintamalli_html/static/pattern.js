/**
 * Texts with places to fill in, as `toimintamalli.patterns` reads them: `{name}` is filled in,
 * `{count, plural, one {# file} other {# files}}` chooses by number, `'{'` is just a brace.
 *
 * @typedef {{slot: string}} Slot
 * @typedef {{plural: string, cases: Map<string, PatternPart[]>}} Plural
 * @typedef {string | Slot | Plural} PatternPart
 */

const SLOT_NAME = /\s*([A-Za-z_][0-9A-Za-z_]*)\s*/y;
const PLURAL_SIGN = /,\s*plural\s*,\s*/y;
const PLURAL_CASE = /\s*(=[0-9]+|zero|one|two|few|many|other)\s*\{/y;
const WRITTEN_NUMBER = /^-?[0-9]{1,15}(\.[0-9]{1,6})?$/;
const DEEPEST = 4;

/** @type {Map<string, PatternPart[]>} */
const seenPatterns = new Map();

/**
 * A text as its parts; one with braces that mean nothing is taken as it stands.
 * @param {string} text @returns {PatternPart[]}
 */
export function readPattern(text) {
  let parts = seenPatterns.get(text);
  if (!parts) {
    try {
      parts = /[{}']/.test(text) ? patternIn(text) : [text];
    } catch {
      parts = [text];
    }
    seenPatterns.set(text, parts);
  }
  return parts;
}

/** @param {string} text @returns {PatternPart[]} */
function patternIn(text) {
  let at = 0;

  /** @param {RegExp} pattern */
  const take = (pattern) => {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found) at = pattern.lastIndex;
    return found;
  };

  const close = () => {
    if (text[at] !== "}") throw new SyntaxError(text);
    at += 1;
  };

  const literal = () => {
    const next = text[at + 1];
    if (text[at] !== "'" || !next || !"{}'#".includes(next)) return text[at++];
    if (next === "'") {
      at += 2;
      return "'";
    }
    const end = text.indexOf("'", at + 1);
    if (end < 0) throw new SyntaxError(text);
    const said = text.slice(at + 1, end);
    at = end + 1;
    return said;
  };

  /** @param {string} within @param {number} depth @returns {PatternPart[]} */
  const partsIn = (within, depth) => {
    /** @type {PatternPart[]} */
    const parts = [];
    let said = "";
    while (at < text.length && text[at] !== "}") {
      if (text[at] === "{") parts.push(said, placeholder(depth));
      else if (text[at] === "#" && within) {
        parts.push(said, { slot: within });
        at += 1;
      } else {
        said += literal();
        continue;
      }
      said = "";
    }
    return [...parts, said].filter((part) => part !== "");
  };

  /** @param {number} depth @returns {Slot | Plural} */
  const placeholder = (depth) => {
    at += 1;
    const name = take(SLOT_NAME)?.[1];
    if (!name) throw new SyntaxError(text);
    if (text[at] === "}") {
      at += 1;
      return { slot: name };
    }
    if (depth >= DEEPEST || !take(PLURAL_SIGN)) throw new SyntaxError(text);
    /** @type {Map<string, PatternPart[]>} */
    const cases = new Map();
    for (let found = take(PLURAL_CASE); found; found = take(PLURAL_CASE)) {
      cases.set(found[1], partsIn(name, depth + 1));
      close();
    }
    take(/\s*/y);
    close();
    if (!cases.has("other")) throw new SyntaxError(text);
    return { plural: name, cases };
  };

  const parts = partsIn("", 0);
  if (at < text.length) throw new SyntaxError(text);
  return parts;
}

/**
 * What a text says with its plurals chosen: strings, and slots that are still open.
 * @param {string} text @param {string} language @param {Record<string, unknown>} facts
 * @returns {(string | Slot)[]}
 */
export const partsSaid = (text, language, facts) => chosenParts(readPattern(text), language, facts);

/** @param {PatternPart[]} parts @param {string} language @param {Record<string, unknown>} facts @returns {(string | Slot)[]} */
const chosenParts = (parts, language, facts) =>
  parts.flatMap((part) => {
    if (typeof part === "string" || "slot" in part) return [part];
    return chosenParts(caseFor(part, language, facts[part.plural]), language, facts);
  });

/** @param {Plural} plural @param {string} language @param {unknown} fact @returns {PatternPart[]} */
function caseFor({ cases }, language, fact) {
  const other = cases.get("other") ?? [];
  const written = typeof fact === "boolean" ? "" : String(fact);
  if (!WRITTEN_NUMBER.test(written)) return other;
  const number = Number(written);
  return cases.get(`=${number}`) ?? cases.get(pluralCase(language, number)) ?? other;
}

/** Which plural form a language takes with a number. @param {string} language @param {number} number */
export function pluralCase(language, number) {
  const known = Intl.PluralRules.supportedLocalesOf([language]).length;
  return known ? new Intl.PluralRules(language).select(number) : "other";
}

/** A text with everything filled in. @param {string} text @param {string} language @param {Record<string, unknown>} facts */
export const fillIn = (text, language, facts) =>
  partsSaid(text, language, facts)
    .map((part) => (typeof part === "string" ? part : String(facts[part.slot])))
    .join("");
