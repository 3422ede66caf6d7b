"""Cached reads: keyed by the store's version, the scope and the audience, bounded in number."""

import gzip
import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from lianes.domain.catalogue import Catalogue, load_catalogue
from lianes.domain.programme import Programmes
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
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
from lianes.store.connection import reading
from lianes.store.facts_reader import FactsReader
from lianes.store.network_sheet_reader import NetworkSheetReader
from lianes.store.reader import Reader, StoreMeta
from lianes.ui.address import Address, read_address
from lianes.ui.kept import CATALOGUE, kept


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
        yield desk_of(Reader(connection), audience)


def desk_of(reader: Reader, audience: Audience) -> Desk:
    """Return a desk that shares the cohorts of the whole programme with the store's others."""
    return Desk(reader, catalogue(), audience, reader.meta(), _country())


@kept(2)
def _country(_path: Path) -> dict[Any, Any]:
    return {}


@kept(8)
def meta(path: Path) -> StoreMeta:
    """Return what the store says of itself."""
    with reading(path) as connection:
        return Reader(connection).meta()


@kept(8)
def public_labels(path: Path) -> dict[str, str]:
    """Return the French label of each public."""
    with reading(path) as connection:
        return Reader(connection).public_labels()


@kept(256)
def subject(path: Path, scope: Scope) -> Subject:
    """Return what a scope names."""
    with reading(path) as connection:
        return find_subject(Reader(connection), scope)


@kept(128)
def overview_of(path: Path, scope: Scope, audience: Audience) -> Overview:
    """Return the overview of a scope as an audience may see it."""
    with open_desk(path, audience) as desk:
        return overview(desk, scope, covered())


@kept(128)
def multiples_of(path: Path, scope: Scope, audience: Audience, rank: int) -> tuple[Multiple, ...]:
    """Return a page of the small charts of the networks of a scope."""
    with open_desk(path, audience) as desk:
        return multiples(desk, scope, overview_of(scope, audience).networks, rank)


@kept(2)
def covered(path: Path) -> Coverage | None:
    """Return the estimated coverage of the country: the same for every scope and audience."""
    with open_desk(path, Audience.INTERNE) as desk:
        return coverage(desk)


@kept(128)
def mapped_of(path: Path, scope: Scope, audience: Audience, indicator: str, level: Level) -> Mapped:
    """Return an indicator over the territories of a level inside a scope."""
    with open_desk(path, audience) as desk:
        found = desk.catalogue.indicators[indicator]
        networks = desk.reader.networks(find_subject(desk.reader, scope).entities)
        return mapped(desk, found, level, networks, scope.period, scope.public)


@kept(4)
def networks_index(path: Path) -> tuple[str, bytes]:
    """Return the hashed name and the gzipped list of networks that the search field reads."""
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


def read_address_of(parameters: Mapping[str, str], configured: Audience) -> Address:
    """Return what the URL asks for; raises StoreError."""
    return _address(tuple(sorted(parameters.items())), configured)


@kept(512)
def _address(path: Path, parameters: tuple[tuple[str, str], ...], configured: Audience) -> Address:
    with reading(path) as connection:
        reader = Reader(connection)
        return read_address(dict(parameters), reader, reader.meta(), configured)


@kept(4)
def programmes(path: Path) -> Programmes:
    """Return the published facts of the programmes."""
    with reading(path) as connection:
        return read_programmes(FactsReader(connection))


@kept(4)
def method(path: Path) -> Method:
    """Return the definitions of the catalogue and the sources of the store."""
    with reading(path) as connection:
        return read_method(FactsReader(connection), catalogue())


@kept(64)
def networks_of(path: Path, scope: Scope, audience: Audience) -> Networks:
    """Return the list of networks of a scope."""
    with open_desk(path, audience) as desk:
        return read_networks(desk, scope)


@kept(64)
def _network_curves(path: Path, scope: Scope, audience: Audience, codes: tuple[str, ...]) -> Curves:
    lines = {line.network.code: line for line in networks_of(scope, audience).lines}
    with open_desk(path, audience) as desk:
        return curves(desk, scope, [lines[code] for code in codes])


def network_curves_of(scope: Scope, audience: Audience, lines: Sequence[Line]) -> Curves:
    """Return the volume of some networks of the list, month by month."""
    return _network_curves(scope, audience, tuple(line.network.code for line in lines))


@kept(64)
def pathway_of(path: Path, scope: Scope, audience: Audience) -> Pathway:
    """Return the pathway towards a job in a scope."""
    with open_desk(path, audience) as desk:
        return read_pathway(desk, scope)


@kept(64)
def senior_care_of(path: Path, scope: Scope, audience: Audience) -> SeniorCare:
    """Return what is done for seniors and their dwellings in a scope."""
    with open_desk(path, audience) as desk:
        return read_senior_care(desk, scope)


@kept(64)
def network_sheet_of(path: Path, scope: Scope, audience: Audience) -> NetworkSheet:
    """Return the sheet of the network of a scope."""
    with reading(path) as connection:
        reader = NetworkSheetReader(connection)
        return read_network_sheet(desk_of(reader, audience), reader, scope)
