"""A reader without a browser: speaks Streamlit's websocket protocol and counts what it receives."""

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

PATIENCE = 30


@dataclass(frozen=True, slots=True)
class Run:
    """What one change of scope cost the socket: seconds, bytes of messages, bytes on the wire."""

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
    """One session: what a tab remembers between two runs."""

    address: str
    connection: ClientConnection
    wire: CountingSocket
    page: str = ""
    page_hash: str = ""
    cached: set[str] = field(default_factory=set)

    def open(self, query: str = "") -> Run:
        """Ask for a first run, as a tab that has just been opened."""
        return self._run(query, history=False)

    def follow(self, query: str) -> Run:
        """Ask for a run as the navigator does: the page's new query is a step of the history."""
        return self._run(query, history=True)

    def _run(self, query: str, *, history: bool) -> Run:
        received, started, size = self.wire.received, time.perf_counter(), 0
        self.connection.send(self._request(query, history=history))
        while True:
            content = self.connection.recv(timeout=PATIENCE)
            size += len(content)
            if self._finishes(content):
                break
        return Run(time.perf_counter() - started, size, self.wire.received - received)

    def _request(self, query: str, *, history: bool) -> bytes:
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string = query
        if self.page:
            rerun.page_name = self.page
        else:
            rerun.page_script_hash = self.page_hash
        rerun.is_history_navigation = history
        rerun.cached_message_hashes.extend(self.cached)
        rerun.widget_states.SetInParent()
        rerun.context_info.timezone = "Europe/Paris"
        rerun.context_info.locale = "fr-FR"
        rerun.context_info.url = f"{self.address}/"
        return message.SerializeToString()

    def _finishes(self, content: bytes | str) -> bool:
        message = ForwardMsg()
        message.ParseFromString(content if isinstance(content, bytes) else content.encode())
        if message.metadata.cacheable:
            self.cached.add(message.hash)
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.page_hash = message.new_session.page_script_hash
        if kind == "delta" and message.delta.new_element.WhichOneof("type") == "exception":
            raise RuntimeError("The page raised an exception.")
        if kind == "script_finished" and message.script_finished != 0:
            raise RuntimeError(f"The run ended with status {message.script_finished}.")
        return kind == "script_finished"


@contextmanager
def reader(address: str, page: str = "") -> Iterator[Reader]:
    """Open a session of the server at this address, on a page (`carte`; the first by default)."""
    place = urlsplit(address)
    if place.hostname != "127.0.0.1":
        raise ValueError("The bench speaks to this machine only.")
    wire = CountingSocket(socket.AF_INET, socket.SOCK_STREAM)
    wire.connect((place.hostname, place.port))
    url = f"ws://{place.netloc}/_stcore/stream"
    with connect(
        url, sock=wire, subprotocols=["streamlit"], origin=address, max_size=None
    ) as open_:
        yield Reader(address, open_, wire, page)
