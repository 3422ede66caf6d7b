"""What the sheet of a territory says of its networks, its twins and its neighbours."""

from collections.abc import Iterable

from lianes.domain.articles import to_the
from lianes.domain.french import (
    HARD,
    interval,
    number,
    percent,
    plural,
)
from lianes.domain.month import Month
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
from lianes.ui.markup import link, tag, text
from lianes.ui.say import SAY_COLUMN, Teller
from lianes.ui.territory_blocks import own_code
from lianes.ui.territory_results import value_words

SHOWN_PEERS = 12
SHOWN_NETWORKS = 12
"""Networks listed before the others fold, those late first."""


# ------------------------------------------------------------------ networks
def networks(view: TerritorySheet) -> str:
    """Return the networks of the territory."""
    if not view.networks:
        return ""
    head = block_head("Quelles LIANES agissent ici ?", "Siège dans le territoire")
    columns = [("LIANE", None), ("Stade", None), ("Depuis", None), ("Prises d'emploi", "num"),
               ("Envois", None), SAY_COLUMN]  # fmt: skip
    ordered = sorted(view.networks, key=lambda row: not row.late)
    rows = [_network(row, _teller(view)) for row in ordered]
    shown = grid("LIANES", columns, "".join(rows[:SHOWN_NETWORKS]), stacks=True)
    if len(rows) <= SHOWN_NETWORKS:
        return head + shown
    summary = tag("summary", text(plural(len(rows) - SHOWN_NETWORKS, "autre LIANE",
                                         "autres LIANES")))  # fmt: skip
    rest = grid("Autres LIANES", columns, "".join(rows[SHOWN_NETWORKS:]), stacks=True)
    return head + shown + tag("details", summary + rest)


def _teller(view: TerritorySheet) -> Teller:
    return Teller(view.subject.label, view.scope.period, reads.meta())


def _network(row: NetworkRow, teller: Teller) -> str:
    opened = row.network.opened_on
    since = Month.containing(opened).short_label if opened else "à ouvrir"
    late = pill("en retard", "late", "◷") if row.late else "à jour"
    closed = row.network.closed_on is not None
    state = "close" if closed else ("" if row.network.opened_on is None else late)
    cells = (
        tag("th", link(row.network.name, f"?reseau={row.network.code}"), scope="row"),
        tag("td", text(row.network.stage.label)),
        tag("td", text(since), class_="short", data_label="depuis" if opened else None),
        tag("td", text(value_words(row.jobs)), class_="num",
            data_label=f"prises d'emploi{HARD}:"),
        tag("td", state),
        teller.of(row.network.name).mark_of(row.jobs),
    )  # fmt: skip
    return tag("tr", "".join(cells))


# ------------------------------------------------------------------ twins and neighbours
def twins(view: TerritorySheet) -> str:
    """Return the places alike by context; nothing for the country or for several."""
    if view.subject.is_national or not view.subject.is_single:
        return ""
    own = view.twins.of
    borrowed = own is not None and own not in view.subject.territories
    title = f"Quels départements ressemblent {to_the(own.name)} ?" if borrowed and own else (
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
    """Return the territories of the same level that touch it, those deployed first.

    Nothing for the country nor for several territories, which have no neighbour of their level.
    """
    if view.subject.is_national or not view.subject.is_single:
        return ""
    head = block_head("Que se passe-t-il autour ?", "Territoires voisins de même maille")
    if not view.neighbours:
        return head + tag("p", "Aucun voisin terrestre.")
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
    return grid("Territoires comparables", columns, rows, stacks=True)


def _peer(peer: Peer, own: str, teller: Teller, *, has_distance: bool) -> str:
    place = peer.territory
    away = number(peer.distance or 0, 2)
    far = tag("td", away, class_="num", data_label="distance") if has_distance else ""
    cells = (
        tag("th", link(place.label, f"?territoire={place.code}"), scope="row"),
        far,
        tag("td", number(peer.networks) if peer.networks else "–", class_="num",
            data_label="LIANES"),
        tag("td", text(_rate(peer.exits)), class_="basis-cell"),
        tag("td", link("Comparer", f"/comparer?territoire={own}&avec={place.code}")
            if peer.networks else ""),
        _peer_told(peer, teller.of(place.label)),
    )  # fmt: skip
    return tag("tr", "".join(cells))


def _peer_told(peer: Peer, teller: Teller) -> str:
    told = [teller.networks_here(peer.networks), teller.rate(peer.exits)]
    if peer.distance is not None:
        words = f"distance de contexte {number(peer.distance, 2)}, en écarts types"
        told.append(teller.record("Distance", words))
    return teller.mark(*told)


def _rate(found: Estimate) -> str:
    if found.figure.value is None or found.interval is None:
        return absence(found)
    limits = interval(found.interval.low, found.interval.high)
    said = f"{percent(found.figure.value)} ({limits}), n{HARD}={HARD}{number(found.n or 0)}"
    return with_contest(said, found.figure)
