"""Two replicas of the dashboard and HAProxy in front of them, on loopback and free ports."""

import csv
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from benchmarks.serving import ROOT, free_port, wait_for_html

CONFIGURATION = ROOT / "docs" / "deployment" / "haproxy.cfg"
COOKIE = "LIANES_REPLIQUE"
PATIENCE = 30
SECRET = "only-for-the-loopback"


class ProxyMissing(Exception):
    """HAProxy is not on this machine; the message says in French how to get it."""


def haproxy_path() -> str:
    """Return the program of the Debian package, which stands outside an ordinary user's path."""
    found = shutil.which("haproxy") or shutil.which("haproxy", path="/usr/sbin:/usr/local/sbin")
    if found is None:
        raise ProxyMissing(
            "HAProxy est absent. Sous Debian ou Ubuntu : apt-get install haproxy ; "
            "« make proxy » l'installe quand on est administrateur."
        )
    return found


class Replica:
    """One process of the dashboard, always on the same port."""

    def __init__(self, name: str, store: Path) -> None:
        self.name, self.store, self.port = name, store, free_port()
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def place(self) -> str:
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        command = [sys.executable, "-m", "streamlit", "run", "app.py"]
        options = ["--server.port", str(self.port), "--server.address", "127.0.0.1"]
        variables = {
            "LIANES_STORE": str(self.store.resolve()),
            "STREAMLIT_SERVER_COOKIE_SECRET": SECRET,
        }
        self.process = subprocess.Popen(
            [*command, *options], cwd=ROOT, env=os.environ | variables, stdout=subprocess.DEVNULL
        )
        wait_for_html(f"http://{self.place}", self.process)

    def kill(self) -> None:
        """End the process at once, as a crash does."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the process to end, as systemd does."""
        self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(how)
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.process = None


@dataclass(frozen=True, slots=True)
class Proxy:
    """HAProxy in front of two replicas: its address, and the socket that commands it."""

    address: str
    command: Path
    replicas: tuple[Replica, Replica]

    def ask(self, sentence: str) -> str:
        """Say one sentence to the command socket and return its answer."""
        with socket.socket(socket.AF_UNIX) as line:
            line.connect(str(self.command))
            line.sendall(f"{sentence}\n".encode())
            return b"".join(iter(lambda: line.recv(65536), b"")).decode().strip()

    def set_state(self, name: str, state: str) -> None:
        """Put a replica in `ready`, `drain` or `maint`."""
        said = self.ask(f"set server repliques/{name} state {state}")
        if said:
            raise RuntimeError(said)

    def replica(self, name: str) -> Replica:
        return next(replica for replica in self.replicas if replica.name == name)

    def sessions(self, name: str) -> int:
        """Return how many connections a replica serves through the proxy."""
        return int(self._statistics(name)["scur"])

    def wait_until_up(self, name: str) -> None:
        """Wait until the probe finds a replica well."""
        deadline = time.monotonic() + PATIENCE
        while self._statistics(name)["status"] != "UP":
            if time.monotonic() > deadline:
                raise TimeoutError(f"Replica {name} is not up.")
            time.sleep(0.05)

    def _statistics(self, name: str) -> dict[str, str]:
        lines = csv.DictReader(self.ask("show stat").removeprefix("# ").splitlines())
        return next(
            line for line in lines if (line["pxname"], line["svname"]) == ("repliques", name)
        )


@contextmanager
def behind_proxy(store: Path) -> Iterator[Proxy]:
    """Start two replicas on a store and the committed configuration in front of them."""
    program = haproxy_path()
    replicas = Replica("a", store), Replica("b", store)
    with tempfile.TemporaryDirectory(prefix="lianes-") as folder:
        try:
            for replica in replicas:
                replica.start()
            with _haproxy(program, Path(folder), replicas) as proxy:
                yield proxy
        finally:
            for replica in replicas:
                replica.stop()


@contextmanager
def _haproxy(program: str, folder: Path, replicas: tuple[Replica, Replica]) -> Iterator[Proxy]:
    place, command = f"127.0.0.1:{free_port()}", folder / "admin.sock"
    own = folder / "global.cfg"  # what Debian's own file holds on a server
    own.write_text(f"global\n    stats socket {command} mode 600 level admin\n", encoding="utf-8")
    variables = {
        "LIANES_ADRESSE": place,
        "LIANES_REPLIQUE_A": replicas[0].place,
        "LIANES_REPLIQUE_B": replicas[1].place,
    }
    kept = {name: value for name, value in os.environ.items() if name != "LIANES_CERTIFICAT"}
    process = subprocess.Popen(
        [program, "-q", "-db", "-f", str(own), "-f", str(CONFIGURATION)],
        env=kept | variables, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    proxy = Proxy(f"http://{place}", command, replicas)
    try:
        _wait_for(f"{proxy.address}/healthz", process)
        yield proxy
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"HAProxy stopped with status {process.returncode}.")
        try:
            urlopen(url, timeout=5).close()
            return
        except (HTTPError, URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(url)
