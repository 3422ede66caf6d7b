"""How smoothly the map of the stage fills: frames drawn per second, in Chromium's own trace.

`python -m benchmarks.stage_frames`: France at 1920 × 1080, quarters one after the other.
"""

import json
import tempfile
from collections import Counter
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browsing import chromium
from benchmarks.frames import CATEGORIES, DRAWN, DROPPED
from benchmarks.serving import build_store, serving

SCENE = "#scene-carte:not([hidden])"
STEPS, EVERY = 12, 500
BEGAN, ENDED = "stage-began", "stage-ended"
FILL = f"""async () => {{
  const {{ talk }} = document.querySelector("body > .stage");
  const scene = talk.rank, steps = Number(talk.scenes[scene].dataset.steps);
  performance.mark("{BEGAN}");
  for (let step = 0; step < {STEPS}; step += 1) {{
    talk.show(scene, step % steps);
    await new Promise((resume) => setTimeout(resume, {EVERY}));
  }}
  performance.mark("{ENDED}");
}}"""
"""Each step moves for half a second: something moves from the first mark to the last."""


def measure(browser: Browser, store: Path) -> tuple[float, int, int]:
    """Return frames drawn per second, frames drawn and frames dropped while the map fills."""
    with serving(store) as server:
        page = browser.new_page(viewport={"width": 1920, "height": 1080})
        page.goto(f"{server.address}/congres#scene-carte")
        page.wait_for_selector(SCENE, timeout=30_000)
        page.wait_for_load_state("networkidle")
        browser.start_tracing(page=page, categories=CATEGORIES)
        page.evaluate(FILL)
        events = json.loads(browser.stop_tracing())["traceEvents"]
        page.close()
    first = min(event["ts"] for event in events if event["name"] == BEGAN)
    last = max(event["ts"] for event in events if event["name"] == ENDED)
    counts = Counter(event["name"] for event in events if first <= event["ts"] <= last)
    return counts[DRAWN] * 1e6 / (last - first), counts[DRAWN], counts[DROPPED]


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        demonstration = build_store(Path(folder) / "lianes.db", "demo")
        per_second, drawn, dropped = measure(browser, demonstration)
        print(f"{per_second:.0f} images par seconde ({drawn} dessinées, {dropped} manquées)")
