"""One real browser that lives the cuts: what it shows, and how long, as its reader sees it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Page, expect

from benchmarks.browsing import chromium, painted
from benchmarks.replicas import COOKIE

PATIENCE = 30_000
WATCH = """() => {
  window.watched = { notices: [], foreign: [], away: 0, since: performance.now() };
  const english = /\\b(Streamlit|Connection|Connecting|error|server|Please|Are you)\\b/i;
  setInterval(() => {
    const note = (list, said) => said && !list.includes(said) && list.push(said);
    const app = document.querySelector('[data-testid="stApp"]');
    const now = performance.now();
    if (app?.dataset.testConnectionState !== "CONNECTED") watched.away += now - watched.since;
    watched.since = now;
    note(watched.notices, document.querySelector(".lost-connection")?.textContent);
    note(watched.foreign, document.body.innerText.match(english)?.[0]);
  }, 50);
}"""
"""Notes every sentence of a lost connection and every English word, twenty times a second."""
FOLLOW = """href => {
  const link = Object.assign(document.createElement("a"), { href });
  document.querySelector('[data-testid="stMain"]').append(link);
  link.click();
  link.remove();
}"""


@dataclass(frozen=True, slots=True)
class Sight:
    """What stands on the screen, and the replica the page is bound to."""

    address: str
    title: str
    figures: str
    replica: str


@dataclass(frozen=True, slots=True)
class Witnessed:
    """What the browser showed during a scene: seconds without connection, sentences, English."""

    seconds: float
    notices: tuple[str, ...]
    foreign: tuple[str, ...]


class Witness:
    """A page opened on a scope in Chromium."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def wait_until_still(self) -> None:
        """Wait until the page is connected and its run has ended."""
        app = self.page.locator('[data-testid="stApp"]')
        for name, value in (("connection", "CONNECTED"), ("script", "notRunning")):
            expect(app).to_have_attribute(f"data-test-{name}-state", value, timeout=PATIENCE)

    def look(self) -> Sight:
        """Return what is shown once the page is still."""
        self.wait_until_still()
        cookies = {c["name"]: c["value"] for c in self.page.context.cookies()}
        return Sight(
            self.page.url,
            self.page.locator("h1").first.inner_text(),
            self.page.locator(".kpis").first.inner_text(),
            cookies.get(COOKIE, ""),
        )

    def watch(self) -> None:
        """Begin to note what the screen says."""
        self.page.evaluate(WATCH)

    def watched(self) -> Witnessed:
        """Return what was noted since `watch`."""
        noted = self.page.evaluate("watched")
        return Witnessed(noted["away"] / 1000, tuple(noted["notices"]), tuple(noted["foreign"]))

    def wait_for_notice(self) -> None:
        """Wait until the page says that the connection is lost."""
        expect(self.page.locator(".lost-connection")).not_to_be_empty(timeout=PATIENCE)

    def follow(self, href: str) -> None:
        """Follow a link of the page."""
        self.page.evaluate(FOLLOW, href)

    def wait_for_title(self, title: str) -> None:
        """Wait until the page shows another scope."""
        expect(self.page.locator("h1").first).to_have_text(title, timeout=PATIENCE)


@contextmanager
def witness(address: str, query: str) -> Iterator[Witness]:
    """Open a page in a browser that has never been there."""
    with chromium() as browser, browser.new_context(locale="fr-FR") as context:
        page = context.new_page()
        page.goto(f"{address}/?{query}")
        painted(page)
        yield Witness(page)
