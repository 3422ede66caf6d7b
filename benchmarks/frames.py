"""How smoothly the map moves: images drawn while it does, counted in Chromium's own trace.

Hover: Chromium moves the pointer over the shapes at the rate of the screen and waits for nobody; an
image counts when the label has moved for it. Zoom: the images between the start of a move and its
end, there and back; the time it takes to start is told apart.
"""

import json
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, expect

from benchmarks.serving import serving

SHAPES = ".lm-shapes a"
CATEGORIES = [
    "devtools.timeline.frame", "disabled-by-default-devtools.timeline.frame", "blink.user_timing",
]  # fmt: skip
WORK = "disabled-by-default-devtools.timeline"
DRAWN, DROPPED, TASK, RASTER = "DrawFrame", "DroppedFrame", "RunTask", "RasterTask"
ASKED, BEGAN, ENDED, CHANGED = "map-asked", "map-began", "map-ended", "map-changed"
LONG_MS = 50
PATIENCE = 30_000
PLACES = """() => {
  const { left, top, width, height } = document.querySelector(".lm-svg").getBoundingClientRect();
  return Array.from({ length: 240 }, (_, step) => {
    const row = Math.floor(step / 60), across = row % 2 ? 59 - step % 60 : step % 60;
    return [left + width * (0.2 + 0.01 * across), top + height * (0.25 + 0.125 * row)];
  }).filter((place) => document.elementFromPoint(...place)?.closest(".lm-shapes a"));
}"""
"""Four lines across the map, there and back: only what lies on a shape, elsewhere nothing moves."""
HOVER = f"""places => new Promise((done) => {{
  const label = document.querySelector(".lm-label");
  new MutationObserver(([{{ oldValue }}]) => {{
    if (label.getAttribute("style") !== oldValue) performance.mark("{CHANGED}");
  }}).observe(label, {{ attributeFilter: ["style"], attributeOldValue: true }});
  performance.mark("{BEGAN}");
  const actions = places.map(([x, y]) => ({{ name: "pointerMove", x, y }}));
  chrome.gpuBenchmarking.pointerActionSequence([{{ source: "mouse", actions }}], () => {{
    performance.mark("{ENDED}");
    done();
  }});
}})"""
WATCH = f"""() => {{
  const sheet = document.querySelector(".lm-sheet");
  window.zooms = 0;
  new MutationObserver(() => {{
    const asked = performance.now();
    for (const move of sheet.getAnimations()) move.ready.then(() => {{
      const {{ startTime }} = move;
      performance.mark("{ASKED}", {{ startTime: asked }});
      performance.mark("{BEGAN}", {{ startTime }});
      performance.mark("{ENDED}", {{ startTime: startTime + move.effect.getTiming().duration }});
      move.finished.then(() => {{ window.zooms += 1; }});
    }});
  }}).observe(sheet.firstChild, {{ attributeFilter: ["viewBox"] }});
}}"""
"""Leave in the trace when each move was asked, began and ended."""
GO = """to => {
  history.pushState({}, "", to);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
VIEWS = {
    "1 255 EPCI du pays": ("/carte?niveau=EPCI", 1_000, "/carte?niveau=EPCI&territoire=REG-32"),
    "890 communes du Pas-de-Calais": (
        "/carte?territoire=DEP-62&niveau=COM", 800, "/carte?territoire=EPCI-200033579&niveau=COM",
    ),
}  # fmt: skip
"""Per view: where it is, how many shapes are drawn at least, where a link zooms to."""
Event = dict[str, Any]
Span = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rate:
    """Images drawn in a second while something moves, and what they cost.

    `late_ms`: 95th centile between two images; `work_ms`: processor of the main thread and of
    the drawing of shapes, per image; `long_tasks`: above 50 ms; `wait_ms`: before a move starts.
    """

    view: str
    gesture: str
    per_second: float
    drawn: int
    dropped: int
    late_ms: float
    work_ms: float
    long_tasks: int
    wait_ms: float = 0


def rates(browser: Browser, store: Path) -> tuple[Rate, ...]:
    """Hover and zoom each view of the map on a fresh server."""
    found: list[Rate] = []
    with serving(store) as server:
        for view, (place, shapes, target) in VIEWS.items():
            page = browser.new_page(viewport={"width": 1440, "height": 900})
            page.goto(server.address + place)
            expect(page.locator(SHAPES).nth(shapes)).to_be_attached(timeout=PATIENCE)
            page.wait_for_load_state("networkidle")
            places = page.evaluate(PLACES)
            page.mouse.move(*places[0])
            hover = _traced(browser, page, lambda page, to=places: page.evaluate(HOVER, to))
            found.append(_rate(view, "survol", hover, len(_times(hover, CHANGED))))
            page.mouse.move(0, 0)
            page.evaluate(WATCH)
            both = (target, place, target, place)
            zoom = _traced(browser, page, lambda page, to=both: _zoom(page, to))
            found.append(_rate(view, "zoom", zoom))
            page.close()
    return tuple(found)


def _traced(browser: Browser, page: Page, move: Callable[[Page], None]) -> list[Event]:
    browser.start_tracing(page=page, categories=[*CATEGORIES, WORK])
    move(page)
    page.wait_for_timeout(100)
    events: list[Event] = json.loads(browser.stop_tracing())["traceEvents"]
    return events


def _zoom(page: Page, targets: Sequence[str]) -> None:
    """Go from view to view, each once the map stands still."""
    for moves, target in enumerate(targets, start=1):
        page.evaluate(GO, target)
        page.wait_for_function("moves => window.zooms >= moves", arg=moves, timeout=PATIENCE)


# ------------------------------------------------------------------ reading the trace
def _rate(view: str, gesture: str, events: list[Event], at_most: int | None = None) -> Rate:
    """Count the images of a gesture, never more than the changes they could show."""
    spans = list(zip(_times(events, BEGAN), _times(events, ENDED), strict=True))
    images = [_within(_times(events, DRAWN), [span]) for span in spans]
    gaps = [later - sooner for one in images for sooner, later in pairwise(one)]
    shown = sum(map(len, images))
    drawn = shown if at_most is None else min(shown, at_most)
    main = _main_threads(events)
    tasks = [e for e in _inside(events, TASK, spans) if (e["pid"], e["tid"]) in main and "dur" in e]
    work = [*tasks, *_inside(events, RASTER, spans)]
    waits = [
        began - asked
        for asked, began in zip(_times(events, ASKED), _times(events, BEGAN), strict=False)
    ]
    return Rate(
        view, gesture, drawn * 1e6 / sum(last - first for first, last in spans), drawn,
        len(_within(_times(events, DROPPED), spans)),
        statistics.quantiles(gaps, n=20)[-1] / 1000,
        sum(event.get("tdur", 0) for event in work) / 1000 / drawn,
        sum(event["dur"] > LONG_MS * 1000 for event in tasks),
        statistics.median(waits) / 1000 if waits else 0,
    )  # fmt: skip


def _times(events: Iterable[Event], name: str) -> list[float]:
    return sorted(event["ts"] for event in events if event["name"] == name)


def _within(times: Iterable[float], spans: Iterable[Span]) -> list[float]:
    return [ts for ts in times if any(first <= ts <= last for first, last in spans)]


def _inside(events: Iterable[Event], name: str, spans: Sequence[Span]) -> list[Event]:
    return [e for e in events if e["name"] == name and _within([e["ts"]], spans)]


def _main_threads(events: Iterable[Event]) -> set[tuple[int, int]]:
    named = (event for event in events if event["name"] == "thread_name")
    return {(e["pid"], e["tid"]) for e in named if e["args"]["name"] == "CrRendererMain"}
