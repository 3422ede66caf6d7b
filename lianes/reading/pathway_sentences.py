"""Generated sentences of the pathway and of the seniors' page: said only when known."""

from lianes.domain.french import HARD, interval, listing, number, percent, plural
from lianes.reading.estimates import Estimate
from lianes.reading.pathway import Pathway, weakest
from lianes.reading.senior_care import SeniorCare


def lead_of_pathway(view: Pathway) -> tuple[str, ...]:
    """Return the sentences the page opens with."""
    return tuple(filter(None, (_way(view), _lost(view), _kept(view))))


def _way(view: Pathway) -> str:
    found = {stage.measure.id: stage.figure.value for stage in view.stages}
    informed, started, jobs = (
        found.get(m) for m in ("informed", "pathways_started", "jobs_started")
    )
    if informed is None or started is None or jobs is None:
        return ""
    verb = "a" if jobs < 2 else "ont"
    return (
        f"{plural(informed, 'locataire informé', 'locataires informés')}, "
        f"{plural(started, 'parcours', 'parcours')} lancés, "
        f"**{number(jobs)} {verb} pris un emploi** ({view.scope.period.label})."
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


def _rate(found: Estimate) -> str:
    value, rest = found.figure.value or 0.0, found.rest
    return f"{percent(value)} contre {percent(rest)}" if rest is not None else percent(value)


def _kept(view: Pathway) -> str:
    told = [e for e in view.retentions if e.figure.value is not None]
    if not told:
        return "Le maintien en emploi n'est pas encore observable." if view.networks else ""
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
    beside = f", {number(waiting)} en attendent un" if waiting is not None else ""
    return (
        f"**{plural(supported, 'senior')} {verb} au moins un service en place** à fin "
        f"{view.scope.period.end.label}{beside}."
    )


def _adapted(view: SeniorCare) -> str:
    adapted = view.counts["dwellings_adapted"].value
    delay = view.rates["adaptation_mean_delay"].figure.value
    if adapted is None:
        return ""
    beside = f", en {plural(delay, 'jour')} en moyenne" if delay is not None else ""
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
