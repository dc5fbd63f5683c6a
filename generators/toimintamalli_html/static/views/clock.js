import { button, make, one, word } from "../dom.js";
import { choose, setting } from "../store/settings.js";
/**
 * The time that is left of a stage. It runs while the stage is looked at, and can be hidden.
 */

/** @type {{key: string, minutes: number, spent: Record<string, number>} | undefined} */
let running;
let since = Date.now();

/** Show the clock of a stage, or none. @param {string} key @param {number} minutes @param {Record<string, number>} spent seconds by stage */
export function runClock(key, minutes, spent) {
  stopClock();
  const clock = one("#clock");
  clock.hidden = !minutes;
  if (!minutes) return;
  running = { key, minutes, spent };
  since = Date.now();
  show();
}

/** Note what the stage has taken so far. */
export function stopClock() {
  if (running) {
    const { key, spent } = running;
    spent[key] = Math.round((spent[key] ?? 0) + (Date.now() - since) / 1000);
  }
  running = undefined;
}

/** @param {number} seconds */
const inMinutes = (seconds) =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

function show() {
  if (!running) return;
  const clock = one("#clock");
  const isHidden = setting("clock") === "hidden";
  const { key, minutes, spent } = running;
  const left = minutes * 60 - (spent[key] ?? 0) - (Date.now() - since) / 1000;
  const time = make("strong", left < 0 ? `+${inMinutes(-left)}` : inMinutes(left));
  const said = make("span", word(left < 0 ? "tool-time-over" : "tool-time-left"));
  const toggle = button(
    word(isHidden ? "tool-clock-show" : "tool-clock-hide"),
    () => {
      choose("clock", isHidden ? undefined : "hidden");
      show();
      one("button", clock).focus();
    },
    "plain",
  );
  const focused = clock.contains(document.activeElement);
  clock.classList.toggle("pill", !isHidden);
  const face = one(".face", clock);
  face.replaceChildren(...(isHidden ? [] : [time, " ", said]));
  // The button stays the same element, so that the focus does.
  const kept = one("button", clock);
  if (!kept) clock.append(toggle);
  else if (kept.textContent !== toggle.textContent) {
    kept.replaceWith(toggle);
    if (focused) toggle.focus();
  }
}

setInterval(show, 1000);
