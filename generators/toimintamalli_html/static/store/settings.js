/** Small choices of this browser, none of them an answer. */

const PREFIX = "toimintamalli.";

/** @param {string} name @param {string} [otherwise] */
export function setting(name, otherwise = "") {
  try {
    return localStorage.getItem(PREFIX + name) ?? otherwise;
  } catch {
    return otherwise;
  }
}

/** @param {string} name @param {string} [value] nothing takes the choice away */
export function choose(name, value) {
  try {
    if (value === undefined) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch {
    // A browser that keeps nothing forgets this too.
  }
}

/** What begins so, by the rest of its name. @param {string} start @returns {[rest: string, value: string][]} */
export function settingsLike(start) {
  try {
    return Object.entries({ ...localStorage }).flatMap(([name, value]) =>
      name.startsWith(PREFIX + start) ? [[name.slice(PREFIX.length + start.length), value]] : [],
    );
  } catch {
    return [];
  }
}
