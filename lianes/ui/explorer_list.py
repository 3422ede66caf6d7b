"""The list beside the map: the same figures in words, then as a file."""

from collections.abc import Sequence
from unicodedata import normalize

import streamlit as st

from lianes.domain.french import number, plural
from lianes.domain.month import Month
from lianes.domain.territory import Territory
from lianes.maps.marks import (
    POINT_WORDS,
    STATE_WORDS,
    PointStatus,
)
from lianes.reading.csv_file import Cell, csv_file
from lianes.reading.explorer import (
    Explorer,
    Layer,
    Spot,
)
from lianes.reading.mapping import VERDICT_WORDS
from lianes.store.reader import StoreMeta
from lianes.ui import reads, territory_reads
from lianes.ui.address import Address
from lianes.ui.address import link as address_link
from lianes.ui.explorer_blocks import Choice, Sort, status_of
from lianes.ui.kit import segments
from lianes.ui.markup import link, tag, text

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
        tag("li", link(n.name, f"?reseau={n.code}") + _stage(status_of(n, last)))
        for n in view.networks
    )
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
