import { boxesOf } from "./places.js";
import { Refused } from "./refusal.js";
import { LIMITS, pattern } from "./rules.js";
import { blockOf } from "./tree.js";
import { attributeOf, upTo, valueOf, within } from "./xml.js";
/**
 * Where the places of a document are by now: at their bookmarks, or else at their tags.
 *
 * @import { Asked, PlaceTable } from "./places.js"
 * @import { XmlElement } from "./xml.js"
 * @typedef {object} Spot a place and the cell, or the paragraph, that its bookmark or tag is in
 * @property {Asked} asked
 * @property {XmlElement} cell
 * @property {boolean} isCopy whether it is a second control of a place that stands elsewhere too
 * @property {boolean} isCertain whether the cell was found by what is printed in it or beside it
 * @typedef {Map<string, Spot>} RowSpots the places in a row
 * @typedef {{order: number, element: XmlElement}} Tag
 */

const MARK = "tm_";
const PLACE_ID = pattern("placeId");
const LOOKED_AT = new Set(["w:tr", "w:tag", "w:bookmarkStart", "w:tbl"]);

/** Every place that a document has, and what looks like one. */
export class Spots {
  constructor() {
    /** @type {Map<XmlElement, RowSpots>} */
    this.rows = new Map();
    /** @type {Set<XmlElement>} the rows with places of tables to which rows can be added */
    this.lined = new Set();
    /** @type {Spot[]} places outside tables */
    this.loose = [];
    /** @type {XmlElement[]} what names no place of this content */
    this.unknown = [];
    /** @type {XmlElement[]} every row, in order */
    this.all = [];
  }

  /** Whether the document has no place at all. */
  get isEmpty() {
    return !(this.rows.size || this.loose.length || this.unknown.length);
  }

  /** The places in a row. @param {XmlElement | undefined} row @returns {RowSpots} */
  of(row) {
    return (row && this.rows.get(row)) ?? new Map();
  }
}

/** Where each place is. @param {XmlElement} root @param {PlaceTable} table */
export const findSpots = (root, table) => new Search(table).through(root);

class Search {
  /** @param {PlaceTable} table */
  constructor(table) {
    this.table = table;
    this.spots = new Spots();
    /** @type {Set<string>} */
    this.seen = new Set();
    this.count = 0;
  }

  /** @param {XmlElement} root */
  through(root) {
    /** @type {XmlElement | undefined} */
    let row;
    let isNested = false;
    /** @type {RowSpots} */
    let home = new Map();
    /** @type {Map<string, number>} */
    const counts = new Map();
    /** @type {Map<string, Tag[]>} */
    const away = new Map();
    for (const element of within(root, LOOKED_AT)) {
      const { tag } = element;
      if (tag === "w:tag") {
        const id = valueOf(element);
        const order = (counts.get(id) ?? 0) + 1;
        counts.set(id, order);
        if (!home.has(id)) {
          const tags = away.get(id);
          if (tags) tags.push({ order, element });
          else away.set(id, [{ order, element }]);
        }
      } else if (tag === "w:tr") {
        [row, home] = [element, new Map()];
        this.spots.all.push(element);
      } else if (tag === "w:bookmarkStart") {
        this.bookmark(element);
        // After a table inside a cell, the row that began last may not be its own.
        home = isNested ? new Map() : this.spots.of(row);
      } else if (upTo(element, "w:tr")) isNested = true;
    }
    for (const [id, tags] of away) this.tagged(id, tags, counts.get(id) ?? 0);
    return this.spots;
  }

  /**
   * Find a place by its tags where its bookmark is gone, and the copies that there are.
   * @param {string} id @param {Tag[]} tags those outside the row of its bookmark @param {number} count all
   */
  tagged(id, tags, count) {
    const asked = this.table.find(id);
    if (!asked) {
      this.refuseMany(count);
      if (id.length <= LIMITS.id && PLACE_ID.test(id))
        this.spots.unknown.push(...tags.map(({ element }) => element));
      return;
    }
    // The controls of a place stand in its row; with no more of them there are no copies.
    const usual = boxesOf(asked) || 1;
    for (const { order, element } of tags) if (count > usual || order === 1) this.tag(asked, element);
  }

  /** @param {XmlElement} element */
  bookmark(element) {
    const name = attributeOf(element, "w:name");
    if (!name.startsWith(MARK)) return;
    this.refuseMany();
    const asked = this.table.find(this.table.bookmarks.get(name) ?? "");
    if (!asked) this.spots.unknown.push(element);
    else if (!this.seen.has(asked.id)) {
      this.seen.add(asked.id);
      this.add(asked, element, false);
    }
  }

  /** @param {Asked} asked @param {XmlElement} element */
  tag(asked, element) {
    this.refuseMany();
    const row = upTo(element, "w:tr");
    if (row && this.spots.of(row).has(asked.id)) return;
    const isCopy = this.seen.has(asked.id);
    // A row that was added to a table has the tags of the row that it was made from.
    if (isCopy && (asked.line || !row)) return;
    this.seen.add(asked.id);
    this.add(asked, element, isCopy);
  }

  /** @param {Asked} asked @param {XmlElement} element @param {boolean} isCopy */
  add(asked, element, isCopy) {
    const cell = upTo(element, "w:tc", "w:tr");
    const row = cell?.tag === "w:tc" ? upTo(cell, "w:tr") : undefined;
    if (!cell || !row) {
      this.spots.loose.push({ asked, cell: blockOf(element), isCopy, isCertain: false });
      return;
    }
    const spots = this.spots.of(row);
    this.spots.rows.set(row, spots.set(asked.id, { asked, cell, isCopy, isCertain: false }));
    if (asked.line) this.spots.lined.add(row);
    if (spots.size > LIMITS.placesInRow)
      throw new Refused("docx-too-many-places", { limit: LIMITS.placesInRow });
  }

  refuseMany(more = 1) {
    this.count += more;
    if (this.count > LIMITS.places) throw new Refused("docx-too-many-places", { limit: LIMITS.places });
  }
}
