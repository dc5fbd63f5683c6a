/**
 * The tabs of one browser, which tell one another what they have changed.
 *
 * @typedef {{id: string, revision: number, isGone?: boolean}} Told
 */

/** @param {(told: Told) => void} hear @returns {(told: Told) => void} what tells the others */
export function joinTabs(hear) {
  if (typeof BroadcastChannel === "undefined") return () => undefined;
  const channel = new BroadcastChannel("toimintamalli");
  channel.onmessage = ({ data }) => hear(data);
  return (told) => channel.postMessage(told);
}
