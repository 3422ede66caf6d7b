"""The blocks of the map page: tools, map with its radii, mirrored list, file, small maps."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from unicodedata import normalize

import streamlit as st

from lianes.domain.french import HARD, number, percent, plural
from lianes.domain.month import Month
from lianes.domain.network import Network, Stage
from lianes.domain.territory import Level, Territory
from lianes.maps.legend import legend_html
from lianes.maps.marks import (
    POINT_WORDS,
    STATE_WORDS,
    MapArea,
    MapPlane,
    MapPoint,
    PointStatus,
)
from lianes.maps.small_maps import SmallMap, small_maps_html
from lianes.maps.territory_map import territory_map
from lianes.metrics.figure import State
from lianes.reading.csv_file import Cell, csv_file
from lianes.reading.explorer import (
    CONTEXT_LEVELS,
    Explorer,
    Layer,
    Panel,
    Spot,
    Theme,
    theme_levels,
)
from lianes.reading.mapping import VERDICT_WORDS, describe
from lianes.store.reader import StoreMeta
from lianes.ui import reads
from lianes.ui.address import Address
from lianes.ui.address import link as address_link
from lianes.ui.assets import GEOMETRY, asset_url, geometry_url, manifest
from lianes.ui.kit import block_head, choice, menu_of, segments, source_line
from lianes.ui.map_sheet import Sheet, sheet_of
from lianes.ui.markup import block, link, tag, text

DEFAULT_THEME = "jobs_started"
REACH_KM = 10
LISTED_REST = 160
"""Territories without a network that the list names; beyond, the search field finds them."""
STATES = (State.MASKED, State.NOT_DEPLOYED, State.NOT_REPORTED)
Sort = Literal["nom", "volume"]


@dataclass(frozen=True, slots=True)
class Choice:
    """What the address asks of the page: a theme, a level, an order, the communes drawn."""

    theme: Theme
    level: Level
    levels: tuple[Level, ...]
    sort: Sort
    ground: str | None


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
    )  # fmt: skip


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
        (_capital(level.plural), address_link(niveau=level.prefix), level is asked.level)
        for level in asked.levels
    ]
    return tag("div", picked + segments("Maille", levels), class_="map-tools")


def _group(title: str, themes: Sequence[Theme], asked: Choice) -> str:
    links = "".join(
        choice((theme.label, address_link(indicateur=theme.id), theme.id == asked.theme.id))
        for theme in themes
    )
    return (tag("p", text(title), class_="menu-title") + links) if links else ""


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


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
    return f"{where} du siège des LIANES · cliquer pour descendre"


def notices(view: Explorer, asked: Choice) -> str:
    """Return what the map cannot show of this choice, and where to find it; often nothing."""
    missing = asked.theme.needs_context and asked.level not in CONTEXT_LEVELS
    return (_not_here(view, asked) if missing else "") + _astride(view, asked)


def _not_here(view: Explorer, asked: Choice) -> str:
    """Say that a figure does not exist at any level of this scope, and where it does."""
    up = next((p for p in reversed(view.subject.parents) if p.level <= Level.REGION), None)
    way = link(f"Voir {up.name} par département", f"?territoire={up.code}") if up else ""
    words = f"{asked.theme.label}{HARD}: non disponible à cette maille. {_published_at()}"
    return tag("p", f"{text(words)} {way}", class_="notice", role="status")


def _published_at() -> str:
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
        network.code, network.name, network.x, network.y, _status(network, last), label, reach
    )


def _status(network: Network, last: Month) -> PointStatus:
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


# ------------------------------------------------------------------ the list beside
def side_list(view: Explorer, found: Layer, asked: Choice, rest: Sequence[Territory]) -> str:
    """Return the map in words: every territory as a link, then the networks."""
    head = tag("h3", text(f"La carte en liste · {plural(len(found.inside), 'ligne')}"))
    order = ""
    if found.theme.can_sort:
        order = segments("Ordre de la liste", [
            ("Nom", address_link(tri="nom"), asked.sort == "nom"),
            ("Volume", address_link(tri="volume"), asked.sort == "volume"),
        ])  # fmt: skip
    items = "".join(map(_line, ordered(found, asked.sort)))
    body = tag("ul", items, class_="terr-list") if items else tag(
        "p", text("Aucune LIANE n'a son siège ici, ni chiffre à montrer."))  # fmt: skip
    return tag("div", tag("div", head + order, class_="terr-list-head") + body
               + _rest(rest) + _networks(view), class_="lm-list side")  # fmt: skip


def ordered(found: Layer, sort: Sort) -> list[Spot]:
    """Return the territories by name, or by volume with the unknown last; never by rate."""
    by_name = sorted(found.inside, key=lambda spot: unaccented(spot.territory.label))
    if sort == "nom":
        return by_name
    return sorted(by_name, key=lambda s: -s.value if s.value is not None else float("inf"))


def unaccented(words: str) -> str:
    """Return words as French sorts them: « Île » among the I."""
    return normalize("NFKD", words).encode("ascii", "ignore").decode().casefold()


def _line(spot: Spot) -> str:
    name = link(spot.territory.label, f"?territoire={spot.territory.code}")
    return tag("li", name + tag("span", text(spot.label or STATE_WORDS[spot.state])))


def _rest(places: Sequence[Territory]) -> str:
    if not places:
        return ""
    if len(places) > LISTED_REST:
        words = f"{number(len(places))} autres territoires n'ont pas encore de LIANE."
        return tag("p", text(words), class_="source")
    summary = tag("summary", text(f"Pas encore déployés ({number(len(places))})"))
    items = "".join(tag("li", link(p.label, f"?territoire={p.code}")) for p in places)
    return tag("details", summary + tag("ul", items, class_="terr-list plain"))


def _networks(view: Explorer) -> str:
    if not view.networks:
        return ""
    last = reads.meta().last_month or Month.containing(reads.meta().as_of)
    items = "".join(
        tag("li", link(n.name, f"?reseau={n.code}")
            + tag("span", text(f"{POINT_WORDS[_status(n, last)]}, {n.seat_name}")))
        for n in view.networks
    )  # fmt: skip
    summary = tag("summary", text(f"LIANES ({number(len(view.networks))})"))
    return tag("details", summary + tag("ul", items, class_="terr-list"))


# ------------------------------------------------------------------ the file
def download(view: Explorer, found: Layer, asked: Choice, address: Address) -> None:
    """Offer the list as a file: the same figures, order and masking as on the screen."""
    name = f"lianes-{found.theme.id}-{found.level.plural}-{address.scope.period}.csv"
    st.download_button(
        "Télécharger la liste (CSV)",
        data=lambda: file_of(view, found, asked, address, reads.meta()),
        file_name=name.replace("..", "_"),
        mime="text/csv",
        on_click="ignore",
        key="explorer_file",
    )


def file_of(
    view: Explorer, found: Layer, asked: Choice, address: Address, meta: StoreMeta
) -> bytes:
    """Return the list as CSV, with what it is, where, when and from what source."""
    labels = reads.public_labels()
    heading = [
        ("Titre", f"{found.theme.label} par {found.level.label}"),
        ("Définition", found.theme.definition),
        ("Périmètre", view.subject.label),
        ("Période", "sans objet" if found.theme.is_context else address.scope.period.label),
        ("Public", "sans objet" if found.theme.is_context else labels[address.scope.public]),
        ("Audience", str(address.audience)),
        ("Données au", meta.as_of.isoformat()),
        ("Source", found.theme.source),
    ]
    if meta.simulated and not found.theme.is_context:
        heading.append(("Démonstration", "réseaux, acteurs et résultats simulés"))
    return csv_file(heading, _COLUMNS, [_row(spot, found) for spot in ordered(found, asked.sort)])


_COLUMNS = ("Code", "Territoire", "État", "Valeur", "Unité", "Numérateur", "Dénominateur",
            "Borne basse 95 %", "Borne haute 95 %", "Par rapport au reste", "En mots")  # fmt: skip


def _row(spot: Spot, found: Layer) -> list[Cell]:
    e, limits = spot.estimate, spot.estimate.interval if spot.estimate else None
    place = spot.territory
    said = VERDICT_WORDS[spot.shade] if found.compares and spot.shade is not None else None
    return [
        place.code, place.label, STATE_WORDS[spot.state], spot.value, found.theme.unit,
        e.successes if e else None, e.n if e else None, limits.low if limits else None,
        limits.high if limits else None, said, spot.label,
    ]  # fmt: skip


# ------------------------------------------------------------------ over time
def small_maps(theme: Theme, words: Sequence[str], panels: Sequence[Panel], compares: bool) -> None:
    """Show the country at the end of each quarter, with the classes of the last one."""
    head = block_head(
        "Comment la carte s'est-elle remplie ?",
        f"{theme.label} par région, du lancement à la fin de chaque trimestre · mêmes classes "
        "pour toutes les cartes · cliquer pour changer la période",
    )
    maps = [_small_map(panel, compares) for panel in panels]
    legend_ = legend_html(words, states=STATES[:2], points=False, title=theme.unit)
    drawn = small_maps_html(maps, GEOMETRY / manifest()["files"]["reg"])
    kind = "sm-verdict" if compares else "sm-sequence"
    body = tag("div", drawn + legend_ + _small_table(panels), class_=kind)
    block(head + body + source_line(f"Source{HARD}: {theme.source}"), key="small_maps")


def _small_map(panel: Panel, compares: bool) -> SmallMap:
    paints = {
        code: f"sm-s{spot.shade}" if spot.state is State.MEASURED else f"sm-{spot.state}"
        for code, spot in panel.spots.items()
    }
    caption, words = f"fin {panel.period.end.short_label}", describe(panel.whole)
    amount = _amount(panel, compares)
    label = f"{caption}{HARD}: {words}"
    return SmallMap(caption, amount, address_link(periode=str(panel.period)), label, paints)


def _amount(panel: Panel, compares: bool) -> str:
    value = panel.whole.figure.value
    if value is None:
        return describe(panel.whole)
    return percent(value) if compares else number(value, panel.whole.indicator.decimals)


def _small_table(panels: Sequence[Panel]) -> str:
    """Return the same values as a table, folded."""
    names = {code: s.territory.name for p in panels for code, s in p.spots.items()}
    head = "".join(tag("th", text(p.period.end.short_label), scope="col") for p in panels)
    rows = "".join(
        tag("tr", tag("th", text(name), scope="row")
            + "".join(tag("td", _cell(p.spots.get(code)), class_="num") for p in panels))
        for code, name in sorted(names.items(), key=lambda item: item[1])
    )  # fmt: skip
    table = tag("table", tag("thead", tag("tr", tag("th", "Région", scope="col") + head))
                + tag("tbody", rows), class_="grid")  # fmt: skip
    wrap = tag("div", table, class_="table-wrap", tabindex="0", role="region", aria_label="Tableau")
    return tag("details", tag("summary", "Lire ces cartes en tableau") + wrap)


def _cell(spot: Spot | None) -> str:
    if spot is None:
        return "–"
    if spot.value is None or spot.estimate is None:
        return text(STATE_WORDS[spot.state])
    indicator = spot.estimate.indicator
    if indicator.unit == "%":
        return text(percent(spot.value))
    return text(number(spot.value, indicator.decimals))


def rest_of(view: Explorer, found: Layer) -> list[Territory]:
    """Return the territories of the level inside the scope that the layer does not list."""
    if found.theme.is_context or found.total > LISTED_REST * 3:
        return []
    listed = {spot.territory.code for spot in found.inside}
    return [t for t in reads.places_inside(view.subject, found.level) if t.code not in listed]


def heading(view: Explorer) -> list[tuple[str, str]]:
    """Return the way back up: France, région, département, EPCI."""
    crumbs = [(place.name, f"?territoire={place.code}") for place in view.subject.parents]
    return [*crumbs, (view.subject.label, f"?territoire={_code(view)}")] if crumbs else []


def _code(view: Explorer) -> str:
    return view.subject.perimeter or ",".join(t.code for t in view.subject.territories)
