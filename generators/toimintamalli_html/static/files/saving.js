import { make } from "../dom.js";
/** Files that leave the page: a download, or a share where the browser has one. */

/** Letters that any file system takes. @param {string} text */
export const inFileName = (text) =>
  text
    .normalize("NFC")
    .replace(/[\p{C}\\/:*?"<>|#%{}~&]/gu, " ")
    .trim()
    .replace(/[\s.]+/g, "-")
    .slice(0, 60);

/** @param {string} name @param {string} content @param {string} type */
export function download(name, content, type) {
  const href = URL.createObjectURL(new Blob([content], { type }));
  Object.assign(make("a"), { href, download: name }).click();
  // Some browsers read it only after the click.
  setTimeout(() => URL.revokeObjectURL(href), 10_000);
}

/** @param {string} name @param {string} content @param {string} type */
const asShared = (name, content, type) => ({ files: [new File([content], name, { type })] });

/** Whether this browser can hand a file to another program. @param {string} name @param {string} type */
export const canShare = (name, type) => Boolean(navigator.canShare?.(asShared(name, "{}", type)));

/** @param {string} name @param {string} content @param {string} type */
export const share = (name, content, type) => navigator.share(asShared(name, content, type));
