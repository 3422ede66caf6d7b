"""Cached reads of the pages of actors: keyed by the store's version, the scope, the audience."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.bonds import Engaged
from lianes.reading.bonds import engaged as read_engaged
from lianes.reading.conventions import Agreements
from lianes.reading.conventions import conventions as read_agreements
from lianes.reading.desk import Desk
from lianes.reading.directory import Directory
from lianes.reading.directory import directory as read_directory
from lianes.reading.subject import find_subject
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import reading, store_path, store_version
from lianes.ui.reads import Version, catalogue


@contextmanager
def open_actors(path: Path, audience: Audience) -> Iterator[tuple[Desk, ActorReader]]:
    """Open the store for a reading of partners, money, solutions, projects or lessons."""
    with reading(path) as connection:
        reader = ActorReader(connection)
        yield Desk(reader, catalogue(), audience, reader.meta()), reader


@lru_cache(maxsize=64)
def _directory(path: Path, version: Version, scope: Scope, audience: Audience) -> Directory:  # noqa: ARG001
    with open_actors(path, audience) as (desk, reader):
        return read_directory(desk, reader, find_subject(reader, scope))


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
def _agreements(path: Path, version: Version, scope: Scope) -> Agreements:  # noqa: ARG001
    with open_actors(path, Audience.INTERNE) as (desk, reader):
        return read_agreements(reader, find_subject(reader, scope), desk.meta.as_of)


def agreements_of(scope: Scope) -> Agreements:
    """Return the conventions of a scope; nothing in them depends on the audience."""
    path = store_path()
    return _agreements(path, store_version(path), scope)
