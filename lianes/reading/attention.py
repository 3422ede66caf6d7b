"""What deserves a look: rules with their thresholds, each told in one sentence with its link."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lianes.domain.french import HARD, day, interval, number, percent, plural
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.metrics.proportion import Z998
from lianes.metrics.trend import RUN, lasting_rise
from lianes.metrics.verdict import MINIMUM, Verdict
from lianes.reading.estimates import Estimate
from lianes.store.reader import ReportStatus

CONVENTION_DAYS = 90
FUNDING_DAYS = 180
MONTHS_WITHOUT_DURABLE_EXIT = 6
VERDICT_Z = Z998


class Alert(StrEnum):
    """The rules, in the order in which they are shown."""

    BELOW = "below"
    LATE = "late"
    FUNDING = "funding"
    CONVENTION = "convention"
    NO_DURABLE_EXIT = "no_durable_exit"
    RISE = "rise"


@dataclass(frozen=True, slots=True)
class Item:
    """One line of the list: where (a label and a link), what, and on what it rests."""

    alert: Alert
    label: str
    href: str
    what: str
    basis: str
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """What the rules look at for one network; counts are per month, None when not reported."""

    network: Network
    report: ReportStatus | None
    convention_ends: date | None
    has_convention: bool
    secured_until: date | None
    durable_exits: Sequence[int | None]
    pathways: Sequence[int | None]


def network_items(facts: NetworkFacts, as_of: date) -> Iterator[Item]:
    """Yield every rule an active network meets; a closed one is not late."""
    if not facts.network.is_active(as_of):
        return
    for rule in (_late, _funding, _convention, _no_durable_exit, _rise):
        item = rule(facts, as_of)
        if item is not None:
            yield item


def below_items(estimates: Sequence[tuple[str, str, Estimate]]) -> Iterator[Item]:
    """Yield subjects (label, link, estimate) below the rest at 99.8 % on 20 cases or more."""
    for label, href, found in estimates:
        if found.verdict is Verdict.BELOW and found.n is not None and found.n >= MINIMUM:
            yield _below(label, href, found)


def _below(label: str, href: str, found: Estimate) -> Item:
    value, limits = found.figure.value or 0.0, found.interval
    span = f" ({interval(limits.low, limits.high)})" if limits else ""
    return Item(
        Alert.BELOW,
        label,
        href,
        f"{found.indicator.label.lower()} au-dessous du reste du programme",
        f"{percent(value)}{span}, n{HARD}={HARD}{number(found.n or 0)}",
        weight=(found.rest or 0) - value,
    )


def _item(facts: NetworkFacts, alert: Alert, what: str, basis: str, weight: float) -> Item:
    href = f"?reseau={facts.network.code}"
    return Item(alert, facts.network.name, href, what, basis, weight)


def _late(facts: NetworkFacts, _: date) -> Item | None:
    report = facts.report
    if report is None or report.months_late == 0:
        return None
    months = "un mois" if report.months_late == 1 else f"{report.months_late}{HARD}mois"
    last = f"dernier envoi{HARD}: {report.last_received.label}" if report.last_received else (
        "aucun envoi depuis l'ouverture"
    )  # fmt: skip
    return _item(
        facts,
        Alert.LATE,
        f"aucune donnée pour {months} attendu{'s' if report.months_late > 1 else ''}",
        f"{last} · en retard de {plural(report.days_late, 'jour')}",
        report.days_late,
    )


def _funding(facts: NetworkFacts, as_of: date) -> Item | None:
    until = facts.secured_until
    if until is not None and until >= as_of + timedelta(days=FUNDING_DAYS):
        return None
    if until is None:
        return _item(facts, Alert.FUNDING, "aucun financement signé", "ni signé ni versé", 1e6)
    what = "financement non sécurisé après le" if until >= as_of else "financement échu depuis le"
    days = (until - as_of).days
    basis = f"moins de {FUNDING_DAYS}{HARD}jours" if days >= 0 else "à renouveler"
    return _item(facts, Alert.FUNDING, f"{what} {day(until)}", basis, -days)


def _convention(facts: NetworkFacts, as_of: date) -> Item | None:
    """Tell an agreement that ends soon, or that has run out and was not renewed."""
    ends = facts.convention_ends
    if ends is None or ends > as_of + timedelta(days=CONVENTION_DAYS):
        return None
    remaining = (ends - as_of).days
    if remaining >= 0:
        what, basis = "convention locale jusqu'au", f"dans {plural(remaining, 'jour')}"
    elif facts.has_convention:
        return None
    else:
        what, basis = "convention locale échue depuis le", "à renouveler"
    return _item(facts, Alert.CONVENTION, f"{what} {day(ends)}", basis, -remaining)


def _no_durable_exit(facts: NetworkFacts, as_of: date) -> Item | None:
    recent = facts.durable_exits[-MONTHS_WITHOUT_DURABLE_EXIT:]
    if len(recent) < MONTHS_WITHOUT_DURABLE_EXIT or any(count is None for count in recent):
        return None
    if any(recent) or not _open_throughout(facts.network, as_of):
        return None
    return _item(
        facts,
        Alert.NO_DURABLE_EXIT,
        f"aucune sortie durable depuis {MONTHS_WITHOUT_DURABLE_EXIT}{HARD}mois",
        "les six derniers mois sont transmis",
        0,
    )


def _open_throughout(network: Network, as_of: date) -> bool:
    first = Month.containing(as_of) + -(MONTHS_WITHOUT_DURABLE_EXIT - 1)
    return network.opened_on is not None and network.opened_on <= first.first_day


def _rise(facts: NetworkFacts, _: date) -> Item | None:
    known = [count for count in facts.pathways if count is not None]
    if len(known) < len(facts.pathways) or not lasting_rise(known):
        return None
    return _item(
        facts,
        Alert.RISE,
        "hausse durable des parcours lancés",
        f"{RUN}{HARD}mois de suite au-dessus de sa moyenne",
        0,
    )


def ordered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Order by rule, then by weight, the heaviest first."""
    ranks = {alert: rank for rank, alert in enumerate(Alert)}
    return tuple(sorted(items, key=lambda item: (ranks[item.alert], -item.weight, item.label)))
