"""The blocks of the map page: tools, map with its radii, mirrored list, file, small maps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from lianes.domain.french import HARD, capital, number, plural
from lianes.domain.month import Month, Period
from lianes.domain.network import Network, Stage
from lianes.domain.territory import Level
from lianes.maps.legend import legend_html
from lianes.maps.marks import (
    MapArea,
    MapPlane,
    MapPoint,
    PointStatus,
)
from lianes.maps.territory_map import territory_map
from lianes.metrics.figure import State
from lianes.reading.explorer import (
    Explorer,
    Layer,
    Spot,
    Theme,
    theme_levels,
)
from lianes.ui.address import Address
from lianes.ui.address import link as address_link
from lianes.ui.assets import asset_url, geometry_url, manifest
from lianes.ui.kit import choice, menu_of, segments
from lianes.ui.map_sheet import Sheet, sheet_of
from lianes.ui.markup import link, tag, text

DEFAULT_THEME = "jobs_started"
REACH_KM = 10
STATES = (State.MASKED, State.NOT_DEPLOYED, State.NOT_REPORTED)
Sort = Literal["nom", "volume"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks of the page: a theme, a level, an order, the communes drawn.

    `told` is the code of the territory whose figure the reader asks to say.
    """

    theme: Theme
    level: Level
    levels: tuple[Level, ...]
    sort: Sort
    ground: str | None
    period: Period
    told: str


def chosen(view: Explorer, address: Address) -> Choice:
    """Return the theme and the level asked for, or the nearest that exist."""
    themes = {theme.id: theme for theme in view.themes}
    theme = themes[address.parameter("indicateur", tuple(themes), _first(themes))]
    levels = theme_levels(theme, view.levels)
    if not levels:  # a figure of départements, asked inside one: the level above has it
        levels = view.levels
    prefixes = tuple(level.prefix for level in levels)
    level = levels[prefixes.index(address.parameter("niveau", prefixes, prefixes[0]))]
    sort: Sort = "volume" if address.parameter("tri", ("volume",), "") else "nom"
    spans = tuple(place.code for place in view.spans)
    return Choice(
        theme, level, levels, sort if theme.can_sort else "nom",
        address.parameter("fond", spans, spans[0]) if spans and level is Level.COMMUNE else None,
        address.scope.period, address.parameters.get("dire", ""),
    )  # fmt: skip


def has_history(view: Explorer, asked: Choice) -> bool:
    """Whether the country is shown quarter by quarter: for results, over the whole of it."""
    return view.subject.is_national and not asked.theme.is_context


def _first(themes: dict[str, Theme]) -> str:
    return DEFAULT_THEME if DEFAULT_THEME in themes else next(iter(themes))


# ------------------------------------------------------------------ tools
def tools(view: Explorer, asked: Choice) -> str:
    """Return the choice of a theme and of a level, as links."""
    results = [theme for theme in view.themes if not theme.is_context]
    context = [theme for theme in view.themes if theme.is_context]
    content = _group("Résultats des LIANES", results, asked) + _group("Contexte", context, asked)
    picked = menu_of("Indicateur", asked.theme.label, content, name="indicateur", slim=True)
    levels = [
        (capital(level.plural), address_link(niveau=level.prefix), level is asked.level)
        for level in asked.levels
    ]
    return tag("div", picked + segments("Maille", levels), class_="map-tools")


def _group(title: str, themes: Sequence[Theme], asked: Choice) -> str:
    links = "".join(
        choice((theme.label, address_link(indicateur=theme.id), theme.id == asked.theme.id))
        for theme in themes
    )
    return (tag("p", text(title), class_="menu-title") + links) if links else ""


def how_to_read(found: Layer) -> str:
    """Return the line under the question."""
    where = f"{found.theme.label}, par {found.level.label}"
    if found.theme.is_context:
        return f"{where} · chiffre publié, le même quelle que soit la période"
    if found.compares:
        return (
            f"{where} · couleur seulement si l'écart au reste du programme dépasse le hasard "
            f"(99,8{HARD}%) · cliquer pour descendre"
        )
    if found.theme.is_estimate:
        return f"{where} · part estimée des titulaires de bail à {REACH_KM}{HARD}km d'un siège"
    when = f" {found.theme.when}" if found.theme.when else ""
    return f"{where} du siège des LIANES{when} · cliquer pour descendre"


def notices(view: Explorer, asked: Choice) -> str:
    """Return what the map cannot show of this choice, and where to find it; often nothing."""
    missing = asked.level not in theme_levels(asked.theme, (asked.level,))
    return (_not_here(view, asked) if missing else "") + _astride(view, asked)


def _not_here(view: Explorer, asked: Choice) -> str:
    """Say that a figure does not exist at any level of this scope, and where it does."""
    up = next((p for p in reversed(view.subject.parents) if p.level <= Level.REGION), None)
    way = link(f"Voir {up.name} par département", f"?territoire={up.code}") if up else ""
    words = (
        f"{asked.theme.label}{HARD}: non disponible à cette maille. {_published_at(asked.theme)}"
    )
    return tag("p", f"{text(words)} {way}", class_="notice", role="status")


