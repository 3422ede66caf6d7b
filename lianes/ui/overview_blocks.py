"""The blocks of the overview, each from values already read."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lianes.charts.svg import interval_bar, small_multiple
from lianes.charts.trajectory import trajectory_figure
from lianes.domain.french import HARD, interval, number, percent, plural
from lianes.metrics.figure import State
from lianes.metrics.verdict import expected_false_alarms
from lianes.reading.attention import VERDICT_Z, Alert, Item
from lianes.reading.contested import CONTESTED, with_contest
from lianes.reading.multiples import PAGE, Multiple, pages
from lianes.reading.overview import ChildRow, Overview
from lianes.reading.sentences import trajectory_question, trajectory_sentence
from lianes.reading.trajectory import Trajectory
from lianes.ui.actor_kit import pager
from lianes.ui.address import FIRST_NETWORK, Address
from lianes.ui.drawn import drawn_once
from lianes.ui.flow import container, native
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, empty_state, source_line, verdict_pill
from lianes.ui.kpi import absence
from lianes.ui.markup import block, link, plain, tag, text
from lianes.ui.overview_told import attention_told, charts_told, planned, trajectory_told
from lianes.ui.reads import meta, multiples_of
from lianes.ui.say import SAY_COLUMN, Teller

SHOWN_ITEMS = 5
_MARKS = {
    Alert.BELOW: ("▼", "below"),
    Alert.LATE: ("◷", "late"),
    Alert.FUNDING: ("€", "late"),
    Alert.CONVENTION: ("◷", "late"),
    Alert.NO_DURABLE_EXIT: ("▼", "below"),
    Alert.RISE: ("▲", "above"),
}


# ------------------------------------------------------------------ nothing yet
def nothing_here(view: Overview) -> str:
    """Say why a scope has no network, and where to go."""
    if view.subject.is_national:
        return empty_state(
            "Aucun réseau n'est enregistré dans cet entrepôt",
            "Les territoires, leur contexte et les faits publiés des programmes sont prêts "
            "(pages Programmes et Méthode). Il manque les LIANES et leurs chiffres mensuels.",
            link("Créer un premier réseau", FIRST_NETWORK)
            + ", puis déposer ses chiffres : tout se "
            "fait à l'écran.",
            "Pour commencer par un exemple rempli, arrêtez le serveur, lancez "
            "<code>python -m lianes demo --force</code> puis relancez-le : réseaux, acteurs et "
            "résultats y sont simulés et marqués comme tels.",
        )
    up = view.subject.parents[-1] if view.subject.parents else None
    way = link(f"Remonter à {up.name}", f"?territoire={up.code}") if up else ""
    return empty_state(
        "Aucune LIANE n'a son siège ici",
        "Les chiffres d'une LIANE comptent pour la commune de son siège et pour les territoires "
        "qui la contiennent.",
        way,
    )


# ------------------------------------------------------------------ attention
def attention(view: Overview) -> None:
    """Show what deserves a look, the heaviest first; the rest unfolds."""
    block(_attention(view), key="attention")


@drawn_once
def _attention(view: Overview) -> str:
    items = view.attention
    head = block_head("À regarder", _attention_reading(view))
    if not items:
        return head + tag("p", "Rien à signaler sur ce périmètre à ce jour.")
    first, rest = _varied(items)
    folded = ""
    if rest:
        summary = tag("summary", f"Voir {plural(len(rest), 'autre point', 'autres points')}")
        folded = tag("details", summary + _items(rest))
    return head + _items(first) + folded + attention_told(view)


def _attention_reading(view: Overview) -> str:
    points = plural(len(view.attention), "point")
    compared = len(view.children) + len(view.networks)
    if compared < 2:
        return points
    alarms = expected_false_alarms(compared, VERDICT_Z, sides=1)
    expected = "moins de 0,1" if alarms < 0.1 else number(alarms, 1)
    return (
        f"{points} · écarts de taux retenus à 99,8{HARD}% "
        f"({expected} fausse alerte attendue sur {number(compared)} comparaisons)"
    )


def _varied(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return the first items, one of each rule before a second of any, then the others."""
    ranks: dict[Alert, int] = {}
    keyed = []
    for position, item in enumerate(items):
        ranks[item.alert] = ranks.get(item.alert, -1) + 1
        keyed.append((ranks[item.alert], position, item))
    chosen = {position for _, position, _ in sorted(keyed, key=lambda k: k[:2])[:SHOWN_ITEMS]}
    first = [item for position, item in enumerate(items) if position in chosen]
    return first, [item for position, item in enumerate(items) if position not in chosen]


