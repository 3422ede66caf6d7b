"""Tabs without a browser that come back by themselves, as Streamlit's own page does."""

import hashlib
import random
import re
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

from benchmarks.client import CountingSocket, Reader
from benchmarks.replicas import COOKIE

MOST = 100
"""Tabs at once: this measures what readers see, on this machine, and is no load test."""
BREATH = 1.0
"""Seconds between two runs of a tab."""
RETRY = (0.25, 0.5)
"""Seconds before Streamlit's page tries again."""
SHOWN = {"html", "bidi_component", "plotly_chart"}
CUTS = (WebSocketException, OSError, URLError, TimeoutError)


@dataclass
class Page(Reader):
    """A reader that keeps what the page shows: its title, and the hash of all its figures."""

    title: str = ""
    shown: str = ""
    _known: dict[str, ForwardMsg] = field(default_factory=dict)
    _running: list[bytes] = field(default_factory=list)

    def _finishes(self, content: bytes | str) -> bool:
        ends = super()._finishes(content)
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


class Tab(threading.Thread):
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
        with page(self.address, self.replica) as tab:
            tab.open(self.query)
            self._compare(tab)
            while not self.leaving.wait(BREATH):
                tab.follow(self.query)
                self._compare(tab)

    def _probe(self) -> None:
        """Ask as the page does before it connects; the proxy says which replica it chose."""
        asked = Request(f"{self.address}/_stcore/health")
        if self.replica:
            asked.add_header("Cookie", f"{COOKIE}={self.replica}")
        with urlopen(asked, timeout=5) as answer:
            said = "\n".join(answer.headers.get_all("Set-Cookie", []))
        if found := re.search(rf"^{COOKIE}=(\w+)", said, re.M):
            self.replica = found[1]

    def _compare(self, tab: Page) -> None:
        seen = (tab.title, tab.shown)
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
def page(address: str, replica: str) -> Iterator[Page]:
    """Open a session through the proxy, with the cookie that names a replica."""
    place = urlsplit(address)
    if place.hostname != "127.0.0.1":
        raise ValueError("These tabs speak to this machine only.")
    wire = CountingSocket(socket.AF_INET, socket.SOCK_STREAM)
    wire.connect((place.hostname, place.port))
    with connect(
        f"ws://{place.netloc}/_stcore/stream", sock=wire, subprotocols=["streamlit"],
        origin=address, max_size=None, additional_headers={"Cookie": f"{COOKIE}={replica}"},
    ) as line:  # fmt: skip
        yield Page(address, line, wire)


@contextmanager
def tabs(address: str, queries: Sequence[str]) -> Iterator[list[Tab]]:
    """Open one tab per query, wait until all show their page, close them at the end."""
    if len(queries) > MOST:
        raise ValueError(f"At most {MOST} tabs.")
    opened = [Tab(address, query) for query in queries]
    try:
        for tab in opened:
            tab.start()
        for tab in opened:
            if not tab.opened.wait(60):
                raise TimeoutError(f"{tab.query}: {tab.failure or 'no page'}")
        yield opened
    finally:
        for tab in opened:
            tab.leaving.set()
        for tab in opened:
            tab.join(15)
