"""The real dashboard for browser tests: servers on a store, pages watched, accessibility."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Response, expect

from benchmarks.serving import Serving, build_store, serving

AXE = Path(__file__).parent / "vendor" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
PATIENCE = 20_000
Opener = Callable[..., Page]


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration store; read it, never write it."""
    return build_store(tmp_path_factory.mktemp("demonstration") / "lianes.db", "demo")


@pytest.fixture(scope="session")
def demo_server(demonstration: Path) -> Iterator[Serving]:
    """The dashboard on the demonstration store."""
    with serving(demonstration) as server:
        yield server


@pytest.fixture(scope="session")
def empty_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    """The dashboard on a real store without networks."""
    store = build_store(tmp_path_factory.mktemp("empty") / "lianes.db", "init")
    with serving(store) as server:
        yield server


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Opener]:
    """Return a function that opens an address in a new tab without history or cache.

    At the end of the test the console must be calm, every request answered, none gone elsewhere.
    """
    contexts, complaints = [], []

    def opened(address: str, *, width: int = 1440, height: int = 900) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale="fr-FR", reduced_motion="reduce"
        )
        contexts.append(context)
        page = context.new_page()
        _watch(page, complaints)
        page.goto(address)
        return page

    yield opened
    found = list(complaints)
    for context in contexts:
        context.close()
    assert found == []


ABORTED = "net::ERR_ABORTED"
"""A page left before all it asked for had come."""


def _watch(page: Page, complaints: list[str]) -> None:
    def answered(response: Response) -> None:
        if response.status >= 400:
            complaints.append(f"{response.status} {response.url}")

    def leaves(url: str) -> bool:
        place = urlsplit(url)
        return place.scheme not in ("data", "blob") and place.hostname != "127.0.0.1"

    page.on("pageerror", lambda error: complaints.append(f"error {error}"))
    page.on("console", lambda said: complaints.append(f"console {said.text}")
            if said.type == "error" else None)  # fmt: skip
    page.on("request", lambda request: complaints.append(f"outside {request.url}")
            if leaves(request.url) else None)  # fmt: skip
    page.on("requestfailed", lambda request: complaints.append(f"failed {request.url}")
            if request.failure != ABORTED else None)  # fmt: skip
    page.on("websocket", lambda stream: complaints.append(f"outside {stream.url}")
            if leaves(stream.url) else None)  # fmt: skip
    page.on("response", answered)


def settled(page: Page) -> Page:
    """Wait until the title stands and the script has ended."""
    expect(page.locator("h1").first).to_be_visible(timeout=PATIENCE)
    expect(page.locator('[data-testid="stApp"]')).to_have_attribute(
        "data-test-script-state", "notRunning", timeout=PATIENCE
    )
    return page


def mapped(page: Page) -> Page:
    """Wait until the map is drawn too."""
    settled(page)
    expect(page.locator(".lm-shapes a")).not_to_have_count(0, timeout=PATIENCE)
    expect(page.get_by_role("combobox")).to_be_visible(timeout=PATIENCE)  # links are followed
    return page


def violations(page: Page) -> list[str]:
    """Return what axe finds against WCAG 2.2 A and AA, one line per element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", RULES
    )
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} {node['html'][:160]}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]
