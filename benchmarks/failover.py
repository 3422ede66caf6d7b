"""Kill a replica under its readers, restart both in turn, and say what the readers saw."""

import sqlite3
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from pathlib import Path

from benchmarks.machine import description
from benchmarks.replicas import Proxy, ProxyMissing, behind_proxy
from benchmarks.report import put
from benchmarks.serving import ROOT, build_store
from benchmarks.visitors import Return, Visitor, visitors
from benchmarks.witness import Sight, Witness, Witnessed, witness

DOCUMENT = ROOT / "docs" / "deployment.md"
START, END = "<!-- bascule : début -->", "<!-- bascule : fin -->"
READERS = 24
PATIENCE = 60
AWAY = 5
"""Seconds a killed replica stays down."""
SETTLING = 3
"""Seconds after the last return: a reader reads again every second, a browser within two."""
SEEN = "territoire=DEP-59"
THEN, THEN_TITLE = "?territoire=DEP-62", "Pas-de-Calais"
"""The browser's scope, and the link its reader follows while nothing answers."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One trial: what each reader lived (none when it was not cut), and what the browser showed."""

    name: str
    readers: int
    lived: tuple[tuple[str, Return], ...]
    witnessed: Witnessed
    before: Sight
    after: Sight


@dataclass(frozen=True, slots=True)
class Outcome:
    """All scenes; readers on the replica their cookie names; pages of another scope; failures."""

    scenes: tuple[Scene, ...]
    readers: int
    bound: int
    runs: int
    strays: int
    failures: tuple[str, ...]


def main() -> None:
    try:
        with tempfile.TemporaryDirectory() as folder:
            outcome = measured(build_store(Path(folder) / "lianes.db", "demo"), READERS)
    except ProxyMissing as error:
        sys.exit(str(error))
    print("\n".join(line for scene in outcome.scenes for line in told(scene)))
    print(table(date.today(), outcome))
    put(table(date.today(), outcome), DOCUMENT, START, END)


def measured(store: Path, readers: int) -> Outcome:
    """Play the scenes on two replicas of a store."""
    with (
        behind_proxy(store) as proxy,
        visitors(proxy.address, queries(store, readers)) as crowd,
    ):
        bound = _bound(proxy, crowd)
        with witness(proxy.address, SEEN) as eye:
            stage = Stage(proxy, crowd, eye)
            scenes = tuple(_played(name, act, stage) for name, act in SCENES.items())
        runs, strays = (
            sum(visitor.runs for visitor in crowd),
            sum(visitor.strays for visitor in crowd),
        )
        failures = tuple(visitor.failure for visitor in crowd if visitor.failure)
    return Outcome(scenes, readers, bound, runs, strays, failures)


def queries(store: Path, number: int) -> list[str]:
    """Return as many scopes: départements and networks in turn, each reader its own."""
    with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as connection:
        places = [
            f"territoire={code}" for (code,) in connection.execute(
                "SELECT code FROM territory WHERE code LIKE 'DEP-%' ORDER BY population DESC")
        ]  # fmt: skip
        networks = [
            f"reseau={code}"
            for (code,) in connection.execute("SELECT code FROM network ORDER BY code")
        ]
    both = [each for pair in zip(places, cycle(networks), strict=False) for each in pair]
    return list(islice(both, number))


def _bound(proxy: Proxy, crowd: Sequence[Visitor]) -> int:
    """Return how many readers are really served by the replica their cookie names."""
    named = Counter(visitor.replica for visitor in crowd)
    return sum(min(number, proxy.sessions(name)) for name, number in named.items())


# ------------------------------------------------------------------ scenes
@dataclass(frozen=True, slots=True)
class Stage:
    """What a scene acts on."""

    proxy: Proxy
    crowd: Sequence[Visitor]
    eye: Witness


def _played(name: str, act: Callable[[Stage], None], stage: Stage) -> Scene:
    before, known = stage.eye.look(), [len(visitor.returns) for visitor in stage.crowd]
    stage.eye.watch()
    act(stage)
    _wait_until_back(stage.crowd)
    time.sleep(SETTLING)
    lived = tuple(
        (visitor.query, each)
        for visitor, seen in zip(stage.crowd, known, strict=True)
        for each in visitor.returns[seen:]
    )
    return Scene(name, len(stage.crowd), lived, stage.eye.watched(), before, stage.eye.look())


