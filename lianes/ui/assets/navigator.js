/**
 * The navigator: a link inside the application changes the URL, and the URL is the scope.
 *
 * Streamlit answers `popstate` with one run for the page and parameters of the URL, and takes
 * that URL for the truth. Pushing an entry and announcing it is therefore all that a link needs;
 * Back and Forward go the same way.
 */

/** One of these replaces the others. */
const SCOPE = ["territoire", "reseau"];
/** What stays when the page changes; on the same page everything stays. */
const KEPT = [...SCOPE, "periode", "public"];
/** Streamlit's own links keep their own behaviour. */
const FOREIGN = '[data-testid^="stTopNav"], [data-testid^="stSidebarNav"], '
  + '[data-testid="stPageLink"], [data-testid="stDownloadButton"]';

/** What an anchor said before its parameters were completed. */
const written = new WeakMap();

/** Follow a link: `?territoire=DEP-59`, `/methode?…` or a URL of this origin. */
export function navigate(href) {
  const target = completed(href);
  if (target.href === location.href) return;
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
  target.search = target.search.replaceAll("%2C", ",");
  return target;
}

/** Listen once for the whole document. */
export function installNavigator() {
  const root = document.documentElement;
  if (root.dataset.navigator) return;
  root.dataset.navigator = "installed";
  document.addEventListener("click", followed);
  document.addEventListener("pointerdown", complete, true);
}

function followed(event) {
  if (event.defaultPrevented || event.button !== 0) return;
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const anchor = internalAnchor(event.target);
  if (!anchor) return;
  event.preventDefault();
  navigate(hrefOf(anchor));
}

/** Before a middle click or "copy link", write the complete URL into the link. */
function complete(event) {
  const anchor = event.button === 0 ? null : internalAnchor(event.target);
  if (!anchor) return;
  written.set(anchor, hrefOf(anchor));
  anchor.setAttribute("href", completed(hrefOf(anchor)).href);
}

function hrefOf(anchor) {
  return written.get(anchor) ?? anchor.getAttribute("href");
}

/** The anchor under an event when following it stays inside the application. */
function internalAnchor(element) {
  const anchor = element instanceof Element ? element.closest("a[href]") : null;
  if (!anchor || anchor.hasAttribute("download") || anchor.closest(FOREIGN)) return null;
  const target = anchor.getAttribute("target");
  const href = anchor.getAttribute("href");
  if ((target && target !== "_self") || href.startsWith("#")) return null;
  const url = new URL(href, location.href);
  return url.origin === location.origin && isPage(url.pathname) ? anchor : null;
}

/** Files have a suffix or their own folder; pages have neither. */
function isPage(pathname) {
  return !/\.\w+$|^\/(media|assets|geo|app|static|_stcore|component)\//.test(pathname);
}
