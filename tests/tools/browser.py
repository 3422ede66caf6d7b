"""Find a browser that starts, or fetch Playwright's; exit status 1 when there is none."""

import shutil
import subprocess
import sys

from playwright.sync_api import Error, sync_playwright

NAMES = ("chromium", "google-chrome")


def on_path() -> str | None:
    return next(filter(None, map(shutil.which, NAMES)), None)


def fetched() -> bool:
    """Whether Playwright's own browser starts; a library may be missing though it is there."""
    try:
        with sync_playwright() as playwright:
            playwright.chromium.launch(args=["--no-sandbox"]).close()
    except Error:
        return False
    return True


def fetch() -> None:
    command = [sys.executable, "-m", "playwright", "install", "chromium"]
    subprocess.run(command, check=False, stdout=sys.stderr)


if __name__ == "__main__":
    found = on_path() is not None or fetched()
    if not found:
        fetch()
    sys.exit(not (found or fetched()))
