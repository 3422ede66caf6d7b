/** Shades, states and words of the areas; only what changed is touched. */

import { put } from "./elements.js";
import { unfold } from "./map-geometry.js";

/** Classes in the order of the numbers that Python sends. */
const PAINTS = ["s0", "s1", "s2", "s3", "s4", "masked", "not_reported", "not_deployed"];

/** Give every link its class and its words. */
export function paint(links, { prefix, texts, rows, rest }) {
  const told = new Map(rows.map(([code, ...row]) => [prefix + code, row]));
  for (const [code, link] of links) {
    const row = told.get(code);
    const words = row ? unfold(texts, row[1]) : rest[1];
    put(link, "class", `lm-${PAINTS[(row ?? rest)[0]]}`);
    put(link, "aria-label", `${link.shape.name}, ${words}`);
    link.shape.label = words;
  }
}
