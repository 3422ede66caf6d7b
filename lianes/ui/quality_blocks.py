"""Blocks of the quality page: late networks, completeness, provisional values, corrections."""

from pathlib import Path

import streamlit as st

from lianes.charts.bars import columns
from lianes.domain.french import HARD, day, number, percent, plural
from lianes.domain.scope import Scope
from lianes.reading.quality import NetworkReports, Quality, Sent
from lianes.reading.quality import quality as read_quality
from lianes.reading.subject import find_subject
from lianes.store.connection import reading
from lianes.store.journal import Journal
from lianes.store.reader import Reader
from lianes.ui.actor_kit import pager
from lianes.ui.address import FIRST_NETWORK, Address, link
from lianes.ui.drawn import drawn_once
from lianes.ui.flow import native
from lianes.ui.kept import kept
from lianes.ui.kit import block_head, empty_state, pill
from lianes.ui.markup import block, plain, tag, text
from lianes.ui.markup import link as anchor
from lianes.ui.reads import catalogue
from lianes.ui.tables import grid_of, head_of

_MARKS = {
    Sent.IN_TIME: ("in-time", "●"),
    Sent.AFTER: ("after", "○"),
    Sent.LATE: ("late", "!"),
    Sent.AWAITED: ("awaited", "…"),
    Sent.NONE: ("none", ""),
}
_COMPLETE, _HALF = 1.0, 0.5
_NETWORKS = 100
"""Networks on a page of the table of reports."""
MONTHS_DRAWN = 3
"""Fewest months that a chart tells better than a table."""


@kept(64)
def quality(path: Path, scope: Scope) -> Quality:
    """Return the whole page for the networks of a scope, at the store's as-of date."""
    with reading(path) as connection:
        reader = Reader(connection)
        subject = find_subject(reader, scope)
        codes = None if subject.is_national else frozenset(
            network.code for network in reader.networks(subject.entities)
        )  # fmt: skip
        return read_quality(Journal(connection), catalogue(), reader.meta().as_of, codes)


# ------------------------------------------------------------------ late
def late(view: Quality) -> None:
    """List the networks that owe a report, with a text ready to send to each."""
    plain(block_head("Qui est en retard ?", f"Au {day(view.day)}. Une remontée est attendue par "
                     "réseau et par mois, en retard dès le lendemain de sa date."))  # fmt: skip
    if not view.late:
        plain(tag("p", pill("aucun retard", "above", "✔"), class_="pills"))
        return
    block(_late_table(view), key="late_networks")
    names = {network.code: network for network in view.late}
    with native():
        code = st.selectbox("Texte de relance pour", list(names),
                            format_func=lambda c: f"{c}, {names[c].name}")  # fmt: skip
        st.code(names[code].reminder, language=None, wrap_lines=True)
        st.download_button(
            f"Télécharger {plural(len(names), 'texte de relance', 'textes de relance')}",
            lambda: "\n\n----------\n\n".join(n.reminder for n in view.late).encode("utf-8-sig"),
            file_name="lianes-relances.txt", mime="text/plain",
        )  # fmt: skip


@drawn_once
def _late_table(view: Quality) -> str:
    head = head_of("Réseau", "Dernier mois reçu", "Mois attendus", "Retard", "Prochaine date")
    return grid_of(head, "".join(tag("tr", _late(network)) for network in view.late))


def _late(network: NetworkReports) -> str:
    months = ", ".join(month.short_label for month in network.late)
    return (
        tag("td", anchor(network.name, link("/reseaux", reseau=network.code)))
        + tag("td", text(network.last.label if network.last else "aucun"))
        + tag("td", text(months))
        + tag("td", pill(plural(network.days_late, "jour"), "late", "◷"))
        + tag("td", text(_next(network)))
    )


def _next(network: NetworkReports) -> str:
    if network.closed:
        return "close"
    return day(network.next_due) if network.next_due else "–"


