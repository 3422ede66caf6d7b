"""What the deposit page asks of the store: files examined, rehearsed, templates, journal."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from lianes.domain.catalogue import Catalogue, Form
from lianes.domain.french import with_unit
from lianes.domain.month import Month
from lianes.domain.scope import Scope
from lianes.domain.secrecy import guarded_inside
from lianes.domain.territory import Level
from lianes.intake import deposit
from lianes.intake.deposit import Examined, Parcel
from lianes.intake.fields import Form as DepositForm
from lianes.intake.template import template
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.estimates import counts_for, estimate
from lianes.store.connection import reading, store_path
from lianes.store.deposit_reader import DepositReader
from lianes.store.deposits import Applied, Slip
from lianes.store.edits import Change, What
from lianes.store.journal import EVERYTHING, Batch, Journal, Line, Wanted
from lianes.store.progress import Progress, part, silent
from lianes.store.reader import Entity, Reader
from lianes.store.undoing import Conflict, conflicts, undo
from lianes.store.writer import depositing
from lianes.ui.actor_reads import projects_of
from lianes.ui.address import ALL_PUBLICS, whole_period
from lianes.ui.kept import kept
from lianes.ui.reads import catalogue, open_desk

FRANCE: Entity = (Level.FRANCE, 1)
MOST_CHANGES = 300
"""Cells listed before they are applied; the journal of the batch then holds them all."""
MOST_NETWORKS = 8
"""Networks, and projects, whose headline is shown before and after."""


@dataclass(frozen=True, slots=True)
class Effect:
    """One headline figure of one place, before and after."""

    place: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Preview:
    """What a deposit would change: the first of `cells`, of `networks` and of `projects`."""

    counts: dict[What, int]
    changes: tuple[Change, ...]
    cells: int
    effects: tuple[Effect, ...]
    networks: int
    projects: int


def today() -> date:
    """Return the day in Paris."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


@dataclass(frozen=True, slots=True)
class _Teller:
    """Tells how far a reading is; all are alike, so that what was read once is not read again."""

    tell: Progress = field(default=silent, compare=False)


SILENT = _Teller()


@kept(2)
def _examined(path: Path, parcel: Parcel, day: date, teller: _Teller) -> Examined:
    return deposit.look(path, parcel, catalogue(), today=day, progress=teller.tell)


def examined(parcel: Parcel, progress: Progress = silent) -> Examined:
    """Return what a file says and what is wrong with it; raises DepositRefused."""
    return _examined(parcel, today(), _Teller(progress))


@kept(4)
def _preview(path: Path, parcel: Parcel, audience: Audience, day: date, teller: _Teller) -> Preview:
    found = _examined(parcel, day, SILENT)
    slip = deposit.slip_of(parcel, found, "aperçu", None)
    progress = part(teller.tell, 0.0, 0.9)
    with deposit.rehearsed(path, found.edits, slip, today=day, progress=progress) as (copy, done):
        return Preview(
            dict(done.counts), done.changes[:MOST_CHANGES], len(done.changes),
            _effects(path, copy, done, audience), len(done.networks), len(done.projects),
        )  # fmt: skip


def preview(parcel: Parcel, audience: Audience, progress: Progress = silent) -> Preview:
    """Return what would change; raises DepositRefused when it cannot be applied."""
    return _preview(parcel, audience, today(), _Teller(progress))


def _effects(path: Path, copy: Path, applied: Applied, audience: Audience) -> tuple[Effect, ...]:
    networks = sorted(applied.networks)[:MOST_NETWORKS]
    projects = sorted(applied.projects)[:MOST_NETWORKS]
    with open_desk(path, audience) as before, open_desk(copy, audience) as after:
        names = {network.id: network.name for network in after.reader.networks()}
        places = [("France", FRANCE), *((names[n], (Level.NETWORK, n)) for n in networks)]
        effects = _changed(before, after, places)
        of_projects = catalogue().projects
        if projects and of_projects is not None:
            known = _project_names(copy)
            places = [("France", FRANCE), *((known[p], (Level.PROJECT, p)) for p in projects)]
            old, new = (replace(desk, catalogue=of_projects) for desk in (before, after))
            effects += _changed(old, new, places)
    return effects


def _project_names(path: Path) -> dict[int, str]:
    with reading(path) as connection:
        return dict(DepositReader(connection).projects.values())


def _changed(before: Desk, after: Desk, places: Sequence[tuple[str, Entity]]) -> tuple[Effect, ...]:
    return tuple(
        Effect(name, label, old, new)
        for name, entity in places
        for (label, old), (_, new) in zip(
            _headline(before, [entity]), _headline(after, [entity]), strict=True
        )
        if old != new
    )


