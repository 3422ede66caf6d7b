/** Geometry files: fetched once per URL, kept as shapes in the plane of the drawing. */

/** Metres in one unit of the drawing: browsers limit font sizes, so the plane is in kilometres. */
export const METRES = 1000;

const fetched = new Map();

/**
 * @typedef {{code: string, name: string, path: string, copy: string|undefined,
 *   x: number, y: number}} Shape
 * @typedef {{url: string, level: string, scale: number, shapes: Shape[]}} Geometry
 */

/** The geometry of a URL; a failure is forgotten, so that it can be tried again. */
export function geometryOf(url) {
  if (!fetched.has(url)) {
    const pending = load(url);
    pending.catch(() => fetched.delete(url));
    fetched.set(url, pending);
  }
  return fetched.get(url);
}

async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  const { level, unit, shapes, insets } = await response.json();
  const scale = unit / METRES;
  const copies = new Map(insets);
  return { url, level, scale, shapes: shapes.map((row) => shapeOf(row, scale, copies)) };
}

function shapeOf([code, name, path, x, y], scale, copies) {
  return { code, name, path, copy: copies.get(code), x: x * scale, y: y * scale };
}

/** Put a code's own words back in their template. */
export function unfold(templates, folded) {
  const [number, ...words] = folded.split("|");
  let next = 0;
  return templates[number].replace(/\{\}/g, () => words[next++]);
}
