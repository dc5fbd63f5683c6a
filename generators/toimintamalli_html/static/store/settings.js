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
