/** The map of territories: keeps its elements from run to run. */

import { html, svg } from "./elements.js";
import { drawFrames, drawPoints, drawShapes, drawing, edge, traced } from "./map-draw.js";
import { geometryOf } from "./map-geometry.js";
import { listenToKeys, rove } from "./map-keys.js";
import { Label } from "./map-label.js";
import { paint } from "./map-paint.js";
import { planeOf, union } from "./map-plane.js";
import { View } from "./map-view.js";
import { unpacked } from "./packed.js";

let count = 0;

/** Draw or update the map of a component. */
export async function render({ data, parentElement }) {
  parentElement.map ??= new TerritoryMap(parentElement);
  parentElement.asked = data;
  const read = JSON.parse(await unpacked(data));
  if (parentElement.asked === data) await parentElement.map.update(read);
}

class TerritoryMap {
  links = new Map();
  neighbours = new Map();

  constructor(parent) {
    this.svg = drawing(`lm-description-${++count}`);
    this.hover = svg("svg", { class: "lm-hover", "aria-hidden": "true" });
    const sheet = html("div", { className: "lm-sheet" }, this.svg, this.hover);
    const frame = html("div", { className: "lm-frame" }, sheet);
    this.figure = html("div", { className: "lm-map lm-waiting" }, frame);
    parent.append(this.figure);
    this.label = new Label(this.figure);
    this.view = new View(this.svg, () => this.pointFocused());
    this.listen();
  }

  layer(name) {
    return this.svg.querySelector(`.lm-${name}`);
  }

  /** Fetch what is missing, then draw; a later update wins over one that still waits. */
  async update(data) {
    this.data = data;
    const urls = [data.geometry, data.context];
    const files = await Promise.all(urls.map((url) => url && geometryOf(url))).catch(() => null);
    if (this.data !== data) return;
    this.figure.classList.remove("lm-waiting");
    this.figure.querySelector(".lm-failure")?.remove();
    if (files) this.draw(data, ...files);
    else this.fail(data);
  }

  draw(data, geometry, context) {
    const hadFocus = this.svg.contains(document.activeElement);
    this.plane = planeOf(data.plane);
    this.describe(data);
    if (this.geometry !== geometry) this.redraw(geometry);
    if (this.context !== context) this.surround(context);
    paint(this.links, data.areas);
    this.place(data.points);
    this.focusOn(data.focus);
    this.settle(hadFocus);
  }

  describe({ title, description }) {
    const { width, height } = this.plane.frame;
    this.figure.style.setProperty("--lm-ratio", `${width} / ${height}`);
    this.svg.setAttribute("aria-label", title);
    this.svg.querySelector("desc").textContent = description;
  }

  redraw(geometry) {
    this.geometry = geometry;
    this.view.unit = geometry.scale;
    this.links = drawShapes(this.layer("shapes"), geometry, this.plane);
    drawFrames(this.layer("frames"), this.layer("names"), this.plane, geometry);
    this.point(null);
  }

  surround(context) {
    this.context = context;
    const drawn = context ?? { shapes: [] };
    this.neighbours = drawShapes(this.layer("context"), drawn, this.plane, { "aria-hidden": true });
  }

  /** Draw the networks again only when they changed. */
  place(points) {
    const { hasCopies } = this.geometry;
    const drawn = JSON.stringify([points, hasCopies]);
    if (drawn === this.drawnPoints) return;
    this.drawnPoints = drawn;
    drawPoints(this.layer("points"), points, this.plane, hasCopies);
  }

  /** Outline what is under study, show its sheet alone and go there. */
  focusOn(codes) {
    const divided = this.divides(codes);
    const found = codes.flatMap((code) => this.links.get(code) ?? this.neighbours.get(code) ?? []);
    this.layer("edge").replaceChildren(...(divided ? [edge(this.geometry)] : []));
    this.layer("outlines").replaceChildren(...(divided ? [] : found.flatMap(traced)));
    const shown = codes.length && (divided || !found.length) ? [...this.links.values()] : found;
    const sheets = new Set(shown.map((link) => link.sheet));
    const sheet = sheets.size === 1 ? [...sheets][0] : null;
    this.showSheet(sheet);
    this.view.moveTo(sheet
      ? this.view.filled(union(shown.map((link) => link.getBBox())), 1.12)
      : this.plane.frame);
  }

  /** Whether the communes of one place are shown: then their edge is its outline. */
  divides([code, second]) {
    const { level, url } = this.geometry;
    return Boolean(code && !second && level === "COM" && url.includes(`-${code}-`));
  }

  /** Hide what belongs to other sheets; null shows them all. */
  showSheet(sheet) {
    this.svg.classList.toggle("lm-zoomed", sheet !== null);
    for (const link of this.svg.querySelectorAll("a")) {
      link.classList.toggle("lm-away", sheet !== null && link.sheet !== sheet);
    }
  }

  /** One tab stop per layer of links; the focus stays on the map when it was there. */
  settle(hadFocus) {
    for (const name of ["shapes", "points"]) {
      const links = this.linksIn(name);
      const chosen = links.find((link) => link.tabIndex === 0)
        ?? links.find((link) => this.data.focus.includes(link.shape.code));
      rove(links, chosen ?? links[0]);
    }
    if (hadFocus && !this.svg.contains(document.activeElement)) {
      this.svg.querySelector('.lm-shapes a[tabindex="0"]')?.focus({ preventScroll: true });
    }
  }

  linksIn(name) {
    return [...this.layer(name).children].filter((link) => !link.classList.contains("lm-away"));
  }

  listen() {
    for (const name of ["shapes", "points"]) {
      listenToKeys(this.layer(name), () => this.linksIn(name), () => this.data.climb);
    }
    const root = this.svg;
    root.addEventListener("pointermove", ({ target, clientX, clientY }) => {
      this.point(target.closest("a"), new DOMRect(clientX - 4, clientY - 4, 8, 8));
    });
    root.addEventListener("focusin", ({ target }) => {
      if (target.matches("a:focus-visible")) this.pointFocused();
    });
    for (const name of ["pointerleave", "focusout"]) {
      root.addEventListener(name, () => this.point(null));
    }
  }

  /** What the keyboard reached, if it did. */
  pointFocused() {
    const link = this.svg.querySelector("a:focus-visible");
    this.point(link, link?.firstChild.getBoundingClientRect());
  }

  /** Name a link and outline it. */
  point(link, rect) {
    if (link !== this.pointed) {
      this.pointed = link;
      const isShape = link && !link.closest(".lm-points");
      this.hover.replaceChildren(...(isShape ? traced(link) : []));
    }
    if (link) this.label.show(link.shape, rect);
    else this.label.hide();
  }

  fail(data) {
    const retry = html("button", { type: "button", textContent: "Réessayer" });
    retry.addEventListener("click", () => this.update(data));
    this.figure.append(html("p", { className: "lm-failure", role: "alert" },
      "Le fond de carte n'a pas pu être chargé. Les chiffres restent lisibles dans la liste. ",
      retry));
  }
}
