/**
 * Brings the element that the URL's `#…` names into view: the page is drawn long after the browser
 * has looked for it.
 */
const PATIENCE_MS = 3000;
let followed = "";

export function reach() {
  const target = location.hash.slice(1);
  const place = `${location.pathname}#${target}`;
  if (!target || place === followed) return;
  followed = place;
  follow(decodeURIComponent(target), performance.now() + PATIENCE_MS);
}

function follow(id, deadline) {
  const element = document.getElementById(id);
  if (element) element.scrollIntoView();
  else if (performance.now() < deadline) requestAnimationFrame(() => follow(id, deadline));
}