def _headline(desk: Desk, entities: Sequence[Entity]) -> list[tuple[str, str]]:
    period = whole_period(desk.meta)
    indicators = [i for i in desk.catalogue.indicators.values() if i.form in _COUNTED]
    counts = counts_for(desk, indicators, entities, period, ALL_PUBLICS)
    shown = []
    for indicator in indicators:
        found = estimate(desk, indicator, entities, period, ALL_PUBLICS, counts)
        figure, words = found.figure, found.reason or _STATES.get(found.figure.state, "")
        if figure.state is State.MEASURED and figure.value is not None:
            words = with_unit(
                figure.value,
                indicator.unit,
                1 if indicator.form is Form.RATIO else indicator.decimals,
            )
        shown.append((indicator.label, words))
    return shown


_COUNTED = (Form.COUNT, Form.RATIO, Form.MEAN)
_STATES = {
    State.MASKED: "masqué",
    State.NOT_REPORTED: "non renseigné",
    State.NOT_DEPLOYED: "pas encore déployé",
}


def apply(parcel: Parcel, author: str, note: str | None, progress: Progress) -> Applied:
    """Apply a file; raises DepositRefused, StoreLocked, StoreNotWritable."""
    return deposit.apply(
        store_path(), parcel, catalogue(), author=author, note=note, today=today(),
        progress=progress,
    )  # fmt: skip


# ------------------------------------------------------------------ templates
def last_ended_month() -> Month:
    """Return the month whose report is due next."""
    return Month.containing(today()) + -1


@kept(16)
def template_of(path: Path, form: DepositForm, subjects: tuple[str, ...], month: Month) -> bytes:
    """Return the workbook to fill for a form."""
    with reading(path) as connection:
        return template(connection, form, catalogue(), subjects=subjects, month=month)


# ------------------------------------------------------------------ journal
@kept(4)
def batches(path: Path) -> tuple[Batch, ...]:
    """Return every batch, the latest first."""
    with reading(path) as connection:
        return Journal(connection).batches()


def lines(wanted: Wanted = EVERYTHING, limit: int | None = None) -> tuple[Line, ...]:
    """Return the cells changed, the latest first; all of them unless there is a limit."""
    with reading(store_path()) as connection:
        return Journal(connection).lines(wanted, limit=limit)


def count_lines(wanted: Wanted) -> int:
    """Return how many cells changed."""
    with reading(store_path()) as connection:
        return Journal(connection).count(wanted)


def authors() -> tuple[str, ...]:
    """Return who deposited, once each."""
    with reading(store_path()) as connection:
        return Journal(connection).authors()


def disputed(batch: int) -> tuple[Conflict, ...]:
    """Return the rows of a batch that changed again since."""
    with reading(store_path()) as connection:
        return conflicts(connection, batch)


def undo_batch(batch: int, author: str, note: str | None, restore: frozenset[str]) -> Applied:
    """Undo a batch, bringing back the named rows even where they changed since."""
    slip = Slip(author, f"Annulation du lot {batch}", "annulation", note=note)
    with depositing(store_path(), author) as connection:
        return undo(connection, batch, slip, today=today(), restore=restore)


def is_masked(row_key: str, value: object, known: Catalogue) -> bool:
    """Whether a value of the journal is a month of what is read on the release grid only."""
    parts = row_key.split("/")
    guarded = len(parts) > 1 and parts[1] in guarded_inside(known.reported)
    return guarded and str(value).isdigit()


@kept(2)
def network_names(path: Path) -> dict[str, str]:
    """Return the names of networks by code."""
    with reading(path) as connection:
        return {network.code: network.name for network in Reader(connection).networks()}


@kept(16)
def names_of(path: Path, table: str) -> dict[str, str]:
    """Return what a cell that refers to a table may say, by id or code."""
    with reading(path) as connection:
        reader = DepositReader(connection)
        if table == "project":
            return {code: name for code, (_, name) in reader.projects.items()}
        return dict(reader.named(table))


def networks_within(entities: Sequence[Entity]) -> tuple[str, ...]:
    """Return the codes of the open networks of some places."""
    with reading(store_path()) as connection:
        found = Reader(connection).networks(entities)
    return tuple(n.code for n in found if n.opened_on is not None and n.closed_on is None)


def projects_within(scope: Scope) -> tuple[str, ...]:
    """Return the codes of the projects in service of a scope."""
    found = projects_of(scope, Audience.INTERNE).projects
    return tuple(project.code for project in found if project.is_open)
