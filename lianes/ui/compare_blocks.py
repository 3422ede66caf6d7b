"""The blocks of the comparison: who is compared, dots and intervals, funnel, what to add."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from lianes.charts.funnel import funnel_figure
from lianes.charts.svg import interval_bar
from lianes.domain.french import HARD, interval, listing, number, percent, plural, signed
from lianes.domain.month import Period
from lianes.maps.scope_search import scope_search
from lianes.metrics.funnel import Dot, funnel_limits
from lianes.metrics.proportion import Z998
from lianes.metrics.verdict import expected_false_alarms
from lianes.reading.comparison import MOST, TOGETHER, Comparison, Side
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.say import Told, say
from lianes.store.reader import StoreMeta
from lianes.ui import reads
from lianes.ui.address import Address
from lianes.ui.address import link as address_link
from lianes.ui.assets import asset_url, geometry_url
from lianes.ui.drawn import drawn_once
from lianes.ui.flow import container, native
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, menu, segments, source_line, verdict_pill
from lianes.ui.kpi import absence
from lianes.ui.markup import block, link, plain, tag, text
from lianes.ui.say import SAY_COLUMN, Teller, say_list, say_mark
from lianes.ui.territory_reads import comparison_of

DEFAULT_RATE = "employment_exit_rate"
SORTS = (("nom", "Nom"), ("volume", "Volume"), ("ecart", "Écart au-delà du hasard"))


def others(address: Address) -> tuple[str, ...]:
    """Return the codes of `avec`, at most five."""
    asked = address.parameters.get("avec", "")
    return tuple(dict.fromkeys(code for code in asked.split(",") if code))[: MOST - 1]


def found_at(address: Address) -> Comparison:
    """Return the comparison an address asks for."""
    rate = address.parameters.get("taux", DEFAULT_RATE)
    return comparison_of(address.scope, address.audience, others(address), rate)


def sort_of(address: Address) -> str:
    """Return the order an address asks for."""
    return address.parameter("tri", tuple(name for name, _ in SORTS), "nom")


# ------------------------------------------------------------------ tools
def tools(found: Comparison, sort: str) -> str:
    """Return the choice of a rate and of an order; none of them ranks by rate."""
    rates = [(i.label, address_link(taux=i.id), i.id == found.indicator.id) for i in found.rates]
    orders = [(words, address_link(tri=name), name == sort) for name, words in SORTS]
    picked = menu("Taux comparé", found.indicator.label, rates, name="taux", slim=True)
    return tag("div", picked + segments("Ordre", orders), class_="map-tools")


def add_field(found: Comparison) -> None:
    """Show the field that adds any territory or network; none when the columns are full."""
    if len(found.sides) == MOST:
        return
    with container("add_beside"), native():
        scope_search(
            key="beside_search",
            module_url=asset_url("search.js"),
            index_url=geometry_url("search"),
            networks_url=f"/index/{reads.networks_index()[0]}",
            current=(),
            label="Ajouter à la comparaison",
            beside=[side.code for side in found.sides[1:]],
        )


# ------------------------------------------------------------------ side by side
def side_by_side(found: Comparison, sort: str, period: Period, meta: StoreMeta) -> str:
    """Return the dot-and-interval plot as a table, then the other rates of each."""
    head = block_head(
        found.indicator.question,
        f"{found.indicator.label} · point{HARD}: taux · barre{HARD}: intervalle à 95{HARD}% · "
        f"trait{HARD}: reste du programme{_chance(len(found.sides))}",
    )
    columns = [("", None), ("Prises d'emploi", "num"), ("Taux et intervalle", None),
               ("Taux", "num"), ("Intervalle", None), ("Cas", "num"),
               ("Par rapport au reste", None), ("Écart (erreurs types)", "num"), SAY_COLUMN,
               ("", None)]  # fmt: skip
    rows = "".join(_side(side, found, period, meta) for side in ordered(found.sides, sort))
    return (
        head
        + tools(found, sort)
        + grid("Comparaison", columns, rows, stacks=True)
        + _all_rates(found, period, meta)
    )


def _chance(sides: int) -> str:
    """Return how many of these comparisons chance alone marks; one says nothing of others."""
    if sides < 2:
        return ""
    alarms = number(expected_false_alarms(sides, 1.959964), 1)
    return f" · {alarms} fausse alerte attendue sur {number(sides)} comparaisons"


def ordered(sides: Sequence[Side], sort: str) -> list[Side]:
    """Return the subjects by name, by volume, or by distance beyond chance; unknown ones last."""
    by_name = sorted(sides, key=lambda side: side.subject.label)
    if sort == "volume":
        return sorted(by_name, key=lambda s: -(s.jobs.figure.value or 0))
    if sort == "ecart":
        return sorted(by_name, key=lambda s: -abs(s.gap) if s.gap is not None else 1.0)
    return by_name


def _side(side: Side, found: Comparison, period: Period, meta: StoreMeta) -> str:
    rate, first = side.rate, side is found.sides[0]
    codes = side.code.replace(TOGETHER, ",")
    href = f"?reseau={codes}" if side.subject.network else f"?territoire={codes}"
    nature = " · ".join(filter(None, ("territoire étudié" if first else "", side.subject.nature)))
    name = link(side.subject.label, href) + (
        tag("span", text(nature), class_="basis") if nature else "")  # fmt: skip
    value = absence(rate) if rate.figure.value is None else with_contest(
        percent(rate.figure.value), rate.figure
    )  # fmt: skip
    limits = interval(rate.interval.low, rate.interval.high) if rate.interval else ""
    cells = [
        tag("th", name, scope="row"),
        tag("td", text(_count(side.jobs)), class_="num", data_label=f"prises d'emploi{HARD}:"),
        tag("td", _bar(rate)),
        tag("td", text(value), class_="num"),
        tag("td", text(limits), class_="basis-cell"),
        tag("td", text(number(rate.n)) if rate.n is not None else "", class_="num",
            data_label=f"cas{HARD}:"),
        tag("td", verdict_pill(rate.verdict, rate.indicator)),
        tag("td", text(signed(side.gap, 1)) if side.gap is not None else "–", class_="num",
            data_label=f"écart en erreurs types{HARD}:"),
        _side_told(side, Teller(side.subject.label, period, meta)),
        tag("td", "" if first else _remove(side, found)),
    ]  # fmt: skip
    return tag("tr", "".join(cells), class_="studied" if first else None)


def _side_told(side: Side, teller: Teller) -> str:
    told = [teller.rate(side.jobs), teller.rate(side.rate)]
    if side.gap is not None:
        words = f"écart au reste du programme de {signed(side.gap, 1)} erreurs types"
        told.append(teller.record("Écart", words))
    return teller.mark(*told)


def _count(found: Estimate) -> str:
    if found.figure.value is None:
        return absence(found)
    return with_contest(number(found.figure.value), found.figure)


def _remove(side: Side, found: Comparison) -> str:
    rest = [other.code for other in found.sides[1:] if other is not side]
    href = address_link(avec=",".join(rest))
    return link("Retirer", href, aria_label=f"Retirer {side.subject.label}")


def _bar(rate: Estimate) -> str:
    if rate.interval is None or rate.figure.value is None:
        return ""
    low, high = rate.interval.low, rate.interval.high
    words = f"{percent(rate.figure.value)}, intervalle {interval(low, high)}"
    return interval_bar(rate.figure.value, low, high, reference=rate.rest, label=words, width=260)


def _all_rates(found: Comparison, period: Period, meta: StoreMeta) -> str:
    """Return every other rate of every subject, folded."""
    names = [i for i in found.rates if i.id != found.indicator.id]
    columns = [("Taux", None), *((s.subject.label, "num") for s in found.sides), SAY_COLUMN]
    rows = "".join(
        tag("tr", tag("th", text(indicator.label), scope="row")
            + "".join(tag("td", text(_rate(side.others[rank])), class_="num")
                      for side in found.sides)
            + tag("td", say_mark([_told(s, rank, period, meta) for s in found.sides],
                                 indicator.label), class_="say-cell"))
        for rank, indicator in enumerate(names)
    )  # fmt: skip
    summary = tag("summary", text(plural(len(names), "autre taux", "autres taux")))
    return tag("details", summary + grid("Autres taux", columns, rows))


def _told(side: Side, rank: int, period: Period, meta: StoreMeta) -> Told:
    label = side.subject.label
    return label, say(side.others[rank], label, period, meta)


def _rate(found: Estimate) -> str:
    if found.figure.value is None or found.interval is None:
        return absence(found)
    limits = interval(found.interval.low, found.interval.high)
    said = f"{percent(found.figure.value)} ({limits}), n{HARD}={HARD}{number(found.n or 0)}"
    return with_contest(said, found.figure)


# ------------------------------------------------------------------ the funnel
def funnel(found: Comparison, teller: Teller) -> None:
    """Show every territory of the country at this level within the limits of chance."""
    level = found.level.plural
    limits = f"tirets{HARD}: 95{HARD}% · points{HARD}: 99,8{HARD}%"
    plain(block_head(
        "L'écart dépasse-t-il ce que donne le hasard ?",
        f"Toutes les {level} qui ont des cas · trait plein{HARD}: ensemble du programme · {limits}"
        if found.level.label in ("région", "commune", "LIANE") else
        f"Tous les {level} qui ont des cas · trait plein{HARD}: ensemble du programme · {limits}",
    ))  # fmt: skip
    if found.centre is None or not found.dots:
        words = "Aucun taux à placer pour cette maille, cette période et cette audience."
        block(tag("p", words) + _dots_told(found, teller), key="funnel_dots")
        return
    with native():
        st.plotly_chart(
            _funnel_figure(found), key="funnel", theme=None, width="stretch",
            config={"displayModeBar": False}, alt=funnel_words(found),
        )  # fmt: skip
    words = tag("p", text(funnel_words(found)), class_="said-line")
    table = _dots_table(found) + _dots_told(found, teller)
    block(words + table, key="funnel_dots")


def _dots_told(found: Comparison, teller: Teller) -> str:
    """Return what may be said of each dot, and why a territory without one may not be said."""
    told = [(label, teller.of(label).rate(rate)[1]) for label, rate in found.placed]
    return say_list(told, f"entonnoir par {found.level.label}")


@drawn_once
def _funnel_figure(found: Comparison) -> Any:
    return funnel_figure(found.dots, found.centre or 0.0, unit=found.indicator.denominator_label)


def outside(found: Comparison) -> list[Dot]:
    """Return the territories strictly beyond the 99.8 % limits, by name."""
    centre = (found.centre or 0.0) / 100
    limits = {dot.code: funnel_limits(centre, dot.n, Z998) for dot in found.dots}
    beyond = [dot for dot in found.dots if dot.rate / 100 not in limits[dot.code]]
    return sorted(beyond, key=lambda dot: dot.label)


def funnel_words(found: Comparison) -> str:
    """Say how many are outside, and how many chance alone would put there."""
    beyond, total = outside(found), len(found.dots)
    names = f", {listing([dot.label for dot in beyond])}" if beyond else ""
    alarms = expected_false_alarms(total, Z998)
    expected = "moins de 0,1" if alarms < 0.1 else number(alarms, 1)
    nouns = (found.level.label, found.level.plural)
    have = "n'a" if found.hidden < 2 else "n'ont"
    hidden = f" {plural(found.hidden, *nouns)} {have} pas de taux à montrer." if (
        found.hidden) else ""  # fmt: skip
    return (
        f"Hors des limites à 99,8{HARD}%{HARD}: {number(len(beyond))} sur "
        f"{plural(total, *nouns)} ({expected} attendu par hasard){names}.{hidden}"
    )


def _dots_table(found: Comparison) -> str:
    rows = "".join(
        tag("tr", tag("th", text(dot.label), scope="row")
            + tag("td", text(number(dot.n)), class_="num")
            + tag("td", text(percent(dot.rate)), class_="num"))
        for dot in sorted(found.dots, key=lambda dot: dot.label)
    )  # fmt: skip
    columns = [("", None), ("Cas", "num"), ("Taux", "num")]
    return tag("details", tag("summary", "Lire en tableau") + grid("Entonnoir", columns, rows))


def source(found: Comparison) -> str:
    """Return where the figures come from."""
    return source_line(
        "Source : saisies des réseaux", f"définition v{found.indicator.version}",
        found.indicator.definition,
    )  # fmt: skip
