"""What the sheet of a territory says of its networks, its twins and its neighbours."""

from collections.abc import Iterable

from lianes.domain.french import (
    HARD,
    day,
    interval,
    number,
    percent,
    plural,
)
from lianes.domain.territory import Level
from lianes.metrics.similar import CAP
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.territory_sheet import NetworkRow, Peer, TerritorySheet
from lianes.ui import reads
from lianes.ui.facts import said
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, pill
from lianes.ui.kpi import absence
from lianes.ui.markup import block, link, plain, tag, text
from lianes.ui.say import SAY_COLUMN, Teller
from lianes.ui.territory_blocks import own_code
from lianes.ui.territory_results import value_words

SHOWN_PEERS = 12
MARKED = ("publics", "funding", "networks", "twins", "neighbours")
"""Cards that hold a mark, which Streamlit's own HTML would remove."""


def show(html: str, key: str) -> None:
    """Show a card of the sheet."""
    block(html, key=key) if key in MARKED else plain(html)


# ------------------------------------------------------------------ networks
def networks(view: TerritorySheet) -> str:
    """Return the networks of the territory."""
    head = block_head("Quelles LIANES agissent ici ?", "Siège dans le territoire")
    if not view.networks:
        return head + tag("p", "Aucune.")
    columns = [("LIANE", None), ("Stade", None), ("Ouverte le", None), ("Prises d'emploi", "num"),
               ("Envois", None), SAY_COLUMN]  # fmt: skip
    rows = "".join(_network(row, _teller(view)) for row in view.networks)
    return head + grid("LIANES", columns, rows)


def _teller(view: TerritorySheet) -> Teller:
    return Teller(view.subject.label, view.scope.period, reads.meta())


def _network(row: NetworkRow, teller: Teller) -> str:
    opened = day(row.network.opened_on) if row.network.opened_on else "pas encore ouverte"
    late = pill("en retard", "late", "◷") if row.late else "à jour"
    closed = row.network.closed_on is not None
    state = "close" if closed else ("" if row.network.opened_on is None else late)
    cells = (
        tag("th", link(row.network.name, f"?reseau={row.network.code}"), scope="row"),
        tag("td", text(row.network.stage.label)),
        tag("td", text(opened)),
        tag("td", text(value_words(row.jobs)), class_="num"),
        tag("td", state),
        teller.of(row.network.name).mark_of(row.jobs),
    )
    return tag("tr", "".join(cells))


# ------------------------------------------------------------------ twins and neighbours
def twins(view: TerritorySheet) -> str:
    """Return the places alike by context, with links to compare."""
    own = view.twins.of
    borrowed = own is not None and own not in view.subject.territories
    title = f"Quels départements ressemblent à {own.name} ?" if borrowed and own else (
        "Qui lui ressemble ?")  # fmt: skip
    figures = "Cinq chiffres de contexte (le taux de chômage n'est pas publié à cette maille)" if (
        own is not None and own.level is Level.REGION) else "Six chiffres de contexte"  # fmt: skip
    head = block_head(
        title,
        f"{figures}, jamais les résultats · distance en écarts types, au plus {number(CAP, 1)} · "
        "liste figée pour le millésime du contexte",
    )
    why = (
        "Sous le département, aucun de ces chiffres n'est publié : voici les jumeaux du "
        "département." if borrowed else ""
    )  # fmt: skip
    note = tag("p", text(why), class_="source") if why else ""
    if view.twins.reason:
        return head + note + tag("p", said(view.twins.reason))
    return head + note + _peers(view.twin_peers, own_code(view), _teller(view))


def neighbours(view: TerritorySheet) -> str:
    """Return the territories of the same level that touch it, those deployed first."""
    head = block_head("Que se passe-t-il autour ?", "Territoires voisins de même maille")
    if not view.neighbours:
        alone = len(view.subject.territories) == 1 and not view.subject.is_national
        words = "Aucun voisin terrestre." if alone else "Sans objet pour plusieurs territoires."
        return head + tag("p", text(words))
    ordered = sorted(view.neighbours, key=lambda peer: (-peer.networks, peer.territory.name))
    rest = ordered[SHOWN_PEERS:]
    also = ""
    if rest:
        names = ", ".join(link(p.territory.label, f"?territoire={p.territory.code}") for p in rest)
        count = plural(len(rest), "autre voisin", "autres voisins")
        also = tag("details", tag("summary", text(count)) + tag("p", names))
    return head + _peers(ordered[:SHOWN_PEERS], own_code(view), _teller(view)) + also


def _peers(peers: Iterable[Peer], own: str, teller: Teller) -> str:
    known = list(peers)
    has_distance = any(peer.distance is not None for peer in known)
    columns = [("Territoire", None), *([("Distance", "num")] if has_distance else []),
               ("LIANES", "num"), ("Sorties vers l'emploi", None), ("", None),
               SAY_COLUMN]  # fmt: skip
    rows = "".join(_peer(peer, own, teller, has_distance=has_distance) for peer in known)
    return grid("Territoires comparables", columns, rows)


def _peer(peer: Peer, own: str, teller: Teller, *, has_distance: bool) -> str:
    place = peer.territory
    far = tag("td", number(peer.distance or 0, 2), class_="num") if has_distance else ""
    cells = (
        tag("th", link(place.label, f"?territoire={place.code}"), scope="row"),
        far,
        tag("td", number(peer.networks) if peer.networks else "–", class_="num"),
        tag("td", text(_rate(peer.exits)), class_="basis-cell"),
        tag("td", link("Comparer", f"/comparer?territoire={own}&avec={place.code}")
            if peer.networks else ""),
        teller.of(place.label).mark_of(peer.exits),
    )  # fmt: skip
    return tag("tr", "".join(cells))


def _rate(found: Estimate) -> str:
    if found.figure.value is None or found.interval is None:
        return absence(found)
    limits = interval(found.interval.low, found.interval.high)
    said = f"{percent(found.figure.value)} ({limits}), n{HARD}={HARD}{number(found.n or 0)}"
    return with_contest(said, found.figure)
