"""Measure the dashboard on this machine, print the figures, keep them in docs/performance.md."""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser

from benchmarks.browsing import Visit, change_seconds, chromium, first_visit
from benchmarks.crowd import Crowd, met
from benchmarks.frames import Rate, rates
from benchmarks.machine import description
from benchmarks.pages import Change, PageCost, StoreCost, measured_pages, p95
from benchmarks.report import Goal, Table, goals_table, keep
from benchmarks.serving import build_store, serving
from benchmarks.walks import TITLES

DEMONSTRATION, LARGE = "démonstration", "1 000 réseaux × 60 mois"
LARGE_OPTIONS = ("--networks", "1000", "--months", "60")
EACH = 6
"""Régions, départements and networks of a walk over a page."""
CROWDS = (80, 160, 240)
CROWD_SECONDS = 25
PATIENCE_MS = 500


@dataclass(frozen=True, slots=True)
class Measured:
    """Everything measured on one store."""

    name: str
    build_seconds: float
    size_mb: float
    cost: StoreCost
    visits: tuple[Visit, ...]
    change_seconds: float
    crowds: tuple[Crowd, ...]

    @property
    def national(self) -> PageCost:
        return self.cost.pages[0]

    @property
    def held(self) -> int:
        """The largest crowd that waits less than half a second, 19 times in 20."""
        return max((c.users for c in self.crowds if _waits(c) < PATIENCE_MS), default=0)


def main() -> None:
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # a server starts with its modules compiled
    asked = _arguments()
    machine = description()
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        small = Path(folder) / "demonstration.db"
        stores = [(DEMONSTRATION, small, _built(small))]
        if not asked.demonstration:
            large = asked.large or Path(folder) / "large.db"
            seconds = 0.0 if asked.large else _built(large, *LARGE_OPTIONS)
            stores.append((LARGE, large, seconds))
        found = [_measured(browser, *store) for store in stores]
        moving = rates(browser, small)
    print(keep(date.today(), machine, tables(found, moving)))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--large", type=Path, help="a store of 1 000 networks already built")
    parser.add_argument("--demonstration", action="store_true", help="leave the large store out")
    return parser.parse_args()


def _built(path: Path, *options: str) -> float:
    began = time.monotonic()
    build_store(path, "demo", *options)
    return time.monotonic() - began


def _measured(browser: Browser, name: str, store: Path, build_seconds: float) -> Measured:
    cost = measured_pages(store, EACH)
    first_visit(browser, store)
    visits = tuple(first_visit(browser, store) for _ in range(3))
    changes = change_seconds(browser, store)
    return Measured(
        name, build_seconds, store.stat().st_size / 1e6, cost, visits, changes, _crowds(store)
    )


def _crowds(store: Path) -> tuple[Crowd, ...]:
    """Let larger and larger crowds in until one waits too long."""
    found: list[Crowd] = []
    with serving(store) as server:
        for users in CROWDS:
            found.append(met(server.address, store, users, CROWD_SECONDS))
            if found[-1].failures or _waits(found[-1]) >= PATIENCE_MS:
                break
    return tuple(found)


def _waits(crowd: Crowd) -> float:
    return 1000 * p95(crowd.seconds)


# ------------------------------------------------------------------ tables
def tables(found: Sequence[Measured], moving: Sequence[Rate]) -> list[Table]:
    """Return what the document shows."""
    return [
        goals_table([*_goals(found[0], 30), *(g for m in found[1:] for g in _goals(m, 60)),
                     *_browser_goals(found[0], moving)]),
        _stores(found),
        *(_pages(m) for m in found),
        _crowd_table(found),
        _motion_table(moving),
    ]  # fmt: skip


