"""The list beside the map: the same figures in words."""

from collections.abc import Sequence
from unicodedata import normalize

from lianes.domain.french import number, plural
from lianes.domain.month import Month
from lianes.domain.territory import Territory
from lianes.maps.marks import (
    POINT_WORDS,
    STATE_WORDS,
    PointStatus,
)
from lianes.reading.explorer import (
    Explorer,
    Layer,
    Spot,
)
from lianes.reading.say_sums import say_context
from lianes.ui import reads, territory_reads
from lianes.ui.address import link as address_link
from lianes.ui.explorer_blocks import Choice, Sort, status_of
from lianes.ui.kit import segments
from lianes.ui.markup import link, tag, text
from lianes.ui.say import QUESTION, Teller, say_panel

LISTED_REST = 160
"""Territories without a network that the list names; beyond, the search field finds them."""


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
    items = "".join(_line(spot, asked.told) for spot in ordered(found, asked.sort))
    body = tag("ul", items, class_="terr-list") if items else tag(
        "p", text("Aucune LIANE n'a son siège ici, ni chiffre à montrer."))  # fmt: skip
    return tag("div", tag("div", head + order, class_="terr-list-head") + _told(found, asked) + body
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


def _line(spot: Spot, told: str) -> str:
    place = spot.territory
    name = link(place.label, f"?territoire={place.code}")
    words = tag("span", text(spot.label or STATE_WORDS[spot.state]))
    mark = link("?", address_link(dire="" if place.code == told else place.code),
                class_="say-mark", title=QUESTION, aria_label=f"{QUESTION} ({place.label})",
                aria_current="true" if place.code == told else None)  # fmt: skip
    return tag("li", name + tag("span", words + mark, class_="told"))


def _told(found: Layer, asked: Choice) -> str:
    """Return what may be said of the figure the address asks for; often nothing."""
    spot = next((s for s in found.inside if s.territory.code == asked.told), None)
    if spot is None:
        return ""
    label, theme = spot.territory.label, found.theme
    if spot.estimate is not None:
        told = Teller(label, asked.period, reads.meta()).rate(spot.estimate)
    elif theme.context is not None:
        told = theme.label, say_context(theme.context, spot.value, label)
    else:
        return ""
    return say_panel([told], label, address_link(dire=""))


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
        tag("li", link(n.name, f"?reseau={n.code}") + _stage(status_of(n, last)))
        for n in view.networks
    )
    summary = tag("summary", text(f"LIANES ({number(len(view.networks))})"))
    return tag("details", summary + tag("ul", items, class_="terr-list"))


def rest_of(view: Explorer, found: Layer) -> list[Territory]:
    """Return the territories of the level inside the scope that the layer does not list."""
    if found.theme.is_context or found.total > LISTED_REST * 3:
        return []
    listed = {spot.territory.code for spot in found.inside}
    return [
        t for t in territory_reads.places_inside(view.subject, found.level) if t.code not in listed
    ]


def _stage(status: PointStatus) -> str:
    """Return the words of a network that is not active; most are."""
    return "" if status == "active" else tag("span", text(POINT_WORDS[status]))
