/** Elements of the map: frames, shapes, networks, outlines. Drawn once per geometry. */

import { METRES, unfold } from "./map-geometry.js";
import { METROPOLE, inRing, isRing, sheetOf } from "./map-plane.js";

const SVG = "http://www.w3.org/2000/svg";
const STATUSES = ["active", "preparing", "closed"];
/** Patterns in pixels; the view keeps them so. */
const DEFINITIONS = `<pattern id="lm-hatch" width="6" height="6" patternUnits="userSpaceOnUse"
  data-turn="rotate(45)"><rect class="lm-ground" width="6" height="6"/>
  <rect class="lm-line" width="1.8" height="6"/></pattern>
  <pattern id="lm-dots" width="5" height="5" patternUnits="userSpaceOnUse">
  <rect class="lm-ground" width="5" height="5"/><circle class="lm-grain" cx="2.5" cy="2.5" r="0.65"/>
  </pattern>`;

/** Create an SVG element. */
export function element(name, attributes = {}, ...children) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  node.append(...children);
  return node;
}

/** The empty drawing, layer under layer. */
export function drawing(descriptionId) {
  const layers = ["context", "frames", "shapes", "outlines", "hover", "points"];
  const svg = element("svg", { class: "lm-svg", role: "group", "aria-describedby": descriptionId });
  svg.append(element("desc", { id: descriptionId }), element("defs"));
  svg.querySelector("defs").innerHTML = DEFINITIONS;
  for (const layer of layers) svg.append(element("g", { class: `lm-${layer}` }));
  return svg;
}

/** Draw every shape of a geometry as a link; returns the links by code. */
export function drawShapes(layer, geometry, plane, { decorative = false } = {}) {
  const links = new Map();
  for (const shape of geometry.shapes) {
    const link = element("a", { href: `?territoire=${shape.code}`, tabindex: "-1" });
    link.append(outline(shape.path, geometry.scale));
    if (shape.copy) link.append(outline(shape.copy, geometry.scale, "lm-copy"));
    if (decorative) link.setAttribute("aria-hidden", "true");
    Object.assign(link, { shape, sheet: sheetOf(plane, shape) });
    links.set(shape.code, link);
  }
  layer.replaceChildren(...links.values());
  return links;
}

function outline(path, scale, name = "lm-shape") {
  return element("path", { class: name, d: path, transform: `scale(${scale})` });
}

/** A copy of a link's paths, to lie above the neighbours. */
export function traced(link) {
  return [...link.children].map((path) => {
    const trace = path.cloneNode();
    trace.removeAttribute("id");
    return trace;
  });
}

/** Frames of the insets with their names; the inner ring only when the geometry has copies. */
export function drawFrames(layer, plane, geometry) {
  const hasCopies = geometry.shapes.some((shape) => shape.copy);
  const shown = plane.insets.filter((inset) => hasCopies || !isRing(inset));
  layer.replaceChildren(...shown.map(({ id, label, box }) => {
    const name = element("text", { x: box.x, y: box.y });
    name.textContent = label;
    const group = element("g", { class: "lm-inset" }, element("rect", { ...box, rx: 3 }), name);
    group.sheet = isRing({ id }) ? METROPOLE : id;
    group.ring = isRing({ id });
    return group;
  }));
}

/** Draw the networks, twice when the inner-ring inset shows them too. */
export function drawPoints(layer, { prefix, names, texts, rows }, plane, hasCopies) {
  layer.replaceChildren(...rows.map(([code, name, x, y, status, label]) => {
    const place = { x: x / METRES, y: y / METRES };
    const words = { name: unfold(names, name), label: unfold(texts, label) };
    const link = element("a", {
      href: `?reseau=${prefix}${code}`, tabindex: "-1", class: `lm-${STATUSES[status]}`,
      "aria-label": `${words.name}, ${words.label}`,
    });
    link.append(...disc(place));
    const copy = hasCopies && inRing(plane, place);
    if (copy) link.append(...disc(copy, " lm-copy"));
    return Object.assign(link, { shape: { ...place, ...words }, sheet: sheetOf(plane, place) });
  }));
}

/** A round line of no length has the same size at every zoom. */
function disc({ x, y }, also = "") {
  const d = `M${x} ${y}h.001`;
  return ["ring", "core"].map((part) => element("path", { class: `lm-${part}${also}`, d }));
}
