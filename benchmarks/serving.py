"""The real server on a store, on loopback and a free port: for measures, captures and tests."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parents[1]
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Serving:
    """A running server: its address, its process and how long its first HTML took."""

    address: str
    process: subprocess.Popen[bytes]
    html_seconds: float
    started: float


@contextmanager
def serving(
    store: Path, *, audience: str = "interne", port: int | None = None
) -> Iterator[Serving]:
    """Start `streamlit run app.py` on a store, on a free port unless told, and stop it."""
    port = port or free_port()
    command = [sys.executable, "-m", "streamlit", "run", "app.py"]
    options = ["--server.port", str(port), "--server.address", "127.0.0.1"]
    variables = {"LIANES_STORE": str(store.resolve()), "LIANES_AUDIENCE": audience}
    started = time.monotonic()
    process = subprocess.Popen(
        [*command, *options], cwd=ROOT, env=os.environ | variables, stdout=subprocess.DEVNULL
    )
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for_html(address, process)
        yield Serving(address, process, time.monotonic() - started, started)
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def wait_for_html(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"The server stopped with status {process.returncode}.")
        try:
            urlopen(Request(address, headers={"accept": "text/html"}), timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.01)
    raise TimeoutError(address)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def build_store(path: Path, command: str, *options: str) -> Path:
    """Build a store with `python -m lianes demo` or `init`."""
    arguments = [sys.executable, "-m", "lianes", command, "--store", str(path), *options]
    subprocess.run(arguments, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    return path