def _goals(found: Measured, limit: float) -> list[Goal]:
    both = [*found.national.first, *found.national.again]
    name = f"Vue nationale et ses périmètres, processeur médian, {found.name}"
    return [
        Goal(f"{name} : première lecture", _cpu(found.national.first), "ms", limit),
        Goal(f"{name} : relecture", _cpu(found.national.again), "ms", limit),
        Goal(f"Vue nationale, messages, médiane, {found.name}",
             statistics.median(c.message_bytes for c in both) / 1000, "Ko", 40),
        Goal(f"Lecteurs servis en moins de 0,5 s (95 %), {found.name}", found.held, "lecteurs", 80,
             least=True),
    ]  # fmt: skip


def _browser_goals(found: Measured, moving: Sequence[Rate]) -> list[Goal]:
    first = found.visits[-1]
    return [
        Goal("Première visite, hors fichiers de Streamlit",
             (first.file_bytes + first.socket_bytes) / 1000, "Ko", 250),
        Goal("Du lancement du serveur à la page HTML",
             statistics.median(v.html_seconds for v in found.visits), "s", 2),
        Goal("Du lancement du serveur à la page peinte",
             statistics.median(v.painted_seconds for v in found.visits), "s", 4),
        *(Goal(f"Carte, {rate.view}, {rate.gesture}", rate.per_second, "images/s", 50, least=True)
          for rate in moving),
    ]  # fmt: skip


def _motion_table(moving: Sequence[Rate]) -> Table:
    heads = ("Carte", "geste", "images/s", "95e entre deux images, ms", "manquées",
             "processeur par image, ms", "tâches > 50 ms", "attente avant, ms")  # fmt: skip
    rows = tuple(
        (r.view, r.gesture, r.per_second, r.late_ms, r.dropped, r.work_ms, r.long_tasks, r.wait_ms)
        for r in moving
    )
    return Table("La carte, image par image", heads, rows)


def _stores(found: Sequence[Measured]) -> Table:
    rows: list[tuple[str | float, ...]] = [
        ("Construction", *(f"{m.build_seconds:.0f} s" for m in found)),
        ("Taille de l'entrepôt, Mo", *(m.size_mb for m in found)),
        ("Mémoire du serveur après toutes les pages, Mo", *(m.cost.memory for m in found)),
        ("Mémoire d'un onglet de plus, Mo", *(round(m.cost.session_memory, 2) for m in found)),
        ("Du clic à la page suivante dans Chromium, ms", *(1000 * m.change_seconds for m in found)),
        ("Lecteurs servis en moins de 0,5 s (95 %)", *(m.held for m in found)),
    ]
    return Table("Par entrepôt", ("Mesure", *(m.name for m in found)), tuple(rows))


def _pages(found: Measured) -> Table:
    rows = tuple(
        (
            TITLES[page.page], *_spent(page.first), *_spent(page.again),
            statistics.median(c.message_bytes for c in page.first) / 1000,
            max(c.message_bytes for c in page.first) / 1000,
            statistics.median(c.wire_bytes for c in page.first) / 1000,
        )
        for page in found.cost.pages
    )  # fmt: skip
    headings = ("Page", "1re lecture, ms", "95e", "relecture, ms", "95e", "messages, Ko",
                "au plus", "réseau, Ko")  # fmt: skip
    return Table(f"Par page, {found.name} : processeur et octets d'un changement", headings, rows)


def _crowd_table(found: Sequence[Measured]) -> Table:
    rows = tuple(
        (m.name, c.users, len(c.seconds), 1000 * statistics.median(c.seconds), _waits(c),
         c.failures)
        for m in found
        for c in m.crowds
    )  # fmt: skip
    headings = ("Entrepôt", "lecteurs", "réponses", "médiane, ms", "95e centile, ms", "échecs")
    return Table("Une salle pleine : un changement toutes les 5 s par lecteur", headings, rows)


def _cpu(changes: Sequence[Change]) -> float:
    return statistics.median(change.processor_ms for change in changes)


def _spent(changes: Sequence[Change]) -> tuple[float, float]:
    return _cpu(changes), p95([change.processor_ms for change in changes])


if __name__ == "__main__":
    main()
