"""Every indicator of the catalogue for the scope: value, interval, verdict, on what it rests."""

from lianes.charts.svg import interval_bar
from lianes.domain.catalogue import Form
from lianes.domain.french import HARD, interval, number, percent, with_unit
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.overview import Overview
from lianes.reading.standing import STANDING_FORMS, rests_on
from lianes.ui.drawn import drawn_once
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, verdict_pill
from lianes.ui.kpi import absence
from lianes.ui.markup import block, link, tag, text
from lianes.ui.reads import meta
from lianes.ui.say import SAY_COLUMN, Teller


def catalogue(view: Overview) -> None:
    """Show the whole catalogue as one table; a new block of the catalogue is a new line."""
    block(_catalogue(view), key="catalogue")


@drawn_once
def _catalogue(view: Overview) -> str:
    alone = view.subject.is_national
    rest = "" if alone else f" · trait{HARD}: reste du programme"
    head = block_head(
        "Que disent tous les indicateurs ?",
        f"Chaque nom mène à sa définition · barre{HARD}: intervalle à 95{HARD}%{rest}",
    )
    compared = [] if alone else [("Par rapport au reste", None)]
    columns = [("Indicateur", None), ("Valeur", "num"),
               ("Intervalle" if alone else "Intervalle et reste du programme", None),
               ("Sur quoi il repose", None), *compared, SAY_COLUMN]  # fmt: skip
    counted = (view.reporting.reported, view.reporting.expected)
    teller = Teller(view.subject.label, view.scope.period, meta(), counted)
    rows = "".join(_row(found, teller, alone=alone) for found in view.indicators)
    return head + grid("Tous les indicateurs", columns, rows, stacks=True)


def _row(found: Estimate, teller: Teller, *, alone: bool) -> str:
    indicator = found.indicator
    name = link(indicator.label, f"/methode#indicateur-{indicator.id}")
    cells = (
        tag("th", name, scope="row"),
        tag("td", text(value_words(found)), class_="num" if found.is_measured else "num none"),
        tag("td", _bar(found)),
        tag("td", text(basis_words(found))),
        "" if alone else tag("td", verdict_pill(found.verdict, indicator)),
        teller.mark_of(found),
    )
    return tag("tr", "".join(cells))


def value_words(found: Estimate) -> str:
    """Write a value with its unit, or why there is none."""
    value, indicator = found.figure.value, found.indicator
    if value is None:
        return absence(found)
    said = percent(value) if indicator.unit == "%" else with_unit(
        value, indicator.unit, indicator.decimals
    )  # fmt: skip
    return with_contest(said, found.figure)


def _bar(found: Estimate) -> str:
    value, limits = found.figure.value, found.interval
    if value is None or limits is None:
        return ""
    words = f"intervalle {interval(limits.low, limits.high)}"
    if found.rest is not None:
        words += f", reste du programme {percent(found.rest)}"
    return interval_bar(value, limits.low, limits.high, reference=found.rest, label=words)


def basis_words(found: Estimate) -> str:
    """Say what a value rests on: numerator and denominator, or the number followed."""
    if not found.is_measured or found.n is None:
        return ""
    indicator, n = found.indicator, number(found.n)
    if indicator.form is Form.RATIO:
        return f"{number(found.successes or 0)} sur {n} {indicator.denominator_label}"
    if indicator.form is Form.MEAN:
        return f"{n} {indicator.denominator_label}"
    if indicator.form in STANDING_FORMS:
        return rests_on(found)
    return f"{n} personnes suivies"
