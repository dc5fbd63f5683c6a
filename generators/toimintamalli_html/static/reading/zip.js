import { BadFile } from "../file.js";
import { Refused } from "./refusal.js";
import { LIMITS } from "./rules.js";
/**
 * Files inside a zip archive, unpacked with what browsers have and never further than a limit.
 *
 * @typedef {object} ZipEntry
 * @property {string} name as it stands in the archive
 * @property {boolean} isEncrypted
 * @property {number} method
 * @property {number} sum
 * @property {number} packed how many bytes it takes
 * @property {number} size how many bytes it is said to hold
 * @property {number} at where it begins
 */

const END_OF_DIRECTORY = 0x06054b50;
const ENTRY_OF_DIRECTORY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const WIDE = 0xffffffff;
const [STORED, DEFLATED] = [0, 8];

const damaged = () => new Refused("docx-damaged");

/** @param {Uint8Array} data @returns {DataView<ArrayBuffer>} */
const viewOf = (data) =>
  new DataView(/** @type {ArrayBuffer} */ (data.buffer), data.byteOffset, data.byteLength);

/** The directory of an archive, as it stands at its end. @param {Uint8Array} data @returns {ZipEntry[]} */
export function entriesIn(data) {
  const view = viewOf(data);
  const end = endOf(view);
  const [size, start] = [view.getUint32(end + 12, true), view.getUint32(end + 16, true)];
  // An archive that needs wide numbers is larger than any that is opened.
  if (start === WIDE || size === WIDE || start + size > end) throw damaged();
  // Something may stand before the archive; everything in it is counted from its own beginning.
  const before = end - size - start;
  /** @type {ZipEntry[]} */
  const found = [];
  for (let at = end - size; at < end; ) {
    if (at + 46 > end || view.getUint32(at, true) !== ENTRY_OF_DIRECTORY) throw damaged();
    const lengths = [28, 30, 32].map((offset) => view.getUint16(at + offset, true));
    const next = at + 46 + lengths[0] + lengths[1] + lengths[2];
    if (next > end) throw damaged();
    const flags = view.getUint16(at + 8, true);
    found.push({
      name: nameIn(data.subarray(at + 46, at + 46 + lengths[0]), flags),
      isEncrypted: Boolean(flags & 1),
      method: view.getUint16(at + 10, true),
      sum: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: before + view.getUint32(at + 42, true),
    });
    if (found.length > LIMITS.entries)
      throw new Refused("docx-too-many-entries", { limit: LIMITS.entries });
    at = next;
  }
  return found;
}

/** Where the end record begins; a comment may stand after it. @param {DataView} view */
function endOf(view) {
  const last = view.byteLength - 22;
  for (let at = last; at >= Math.max(0, last - 0xffff); at -= 1)
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  throw damaged();
}

/** @param {Uint8Array} bytes @param {number} flags */
function nameIn(bytes, flags) {
  // Without the flag names are of an old character set, whose letters no part that counts has.
  if (!(flags & 0x800)) return [...bytes].map((byte) => String.fromCharCode(byte)).join("");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw damaged();
  }
}

/**
 * The content of an entry, of no more than some bytes whatever the archive says of its size.
 * @param {Uint8Array} data @param {ZipEntry} entry @param {number} room @returns {Promise<Uint8Array>}
 */
export async function unpack(data, entry, room) {
  const view = viewOf(data);
  const { at, method, packed, name } = entry;
  // Word packs in one way; another may unpack to anything before it can be stopped.
  if (method !== STORED && method !== DEFLATED) throw new Refused("docx-packing", { part: name });
  if (at < 0 || at + 30 > data.length || view.getUint32(at, true) !== LOCAL_ENTRY) throw damaged();
  const length = view.getUint16(at + 26, true);
  const start = at + 30 + length + view.getUint16(at + 28, true);
  const own = nameIn(data.subarray(at + 30, at + 30 + length), view.getUint16(at + 6, true));
  if (own !== name || start + packed > data.length) throw damaged();
  const content = data.subarray(start, start + packed);
  const whole = method === STORED ? content : await inflated(content, room);
  if (whole.length > room)
    throw new Refused("docx-bomb", { part: name, limit: LIMITS.partBytes / 1e6 });
  if (whole.length !== entry.size || crc32(whole) !== entry.sum) throw damaged();
  return whole;
}

/** Unpack until the limit is passed, and no further. @param {Uint8Array} packed @param {number} room */
async function inflated(packed, room) {
  const stream = new Blob([/** @type {Uint8Array<ArrayBuffer>} */ (packed)])
    .stream()
    .pipeThrough(unpacking());
  const reader = stream.getReader();
  /** @type {Uint8Array[]} */
  const chunks = [];
  let size = 0;
  try {
    while (size <= room) {
      const { done, value } = await reader.read();
      if (done) break;
      chunks.push(value);
      size += value.length;
    }
    await reader.cancel();
  } catch {
    throw damaged();
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** What unpacks, which browsers have learnt in 2023 at the latest. */
function unpacking() {
  try {
    return new DecompressionStream("deflate-raw");
  } catch {
    throw new BadFile("browser-too-old");
  }
}

const SUMS = Uint32Array.from({ length: 256 }, (_, number) => {
  let sum = number;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** @param {Uint8Array} data */
export function crc32(data) {
  let sum = 0xffffffff;
  for (const byte of data) sum = SUMS[(sum ^ byte) & 255] ^ (sum >>> 8);
  return (sum ^ 0xffffffff) >>> 0;
}
