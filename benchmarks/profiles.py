"""Where the processor goes, page by page: samples of the server sorted by who is at work.

`python -m benchmarks.profiles` measures and rewrites its table of docs/performance.md.
"""

import argparse
import subprocess
import sys
import sysconfig
import tempfile
from collections import Counter
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from benchmarks.client import Reader, reader
from benchmarks.report import DOCUMENT, Table, put, table_markdown
from benchmarks.serving import build_store, serving
from benchmarks.walks import PAGES, TITLES, address, scopes

SECONDS = 3
RATE = 300
START, END = "<!-- profils : début -->", "<!-- profils : fin -->"
READING, DRAWING, FRAMEWORK, SERVER, OTHER = (
    "lecture et statistiques", "dessin", "Streamlit", "envoi", "autre",
)  # fmt: skip
OF = {
    READING: ("lianes/reading", "lianes/store", "lianes/metrics", "lianes/access",
              "lianes/domain", "lianes/documents"),
    DRAWING: ("lianes/", "pages/", "plotly/"),
    FRAMEWORK: ("streamlit/",),
    SERVER: ("asyncio/", "uvicorn/", "starlette/", "websockets/", "anyio/"),
}  # fmt: skip
"""Beginnings of files by who is at work, the first that matches; a sample is its nearest."""
IDLE = ("select (selectors.py", "wait (threading.py", "_worker (concurrent", "poll (", "run_once")


def profile(session: Reader, pid: int, page: str, queries: tuple[str, ...]) -> Counter[str]:
    """Sample the server while a reader changes scope on a page, each scope already read once."""
    for query in queries:
        session.follow(address(page, query))
    with tempfile.NamedTemporaryFile(suffix=".txt") as samples:
        spy = str(Path(sysconfig.get_path("scripts")) / "py-spy")
        options = ["--rate", str(RATE), "--duration", str(SECONDS), "--format", "raw"]
        command = [spy, "record", "--pid", str(pid), "--nonblocking", *options]
        with subprocess.Popen(
            [*command, "--output", samples.name], stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as spying:  # fmt: skip
            for query in cycle(queries):
                if spying.poll() is not None:
                    break
                session.follow(address(page, query))
        return _sorted(Path(samples.name).read_text(encoding="utf-8").splitlines())


def _sorted(lines: list[str]) -> Counter[str]:
    """Count samples by who is at work; a thread that waits is not."""
    found: Counter[str] = Counter()
    for line in lines:
        stack, count = line.rsplit(" ", 1)
        frames = stack.split(";")
        if not any(waiting in frames[-1] for waiting in IDLE):  # « EpollSelector.select (… »
            found[next(_owners(frames), OTHER)] += int(count)
    return found


def _owners(frames: list[str]) -> Iterator[str]:
    """Yield who owns each frame, the innermost first."""
    for frame in reversed(frames):
        for owner, beginnings in OF.items():
            if any(f"({beginning}" in frame for beginning in beginnings):
                yield owner
                break


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", type=Path, help="a store already built; a demonstration if not")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        store = asked.store or build_store(Path(folder) / "lianes.db", "demo")
        queries = scopes(store, each=4).places
        with serving(store) as server, reader(server.address) as session:
            session.open()
            found = {p: profile(session, server.process.pid, p, queries) for p in PAGES}
    owners = (READING, DRAWING, FRAMEWORK, SERVER, OTHER)
    rows = tuple(
        (TITLES[page], *(f"{100 * counts[owner] / counts.total():.0f} %" for owner in owners))
        for page, counts in found.items()
    )
    table = Table("Parts du processeur, périmètres déjà lus", ("Page", *owners), rows)
    written = table_markdown(table)
    put(written, DOCUMENT, START, END)
    sys.stdout.write(written + "\n")


if __name__ == "__main__":
    main()
