/** Sheets of the plane: metropolitan France, and each framed inset on its own. */

import { METRES } from "./map-geometry.js";

/** The overseas inset a point lies in, or the metropolitan sheet. */
export const METROPOLE = "metropole";
const RING = "paris";

/**
 * @typedef {{x: number, y: number, width: number, height: number}} Box
 * @typedef {{frame: Box, insets: {id: string, label: string, box: Box}[], ring: number[]}} Plane
 */

/** Read the plane as Python sends it (metres). */
export function planeOf({ frame, insets, ring }) {
  return {
    frame: boxOf(frame),
    insets: insets.map(([id, label, ...rect]) => ({ id, label, box: boxOf(rect) })),
    ring: [ring[0], ring[1] / METRES, ring[2] / METRES],
  };
}

function boxOf([x, y, width, height]) {
  return { x: x / METRES, y: y / METRES, width: width / METRES, height: height / METRES };
}

/** The sheet a place belongs to. */
export function sheetOf(plane, { x, y }) {
  const inset = plane.insets.find(({ id, box }) => id !== RING && holds(box, x, y));
  return inset ? inset.id : METROPOLE;
}

/** Where the inner-ring inset shows a place, or null when it lies outside. */
export function inRing(plane, { x, y }) {
  const inset = plane.insets.find(({ id }) => id === RING);
  const [scale, dx, dy] = plane.ring;
  const copy = { x: scale * x + dx, y: scale * y + dy };
  return inset && holds(inset.box, copy.x, copy.y) ? copy : null;
}

export function isRing(inset) {
  return inset.id === RING;
}

function holds(box, x, y) {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

/** The smallest box around several. */
export function union(boxes) {
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  const right = Math.max(...boxes.map((box) => box.x + box.width));
  const bottom = Math.max(...boxes.map((box) => box.y + box.height));
  return { x, y, width: right - x, height: bottom - y };
}

/** A box with some air around it and the proportions of the screen. */
export function fitted(box, ratio, air = 0.06) {
  const width = Math.max(box.width, box.height * ratio) * (1 + 2 * air);
  const height = width / ratio;
  const x = box.x + (box.width - width) / 2;
  return { x, y: box.y + (box.height - height) / 2, width, height };
}
