/** Elements of the map: frames, shapes, networks, outlines. Drawn once per geometry. */

import { svg } from "./elements.js";
import { METRES, unfold } from "./map-geometry.js";
import { inRing, sheetOf } from "./map-plane.js";

const LAYERS = ["context", "frames", "edge", "shapes", "outlines", "names", "points"];
const STATUSES = ["active", "preparing", "closed"];
/** Patterns in pixels; the view keeps them so. */
const PATTERNS = [
  ["hatch", "rotate(45)", '<rect class="lm-line" width="1.4" height="5"/>'],
  ["dots", "", '<circle class="lm-grain" cx="2.5" cy="2.5" r="0.65"/>'],
].map(([id, turn, mark]) => `<pattern id="lm-${id}" width="5" height="5" data-turn="${turn}"
  patternUnits="userSpaceOnUse"><rect class="lm-ground" width="5" height="5"/>${mark}</pattern>`);

/** The empty drawing, layer under layer. */
export function drawing(id) {
  const patterns = svg("defs");
  patterns.innerHTML = PATTERNS.join("");
  const layers = LAYERS.map((layer) => svg("g", { class: `lm-${layer}` }));
  const attributes = { class: "lm-svg", role: "group", "aria-describedby": id };
  return svg("svg", attributes, svg("desc", { id }), patterns, ...layers);
}

/** Draw every shape of a geometry as a link; returns the links by code. */
export function drawShapes(layer, { shapes, scale }, plane, attributes = {}) {
  const links = new Map(shapes.map((shape) => {
    const link = svg("a", { href: `?territoire=${shape.code}`, tabindex: "-1", ...attributes });
    link.append(path(shape.path, scale));
    if (shape.copy) link.append(path(shape.copy, scale, "lm-copy"));
    return [shape.code, Object.assign(link, { shape, sheet: sheetOf(plane, shape) })];
  }));
  layer.replaceChildren(...links.values());
  return links;
}

function path(d, scale, name = "lm-shape") {
  return svg("path", { class: name, d, transform: `scale(${scale})` });
}

/** The outer edge of all shapes: what a wide line under them leaves visible. */
export function edge({ shapes, scale }) {
  return path(shapes.map((shape) => `M${shape.path.slice(1)}`).join(""), scale);
}

/** A copy of a link's paths, to lie above the neighbours. */
export function traced(link) {
  return [...link.cloneNode(true).children];
}

/** Frames and names of the insets; the inner ring only when the geometry has copies. */
export function drawFrames(frames, names, { overseas, ring }, { hasCopies }) {
  const shown = hasCopies && ring ? [...overseas, ring] : overseas;
  frames.replaceChildren(...shown.map(({ box }) => svg("rect", { ...box, rx: 3 })));
  names.replaceChildren(...overseas.map(
    ({ label, box: { x, y, height } }) => svg("text", { x, y: y + height }, label)));
  if (shown.includes(ring)) names.append(...besideRing(ring));
}

/** The inner ring fills its frame: its name stands beside, in two lines. */
function besideRing({ label, box: { x, y } }) {
  return label.split(/ (?=petite)/).map((line) => svg("text", { x, y, class: "lm-beside" }, line));
}

/** Draw the networks, twice when the inner-ring inset shows them too. */
export function drawPoints(layer, { prefix, names, texts, rows }, plane, hasCopies) {
  layer.replaceChildren(...rows.map(([code, folded, x, y, status, words, r]) => {
    const name = unfold(names, folded);
    const label = unfold(texts, words);
    const shape = { code: prefix + code, name, label, x: x / METRES, y: y / METRES, r };
    const copy = hasCopies && inRing(plane, shape);
    const link = svg("a", {
      href: `?reseau=${shape.code}`, tabindex: "-1", class: `lm-${STATUSES[status]}`,
      "aria-label": `${name}, ${label}`,
    }, ...disc(shape), ...(copy ? disc(copy, " lm-copy") : []));
    return Object.assign(link, { shape, sheet: sheetOf(plane, shape) });
  }));
}

/** Radii in pixels from the stylesheet; the reach is in kilometres. */
function disc({ x, y, r = 0 }, also = "") {
  return ["ring", "core", "reach"].map((part) => (
    svg("circle", { class: `lm-${part}${also}`, cx: x, cy: y, r })));
}
