"""How smoothly the map moves: frames drawn per second, counted in Chromium's own trace."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from benchmarks.serving import serving

SHAPES = ".lm-shapes a"
CATEGORIES = [
    "devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame", "blink.user_timing",
]  # fmt: skip
DRAWN, DROPPED, MOVED = "DrawFrame", "DroppedFrame", "lianes-moved"
MARKS = f"""() => {{
  const mark = () => performance.mark("{MOVED}");
  new MutationObserver(mark).observe(
    document.querySelector(".lm-map svg"), {{ attributes: true, attributeFilter: ["viewBox"] }});
  new MutationObserver(mark).observe(
    document.querySelector(".lm-label"), {{ attributes: true, childList: true, subtree: true }});
}}"""
"""Leave a mark in the trace each time the map or its label moves."""
PATIENCE = 30_000
HOVERS = 240
VIEWS = {
    "1 255 EPCI du pays": ("/carte?niveau=EPCI", 1_000, "/carte?niveau=EPCI&territoire=REG-32"),
    "890 communes du Pas-de-Calais": (
        "/carte?territoire=DEP-62&niveau=COM", 800, "/carte?territoire=EPCI-200033579&niveau=COM",
    ),
}  # fmt: skip
"""Per view: where it is, how many shapes are drawn at least, where a link zooms to."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames drawn in a second while something moves, and those that came too late."""

    view: str
    gesture: str
    per_second: float
    dropped: int
    drawn: int


def rates(browser: Browser, store: Path) -> tuple[Rate, ...]:
    """Hover and zoom each view of the map on a fresh server."""
    found: list[Rate] = []
    with serving(store) as server:
        for view, (place, shapes, target) in VIEWS.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.address + place)
            expect(page.locator(SHAPES).nth(shapes)).to_be_attached(timeout=PATIENCE)
            page.wait_for_load_state("networkidle")
            page.evaluate(MARKS)
            found.append(_traced(browser, page, view, "survol", _hover))
            found.append(
                _traced(browser, page, view, "zoom", lambda page, to=target: _zoom(page, to))
            )
            page.close()
    return tuple(found)


def _traced(
    browser: Browser, page: Page, view: str, gesture: str, move: Callable[[Page], None]
) -> Rate:
    """Count the frames of a gesture while the map or its label moves."""
    browser.start_tracing(page=page, categories=CATEGORIES)
    move(page)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    moves = [event["ts"] for event in events if event["name"] == MOVED]
    first, last = min(moves), max(moves)
    counts = Counter(event["name"] for event in events if first <= event["ts"] <= last)
    per_second = counts[DRAWN] * 1e6 / (last - first)
    return Rate(view, gesture, per_second, counts[DROPPED], counts[DRAWN])


def _hover(page: Page) -> None:
    """Cross the map with the pointer."""
    box = page.locator(".lm-map svg").first.bounding_box()
    assert box
    for step in range(HOVERS):
        across, down = step % 60 / 60, step // 60 / 4
        page.mouse.move(box["x"] + box["width"] * (0.2 + 0.6 * across),
                        box["y"] + box["height"] * (0.25 + 0.5 * down))  # fmt: skip


def _zoom(page: Page, target: str) -> None:
    """Go to another view and let the map move there."""
    page.evaluate(
        "to => { history.pushState({}, '', to); dispatchEvent(new PopStateEvent('popstate')) }",
        target,
    )
    page.wait_for_timeout(2_000)