# ------------------------------------------------------------------ completeness
def completeness(view: Quality, address: Address) -> None:
    """Show which report of which month came, and how full it is, for every network."""
    plain(block_head("Quelles remontées sont arrivées, et complètes ?",
                     "Une case par réseau et par mois, foncée quand la remontée contient les "
                     f"{view.asked} mesures demandées."))  # fmt: skip
    if not view.networks:
        plain(empty_state("Aucune remontée attendue", anchor("Créez un réseau", FIRST_NETWORK)))
        return
    keys = (
        "".join(
            tag("li", f"<b>{mark or '·'}</b> {text(state)}") for state, (_, mark) in _MARKS.items()
        )
        + tag("li", "<b>½</b> moins de la moitié des mesures")
        + tag("li", "<b>◐</b> incomplète")
    )
    head = tag("th", "Réseau", scope="col") + "".join(
        tag("th", text(f"{month.short_label.split()[0]} {month.year % 100:02d}"), scope="col")
        for month in view.months
    )
    head += tag("th", "Prochaine", scope="col")
    last = -(-len(view.networks) // _NETWORKS)
    rank = int(address.parameter("liste", [str(n + 1) for n in range(last)], "1"))
    body = tag("thead", tag("tr", head)) + tag("tbody", _rows(view, rank))
    table = tag("div", tag("table", body, class_="reports"), class_="table-wrap", tabindex="0")
    block(tag("ul", keys, class_="keys") + table + pager(rank, last), key="reports")


@drawn_once
def _rows(view: Quality, rank: int) -> str:
    shown = view.networks[(rank - 1) * _NETWORKS : rank * _NETWORKS]
    return "".join(tag("tr", _row(network, view)) for network in shown)


def _row(network: NetworkReports, view: Quality) -> str:
    cells = zip(view.months, network.sent, network.filled, strict=True)
    squares = "".join(_square(month.label, state, count, view.asked)
                      for month, state, count in cells)  # fmt: skip
    name = tag("th", anchor(network.name, link("/reseaux", reseau=network.code)), scope="row")
    return name + squares + tag("td", text(_next(network)), class_="due")


def _square(month: str, state: Sent, count: int, asked: int) -> str:
    kind, mark = _MARKS[state]
    said = f"{month}{HARD}: {state}"
    if state in (Sent.IN_TIME, Sent.AFTER):
        share = count / asked if asked else 0.0
        said += f", {number(count)} mesures sur {number(asked)}"
        if share < _COMPLETE:
            kind, mark = ("half", "½") if share < _HALF else ("partial", "◐")
    hidden = tag("span", text(said), class_="sr-only")
    shown = tag("span", mark, aria_hidden="true")
    return tag("td", shown + hidden, class_=kind, title=said)


# ------------------------------------------------------------------ provisional, corrected
def provisional(view: Quality) -> None:
    """Show how much of each headline figure is provisional."""
    plain(block_head("Que valent les chiffres de tête ?", "Part des valeurs encore provisoires "
                     "parmi celles qui font le chiffre."))  # fmt: skip
    rows = "".join(
        tag("tr", tag("td", text(p.indicator.label))
            + tag("td", percent(100 * p.loose / p.count, 1) if p.count else "–", class_="num")
            + tag("td", f"{number(p.loose)} sur {number(p.count)}", class_="num"))
        for p in view.provisional
    )  # fmt: skip
    plain(grid_of(head_of("Indicateur", "Provisoire", "Valeurs", numeric=(1, 2)), rows) if rows else
          tag("p", "Aucune valeur n'a encore été déposée.", class_="source"))  # fmt: skip


def corrections(view: Quality) -> None:
    """Show how many values were replaced, month after month."""
    plain(block_head("Combien de valeurs ont été corrigées ?", "Valeurs remplacées par une autre, "
                     "par mois de dépôt ; zéro compris."))  # fmt: skip
    if not view.corrections:
        plain(tag("p", "Aucune correction.", class_="source"))
        return
    first, last = view.corrections[0][0], view.corrections[-1][0]
    words = f"Valeurs corrigées par mois, de {first.label} à {last.label}"
    if len(view.corrections) >= MONTHS_DRAWN:
        block(columns([count for _, count in view.corrections], label=words), key="corrections")
    rows = "".join(
        tag("tr", tag("td", text(month.label)) + tag("td", number(count), class_="num"))
        for month, count in view.corrections
    )
    plain(grid_of(head_of("Mois", "Valeurs remplacées", numeric=(1,)), rows))
