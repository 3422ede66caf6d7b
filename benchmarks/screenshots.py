"""Take the captures of the documentation on a demonstration store: `make screenshot`."""

import tempfile
from pathlib import Path

from benchmarks.browsing import chromium, painted
from benchmarks.serving import ROOT, build_store, serving

FOLDER = ROOT / "docs" / "screenshots"
VIEWS = {"vue-nationale": "/"}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        store = build_store(Path(folder) / "lianes.db", "demo")
        with serving(store) as server, chromium() as browser:
            for name, path in VIEWS.items():
                page = browser.new_page(
                    viewport={"width": 1440, "height": 900}, reduced_motion="reduce"
                )
                page.goto(server.address + path)
                painted(page).wait_for_load_state("networkidle")
                page.screenshot(path=FOLDER / f"{name}.png")
                page.close()


if __name__ == "__main__":
    main()
