"""Quality and freshness: who is late, what is missing, provisional, corrected, contested."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianes.domain.catalogue import Catalogue, Form, Indicator
from lianes.domain.french import day as in_full
from lianes.domain.french import listing, plural
from lianes.domain.month import Month
from lianes.store.journal import Awaited, Journal, Proposal


class Sent(StrEnum):
    """What became of one monthly report."""

    IN_TIME = "reçue à temps"
    AFTER = "reçue après la date"
    LATE = "en retard"
    AWAITED = "attendue"
    NONE = "pas attendue"


@dataclass(frozen=True, slots=True)
class NetworkReports:
    """The reports of one network, month by month, and the next one."""

    code: str
    name: str
    closed: bool
    sent: tuple[Sent, ...]
    late: tuple[Month, ...]
    days_late: int
    next_due: date | None
    last: Month | None

    @property
    def reminder(self) -> str:
        """The text to send to a network that is late."""
        months = listing([month.label for month in self.late])
        them = "les remontées" if len(self.late) > 1 else "la remontée"
        return (
            f"Objet : 1 000 LIANES, remontée attendue de {self.name}\n\n"
            f"Bonjour,\nNous n'avons pas encore reçu {them} de {months} ({self.code}), attendue "
            f"depuis {plural(self.days_late, 'jour')}. Le modèle prérempli se télécharge à la page "
            "« Déposer » du tableau de bord ; un zéro est une réponse. Si un chiffre manque, "
            "laissez la case vide et envoyez le reste.\nMerci."
        )


@dataclass(frozen=True, slots=True)
class Provisional:
    """How many of the values behind a headline indicator are provisional."""

    indicator: Indicator
    loose: int
    count: int


@dataclass(frozen=True, slots=True)
class Quality:
    """Everything the page says."""

    day: date
    months: tuple[Month, ...]
    networks: tuple[NetworkReports, ...]
    provisional: tuple[Provisional, ...]
    corrections: tuple[tuple[str, int], ...]
    proposals: tuple[Proposal, ...]

    @property
    def late(self) -> tuple[NetworkReports, ...]:
        """The networks that owe a report, the longest first."""
        owing = [network for network in self.networks if network.late]
        return tuple(sorted(owing, key=lambda network: (-network.days_late, network.code)))

    @property
    def lead(self) -> str:
        """The sentence of the page."""
        open_ones = [network for network in self.networks if not network.closed]
        if not open_ones:
            return "Aucun réseau n'est ouvert : aucune remontée n'est attendue."
        if not self.late:
            return f"Tous les réseaux sont à jour au {in_full(self.day)}."
        return (
            f"**{plural(len(self.late), 'réseau est', 'réseaux sont')} en retard** sur "
            f"{len(open_ones)}, au {in_full(self.day)}."
        )


def quality(journal: Journal, catalogue: Catalogue, day: date) -> Quality:
    """Read the whole page at the as-of date."""
    awaited = journal.awaited()
    months = tuple(sorted({report.month for report in awaited}))
    by_code: dict[str, list[Awaited]] = {}
    for report in awaited:
        by_code.setdefault(report.network, []).append(report)
    return Quality(
        day=day,
        months=months,
        networks=tuple(_network(reports, months, day) for reports in by_code.values()),
        provisional=_provisional(journal, catalogue),
        corrections=journal.corrections(),
        proposals=journal.proposals(),
    )


def _network(reports: Sequence[Awaited], months: Sequence[Month], day: date) -> NetworkReports:
    by_month = {report.month: report for report in reports}
    sent = tuple(_sent(by_month.get(month), day) for month in months)
    late = tuple(m for m, state in zip(months, sent, strict=True) if state is Sent.LATE)
    received = [report.month for report in reports if report.received_on is not None]
    return NetworkReports(
        code=reports[0].network,
        name=reports[0].name,
        closed=reports[0].closed,
        sent=sent,
        late=late,
        days_late=(day - by_month[late[0]].due_on).days if late else 0,
        next_due=_next_due(reports, day),
        last=max(received, default=None),
    )


def _sent(report: Awaited | None, day: date) -> Sent:
    if report is None:
        return Sent.NONE
    if report.received_on is None:
        return Sent.LATE if report.due_on < day else Sent.AWAITED
    return Sent.IN_TIME if report.received_on <= report.due_on else Sent.AFTER


def _next_due(reports: Sequence[Awaited], day: date) -> date | None:
    """Return when the next report is due, with the delay of the last one; None once closed."""
    owed = [r.due_on for r in reports if r.received_on is None and r.due_on >= day]
    if owed:
        return min(owed)
    if reports[0].closed:
        return None
    last = max(reports, key=lambda report: report.month)
    return (last.month + 1).last_day + (last.due_on - last.month.last_day)


def _provisional(journal: Journal, catalogue: Catalogue) -> tuple[Provisional, ...]:
    counts = journal.provisional()
    found = []
    for indicator in catalogue.headline():
        known = [counts[measure] for measure in indicator.uses if measure in counts]
        if known and indicator.form is not Form.RETENTION:
            loose, count = sum(k[0] for k in known), sum(k[1] for k in known)
            found.append(Provisional(indicator, loose, count))
    return tuple(found)
