"""Measure the dashboard on this machine, print the figures, keep them in docs/performance.md."""

import os
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.browsing import Visit, chromium, first_visit
from benchmarks.client import Reader, reader
from benchmarks.machine import description, memory_megabytes, processor_seconds
from benchmarks.report import Measure, keep, table
from benchmarks.serving import build_store, serving

WARM_UP = 10
SETTLING = 0.15
"""Seconds left after each run for what the server does next, the collection of garbage included."""
NATIONAL_EVERY = 8


@dataclass(frozen=True, slots=True)
class Change:
    """What one change of scope cost."""

    processor_ms: float
    seconds: float
    message_bytes: int
    wire_bytes: int


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a server starts with its modules compiled
    machine = description()
    with tempfile.TemporaryDirectory() as folder:
        store = build_store(Path(folder) / "lianes.db", "demo")
        walk = scopes(store)
        cold, warm, memory = measured_walks(store, walk)
        with chromium() as browser:
            first_visit(browser, store)
            visits = [first_visit(browser, store) for _ in range(3)]
    measures = [*_processor(cold, warm), *_socket([*cold, *warm]), *_visits(visits)]
    measures.append(Measure("Mémoire du serveur après le parcours", memory, "Mo"))
    keep(date.today(), machine, measures)
    print(table(date.today(), machine, measures))


# ------------------------------------------------------------------ a walk over the scopes
def scopes(store: Path) -> list[str]:
    """Return the queries of a walk: every région, 40 départements, 20 networks, France between."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        places = [
            f"territoire={code}"
            for prefix, limit in (("REG", 18), ("DEP", 40))
            for (code,) in connection.execute(
                "SELECT code FROM territory WHERE code LIKE ? ORDER BY population DESC LIMIT ?",
                (f"{prefix}-%", limit),
            )
        ]
        networks = [
            f"reseau={code}"
            for (code,) in connection.execute("SELECT code FROM network ORDER BY code LIMIT 20")
        ]
    walk = [*places, *networks]
    for position in range(NATIONAL_EVERY, len(walk), NATIONAL_EVERY):
        walk.insert(position, "")
    return walk


def measured_walks(store: Path, walk: Sequence[str]) -> tuple[list[Change], list[Change], float]:
    """Walk twice in one session: each scope read for the first time, then again."""
    with serving(store) as server, reader(server.address) as session:
        session.open()
        for query in [*walk[-WARM_UP:], ""]:
            session.follow(f"{query}&public=job-seekers".lstrip("&"))
        cold = [_change(session, server.process.pid, query) for query in walk]
        warm = [_change(session, server.process.pid, query) for query in walk]
        return cold, warm, memory_megabytes(server.process.pid)


def _change(session: Reader, pid: int, query: str) -> Change:
    before = processor_seconds(pid)
    run = session.follow(query)
    time.sleep(SETTLING)
    spent = 1000 * (processor_seconds(pid) - before)
    return Change(spent, run.seconds, run.message_bytes, run.wire_bytes)


# ------------------------------------------------------------------ figures
def _processor(cold: Sequence[Change], warm: Sequence[Change]) -> list[Measure]:
    measures = []
    for words, changes in (("première lecture", cold), ("relecture", warm)):
        spent = [change.processor_ms for change in changes]
        name = f"Processeur du serveur par changement de périmètre, {words}"
        detail = f"95e centile : {_p95(spent):.0f} ms ; {len(spent)} changements"
        measures.append(Measure(name, statistics.median(spent), "ms", 45, detail))
    answers = [1000 * change.seconds for change in cold]
    detail = f"95e centile : {_p95(answers):.0f} ms ; un seul lecteur"
    name = "Durée jusqu'au dernier message, première lecture"
    return [*measures, Measure(name, statistics.median(answers), "ms", None, detail)]


def _socket(changes: Sequence[Change]) -> list[Measure]:
    messages = [change.message_bytes / 1000 for change in changes]
    wire = [change.wire_bytes / 1000 for change in changes]
    return [
        Measure("Messages par changement de périmètre, avant compression",
                statistics.median(messages), "Ko", 40, f"maximum : {max(messages):.0f} Ko"),
        Measure("Messages par changement de périmètre, sur le réseau",
                statistics.median(wire), "Ko", 40, f"maximum : {max(wire):.0f} Ko"),
    ]  # fmt: skip


def _visits(visits: Sequence[Visit]) -> list[Measure]:
    files, messages = visits[-1].file_bytes / 1000, visits[-1].socket_bytes / 1000
    html = statistics.median(visit.html_seconds for visit in visits)
    painted = statistics.median(visit.painted_seconds for visit in visits)
    detail = f"fichiers : {files:.0f} Ko ; messages avant compression : {messages:.0f} Ko"
    return [
        Measure("Première visite, hors fichiers de Streamlit", files + messages, "Ko", 250, detail),
        Measure("Du lancement du serveur à la page HTML", html, "s", 2, "médiane de 3 lancements"),
        Measure("Du lancement du serveur à la page peinte", painted, "s", 4, "titre et carte"),
    ]


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(0.95 * len(values))]


if __name__ == "__main__":
    main()