def _items(items: Sequence[Item]) -> str:
    return tag("ul", "".join(map(_item, items)), class_="attention")


def _item(item: Item) -> str:
    mark, kind = _MARKS[item.alert]
    inside = (
        f'<span class="mark {kind}" aria-hidden="true">{mark}</span>'
        f'<span class="what"><b>{text(item.label)}</b> — {text(item.what)}</span>'
        '<span class="go" aria-hidden="true">›</span>'
        f'<span class="basis">{text(item.basis)}</span>'
    )
    return tag("li", tag("a", inside, href=item.href))


# ------------------------------------------------------------------ trajectory
def is_crowded(view: Overview) -> bool:
    """Whether what deserves a look is as high as the map: the trajectory then goes under both."""
    return len(view.attention) >= SHOWN_ITEMS - 1


def trajectory(view: Overview) -> None:
    """Show the trajectory towards the target, or why there is none."""
    with container("card_trajectory"):
        _trajectory(view)


def _trajectory(view: Overview) -> None:
    found = view.trajectory
    head = block_head(trajectory_question(view), trajectory_sentence(found))
    if found.actual.is_empty:
        plain(head + tag("p", "Aucun mois à montrer pour ce périmètre et cette audience."))
        return
    block(head + trajectory_told(view), key="trajectory_head")
    with native():
        st.plotly_chart(
            _trajectory_figure(found), key="trajectory", theme=None, width="stretch",
            config={"displayModeBar": False}, alt=trajectory_sentence(found),
        )  # fmt: skip


@drawn_once
def _trajectory_figure(found: Trajectory) -> Any:
    return trajectory_figure(
        found.actual.months,
        found.actual.values,
        plan=found.goal.plan if found.goal else None,
        projection=found.projection,
        target=found.goal.value if found.goal else None,
        partial_last=found.missing > 0,
    )


# ------------------------------------------------------------------ children
def children(view: Overview) -> None:
    """Show the table of the territories inside the scope."""
    if view.children:
        block(_children(view), key="children")


@drawn_once
def _children(view: Overview) -> str:
    level = view.children[0].territory.level
    head = block_head(
        f"Les parcours mènent-ils à l'emploi, par {level.label} ?",
        f"Point{HARD}: taux de sorties vers l'emploi · barre{HARD}: intervalle à 95{HARD}% · "
        f"trait{HARD}: reste du programme · verdict à 99,8{HARD}% · jamais de classement par taux",
    )
    columns = [
        ("EPCI" if level.label == "EPCI" else level.label.capitalize(), None), ("LIANES", "num"),
        ("Prises d'emploi", "num"), ("Taux et intervalle", None), ("Taux", "num"),
        ("Sorties examinées", "num"), ("Par rapport au reste", None), SAY_COLUMN,
    ]  # fmt: skip
    period, store = view.scope.period, meta()
    rows = "".join(_child(row, Teller(row.territory.label, period, store)) for row in view.children)
    table = grid("Territoires", columns, rows, stacks=True)
    return head + table + source_line(f"Source{HARD}: saisies des réseaux", "définition v1")


