"""One browser for all the tests of this folder, and the small site of the map."""

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def map_site() -> Iterator[str]:
    """Start the small application of the map on a free port; yield its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "uvicorn", "map_server:app", "--port", str(port)]
    server = subprocess.Popen([*command, "--app-dir", str(HERE), "--log-level", "error"])
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{address}/networks.json")
        yield address
    finally:
        server.terminate()
        server.wait(10)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            urlopen(url, timeout=2).close()
            return
        except (URLError, OSError):
            time.sleep(0.1)
    raise TimeoutError(url)


@pytest.fixture
def open_map(browser: Browser, map_site: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a view of the small application; the console must stay calm.

    Streamlit asks `/<page>/_stcore/…` first on a deep link, which only the real entry serves.
    """
    contexts, complaints = [], []

    def opened(view: str = "/", *, width: int = 1440, motion: str = "no-preference") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900}, reduced_motion=motion
        )
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda message: complaints.append(message.text)
                if message.type == "error" and "_stcore" not in message.location["url"]
                else None)  # fmt: skip
        page.goto(map_site + view)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