def _published_at(theme: Theme) -> str:
    if theme.is_cohort:
        return "Il faut vingt personnes suivies : la région et le département en ont assez."
    if theme.is_estimate:
        return (
            "Une commune est à portée d'une LIANE ou ne l'est pas : les cercles de la carte le "
            "disent. La part estimée se lit par région, département et EPCI."
        )
    return "Les chiffres de contexte sont publiés par région et par département."


def _astride(view: Explorer, asked: Choice) -> str:
    """Say which part of a territory astride several départements the map draws."""
    if asked.ground is None:
        return ""
    drawn = next(place for place in view.spans if place.code == asked.ground)
    others = " ".join(
        link(f"Dessiner {place.name}", address_link(fond=place.code))
        for place in view.spans
        if place is not drawn
    )
    names = ", ".join(place.name for place in view.spans)
    words = f"Territoire à cheval sur {names}. La carte dessine les communes de {drawn.name}."
    return tag("p", f"{text(words)} {others}", class_="notice")


# ------------------------------------------------------------------ the map
def draw(view: Explorer, found: Layer, asked: Choice, last: Month) -> None:
    """Draw the layer, the networks and, inside a territory, their radius of 10 km."""
    subject, sheet = view.subject, _sheet(view, asked)
    measured = sum(spot.state is State.MEASURED for spot in found.inside)
    territory_map(
        key="explorer_map",
        geometry_url=geometry_url(sheet.layer),
        module_url=asset_url("map.js"),
        frames=MapPlane.from_manifest(manifest()),
        areas=[_area(spot) for spot in found.spots],
        points=[point_of(n, last, with_reach=not subject.is_national) for n in view.networks],
        focus=sheet.focus,
        context_url=geometry_url(sheet.context) if sheet.context else None,
        title=f"{found.theme.label} par {found.level.label}, {subject.label}",
        description=f"{plural(measured, 'territoire mesuré', 'territoires mesurés')} sur "
        f"{number(found.total)}. La liste à côté de la carte dit les mêmes valeurs.",
        default_state=found.rest,
        climb=f"?territoire={subject.parents[-1].code}" if subject.parents else None,
    )


def _area(spot: Spot) -> MapArea:
    return MapArea(spot.territory.code, spot.shade, spot.state, spot.label)


def _sheet(view: Explorer, asked: Choice) -> Sheet:
    subject = view.subject
    codes = tuple(territory.code for territory in subject.territories)
    if asked.level is Level.EPT:
        inner = ("DEP-75", "DEP-92", "DEP-93", "DEP-94")
        return Sheet("ept", "dep", codes if subject.level is Level.DEPARTEMENT else inner)
    if asked.ground is not None:
        region = next((p.code for p in subject.parents if p.level is Level.REGION), None)
        return Sheet(f"com-{asked.ground}", f"epci-{region}" if region else "dep", codes)
    return sheet_of(subject, asked.level, view.covered)


def point_of(network: Network, last: Month, *, with_reach: bool) -> MapPoint:
    """Return a network as the map draws it; the radius follows the scale of its inset."""
    label = f"siège{HARD}: {network.seat_name} · {network.stage.label}"
    reach = REACH_KM * _scale(network.x, network.y) if with_reach else None
    return MapPoint(
        network.code, network.name, network.x, network.y, status_of(network, last), label, reach
    )


def status_of(network: Network, last: Month) -> PointStatus:
    """Return how the map draws a network."""
    if network.stage is Stage.CLOSED:
        return "closed"
    return "active" if network.is_active(last.last_day) else "preparing"


def _scale(x: float, y: float) -> float:
    """Return how many times an inset enlarges the ground."""
    for inset in manifest()["frames"]:
        left, top, width, height = inset["rect"]
        if inset["id"] != "paris" and left <= x <= left + width and top <= y <= top + height:
            return float(manifest()["scales"][inset["id"]])
    return 1.0


def legend(view: Explorer, found: Layer) -> str:
    """Return what each shade, pattern and point means."""
    states = (State.NOT_REPORTED,) if found.theme.is_context else STATES
    said = legend_html(
        found.class_words,
        states=states,
        points=bool(view.networks),
        title=f"{found.theme.label} ({found.theme.unit})",
        statuses=("active", "preparing", "closed"),
    )
    if view.subject.is_national or not view.networks:
        return said
    return said + tag(
        "p", text(f"Cercle{HARD}: rayon de {REACH_KM}{HARD}km autour du siège"), class_="source"
    )


def heading(view: Explorer) -> list[tuple[str, str]]:
    """Return the way back up: France, région, département, EPCI."""
    crumbs = [(place.name, f"?territoire={place.code}") for place in view.subject.parents]
    return [*crumbs, (view.subject.label, f"?territoire={_code(view)}")] if crumbs else []


def _code(view: Explorer) -> str:
    return view.subject.perimeter or ",".join(t.code for t in view.subject.territories)
