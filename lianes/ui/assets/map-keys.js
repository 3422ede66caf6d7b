/** The keyboard: one tab stop, arrows to the nearest link in a direction, Escape to climb. */

import { put } from "./elements.js";
import { navigate } from "./navigator.js";

const DIRECTIONS = {
  ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1],
};

/** Make one link of a layer reachable by Tab. */
export function rove(links, chosen) {
  for (const link of links) put(link, "tabindex", link === chosen ? "0" : "-1");
}

/** The link a key leads to among `links`, or null. */
function linkFor(key, current, links) {
  if (key === "Home") return links[0];
  if (key === "End") return links.at(-1);
  return DIRECTIONS[key] ? nearest(current, links, DIRECTIONS[key]) : null;
}

/** The nearest in a cone of 45° on each side, else the nearest on that side at all. */
function nearest(current, links, [dx, dy]) {
  let best = null;
  for (const link of links) {
    const x = link.shape.x - current.shape.x;
    const y = link.shape.y - current.shape.y;
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy - y * dx);
    if (link === current || ahead <= 0) continue;
    const cost = Math.hypot(ahead, 2 * aside) + (aside > ahead ? 1e5 : 0);
    if (!best || cost < best.cost) best = { link, cost };
  }
  return best?.link ?? null;
}

/** Answer keys on a layer: `links()` are those in view, `climb()` is the link upwards. */
export function listenToKeys(layer, links, climb) {
  layer.addEventListener("keydown", (event) => {
    const { key } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const upwards = key === "Escape" && climb();
    const next = linkFor(key, event.target.closest("a"), links());
    if (upwards || next || key in DIRECTIONS) event.preventDefault();
    if (upwards) navigate(upwards);
    if (!next) return;
    rove(links(), next);
    next.focus({ preventScroll: true });
  });
}
