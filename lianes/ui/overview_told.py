"""« Puis-je le dire ? » for the charts and the list of the overview."""

from dataclasses import replace

from lianes.domain.french import number, with_unit
from lianes.domain.month import Period
from lianes.metrics.figure import State
from lianes.reading.estimates import Estimate
from lianes.reading.multiples import Multiple
from lianes.reading.overview import Overview
from lianes.reading.say import Told
from lianes.reading.say_points import say_series
from lianes.reading.say_sums import say_goal
from lianes.reading.sentences import trajectory_sentence
from lianes.ui.drawn import drawn_once
from lianes.ui.reads import meta
from lianes.ui.say import Teller, say_list


@drawn_once
def attention_told(view: Overview) -> str:
    """Return what may be said of the lines to look at, which hold figures of their own."""
    teller = Teller(view.subject.label, view.scope.period, meta())
    told = [teller.of(i.label).record(i.label, f"{i.what} ({i.basis})") for i in view.attention]
    return say_list(told, "À regarder")


@drawn_once
def trajectory_told(view: Overview) -> str:
    """Return what may be said of each month drawn, of the target and of the projection."""
    found, label = view.trajectory, view.subject.label
    teller = Teller(label, view.scope.period, meta())
    jobs = next(c.estimate.indicator for c in view.cards if c.monthly is found.actual)
    told = say_series(jobs, found.actual, label, teller.meta)
    if found.goal is not None:
        told.append(("Objectif", say_goal(found.goal, label, teller.meta)))
    if found.projection is not None:
        pace = with_unit(found.projection.pace, "par mois", 1)
        words = f"{trajectory_sentence(found).rstrip('.')}, au rythme de {pace}"
        told.append(teller.record("Projection", words))
    return say_list(told, f"{label}, mois par mois")


@drawn_once
def charts_told(shown: tuple[Multiple, ...], period: Period, *, single: bool) -> str:
    """Return what may be said of the last month of each chart, beside its plan."""
    return say_list([_multiple_told(m, period, single=single) for m in shown], "chaque graphique")


def _multiple_told(found: Multiple, period: Period, *, single: bool) -> Told:
    figures, plan = found.monthly.figures, planned(found)
    last = next((f for f in reversed(figures) if f.state is State.MEASURED), figures[-1])
    teller = Teller(found.network.name, period, meta())
    _, said = teller.rate(Estimate(found.indicator, last))
    if plan:
        said = replace(said, facts=(*said.facts, ("Échéancier", number(plan[-1][1]))))
    return found.indicator.label if single else found.network.name, said


def planned(found: Multiple) -> list[tuple[int, float]]:
    """Return the corners of the plan, by the rank of their month."""
    months = found.monthly.months
    if found.plan is None or not months:
        return []
    corners = found.plan.corners(Period(months[0], months[-1]))
    return [(month - months[0], value) for month, value in corners]
