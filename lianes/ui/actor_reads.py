"""Cached reads of the pages of actors: keyed by the store's version, the scope, the audience."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.masking import Audience
from lianes.reading.bonds import Engaged
from lianes.reading.bonds import engaged as read_engaged
from lianes.reading.conventions import Agreement, Agreements, every_agreement
from lianes.reading.conventions import conventions as read_agreements
from lianes.reading.desk import Desk
from lianes.reading.directory import Directory, Partner, every_partner
from lianes.reading.directory import directory as read_directory
from lianes.reading.funding import Funding, Line
from lianes.reading.funding import funding as read_funding
from lianes.reading.grants import Answer, Fund, answer, candidates
from lianes.reading.grants import funds as read_funds
from lianes.reading.lessons import Lessons
from lianes.reading.lessons import lessons as read_lessons
from lianes.reading.lessons import search as read_search
from lianes.reading.project_results import Results
from lianes.reading.project_results import results as read_results
from lianes.reading.projects import Project, Projects
from lianes.reading.projects import projects as read_projects
from lianes.reading.solutions import Solutions
from lianes.reading.solutions import solutions as read_solutions
from lianes.reading.spread import Around, Next, next_places
from lianes.reading.subject import Subject, find_subject
from lianes.reading.unit_costs import Cost, PerTenant
from lianes.reading.unit_costs import costs as read_costs
from lianes.reading.unit_costs import per_tenant as read_per_tenant
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import Version, reading, store_path, store_version
from lianes.store.territory_reader import TerritoryReader
from lianes.ui.reads import catalogue, desk_of


@contextmanager
def open_actors(path: Path, audience: Audience) -> Iterator[tuple[Desk, ActorReader]]:
    """Open the store for a reading of partners, money, solutions, projects or lessons."""
    with reading(path) as connection:
        reader = ActorReader(connection)
        yield desk_of(reader, audience), reader


# ------------------------------------------------------------------ the whole store, read once
@lru_cache(maxsize=2)
def _every_agreement(path: Path, version: Version) -> tuple[Agreement, ...]:  # noqa: ARG001
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return every_agreement(reader)


@lru_cache(maxsize=4)
def _every_partner(path: Path, version: Version, audience: Audience) -> tuple[Partner, ...]:
    with open_actors(path, audience) as (desk, reader):
        return every_partner(desk, reader, _every_agreement(path, version))


@lru_cache(maxsize=4)
def _around(path: Path, version: Version, audience: Audience) -> Around:
    with open_actors(path, audience) as (desk, reader):
        agreements = _every_agreement(path, version)
        return Around(desk, reader, agreements, _every_partner(path, version, audience))


# ------------------------------------------------------------------ partners and conventions
@lru_cache(maxsize=64)
def _directory(path: Path, version: Version, scope: Scope, audience: Audience) -> Directory:
    with open_actors(path, audience) as (_, reader):
        found = _every_partner(path, version, audience)
        return read_directory(reader, find_subject(reader, scope), found)


def directory_of(scope: Scope, audience: Audience) -> Directory:
    """Return the partners of a scope as an audience may see them."""
    path = store_path()
    return _directory(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _engaged(path: Path, version: Version, scope: Scope, audience: Audience) -> tuple[Engaged, ...]:
    with open_actors(path, audience) as (_, reader):
        return read_engaged(reader, _directory(path, version, scope, audience))


def engaged_of(scope: Scope, audience: Audience) -> tuple[Engaged, ...]:
    """Return how many landlords and employers act in each territory of a scope."""
    path = store_path()
    return _engaged(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _agreements(path: Path, version: Version, scope: Scope) -> Agreements:
    with open_actors(path, Audience.INTERNE) as (desk, reader):
        found = _every_agreement(path, version)
        return read_agreements(reader, find_subject(reader, scope), desk.meta.as_of, found)


def agreements_of(scope: Scope) -> Agreements:
    """Return the conventions of a scope; nothing in them depends on the audience."""
    path = store_path()
    return _agreements(path, store_version(path), scope)


# ------------------------------------------------------------------ money
@lru_cache(maxsize=64)
def _funding(path: Path, version: Version, scope: Scope, audience: Audience) -> Funding:  # noqa: ARG001
    with open_actors(path, audience) as (desk, reader):
        return read_funding(desk, reader, find_subject(reader, scope))


def funding_of(scope: Scope, audience: Audience) -> Funding:
    """Return the money of a scope as an audience may see it."""
    path = store_path()
    return _funding(path, store_version(path), scope, audience)


@lru_cache(maxsize=4)
def _funds(path: Path, version: Version) -> tuple[Fund, ...]:  # noqa: ARG001
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return read_funds(reader)


def funds() -> tuple[Fund, ...]:
    """Return the catalogue of funds with their rules."""
    path = store_path()
    return _funds(path, store_version(path))


Asks = dict[int, dict[str, Answer]]


@lru_cache(maxsize=64)
def _asks(path: Path, version: Version, scope: Scope, audience: Audience) -> Asks:
    with open_actors(path, audience) as (desk, _):
        found = candidates(desk, _funding(path, version, scope, audience).active)
    known = [fund.id for fund in _funds(path, version)]
    return {n: {fund: answer(fund, one) for fund in known} for n, one in found.items()}


def asks_of(scope: Scope, audience: Audience) -> Asks:
    """Return what the rule of each fund says of each active network of a scope."""
    path = store_path()
    return _asks(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _costs(path: Path, version: Version, scope: Scope, audience: Audience) -> tuple[Cost, ...]:
    with open_actors(path, audience) as (desk, _):
        return read_costs(desk, _funding(path, version, scope, audience), scope.period)


def costs_of(scope: Scope, audience: Audience) -> tuple[Cost, ...]:
    """Return the unit costs of a scope as an audience may see them."""
    path = store_path()
    return _costs(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _per_tenant(
    path: Path, version: Version, scope: Scope, audience: Audience, ids: frozenset[int]
) -> tuple[PerTenant, ...]:
    with reading(path) as connection:
        reader = TerritoryReader(connection)
        desk = desk_of(reader, audience)
        view = _funding(path, version, scope, audience)
        lines = [line for line in view.lines if line.id in ids]
        return read_per_tenant(desk, reader, view, lines, scope)


def per_tenant_of(
    scope: Scope, audience: Audience, lines: tuple[Line, ...]
) -> tuple[PerTenant, ...]:
    """Return the euros of some lines per target tenant, by département."""
    path, ids = store_path(), frozenset(line.id for line in lines)
    return _per_tenant(path, store_version(path), scope, audience, ids)


@lru_cache(maxsize=64)
def _places(path: Path, version: Version, codes: tuple[str, ...]) -> dict[str, Territory]:  # noqa: ARG001
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return {place.code: place for place in reader.territories(codes)}


def places_of(codes: tuple[str, ...]) -> dict[str, Territory]:
    """Return territories by code."""
    path = store_path()
    return _places(path, store_version(path), tuple(sorted(codes)))


# ------------------------------------------------------------------ lessons
@lru_cache(maxsize=64)
def _lessons(path: Path, version: Version, scope: Scope, audience: Audience) -> Lessons:
    with reading(path) as connection:
        reader = ActorReader(connection)
        desk = desk_of(reader, audience)
        found = _every_agreement(path, version)
        return read_lessons(desk, reader, TerritoryReader(connection), scope, found)


def lessons_of(scope: Scope, audience: Audience) -> Lessons:
    """Return what the networks of a scope learnt, and the events."""
    path = store_path()
    return _lessons(path, store_version(path), scope, audience)


@lru_cache(maxsize=128)
def _search(path: Path, version: Version, words: str) -> tuple[frozenset[int], frozenset[str]]:  # noqa: ARG001
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return read_search(reader, words)


def search(words: str) -> tuple[frozenset[int], frozenset[str]]:
    """Return the ids of the lessons and events that hold every word."""
    path = store_path()
    return _search(path, store_version(path), words)


# ------------------------------------------------------------------ solutions
@lru_cache(maxsize=64)
def _solutions(path: Path, version: Version, scope: Scope) -> Solutions:  # noqa: ARG001
    with open_actors(path, Audience.INTERNE) as (_, reader):
        return read_solutions(reader, find_subject(reader, scope))


def solutions_of(scope: Scope) -> Solutions:
    """Return the solutions and where they run; nothing in them depends on the audience."""
    path = store_path()
    return _solutions(path, store_version(path), scope)


@lru_cache(maxsize=64)
def _next_places(
    path: Path, version: Version, scope: Scope, audience: Audience, identifier: str
) -> tuple[Next, ...]:
    solution = _solutions(path, version, scope).solution(identifier)
    if solution is None:
        return ()
    around = _around(path, version, audience)
    with open_actors(path, audience) as (_, reader):
        return next_places(reader, find_subject(reader, scope), solution, around)


def next_places_of(scope: Scope, audience: Audience, identifier: str) -> tuple[Next, ...]:
    """Return where a solution could go next inside a scope."""
    path = store_path()
    return _next_places(path, store_version(path), scope, audience, identifier)


# ------------------------------------------------------------------ projects
@lru_cache(maxsize=64)
def _projects(path: Path, version: Version, scope: Scope, audience: Audience) -> Projects:  # noqa: ARG001
    with open_actors(path, audience) as (_, reader):
        return read_projects(reader, find_subject(reader, scope), audience)


def projects_of(scope: Scope, audience: Audience) -> Projects:
    """Return the projects of a scope as an audience may see them."""
    path = store_path()
    return _projects(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _results(
    path: Path, version: Version, scope: Scope, audience: Audience, found: tuple[Project, ...]
) -> Results | None:
    of_projects = catalogue().projects
    if of_projects is None:
        return None
    with open_actors(path, audience) as (desk, _):
        view = _projects(path, version, scope, audience)
        return read_results(replace(desk, catalogue=of_projects), view, found, scope.period)


def results_of(scope: Scope, audience: Audience, found: tuple[Project, ...]) -> Results | None:
    """Return what some projects of a scope report, None when none is in service."""
    path = store_path()
    return _results(path, store_version(path), scope, audience, found)


@lru_cache(maxsize=64)
def _inside(
    path: Path, version: Version, parents: tuple[Territory, ...], level: Level  # noqa: ARG001
) -> tuple[Territory, ...]:  # fmt: skip
    with open_actors(path, Audience.INTERNE) as (_, reader):
        found = [[p] if p.level is level else reader.children(p, level) for p in parents]
        return tuple(place for places in found for place in places)


def places_inside(subject: Subject, level: Level) -> tuple[Territory, ...]:
    """Return the territories of a level inside a subject, or the subject's own."""
    path = store_path()
    return _inside(path, store_version(path), subject.territories, level)
