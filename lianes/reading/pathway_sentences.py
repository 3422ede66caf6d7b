"""Generated sentences of the pathway and of the seniors' page: said only when known."""

from lianes.domain.french import HARD, interval, listing, number, percent, plural, small, with_unit
from lianes.metrics.figure import State
from lianes.metrics.verdict import Verdict
from lianes.reading.estimates import Estimate
from lianes.reading.pathway import Pathway, weakest
from lianes.reading.senior_care import SeniorCare


def lead_of_pathway(view: Pathway) -> tuple[str, ...]:
    """Return the sentences the page opens with."""
    if not view.stages:
        return ()
    return tuple(filter(None, (_way(view), _lost(view), _lost_where(view), _kept(view))))


def _way(view: Pathway) -> str:
    found = {stage.measure.id: stage.figure.value for stage in view.stages}
    informed, started, jobs = (
        found.get(m) for m in ("informed", "pathways_started", "jobs_started")
    )
    if informed is None or started is None or jobs is None:
        return ""
    took = "ont pris un emploi" if jobs >= 2 else "a pris un emploi"
    hired = f"{number(jobs)} {took}" if jobs else "personne n'a encore pris d'emploi"
    return (
        f"{plural(informed, 'locataire informé', 'locataires informés')}, "
        f"{plural(started, 'parcours lancé', 'parcours lancés')}, "
        f"**{hired}** ({view.scope.period.label})."
    )


def _lost(view: Pathway) -> str:
    lost = weakest(view.stages)
    if not lost:
        return ""
    names = [
        f"{s.conversion.indicator.label.lower()} ({_rate(s.conversion)})"
        for s in lost
        if s.conversion
    ]
    return (
        f"On y perd plus de monde qu'ailleurs à une étape{HARD}: {listing(names)}."
        if (len(names) == 1)
        else f"On y perd plus de monde qu'ailleurs à ces étapes{HARD}: {listing(names)}."
    )


def _lost_where(view: Pathway) -> str:
    """Name the territories inside the scope where fewer pass, beyond chance: three, widest gaps."""
    below = [
        (row.label, rate)
        for row in view.children
        for rate in row.conversions
        if rate.verdict is Verdict.BELOW
    ]
    below.sort(key=lambda one: (one[1].figure.value or 0.0) - (one[1].rest or 0.0))
    found = [
        f"{label} ({small(rate.indicator.label)}{HARD}: {_rate(rate)})" for label, rate in below
    ]
    if not found:
        return ""
    further = f" et {plural(len(found) - 3, 'autre écart', 'autres écarts')}" if (
        len(found) > 3
    ) else ""  # fmt: skip
    return f"Au-dessous du reste, au-delà du hasard{HARD}: {', '.join(found[:3])}{further}."


def _rate(found: Estimate) -> str:
    value, rest = found.figure.value or 0.0, found.rest
    return f"{percent(value)} contre {percent(rest)}" if rest is not None else percent(value)


def _kept(view: Pathway) -> str:
    told = [e for e in view.retentions if e.figure.value is not None]
    if not told:
        masked = any(e.figure.state is State.MASKED for e in view.retentions)
        known = view.networks and not masked
        return "Le maintien en emploi à 6 mois n'est pas encore observable." if known else ""
    words = [f"{percent(e.figure.value or 0)} à {e.indicator.age}{HARD}mois" for e in told]
    return f"Sont encore en emploi{HARD}: {listing(words)}."


def lead_of_seniors(view: SeniorCare) -> tuple[str, ...]:
    """Return the sentences the page opens with."""
    return tuple(filter(None, (_supported(view), _adapted(view), _home(view))))


def _supported(view: SeniorCare) -> str:
    supported = view.counts["seniors_supported"].value
    waiting = view.counts["seniors_waiting"].value
    if supported is None:
        return ""
    verb = "a" if supported < 2 else "ont"
    waits = "en attend un" if waiting == 1 else "en attendent un"
    beside = f", {number(waiting)} {waits}" if waiting else ""
    counted = f"{plural(supported, 'senior')} {verb}" if supported else "Aucun senior n'a encore"
    return (
        f"**{counted} au moins un service en place** à fin {view.scope.period.end.label}{beside}."
    )


def _adapted(view: SeniorCare) -> str:
    adapted = view.counts["dwellings_adapted"].value
    delay = view.rates["adaptation_mean_delay"].figure.value
    if adapted is None:
        return ""
    if not adapted:
        return "Aucun logement adapté encore."
    cost = view.rates["adaptation_mean_cost"].figure.value
    means = [with_unit(cost, "€")] if cost is not None else []
    means += [plural(delay, "jour")] if delay is not None else []
    beside = f", {listing(means)} en moyenne" if means else ""
    return f"{plural(adapted, 'logement adapté', 'logements adaptés')}{beside}."


def _home(view: SeniorCare) -> str:
    told = next((e for e in view.retentions if e.figure.value is not None), None)
    if told is None or told.interval is None:
        return ""
    baseline = told.indicator.benchmark
    judged = (
        f"{baseline.label}{HARD}: {percent(baseline.value)}" if baseline
        else "c'est un niveau, pas une amélioration"
    )  # fmt: skip
    return (
        f"À {told.indicator.age}{HARD}mois, {percent(told.figure.value or 0)} ne sont pas entrés "
        f"en établissement (intervalle {interval(told.interval.low, told.interval.high)})"
        f"{HARD}: {judged}."
    )
