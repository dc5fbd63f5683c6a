import { make } from "../dom.js";
/**
 * Both views on one line: a mark for each party, and the distance between them. The same stands
 * beside it as text.
 */

const NAMESPACE = "http://www.w3.org/2000/svg";
const STEP = 60;
const EDGE = 20;
const LINE = 20;

/** @param {string} name @param {Record<string, string | number>} attributes @param {(Node | string)[]} content */
function draw(name, attributes, ...content) {
  const element = document.createElementNS(NAMESPACE, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...content);
  return element;
}

/**
 * A mark of its own for each party: a disc, a square, a triangle, a diamond.
 * @param {number} index @param {number} x @param {number} y @param {number} size
 */
export function markOf(index, x, y, size) {
  const look = { class: `mark of-${index % 4}` };
  const half = size * 0.9;
  switch (index % 4) {
    case 0:
      return draw("circle", { ...look, cx: x, cy: y, r: size });
    case 1:
      return draw("rect", { ...look, x: x - half, y: y - half, width: 2 * half, height: 2 * half });
    case 2:
      return draw("path", { ...look, d: `M${x},${y - size}l${size},${2 * half}h${-2 * size}z` });
    default:
      return draw("path", { ...look, d: `M${x},${y - size}l${size},${size}l${-size},${size}l${-size},${-size}z` });
  }
}

/**
 * The line of a scale with the views on it.
 * @param {number[]} values of the scale @param {(number | undefined)[]} views by party, in order
 */
export function viewsOnLine(values, views) {
  const at = (/** @type {number} */ value) => EDGE + values.indexOf(value) * STEP;
  const width = 2 * EDGE + (values.length - 1) * STEP;
  const given = views.flatMap((value) => value ?? []);
  const picture = draw("svg", { class: "views-line made", viewBox: `0 0 ${width} 58`, "aria-hidden": "true" });
  picture.append(draw("line", { class: "axis", x1: EDGE, x2: width - EDGE, y1: LINE, y2: LINE }));
  for (const value of values)
    picture.append(
      draw("circle", { class: "tick", cx: at(value), cy: LINE, r: 4 }),
      draw("text", { x: at(value), y: 52 }, String(value)),
    );
  if (given.length > 1)
    picture.append(
      draw("line", { class: "gap", x1: at(Math.min(...given)), x2: at(Math.max(...given)), y1: LINE, y2: LINE }),
    );
  views.forEach((value, index) => {
    if (value === undefined) return;
    // Views that agree stand over and under the line, so that both are seen.
    const same = views.filter((other) => other === value).length > 1;
    picture.append(markOf(index, at(value), same ? LINE + (index % 2 ? 8 : -8) : LINE, same ? 8 : 11));
  });
  return picture;
}

/** Which mark is whose. @param {string[]} names */
export function keyOf(names) {
  const list = make(
    "ul",
    ...names.map((name, index) => {
      const sign = draw("svg", { viewBox: "0 0 28 28", class: "sign", "aria-hidden": "true" });
      sign.append(markOf(index, 14, 14, 10));
      return make("li", sign, ` ${name}`);
    }),
  );
  list.className = "key made";
  return list;
}
