/** The map of territories: receives codes and shades, keeps its elements from run to run. */

import { drawFrames, drawPoints, drawShapes, drawing, traced } from "./map-draw.js";
import { geometryOf } from "./map-geometry.js";
import { listenToKeys, rove } from "./map-keys.js";
import { Label } from "./map-label.js";
import { paint } from "./map-paint.js";
import { fitted, planeOf, union } from "./map-plane.js";
import { View } from "./map-view.js";

const maps = new WeakMap();
let count = 0;

/** Draw or update the map of a component. */
export async function render({ data, parentElement }) {
  if (!maps.has(parentElement)) maps.set(parentElement, new TerritoryMap(parentElement));
  await maps.get(parentElement).update(data);
}

class TerritoryMap {
  constructor(parent) {
    this.figure = parent.appendChild(document.createElement("div"));
    this.figure.className = "lm-map lm-waiting";
    this.svg = drawing(`lm-description-${++count}`);
    this.figure.append(this.svg);
    this.label = new Label(this.figure);
    this.view = new View(this.svg);
    this.links = new Map();
    this.listen();
  }

  layer(name) {
    return this.svg.querySelector(`.lm-${name}`);
  }

  /** Fetch what is missing, then draw; a later update wins over one that still waits. */
  async update(data) {
    this.data = data;
    try {
      const [geometry, context] = await Promise.all(
        [data.geometry, data.context].map((url) => url && geometryOf(url)));
      if (this.data === data) this.draw(data, geometry, context);
    } catch {
      if (this.data === data) this.fail(data);
    }
  }

  draw(data, geometry, context) {
    const hadFocus = this.svg.contains(document.activeElement);
    this.figure.classList.remove("lm-waiting");
    this.figure.querySelector(".lm-failure")?.remove();
    this.describe(data);
    this.plane = planeOf(data.plane);
    this.figure.style.setProperty(
      "--lm-ratio", `${this.plane.frame.width} / ${this.plane.frame.height}`);
    if (this.geometry !== geometry) this.redraw(geometry);
    if (this.context !== context) this.surround(context);
    paint(this.links, data.areas);
    this.place(data.points);
    this.focusOn(data.focus);
    this.settle(hadFocus);
  }

  describe({ title, description }) {
    this.svg.setAttribute("aria-label", title);
    this.svg.querySelector("desc").textContent = `${description} Flèches : territoire voisin ; `
      + "Entrée : ouvrir ; Échap : remonter.";
  }

  redraw(geometry) {
    this.geometry = geometry;
    this.view.unit = geometry.scale;
    this.hasCopies = geometry.shapes.some((shape) => shape.copy);
    this.links = drawShapes(this.layer("shapes"), geometry, this.plane);
    drawFrames(this.layer("frames"), this.plane, geometry);
    this.layer("hover").replaceChildren();
    this.label.hide();
  }

  surround(context) {
    this.context = context;
    const layer = this.layer("context");
    this.around = context ? drawShapes(layer, context, this.plane, { decorative: true }) : new Map();
    if (!context) layer.replaceChildren();
  }

  /** Draw the networks again only when they changed. */
  place(points) {
    const drawn = JSON.stringify([points, this.hasCopies]);
    if (drawn === this.drawnPoints) return;
    this.drawnPoints = drawn;
    drawPoints(this.layer("points"), points, this.plane, this.hasCopies);
  }

  /** Outline what is under study, show its sheet alone and go there. */
  focusOn(codes) {
    const focused = codes.flatMap((code) => this.links.get(code) ?? this.around.get(code) ?? []);
    this.layer("outlines").replaceChildren(...focused.flatMap(traced));
    const shown = codes.length && !focused.length ? [...this.links.values()] : focused;
    const sheets = new Set(shown.map((link) => link.sheet));
    const sheet = sheets.size === 1 ? [...sheets][0] : null;
    this.showSheet(sheet);
    const boxes = sheet ? shown.map((link) => link.firstChild).map(boxIn) : [this.plane.frame];
    const target = union(boxes);
    this.view.moveTo(sheet ? fitted(target, this.view.ratio) : target);
  }

  /** Hide what belongs to other sheets; null shows them all. */
  showSheet(sheet) {
    this.svg.classList.toggle("lm-zoomed", sheet !== null);
    const layers = ["context", "frames", "shapes", "points"].map((name) => this.layer(name));
    for (const link of layers.flatMap((layer) => [...layer.children])) {
      link.classList.toggle("lm-away", sheet !== null && link.sheet !== sheet);
    }
  }

  /** One tab stop per layer of links; the focus stays on the map when it was there. */
  settle(hadFocus) {
    for (const name of ["shapes", "points"]) {
      const links = this.linksIn(name);
      const chosen = links.find((link) => link === document.activeElement)
        ?? links.find((link) => link.getAttribute("tabindex") === "0")
        ?? links.find((link) => this.data.focus.includes(link.shape.code)) ?? links[0];
      rove(links, chosen);
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
    this.svg.addEventListener("pointermove", (event) => {
      const { clientX: x, clientY: y } = event;
      this.point(event.target.closest("a"), new DOMRect(x - 4, y - 4, 8, 8));
    });
    this.svg.addEventListener("pointerleave", () => this.point(null));
    this.svg.addEventListener("focusin", (event) => {
      const link = event.target.closest("a");
      if (link?.matches(":focus-visible")) this.point(link, link.firstChild.getBoundingClientRect());
    });
    this.svg.addEventListener("focusout", () => this.point(null));
  }

  /** Name a link and outline it. */
  point(link, rect) {
    if (link !== this.pointed) {
      this.pointed = link;
      const isShape = link && !link.closest(".lm-points");
      this.layer("hover").replaceChildren(...(isShape ? traced(link) : []));
    }
    if (link) this.label.show(link.shape, rect);
    else this.label.hide();
  }

  fail(data) {
    this.figure.classList.remove("lm-waiting");
    this.figure.querySelector(".lm-failure")?.remove();
    const message = document.createElement("p");
    message.className = "lm-failure";
    message.setAttribute("role", "alert");
    message.textContent = "Le fond de carte n'a pas pu être chargé. Les chiffres restent lisibles "
      + "dans la liste. ";
    const retry = document.createElement("button");
    Object.assign(retry, { type: "button", textContent: "Réessayer" });
    retry.addEventListener("click", () => this.update(data));
    message.append(retry);
    this.figure.append(message);
  }
}

/** The box of a path in the plane. */
function boxIn(path) {
  const { x, y, width, height } = path.getBBox();
  const scale = Number(/[\d.]+/.exec(path.getAttribute("transform"))[0]);
  return { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
}
