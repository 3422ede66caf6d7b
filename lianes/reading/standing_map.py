"""The map of the indicators that no network reports: states of networks, money, coverage."""

from collections.abc import Mapping, Sequence

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Period
from lianes.domain.network import Network
from lianes.domain.territory import Level, Territory
from lianes.reading.coordination import by_group
from lianes.reading.coverage import Coverage
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import Area, Mapped, class_breaks, class_words, describe
from lianes.reading.subject import Subject
from lianes.store.territory_reader import TerritoryReader

QUARTERS = (25.0, 50.0, 75.0, 100.0)
"""Bounds in percent: a share of two or three networks has few values, its quarters are plain."""


def networks_mapped(desk: Desk, indicator: Indicator, level: Level, period: Period) -> Mapped:
    """Read a share of networks or of money for every territory of a level with a network."""
    inside = _by_place(desk.reader.networks())
    places = [t for t in desk.reader.territories(sorted(inside)) if t.level is level]
    groups = [inside[place.code] for place in places]
    estimates = by_group(desk, indicator, groups, period, national=False)
    return _areas(indicator, level, places, estimates, QUARTERS)


def _by_place(networks: Sequence[Network]) -> Mapping[str, list[Network]]:
    found: dict[str, list[Network]] = {}
    for network in networks:
        for code in (*network.parents, network.seat):
            found.setdefault(code, []).append(network)
    return found


def coverage_mapped(
    reader: TerritoryReader, subject: Subject, reach: Coverage, level: Level
) -> Mapped:
    """Read the estimated coverage of every territory of a level that a map of the subject shows."""
    places = _places(reader, subject, level)
    estimates = [reach.of([(place.level, place.id)]) for place in places]
    values = [found.figure.value for found in estimates if found.figure.value is not None]
    return _areas(reach.indicator, level, places, estimates, class_breaks(values))


def _places(reader: TerritoryReader, subject: Subject, level: Level) -> Sequence[Territory]:
    """Return the country down to the département, and below the régions of the subject."""
    if level is not Level.EPCI:
        return reader.of_level(level)
    known = (*subject.parents, *subject.territories)
    around = [t for t in known if t.level is Level.REGION] or subject.territories
    below = [child for place in around for child in reader.children(place, level)]
    found = {place.code: place for place in (*below, *reaching(reader, around, level))}
    return tuple(found.values())


def reaching(
    reader: TerritoryReader, around: Sequence[Territory], level: Level
) -> Sequence[Territory]:
    """Return the EPCI that belong elsewhere and reach into some territories: drawn there too."""
    parts = {child.code for place in around for child in reader.children(place, Level.DEPARTEMENT)}
    return reader.reaching(level, parts)


def _areas(
    indicator: Indicator,
    level: Level,
    places: Sequence[Territory],
    estimates: Sequence[Estimate],
    breaks: tuple[float, ...],
) -> Mapped:
    areas = tuple(
        Area(place, found, _shade(found, breaks), describe(found))
        for place, found in zip(places, estimates, strict=True)
    )
    return Mapped(indicator, level, areas, breaks, class_words(breaks, indicator), compares=False)


def _shade(found: Estimate, breaks: Sequence[float]) -> int | None:
    value = found.figure.value
    return None if value is None else sum(value >= bound for bound in breaks)


def standing_mapped(
    desk: Desk,
    reader: TerritoryReader,
    subject: Subject,
    indicator: Indicator,
    level: Level,
    period: Period,
    reach: Coverage | None,
) -> Mapped:
    """Read an indicator that no network reports over a level; empty without its estimate."""
    if indicator.form is not Form.COVERAGE:
        return networks_mapped(desk, indicator, level, period)
    if reach is None:
        return _areas(indicator, level, (), (), ())
    return coverage_mapped(reader, subject, reach, level)