def _crash(stage: Stage) -> None:
    """Kill the replica the browser is bound to, then start it again."""
    here = stage.eye.look().replica
    stage.proxy.replica(here).kill()
    time.sleep(AWAY)
    stage.proxy.replica(here).start()
    stage.proxy.wait_until_up(here)


def _rolling_restart(stage: Stage) -> None:
    """Follow the procedure of docs/deployment.md, one replica after the other."""
    for replica in stage.proxy.replicas:
        stage.proxy.set_state(replica.name, "maint")
        time.sleep(2)
        replica.stop()
        replica.start()
        stage.proxy.set_state(replica.name, "ready")
        stage.proxy.wait_until_up(replica.name)


def _blackout(stage: Stage) -> None:
    """Kill both; the reader follows a link while nothing answers; start both again."""
    for replica in stage.proxy.replicas:
        replica.kill()
    stage.eye.wait_for_notice()
    stage.eye.follow(THEN)
    time.sleep(AWAY)
    for replica in stage.proxy.replicas:
        replica.start()
    stage.eye.wait_for_title(THEN_TITLE)


def _wait_until_back(crowd: Sequence[Visitor]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and any(visitor.away for visitor in crowd):
        time.sleep(0.1)


CRASH = "Une réplique tuée"
ROLLING = "Redémarrage tour à tour"
BLACKOUT = "Les deux tuées, un lien suivi pendant la coupure"
SCENES = {CRASH: _crash, ROLLING: _rolling_restart, BLACKOUT: _blackout}


# ------------------------------------------------------------------ words
def told(scene: Scene) -> list[str]:
    """Return one line per cut: what each reader lived."""
    lines = [f"{scene.name} : {len(scene.lived)} coupures pour {scene.readers} lecteurs"]
    lines += [
        f"  {query:<22} {each.left} → {each.found}  {_seconds(each.seconds)}, "
        f"essais : {each.tries} ; périmètre {_same(each.same_title)}, "
        f"mêmes chiffres : {'oui' if each.same_figures else 'NON'}"
        for query, each in scene.lived
    ]
    said = " ; ".join(scene.witnessed.notices) or "rien"
    return [
        *lines,
        f"  Chromium : {_seconds(scene.witnessed.seconds)} sans connexion, dit : {said}",
    ]


def table(day: date, outcome: Outcome) -> str:
    """Return the results in Markdown."""
    machine = ", ".join(f"{name} : {value}" for name, value in description().items())
    heads = ["Épreuve", "Coupures", "Retour, médiane", "Retour, au plus", "Périmètre retrouvé",
             "Mêmes chiffres", "Chromium : sans connexion", "Chromium : dit"]  # fmt: skip
    lines = [
        f"Mesuré le {day.isoformat()} ({machine}), {outcome.readers} lecteurs sans navigateur "
        "et un Chromium, entrepôt de démonstration.", "",
        f"| {' | '.join(heads)} |", "|---|--:|--:|--:|--:|--:|--:|---|",
        *map(_row, outcome.scenes), "",
        f"Sur leur réplique : {outcome.bound} lecteurs sur {outcome.readers}. Pages lues : "
        f"{outcome.runs}, dont d'un autre périmètre ou d'autres chiffres : {outcome.strays}. "
        f"Lecteurs perdus : {len(outcome.failures)}.",
    ]  # fmt: skip
    return "\n".join(lines)


def _row(scene: Scene) -> str:
    lived = [each for _, each in scene.lived]
    seconds = [each.seconds for each in lived]
    cells = [
        scene.name,
        str(len(lived)),
        _seconds(statistics.median(seconds)) if seconds else "–",
        _seconds(max(seconds)) if seconds else "–",
        f"{sum(each.same_title for each in lived)} / {len(lived)}",
        f"{sum(each.same_figures for each in lived)} / {len(lived)}",
        _seconds(scene.witnessed.seconds),
        " ".join(scene.witnessed.notices) or "rien",
    ]
    return f"| {' | '.join(cells)} |"


def _seconds(value: float) -> str:
    return f"{value:.1f} s".replace(".", ",")


def _same(held: bool) -> str:
    return "retrouvé" if held else "PERDU"


if __name__ == "__main__":
    main()
