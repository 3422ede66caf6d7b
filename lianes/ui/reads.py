"""Cached reads: keyed by the store's version, the scope and the audience, bounded in number."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from typing import Any

from lianes.domain.catalogue import Catalogue, load_catalogue
from lianes.domain.programme import Programmes
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.errors import LianesError
from lianes.metrics.masking import Audience
from lianes.reading.coverage import Coverage, coverage
from lianes.reading.desk import Desk
from lianes.reading.mapping import Mapped, mapped
from lianes.reading.method import Method
from lianes.reading.method import method as read_method
from lianes.reading.multiples import Multiple, multiples
from lianes.reading.network_list import Curves, Line, Networks, curves
from lianes.reading.network_list import networks as read_networks
from lianes.reading.network_sheet import NetworkSheet
from lianes.reading.network_sheet import network_sheet as read_network_sheet
from lianes.reading.overview import Overview, overview
from lianes.reading.pathway import Pathway
from lianes.reading.pathway import pathway as read_pathway
from lianes.reading.programmes import programmes as read_programmes
from lianes.reading.senior_care import SeniorCare
from lianes.reading.senior_care import senior_care as read_senior_care
from lianes.reading.subject import Subject, find_subject
from lianes.store.connection import reading, store_path, store_version
from lianes.store.facts_reader import FactsReader
from lianes.store.network_sheet_reader import NetworkSheetReader
from lianes.store.reader import Reader, StoreMeta
from lianes.ui.address import Address, read_address

CATALOGUE = Path(__file__).parents[2] / "data" / "reference" / "indicators.toml"
Version = tuple[int, int]


@lru_cache(maxsize=4)
def _catalogue(path: Path, changed: int) -> Catalogue:  # noqa: ARG001 - keys the cache
    return load_catalogue(path)


def catalogue() -> Catalogue:
    """Return the catalogue, read again when its file changes."""
    return _catalogue(CATALOGUE, CATALOGUE.stat().st_mtime_ns)


@contextmanager
def open_desk(path: Path, audience: Audience) -> Iterator[Desk]:
    """Open the store for one reading; raises StoreError."""
    with reading(path) as connection:
        reader = Reader(connection)
        yield Desk(reader, catalogue(), audience, reader.meta())


@lru_cache(maxsize=8)
def _meta(path: Path, version: Version) -> StoreMeta:  # noqa: ARG001
    with reading(path) as connection:
        return Reader(connection).meta()


def meta() -> StoreMeta:
    """Return what the store says of itself."""
    path = store_path()
    return _meta(path, store_version(path))


@lru_cache(maxsize=8)
def _public_labels(path: Path, version: Version) -> dict[str, str]:  # noqa: ARG001
    with reading(path) as connection:
        return Reader(connection).public_labels()


def public_labels() -> dict[str, str]:
    """Return the French label of each public."""
    path = store_path()
    return _public_labels(path, store_version(path))


@lru_cache(maxsize=256)
def _subject(path: Path, version: Version, scope: Scope) -> Subject:  # noqa: ARG001
    with reading(path) as connection:
        return find_subject(Reader(connection), scope)


def subject(scope: Scope) -> Subject:
    """Return what a scope names."""
    path = store_path()
    return _subject(path, store_version(path), scope)


@lru_cache(maxsize=128)
def _overview(path: Path, version: Version, scope: Scope, audience: Audience) -> Overview:
    with open_desk(path, audience) as desk:
        return overview(desk, scope, _coverage(path, version))


@lru_cache(maxsize=128)
def _multiples(
    path: Path, version: Version, scope: Scope, audience: Audience, rank: int
) -> tuple[Multiple, ...]:
    with open_desk(path, audience) as desk:
        return multiples(desk, scope, _overview(path, version, scope, audience).networks, rank)


def multiples_of(scope: Scope, audience: Audience, rank: int) -> tuple[Multiple, ...]:
    """Return a page of the small charts of the networks of a scope."""
    path = store_path()
    return _multiples(path, store_version(path), scope, audience, rank)


@lru_cache(maxsize=2)
def _coverage(path: Path, version: Version) -> Coverage | None:  # noqa: ARG001
    """Return the estimated coverage of the country: the same for every scope and audience."""
    with open_desk(path, Audience.INTERNE) as desk:
        return coverage(desk)


def covered() -> Coverage | None:
    """Return the estimated coverage of the country."""
    path = store_path()
    return _coverage(path, store_version(path))


def warm() -> None:
    """Read what the first reader would otherwise wait for; nothing when there is no store."""
    with suppress(LianesError):
        covered()


def overview_of(scope: Scope, audience: Audience) -> Overview:
    """Return the overview of a scope as an audience may see it."""
    path = store_path()
    return _overview(path, store_version(path), scope, audience)


@lru_cache(maxsize=128)
def _mapped(
    path: Path,
    version: Version,  # noqa: ARG001
    scope: Scope,
    audience: Audience,
    indicator: str,
    level: Level,
) -> Mapped:
    with open_desk(path, audience) as desk:
        found = desk.catalogue.indicators[indicator]
        networks = desk.reader.networks(find_subject(desk.reader, scope).entities)
        return mapped(desk, found, level, networks, scope.period, scope.public)


def mapped_of(scope: Scope, audience: Audience, indicator: str, level: Level) -> Mapped:
    """Return an indicator over the territories of a level inside a scope."""
    path = store_path()
    return _mapped(path, store_version(path), scope, audience, indicator, level)


@lru_cache(maxsize=4)
def _networks_index(path: Path, version: Version) -> tuple[str, bytes]:  # noqa: ARG001
    with reading(path) as connection:
        reader = Reader(connection)
        networks = reader.networks()
        places = {
            t.code: t.name for t in reader.territories({c for n in networks for c in n.parents})
        }
    rows: list[list[Any]] = [
        [n.code, n.name, n.seat_name, next((places[c] for c in n.parents if c[:3] == "DEP"), "")]
        for n in networks
    ]
    content = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
    name = f"networks-{hashlib.sha256(content).hexdigest()[:12]}.json"
    return name, gzip.compress(content, mtime=0)


def networks_index() -> tuple[str, bytes]:
    """Return the hashed name and the gzipped list of networks that the search field reads."""
    path = store_path()
    return _networks_index(path, store_version(path))


def read_address_of(parameters: Mapping[str, str], configured: Audience) -> Address:
    """Return what the URL asks for; raises StoreError."""
    path = store_path()
    return _address(path, store_version(path), tuple(sorted(parameters.items())), configured)


@lru_cache(maxsize=512)
def _address(
    path: Path,
    version: Version,  # noqa: ARG001
    parameters: tuple[tuple[str, str], ...],
    configured: Audience,
) -> Address:
    with reading(path) as connection:
        reader = Reader(connection)
        return read_address(dict(parameters), reader, reader.meta(), configured)


@lru_cache(maxsize=4)
def _programmes(path: Path, version: Version) -> Programmes:  # noqa: ARG001
    with reading(path) as connection:
        return read_programmes(FactsReader(connection))


def programmes() -> Programmes:
    """Return the published facts of the programmes."""
    path = store_path()
    return _programmes(path, store_version(path))


@lru_cache(maxsize=4)
def _method(path: Path, version: Version, changed: int) -> Method:  # noqa: ARG001
    with reading(path) as connection:
        return read_method(FactsReader(connection), catalogue())


def method() -> Method:
    """Return the definitions of the catalogue and the sources of the store."""
    path = store_path()
    return _method(path, store_version(path), CATALOGUE.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _networks(path: Path, version: Version, scope: Scope, audience: Audience) -> Networks:  # noqa: ARG001
    with open_desk(path, audience) as desk:
        return read_networks(desk, scope)


@lru_cache(maxsize=64)
def _network_curves(
    path: Path, version: Version, scope: Scope, audience: Audience, codes: tuple[str, ...]
) -> Curves:
    known = {line.network.code: line for line in _networks(path, version, scope, audience).lines}
    with open_desk(path, audience) as desk:
        return curves(desk, scope, [known[code] for code in codes])


def network_curves_of(scope: Scope, audience: Audience, lines: Sequence[Line]) -> Curves:
    """Return the volume of some networks of the list, month by month."""
    path, codes = store_path(), tuple(line.network.code for line in lines)
    return _network_curves(path, store_version(path), scope, audience, codes)


def networks_of(scope: Scope, audience: Audience) -> Networks:
    """Return the list of networks of a scope."""
    path = store_path()
    return _networks(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _pathway(path: Path, version: Version, scope: Scope, audience: Audience) -> Pathway:  # noqa: ARG001
    with open_desk(path, audience) as desk:
        return read_pathway(desk, scope)


def pathway_of(scope: Scope, audience: Audience) -> Pathway:
    """Return the pathway towards a job in a scope."""
    path = store_path()
    return _pathway(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _senior_care(path: Path, version: Version, scope: Scope, audience: Audience) -> SeniorCare:  # noqa: ARG001
    with open_desk(path, audience) as desk:
        return read_senior_care(desk, scope)


def senior_care_of(scope: Scope, audience: Audience) -> SeniorCare:
    """Return what is done for seniors and their dwellings in a scope."""
    path = store_path()
    return _senior_care(path, store_version(path), scope, audience)


@lru_cache(maxsize=64)
def _network_sheet(path: Path, version: Version, scope: Scope, audience: Audience) -> NetworkSheet:  # noqa: ARG001
    with reading(path) as connection:
        reader = NetworkSheetReader(connection)
        desk = Desk(reader, catalogue(), audience, reader.meta())
        return read_network_sheet(desk, reader, scope)


def network_sheet_of(scope: Scope, audience: Audience) -> NetworkSheet:
    """Return the sheet of the network of a scope."""
    path = store_path()
    return _network_sheet(path, store_version(path), scope, audience)
