"""The map of the overview: indicator and level as links, the component, legend and side list."""

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import HARD, capital, plural
from lianes.domain.month import Month, Period
from lianes.domain.network import Network, Stage
from lianes.domain.territory import Level
from lianes.maps.legend import legend_html
from lianes.maps.marks import MapArea, MapPlane, MapPoint, PointStatus
from lianes.maps.side_list import side_list_html
from lianes.maps.territory_map import territory_map
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.mapping import MAPPED_FORMS, Mapped
from lianes.reading.overview import Overview
from lianes.reading.subject import Subject
from lianes.ui import reads
from lianes.ui.address import Address
from lianes.ui.address import link as address_link
from lianes.ui.assets import asset_url, geometry_url, manifest
from lianes.ui.drawn import drawn_once
from lianes.ui.flow import columns, container, native
from lianes.ui.kit import block_head, menu, segments
from lianes.ui.map_sheet import sheet_of
from lianes.ui.markup import block, plain, tag
from lianes.ui.say import Teller, say_list

DEFAULT_INDICATOR = "jobs_per_10000_dwellings"
STATES = (State.MASKED, State.NOT_DEPLOYED, State.NOT_REPORTED)


def map_block(view: Overview, address: Address) -> None:
    """Show the map of an indicator inside the scope, with the ways to change it."""
    found = mapped_at(view.subject, address)
    indicator, level = found.indicator, found.level
    indicators = _indicators(address, level)
    plain(block_head(indicator.question, _reading(found)))
    block(_tools(view.subject, indicator, indicators, level, address), key="map_tools")
    with container("map_verdict" if found.compares else "map_sequence"):
        drawing, key = columns([3.3, 1])
        with drawing, native():
            _draw(view, found)
        with key:
            plain(_legend(found))
        block(_side_list(view, found), key="map_list")


def mapped_at(subject: Subject, address: Address) -> Mapped:
    """Return what the map of a subject shows at an address."""
    level = _level(subject, address)
    known = tuple(_indicators(address, level))
    indicator = address.parameter("indicateur", known, known[0])
    return reads.mapped_of(address.scope, address.audience, indicator, level)


def _level(subject: Subject, address: Address) -> Level:
    levels = _levels(subject, address.audience)
    prefixes = tuple(level.prefix for level in levels)
    default = prefixes[1] if subject.is_national else prefixes[0]
    asked = address.parameter("niveau", prefixes, default)
    return levels[prefixes.index(asked)]


def _levels(subject: Subject, audience: Audience) -> tuple[Level, ...]:
    """Return the levels on offer; outside, none below the département is released."""
    levels = subject.map_levels
    if audience is Audience.EXTERNE:
        return tuple(level for level in levels if level <= Level.DEPARTEMENT) or levels[:1]
    return levels


def _indicators(address: Address, level: Level) -> dict[str, Indicator]:
    """Return what can be mapped at this level for this public, the default first."""
    catalogue = reads.catalogue()
    found = {
        i.id: i
        for i in catalogue.indicators.values()
        if i.form in MAPPED_FORMS and address.scope.public in catalogue.publics_of(i)
    }
    if level > Level.DEPARTEMENT:  # context is not published below, nor do 20 people follow
        found = {key: i for key, i in found.items() if i.form not in (Form.PER, Form.RETENTION)}
    first = found.get(DEFAULT_INDICATOR)
    return ({first.id: first} if first else {}) | found


def _reading(found: Mapped) -> str:
    where = f"par {found.level.label}"
    if found.compares:
        return (
            f"{found.indicator.label}, {where} · couleur seulement si l'écart au reste du "
            f"programme dépasse le hasard (99,8{HARD}%) · cliquer pour ouvrir"
        )
    return f"{found.indicator.label}, {where} du siège des LIANES · cliquer pour ouvrir"


def _tools(
    subject: Subject,
    indicator: Indicator,
    indicators: dict[str, Indicator],
    level: Level,
    address: Address,
) -> str:
    choices = [
        (i.label, address_link(indicateur=i.id), i.id == indicator.id) for i in indicators.values()
    ]
    levels = [
        (capital(option.plural), address_link(niveau=option.prefix),
         option is level)
        for option in _levels(subject, address.audience)
    ]  # fmt: skip
    chosen = menu("Indicateur", indicator.label, choices, name="indicateur", slim=True)
    return tag("div", chosen + segments("Maille", levels), class_="map-tools")


def _draw(view: Overview, found: Mapped) -> None:
    subject = view.subject
    sheet = sheet_of(subject, found.level, view.covered)
    territory_map(
        key="map",
        geometry_url=geometry_url(sheet.layer),
        module_url=asset_url("map.js"),
        frames=MapPlane.from_manifest(manifest()),
        areas=_areas(found),
        points=[_point(network, view.scope.period.end) for network in view.networks],
        focus=sheet.focus,
        context_url=geometry_url(sheet.context) if sheet.context else None,
        title=f"{found.indicator.label} par {found.level.label}, {subject.label}",
        description=_description(found),
        default_state=State.NOT_DEPLOYED,
        climb=f"?territoire={subject.parents[-1].code}" if subject.parents else None,
    )


def _areas(found: Mapped) -> list[MapArea]:
    return [
        MapArea(area.territory.code, area.shade, area.estimate.figure.state, area.label)
        for area in found.areas
    ]


def _description(found: Mapped) -> str:
    measured = sum(area.estimate.is_measured for area in found.areas)
    return (
        f"{plural(measured, 'territoire')} mesurés sur {number_of(found)}. "
        "La liste sous la carte dit les mêmes valeurs."
    )


def number_of(found: Mapped) -> str:
    """Return how many territories of the level have a network."""
    return plural(len(found.areas), "territoire déployé", "territoires déployés")


def _point(network: Network, last: Month) -> MapPoint:
    label = f"siège{HARD}: {network.seat_name} · {network.stage.label}"
    return MapPoint(network.code, network.name, network.x, network.y, _status(network, last), label)


def _status(network: Network, last: Month) -> PointStatus:
    if network.stage is Stage.CLOSED:
        return "closed"
    return "active" if network.is_active(last.last_day) else "preparing"


def _legend(found: Mapped) -> str:
    return legend_html(
        found.class_words,
        states=STATES,
        points=True,
        title=found.indicator.label,
        statuses=("active", "preparing", "closed"),
    )


def _side_list(view: Overview, found: Mapped) -> str:
    names = {area.territory.code: area.territory.label for area in found.areas}
    points = [_point(network, view.scope.period.end) for network in view.networks]
    return side_list_html(_areas(found), names=names, points=points) + _told(
        found, view.scope.period
    )


@drawn_once
def _told(found: Mapped, period: Period) -> str:
    """Return what may be said of each territory of the map."""
    teller = Teller("", period, reads.meta())
    told = [
        (area.territory.label, teller.of(area.territory.label).rate(area.estimate)[1])
        for area in found.areas
    ]
    return say_list(told, f"{found.indicator.label}, par {found.level.label}")
