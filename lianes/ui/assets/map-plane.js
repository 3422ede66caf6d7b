/** The plane: metropolitan France and each overseas inset are sheets; the inner ring is a copy. */

import { METRES } from "./map-geometry.js";

export const METROPOLE = "metropole";
const RING = "paris";

/** Read the plane as Python sends it (metres). */
export function planeOf({ frame, insets, ring }) {
  const all = insets.map(([id, label, ...rect]) => ({ id, label, box: boxOf(rect) }));
  return {
    frame: boxOf(frame),
    overseas: all.filter(({ id }) => id !== RING),
    ring: all.find(({ id }) => id === RING),
    copy: [ring[0], ring[1] / METRES, ring[2] / METRES],
  };
}

function boxOf(rect) {
  const [x, y, width, height] = rect.map((metres) => metres / METRES);
  return { x, y, width, height };
}

/** The sheet a place belongs to. */
export function sheetOf({ overseas }, place) {
  return overseas.find(({ box }) => holds(box, place))?.id ?? METROPOLE;
}

/** Where the inner-ring inset shows a place, or null. */
export function inRing({ ring, copy: [scale, dx, dy] }, { x, y }) {
  const copy = { x: scale * x + dx, y: scale * y + dy };
  return ring && holds(ring.box, copy) ? copy : null;
}

function holds(box, { x, y }) {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** The smallest box around several. */
export function union(boxes) {
  const [x, y] = ["x", "y"].map((side) => Math.min(...boxes.map((box) => box[side])));
  const end = (side, size) => Math.max(...boxes.map((box) => box[side] + box[size]));
  return { x, y, width: end("x", "width") - x, height: end("y", "height") - y };
}
