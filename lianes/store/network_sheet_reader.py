"""Reading one network's sheet: actors, solutions, agreements, money, reports, changes, lessons."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.store.reader import Reader


@dataclass(frozen=True, slots=True)
class Actor:
    """A partner and what it does in the network; `until` is None while it is at work."""

    name: str
    kind: str
    kind_label: str
    role: str
    since: str | None
    until: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Deployment:
    """A solution the network mobilises, and how far it has gone."""

    solution: str
    purpose: str
    stage: str | None
    since: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class LocalConvention:
    """An agreement of the network; dates as published, None when they are not."""

    title: str
    signed_on: str | None
    ends_on: str | None
    object: str | None
    parties: tuple[str, ...]
    simulated: bool


@dataclass(frozen=True, slots=True)
class FundingLine:
    """Who brings what, of which form (money or in kind), at which stage."""

    funder: str
    form: str
    stage: str
    year: int
    amount_eur: float
    covers_until: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class FundingNeed:
    """What the network needs from one day to another."""

    starts_on: date
    ends_on: date
    amount_eur: float


@dataclass(frozen=True, slots=True)
class Report:
    """A monthly report expected of the network; `received_on` is None when it has not come."""

    month: Month
    due_on: date
    received_on: date | None


@dataclass(frozen=True, slots=True)
class Change:
    """A value corrected after it was sent: what stood, what stands, why, who and when."""

    changed_on: str
    author: str
    subject: str
    measure: str | None
    old: str | None
    new: str | None
    reason: str | None
    simulated: bool


@dataclass(frozen=True, slots=True)
class Lesson:
    """What the network noted from its own practice."""

    theme: str
    angle: str
    noted_on: str | None
    text: str
    simulated: bool


class NetworkSheetReader(Reader):
    """Reads what only the sheet of a network shows."""

    def actors(self, network: Network) -> tuple[Actor, ...]:
        """Return the actors of a network, those at work first, by kind and name."""
        rows = self._rows(
            "SELECT p.name, k.id, k.label, a.role, a.since, a.until, p.simulated "
            "FROM network_partner a JOIN partner p ON p.id = a.partner "
            "JOIN actor_kind k ON k.id = a.kind WHERE a.network_id = ? "
            "ORDER BY a.until IS NOT NULL, k.rowid, p.name",
            [network.id],
        )
        return tuple(Actor(*_flagged(row)) for row in rows)

    def deployments(self, network: Network) -> tuple[Deployment, ...]:
        """Return the solutions a network mobilises, by name."""
        rows = self._rows(
            "SELECT s.name, s.purpose, d.stage, d.since, d.simulated FROM deployment d "
            "JOIN solution s ON s.id = d.solution WHERE d.network_id = ? ORDER BY s.name",
            [network.id],
        )
        return tuple(Deployment(*_flagged(row)) for row in rows)

    def local_conventions(self, network: Network) -> tuple[LocalConvention, ...]:
        """Return the agreements of a network with their parties, the latest first."""
        rows = self._rows(
            "SELECT id, title, signed_on, ends_on, object, simulated FROM convention "
            "WHERE network_id = ? ORDER BY signed_on DESC, id",
            [network.id],
        )
        return tuple(_convention(row, self._parties(row[0])) for row in rows)

    def _parties(self, convention: str) -> tuple[str, ...]:
        names = (
            "SELECT p.name FROM convention_party c JOIN partner p ON p.id = c.partner "
            "WHERE c.convention = ? ORDER BY p.name"
        )
        return tuple(name for (name,) in self._rows(names, [convention]))

    def funding(self, network: Network) -> tuple[FundingLine, ...]:
        """Return the funding lines of a network, by year; a co-funder's euro is in one line."""
        rows = self._rows(
            "SELECT p.name, f.form, f.stage, f.year, f.amount_eur, f.covers_until, f.simulated "
            "FROM funding f JOIN partner p ON p.id = f.funder WHERE f.network_id = ? "
            "ORDER BY f.year, f.id",
            [network.id],
        )
        return tuple(FundingLine(*_flagged(row)) for row in rows)

    def needs(self, network: Network) -> tuple[FundingNeed, ...]:
        """Return what a network needs, period by period."""
        rows = self._rows(
            "SELECT starts_on, ends_on, amount_eur FROM funding_need WHERE network_id = ? "
            "ORDER BY starts_on",
            [network.id],
        )
        return tuple(
            FundingNeed(date.fromisoformat(start), date.fromisoformat(end), amount)
            for start, end, amount in rows
        )

    def expected_reports(self, network: Network) -> tuple[Report, ...]:
        """Return every monthly report expected of a network, in order."""
        rows = self._rows(
            "SELECT month, due_on, received_on FROM expected_report "
            "WHERE subject_level = 6 AND subject_id = ? ORDER BY month",
            [network.id],
        )
        return tuple(
            Report(
                Month(month),
                date.fromisoformat(due),
                date.fromisoformat(received) if received else None,
            )
            for month, due, received in rows
        )

    def changes(self, network: Network) -> tuple[Change, ...]:
        """Return what was corrected for a network, the latest first.

        `subject` is the key of the corrected row without the network's code; `measure` its
        measure's id when it is an observation.
        """
        rows = self._rows(
            "SELECT b.received_at, b.author, c.table_name, c.row_key, c.old_value, c.new_value, "
            "c.reason, b.simulated FROM change c JOIN batch b ON b.id = c.batch_id "
            "WHERE (c.row_key = ? OR c.row_key LIKE ?) AND c.column_name = 'value' "
            "AND c.old_value IS NOT NULL ORDER BY b.received_at DESC, c.id",
            [network.code, f"{network.code}/%"],
        )
        return tuple(_change(row) for row in rows)

    def lessons(self, network: Network) -> tuple[Lesson, ...]:
        """Return the lessons a network noted, the latest first."""
        rows = self._rows(
            "SELECT t.label, a.label, l.noted_on, l.text, l.simulated FROM lesson l "
            "JOIN feedback_axis t ON t.id = l.theme JOIN feedback_axis a ON a.id = l.angle "
            "WHERE l.network_id = ? ORDER BY l.noted_on DESC, l.id",
            [network.id],
        )
        return tuple(Lesson(*_flagged(row)) for row in rows)

    def declared_seat(self, network: Network) -> str:
        """Return the commune code the network declared, which may have changed since."""
        declared: str = self._rows(
            "SELECT declared_seat_code FROM network WHERE id = ?", [network.id]
        )[0][0]
        return declared

    def assessed_on(self, network: Network) -> date | None:
        """Return the date of the network's assessment, None when there is none."""
        found = self._rows("SELECT assessed_on FROM network WHERE id = ?", [network.id])[0][0]
        return date.fromisoformat(found) if found else None


def _flagged(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """Return a row whose last column says whether it is simulated."""
    return (*row[:-1], bool(row[-1]))


def _convention(row: tuple[Any, ...], parties: tuple[str, ...]) -> LocalConvention:
    _, title, signed_on, ends_on, purpose, simulated = row
    return LocalConvention(title, signed_on, ends_on, purpose, parties, bool(simulated))


def _change(row: tuple[str, str, str, str, str | None, str | None, str | None, int]) -> Change:
    received, author, table, key, old, new, reason, simulated = row
    _, _, subject = key.partition("/")
    measure = subject.split("/")[0] if table == "observation" else None
    return Change(received[:10], author, subject, measure, old, new, reason, bool(simulated))
