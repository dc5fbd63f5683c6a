/**
 * What stands for a printed text: the first six bytes of its SHA-256 as eight letters of base64, as
 * in `toimintamalli_docx.reader.printed`; and for a place, the first ten in base32. What browsers have for it can't be asked in the middle of
 * reading: it answers later.
 */

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** @param {number} number */
const isPrime = (number) => {
  for (let by = 2; by * by <= number; by += 1) if (number % by === 0) return false;
  return true;
};

/** The first 32 bits of the fraction of a root. @param {number} root */
const fraction = (root) => ((root % 1) * 0x100000000) | 0;

const PRIMES = Array.from({ length: 400 }, (_, at) => at + 2).filter(isPrime).slice(0, 64);
const ROUNDS = Int32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Int32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
const encoder = new TextEncoder();
const words = new Int32Array(64);

/** @param {number} word @param {number} by */
const turn = (word, by) => (word >>> by) | (word << (32 - by));

/** @param {Uint8Array} data */
function digest(data) {
  const size = ((data.length + 8) >> 6) + 1;
  const padded = new DataView(new ArrayBuffer(size * 64));
  new Uint8Array(padded.buffer).set(data);
  padded.setUint8(data.length, 0x80);
  padded.setUint32(size * 64 - 8, Math.floor(data.length / 0x20000000));
  padded.setUint32(size * 64 - 4, data.length << 3);
  const state = START.slice();
  for (let block = 0; block < size; block += 1) {
    for (let at = 0; at < 64; at += 1) {
      if (at < 16) words[at] = padded.getInt32(block * 64 + at * 4);
      else {
        const near = words[at - 2];
        const far = words[at - 15];
        const late = turn(near, 17) ^ turn(near, 19) ^ (near >>> 10);
        const early = turn(far, 7) ^ turn(far, 18) ^ (far >>> 3);
        words[at] = words[at - 16] + early + words[at - 7] + late;
      }
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let at = 0; at < 64; at += 1) {
      const mixed = turn(e, 6) ^ turn(e, 11) ^ turn(e, 25);
      const one = (h + mixed + ((e & f) ^ (~e & g)) + ROUNDS[at] + words[at]) | 0;
      const other = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + other) | 0;
    }
    state[0] += a;
    state[1] += b;
    state[2] += c;
    state[3] += d;
    state[4] += e;
    state[5] += f;
    state[6] += g;
    state[7] += h;
  }
  return state;
}

/** @param {string} text */
export function fingerprint(text) {
  const state = digest(encoder.encode(text));
  const high = state[0] >>> 0;
  const low = state[1] >>> 16;
  // Six bits a letter: five of them are in the first word, the sixth is in both.
  const sixes = [high >>> 26, high >>> 20, high >>> 14, high >>> 8, high >>> 2];
  sixes.push(((high & 3) << 4) | (low >>> 12), low >>> 6, low);
  return sixes.map((six) => LETTERS[six & 63]).join("");
}

/** The bookmark of a place in Word files, as `toimintamalli.workbook.places` makes it. @param {string} id */
export function bookmarkOf(id) {
  const bits = Array.from(digest(encoder.encode(id)), (word) => (word >>> 0).toString(2).padStart(32, "0"));
  const fives = bits.join("").match(/.{5}/g) ?? [];
  return `tm_${fives.slice(0, 16).map((five) => BASE32[parseInt(five, 2)]).join("")}`;
}

/** The fingerprints in a packed text. @param {string} packed */
export function unpackMarks(packed) {
  /** @type {Set<string>} */
  const found = new Set();
  for (let at = 0; at + 8 <= packed.length; at += 8) found.add(packed.slice(at, at + 8));
  return found;
}
