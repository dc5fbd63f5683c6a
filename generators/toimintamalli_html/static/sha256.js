/**
 * SHA-256, which pages opened from a disk or over plain HTTP don't get from every browser.
 */

/** The first digits of a fraction, as the standard takes them from roots of primes. @param {number} root */
const fractionOf = (root) => ((root - Math.floor(root)) * 2 ** 32) | 0;

/** @param {number} count */
function primes(count) {
  /** @type {number[]} */
  const found = [];
  for (let number = 2; found.length < count; number += 1)
    if (found.every((each) => number % each)) found.push(number);
  return found;
}

const ROUNDS = primes(64).map((each) => fractionOf(Math.cbrt(each)));
const START = primes(8).map((each) => fractionOf(Math.sqrt(each)));

/** @param {number} value @param {number} by */
const turned = (value, by) => (value >>> by) | (value << (32 - by));

/** The digest of a text in UTF-8. @param {string} text @returns {Uint8Array} */
export function sha256(text) {
  const data = new TextEncoder().encode(text);
  const padded = new Uint8Array((((data.length + 8) >> 6) + 1) << 6);
  padded.set(data);
  padded[data.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 4, data.length * 8);
  const state = [...START];
  for (let at = 0; at < padded.length; at += 64) mix(state, view, at);
  const digest = new DataView(new ArrayBuffer(32));
  state.forEach((each, index) => digest.setInt32(index * 4, each));
  return new Uint8Array(digest.buffer);
}

/** Mix one block into the state. @param {number[]} state @param {DataView} view @param {number} at */
function mix(state, view, at) {
  const w = Array.from({ length: 16 }, (_, index) => view.getInt32(at + index * 4));
  for (let index = 16; index < 64; index += 1) {
    const [low, high] = [w[index - 15], w[index - 2]];
    const before = turned(low, 7) ^ turned(low, 18) ^ (low >>> 3);
    const after = turned(high, 17) ^ turned(high, 19) ^ (high >>> 10);
    w[index] = (w[index - 16] + before + w[index - 7] + after) | 0;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let index = 0; index < 64; index += 1) {
    const one = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const first = (h + one + ((e & f) ^ (~e & g)) + ROUNDS[index] + w[index]) | 0;
    const other = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const second = (other + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((each, index) => {
    state[index] = (state[index] + each) | 0;
  });
}

/** @param {Uint8Array} digest */
export const asHex = (digest) =>
  [...digest].map((each) => each.toString(16).padStart(2, "0")).join("");

/** The first letters of bytes in base 32, small. @param {Uint8Array} digest @param {number} length */
export const asBase32 = (digest, length) =>
  Array.from({ length }, (_, index) => {
    const [byte, bit] = [(index * 5) >> 3, (index * 5) & 7];
    const pair = (digest[byte] << 8) | digest[byte + 1];
    return "abcdefghijklmnopqrstuvwxyz234567"[(pair >> (11 - bit)) & 31];
  }).join("");
