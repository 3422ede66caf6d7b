/**
 * The navigator: a link inside the application changes the URL, and the URL is the scope.
 * Streamlit answers `popstate` with one run for the page and parameters of the URL, which it
 * takes for the truth: pushing an entry and announcing it is all that a link needs.
 */

/** One of these replaces the others. */
const SCOPE = ["territoire", "reseau"];
/** What stays when the page changes; on the same page everything stays. */
const KEPT = [...SCOPE, "periode", "public", "audience"];
/** Files have a suffix or their own folder; pages have neither. */
const FILE = /\.\w+$|^\/(media|assets|geo|app|static|_stcore|component)\//;

document.addEventListener("click", followed);
document.addEventListener("pointerdown", complete, true);

/** Follow a link: `?territoire=DEP-59`, `/methode?…` or a URL of this origin. */
export function navigate(href) {
  const target = completed(href);
  if (target.href === location.href) return;
  if (target.pathname !== location.pathname) {
    document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
  }
  history.pushState({}, "", target);
  dispatchEvent(new PopStateEvent("popstate", { state: {} }));
}

/** The URL of a link, with the parameters of the present one that it does not mention. */
export function completed(href, present = new URL(location.href)) {
  const target = new URL(href, present);
  const samePage = target.pathname === present.pathname;
  const movesScope = SCOPE.some((name) => target.searchParams.has(name));
  for (const [name, value] of present.searchParams) {
    const replaced = target.searchParams.has(name) || (movesScope && SCOPE.includes(name));
    if (!replaced && (samePage || KEPT.includes(name))) target.searchParams.append(name, value);
  }
  if (target.searchParams.get("territoire") === "FR") target.searchParams.delete("territoire");
  target.search = target.search.replaceAll("%2C", ",");
  return target;
}

function followed(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const anchor = internalAnchor(event.target);
  if (!anchor) return;
  event.preventDefault();
  navigate(hrefOf(anchor));
}

/** Complete the URL of a link before a middle click or "copy link". */
function complete(event) {
  const anchor = event.button === 0 ? null : internalAnchor(event.target);
  if (!anchor) return;
  anchor.dataset.written = hrefOf(anchor);
  anchor.setAttribute("href", completed(hrefOf(anchor)).href);
}

function hrefOf(anchor) {
  return anchor.dataset.written ?? anchor.getAttribute("href");
}

/** The anchor under an event when following it stays inside the application. */
function internalAnchor(element) {
  const anchor = element instanceof Element ? element.closest("a[href]") : null;
  if (!anchor || anchor.hasAttribute("download")) return null;
  const target = anchor.getAttribute("target");
  const href = anchor.getAttribute("href");
  if ((target && target !== "_self") || href.startsWith("#")) return null;
  const url = new URL(href, location.href);
  return url.origin === location.origin && !FILE.test(url.pathname) ? anchor : null;
}
