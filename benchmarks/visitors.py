"""Readers without a browser that come back by themselves, as Streamlit's own page does."""

import hashlib
import random
import re
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.request import Request, urlopen

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException

from benchmarks.client import reader
from benchmarks.protocol import Tab
from benchmarks.replicas import COOKIE

MOST = 100
"""Readers at once: this measures what readers see, on this machine, and is no load test."""
BREATH = 1.0
"""Seconds between two runs of a reader."""
RETRY = (0.25, 0.5)
"""Seconds before Streamlit's page tries again."""
SHOWN = {"html", "bidi_component", "plotly_chart"}
CUTS = (WebSocketException, OSError, URLError, TimeoutError)


@dataclass
class Screen(Tab):
    """A tab that keeps what it shows: its title, and the hash of all its figures."""

    title: str = ""
    shown: str = ""
    _known: dict[str, ForwardMsg] = field(default_factory=dict)
    _running: list[bytes] = field(default_factory=list)

    def hears(self, content: bytes | str) -> bool:
        """Take a message in; whether the run is over."""
        ends = super().hears(content)
        message = ForwardMsg()
        message.ParseFromString(content if isinstance(content, bytes) else content.encode())
        if message.WhichOneof("type") == "ref_hash":
            message = self._known[message.ref_hash]
        elif message.metadata.cacheable:
            self._known[message.hash] = message
        self._keep(message)
        if ends:
            self.shown = hashlib.sha256(b"\0".join(self._running)).hexdigest()
            self._running = []
        return ends

    def _keep(self, message: ForwardMsg) -> None:
        if message.WhichOneof("type") != "delta":
            return
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind in SHOWN:
            self._running.append(getattr(element, kind).SerializeToString(deterministic=True))
        if kind == "html" and (found := re.search(r"<h1[^>]*>(.*?)</h1>", element.html.body)):
            self.title = found[1]


@dataclass(frozen=True, slots=True)
class Return:
    """One cut as a reader lived it: seconds without the page, and what came back."""

    seconds: float
    tries: int
    left: str
    found: str
    same_title: bool
    same_figures: bool


class Visitor(threading.Thread):
    """One reader: keeps its scope, reads it again every second, comes back after a cut."""

    def __init__(self, address: str, query: str) -> None:
        super().__init__(daemon=True)
        self.address, self.query = address, query
        self.replica = ""
        self.returns: list[Return] = []
        self.runs, self.strays = 0, 0
        self.failure = ""
        self.opened, self.leaving = threading.Event(), threading.Event()
        self._expected: tuple[str, str] | None = None
        self._cut: tuple[float, str] | None = None
        self._tries = 0

    @property
    def away(self) -> bool:
        """Whether the connection is cut and the page not yet back."""
        return self._cut is not None

    def run(self) -> None:
        """Read until told to leave; a failure that is no cut is kept, and ends the reading."""
        try:
            while not self.leaving.is_set():
                try:
                    self._read()
                except CUTS:
                    self._cut = self._cut or (time.monotonic(), self.replica)
                    self._tries += 1
                    self.leaving.wait(random.uniform(*RETRY))
        except Exception as error:  # noqa: BLE001 - told in the report
            self.failure = f"{type(error).__name__}: {error}"

    def _read(self) -> None:
        self._probe()
        screen = Screen(self.address)
        with reader(self.address, screen, cookie=f"{COOKIE}={self.replica}") as session:
            session.open(f"?{self.query}")
            self._compare(screen)
            while not self.leaving.wait(BREATH):
                session.follow(f"?{self.query}")
                self._compare(screen)

    def _probe(self) -> None:
        """Ask as the page does before it connects; the proxy says which replica it chose."""
        asked = Request(f"{self.address}/_stcore/health")
        if self.replica:
            asked.add_header("Cookie", f"{COOKIE}={self.replica}")
        with urlopen(asked, timeout=5) as answer:
            said = "\n".join(answer.headers.get_all("Set-Cookie", []))
        if found := re.search(rf"^{COOKIE}=(\w+)", said, re.M):
            self.replica = found[1]

    def _compare(self, screen: Screen) -> None:
        seen = (screen.title, screen.shown)
        self._expected = self._expected or seen
        if self._cut:
            since, left = self._cut
            same = [a == b for a, b in zip(seen, self._expected, strict=True)]
            seconds = time.monotonic() - since
            self.returns.append(Return(seconds, self._tries, left, self.replica, *same))
            self._cut, self._tries = None, 0
        self.runs += 1
        self.strays += seen != self._expected
        self.opened.set()


@contextmanager
def visitors(address: str, queries: Sequence[str]) -> Iterator[list[Visitor]]:
    """Open one reader per query, wait until all show their page, close them at the end."""
    if len(queries) > MOST:
        raise ValueError(f"At most {MOST} readers.")
    opened = [Visitor(address, query) for query in queries]
    try:
        for visitor in opened:
            visitor.start()
        for visitor in opened:
            if not visitor.opened.wait(60):
                raise TimeoutError(f"{visitor.query}: {visitor.failure or 'no page'}")
        yield opened
    finally:
        for visitor in opened:
            visitor.leaving.set()
        for visitor in opened:
            visitor.join(15)
