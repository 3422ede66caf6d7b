"""What a real browser sees: the painted page, the bytes of a first visit."""

import shutil
import statistics
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Response,
    WebSocket,
    expect,
    sync_playwright,
)

from benchmarks.serving import serving

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-gpu-benchmarking",
]  # fmt: skip
"""Without graphics card; the last lets a page move a pointer as Chromium's own measures do."""
OURS = ("/assets/", "/geo/", "/index/")
SHAPES = ".lm-shapes a"
PLACES = ("DEP-59", "DEP-13", "DEP-69", "DEP-33", "DEP-35")
CLICK_TO_READY = """async to => {
  const app = document.querySelector('[data-testid="stApp"]');
  const title = () => document.querySelector("h1").textContent;
  const frame = () => new Promise(requestAnimationFrame);
  const shape = () => document.querySelector(".lm-shapes a").getAttribute("href");
  const before = title(), drawn = shape(), began = performance.now();
  document.querySelector(`.lm-shapes a[href$="${to}"]`).dispatchEvent(
    new MouseEvent("click", { bubbles: true, cancelable: true, button: 0 }));
  const running = () => app.dataset.testScriptState !== "notRunning";
  while (title() === before || running() || shape() === drawn) await frame();
  await frame();
  await new Promise((answer) => setTimeout(answer));
  return performance.now() - began;
}"""
"""Milliseconds from a click until the new page answers.

The new title stands, the run is over, the map shows the new shapes, an image is drawn, and what was
still to do before a next input has been done.
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """A first visit: seconds to HTML and to the painted page, bytes beyond the framework's files.

    Files are counted as transferred, headers left out; socket messages before compression.
    """

    html_seconds: float
    painted_seconds: float
    file_bytes: int
    socket_bytes: int


@contextmanager
def chromium() -> Iterator[Browser]:
    path = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


def painted(page: Page) -> Page:
    """Wait for the title and the map."""
    expect(page.locator("h1").first).to_be_visible(timeout=30_000)
    expect(page.locator(SHAPES).first).to_be_attached(timeout=30_000)
    return page


def first_visit(browser: Browser, store: Path) -> Visit:
    """Start a server and open its first page in a browser that has never been there."""
    with serving(store) as server, browser.new_context() as context:
        page = context.new_page()
        responses: list[Response] = []
        messages: list[bytes | str] = []

        def answered(response: Response) -> None:
            responses.append(response)

        page.on("response", answered)
        page.on("websocket", lambda stream: _listen(stream, messages))
        page.goto(server.address)
        painted(page)
        seconds = time.monotonic() - server.started
        page.wait_for_load_state("networkidle")
        return Visit(server.html_seconds, seconds, _bytes_of(responses), sum(map(len, messages)))


def change_seconds(browser: Browser, store: Path) -> float:
    """Return the median seconds from a click on a département to its page, painted and ready."""
    took = []
    with serving(store) as server, browser.new_context() as context:
        page = painted(_opened(context, server.address))
        for code in PLACES:
            page.goto(f"{server.address}/")
            painted(page).wait_for_load_state("networkidle")
            took.append(page.evaluate(CLICK_TO_READY, f"?territoire={code}"))
    return statistics.median(took) / 1000


def _opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    return page


def _listen(stream: WebSocket, messages: list[bytes | str]) -> None:
    def heard(content: bytes | str) -> None:
        messages.append(content)

    stream.on("framereceived", heard)


def _bytes_of(responses: list[Response]) -> int:
    ours = [r for r in responses if _is_ours(urlsplit(r.url).path)]
    return sum(response.request.sizes()["responseBodySize"] for response in ours)


def _is_ours(path: str) -> bool:
    return path == "/" or path.startswith(OURS)
