"""A reader without a browser: follows links over the real socket and counts what it receives."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

from benchmarks.protocol import Tab

PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Run:
    """What one run cost the socket: seconds, bytes of messages, bytes on the wire."""

    seconds: float
    message_bytes: int
    wire_bytes: int


class CountingSocket(socket.socket):
    """A socket that counts what it receives, compressed as the network carries it."""

    received = 0

    def recv(self, *arguments: int) -> bytes:
        content = super().recv(*arguments)
        self.received += len(content)
        return content


@dataclass
class Reader:
    """One session of one reader, who waits for each page before following the next link."""

    connection: ClientConnection
    wire: CountingSocket
    tab: Tab

    def open(self, address: str = "") -> Run:
        """Open a tab at `page?query`."""
        return self._run(self.tab.opens(address))

    def follow(self, address: str) -> Run:
        """Follow a link to `page?query`."""
        return self._run(self.tab.follows(address))

    def _run(self, request: bytes) -> Run:
        received, started, size = self.wire.received, time.perf_counter(), 0
        self.connection.send(request)
        while True:
            content = self.connection.recv(timeout=PATIENCE)
            size += len(content)
            if self.tab.hears(content):
                break
        return Run(time.perf_counter() - started, size, self.wire.received - received)


def socket_address(address: str) -> str:
    """Return where a server's socket is; raises ValueError away from this machine."""
    place = urlsplit(address)
    if place.hostname != "127.0.0.1":
        raise ValueError("The bench speaks to this machine only.")
    return f"ws://{place.netloc}/_stcore/stream"


@contextmanager
def reader(address: str, tab: Tab | None = None, *, cookie: str = "") -> Iterator[Reader]:
    """Open a session of the server at this address."""
    url, place = socket_address(address), urlsplit(address)
    wire = CountingSocket(socket.AF_INET, socket.SOCK_STREAM)
    wire.connect((place.hostname, place.port))
    with connect(
        url, sock=wire, subprotocols=["streamlit"], origin=address, max_size=None,
        additional_headers={"Cookie": cookie} if cookie else None,
    ) as open_:  # fmt: skip
        yield Reader(open_, wire, tab or Tab(address))