def _child(row: ChildRow, teller: Teller) -> str:
    name = tag("th", link(row.territory.label, f"?territoire={row.territory.code}"), scope="row")
    found = row.exits
    bar = rate = n = ""
    if found.is_measured and found.interval is not None and found.figure.value is not None:
        low, high = found.interval.low, found.interval.high
        words = f"{percent(found.figure.value)}, {number(found.successes or 0)} sur "
        words += f"{number(found.n or 0)} sorties examinées, intervalle {interval(low, high)}"
        if found.rest is not None:
            words += f", reste du programme {percent(found.rest)}"
        bar = interval_bar(found.figure.value, low, high, reference=found.rest, label=words)
        rate = with_contest(percent(found.figure.value), found.figure)
        n = number(found.n or 0)
    else:
        rate = absence(found)
    cells = [
        tag("td", number(row.networks), class_="num", data_label="LIANES"),
        tag("td", _count(row), class_="num", data_label="prises d'emploi"),
        tag("td", bar),
        tag("td", text(rate), class_="num"),
        tag("td", n, class_="num", data_label="sorties examinées"),
        tag("td", verdict_pill(found.verdict, found.indicator)),
        teller.mark(teller.networks_here(row.networks), teller.rate(row.jobs), teller.rate(found)),
    ]
    return tag("tr", name + "".join(cells))


def _count(row: ChildRow) -> str:
    figure = row.jobs.figure
    if figure.value is None:
        return text(absence(row.jobs))
    return text(with_contest(number(figure.value), figure))


# ------------------------------------------------------------------ one chart per network
def multiples(view: Overview, address: Address) -> None:
    """Show one small chart per network of the scope, a page of them, against its plan."""
    single, last = view.subject.network is not None, pages(view.networks)
    rank = int(address.parameter("liste", [str(n + 1) for n in range(last)] or ["1"], "1"))
    shown = multiples_of(view.scope, address.audience, rank)
    if not shown:
        return
    question = "Que fait cette LIANE, mois par mois ?" if single else "Que fait chaque LIANE ?"
    opened = sum(n.opened_on is not None for n in view.networks)
    several = plural(opened, "LIANE", "LIANES")
    range_ = f", {PAGE} par page" if last > 1 else ""
    what = "" if single else f"Prises d'emploi cumulées, {several}{range_} · "
    head = block_head(
        question,
        f"{what}trait plein{HARD}: réalisé · pointillé{HARD}: échéancier · "
        f"point creux{HARD}: dernier envoi manquant"
        + ("" if single else " · même échelle pour toutes"),
    )
    with container("card_multiples"):
        told = charts_told(shown, view.scope.period, single=single)
        block(head + _charts(shown, single=single) + told + pager(rank, last), key="multiples")


@drawn_once
def _charts(shown: tuple[Multiple, ...], *, single: bool) -> str:
    shared = None if single else max(map(_top, shown))
    charts = "".join(_multiple(m, shared or _top(m), named=not single) for m in shown)
    return tag("ul", charts, class_="multiples single" if single else "multiples")


def _top(found: Multiple) -> float:
    """Return the highest value drawn; a plan never goes down."""
    values = [value for value in found.monthly.values if value is not None]
    return max(*values, *(value for _, value in planned(found)[-1:]), 0.0, 0.0) or 1.0


def _multiple(found: Multiple, high: float, *, named: bool) -> str:
    last = next((f for f in reversed(found.monthly.figures) if f.state is State.MEASURED), None)
    amount = number(last.value or 0) if last else "non renseigné"
    plan = planned(found)
    aim = f"échéancier{HARD}: {number(plan[-1][1])}" if plan else ""
    title = found.network.name if named else found.indicator.label
    short = f"{found.network.seat_name} · {found.network.code}" if named else title
    chart = small_multiple(
        found.monthly.values, plan, high=high, hollow_last=found.late,
        label=f"{title}{HARD}: {amount}. {aim}",
    )  # fmt: skip
    late = ' · <span class="late">en retard</span>' if found.late else ""
    late += f' · <span class="late">{CONTESTED}</span>' if found.contested else ""
    inside = (
        f'<span class="name" title="{text(title)}">{text(short)}</span>{chart}'
        f'<span class="amount"><b>{amount}</b><span>{text(aim)}{late}</span></span>'
    )
    return tag("li", tag("a", inside, href=f"?reseau={found.network.code}"))
