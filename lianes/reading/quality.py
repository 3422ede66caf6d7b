"""Quality and freshness: who is late, what is missing, provisional, corrected, contested."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lianes.domain.catalogue import Catalogue, Form, Indicator, Kind
from lianes.domain.french import day as in_full
from lianes.domain.french import listing, plural
from lianes.domain.month import Month
from lianes.store.deposit_warnings import OpenWarning
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
    """The reports of one network, month by month, and the next one.

    `filled` says how many measures each report holds; 0 when none came.
    """

    code: str
    name: str
    closed: bool
    sent: tuple[Sent, ...]
    filled: tuple[int, ...]
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
    """Everything the page says; `asked` is how many measures a monthly report may hold."""

    day: date
    asked: int
    months: tuple[Month, ...]
    networks: tuple[NetworkReports, ...]
    provisional: tuple[Provisional, ...]
    corrections: tuple[tuple[Month, int], ...]
    proposals: tuple[Proposal, ...]
    warnings: tuple[OpenWarning, ...]

    @property
    def late(self) -> tuple[NetworkReports, ...]:
        """The networks that owe a report, the longest first."""
        owing = [network for network in self.networks if network.late]
        return tuple(sorted(owing, key=lambda network: (-network.days_late, network.code)))

    def lead(self, *, inside: bool = True) -> str:
        """Return the sentence of the page; what is contested is told `inside` only."""
        open_ones = [network for network in self.networks if not network.closed]
        if not open_ones:
            return "Aucun réseau n'est ouvert : aucune remontée n'est attendue."
        if not self.late:
            first = f"Tous les réseaux sont à jour au {in_full(self.day)}."
        else:
            first = (
                f"**{plural(len(self.late), 'réseau est', 'réseaux sont')} en retard** sur "
                f"{len(open_ones)}, au {in_full(self.day)}."
            )
        return f"{first} {self._to_settle()}" if inside and self._to_settle() else first

    def _to_settle(self) -> str:
        """Say how many contested figures and warnings wait for somebody."""
        contested = sum(proposal.decision is None for proposal in self.proposals)
        said = [plural(contested, "chiffre contesté", "chiffres contestés")] if contested else []
        if self.warnings:
            said.append(
                plural(len(self.warnings), "avertissement ouvert", "avertissements ouverts")
            )
        return f"À trancher : {listing(said)}." if said else ""


def quality(
    journal: Journal, catalogue: Catalogue, day: date, networks: Collection[str] | None = None
) -> Quality:
    """Read the whole page at the as-of date, for some networks or for all of them."""

    def kept(code: str) -> bool:
        return networks is None or code in networks

    awaited = journal.awaited(networks)
    months = tuple(map(Month, sorted({report.month.ordinal for report in awaited})))
    by_code: dict[str, list[Awaited]] = {}
    for report in awaited:
        by_code.setdefault(report.network, []).append(report)
    filled = journal.filled(networks)
    return Quality(
        day=day,
        asked=sum(measure.kind is not Kind.COHORT for measure in catalogue.measures.values()),
        months=months,
        networks=tuple(
            _network(reports, months, filled.get(code, {}), day)
            for code, reports in by_code.items()
        ),
        provisional=_provisional(journal.provisional(networks), catalogue),
        corrections=_by_month([c for c in journal.corrections() if kept(c[0])]),
        proposals=tuple(p for p in journal.proposals() if kept(p.row_key.split("/")[0])),
        warnings=tuple(
            w for w in journal.warnings()
            if networks is None or (w.warned.row_key or "").split("/")[0] in networks
        ),
    )  # fmt: skip


def _by_month(corrections: Sequence[tuple[str, Month, int]]) -> tuple[tuple[Month, int], ...]:
    """Return how many figures were replaced each month, months without any included."""
    counts: Counter[Month] = Counter()
    for _, month, count in corrections:
        counts[month] += count
    if not counts:
        return ()
    span = range(min(counts).ordinal, max(counts).ordinal + 1)
    return tuple((Month(ordinal), counts[Month(ordinal)]) for ordinal in span)


def _network(
    reports: Sequence[Awaited], months: Sequence[Month], filled: Mapping[int, int], day: date
) -> NetworkReports:  # fmt: skip
    """Gather the reports of a network, given in the order of their months."""
    by_month = {report.month.ordinal: report for report in reports}
    sent = tuple(_sent(by_month.get(month.ordinal), day) for month in months)
    late = tuple(m for m, state in zip(months, sent, strict=True) if state is Sent.LATE)
    received = [report.month for report in reports if report.received_on is not None]
    return NetworkReports(
        code=reports[0].network,
        name=reports[0].name,
        closed=reports[0].closed,
        sent=sent,
        filled=tuple(filled.get(month.ordinal, 0) for month in months),
        late=late,
        days_late=(day - by_month[late[0].ordinal].due_on).days if late else 0,
        next_due=_next_due(reports, day),
        last=received[-1] if received else None,
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
    last = reports[-1]
    return (last.month + 1).last_day + (last.due_on - last.month.last_day)


def _provisional(
    counts: Mapping[str, tuple[int, int]], catalogue: Catalogue
) -> tuple[Provisional, ...]:
    found = []
    for indicator in catalogue.headline():
        known = [counts[measure] for measure in indicator.uses if measure in counts]
        if known and indicator.form is not Form.RETENTION:
            loose, count = sum(k[0] for k in known), sum(k[1] for k in known)
            found.append(Provisional(indicator, loose, count))
    return tuple(found)
