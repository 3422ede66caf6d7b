/** Geometry files: fetched once per URL, kept as shapes in the plane of the drawing. */

/** Metres in one unit of the drawing: browsers limit font sizes, so the plane is in kilometres. */
export const METRES = 1000;

const fetched = new Map();

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
  return {
    url, level, scale, hasCopies: copies.size > 0,
    shapes: shapes.map(([code, name, path, x, y]) => (
      { code, name, path, copy: copies.get(code), x: x * scale, y: y * scale })),
  };
}

/** Put a text's own words back in its template. */
export function unfold(templates, folded) {
  const [number, ...words] = folded.split("|");
  let next = 0;
  return templates[number].replace(/\{\}/g, () => words[next++]);
}
