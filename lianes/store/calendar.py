"""Which monthly reports are expected of each network and project, by when, and which came."""

import sqlite3
from collections.abc import Iterable
from datetime import date, timedelta

from lianes.domain.month import Month
from lianes.store.edits import Edit

DELAY_DAYS = 15
"""Days after the end of a month by which its report is expected."""
Report = tuple[int, int, int]
"""A report: the level of its subject (6 network, 7 project), its id, its month."""


def due_on(month: Month) -> date:
    """Return the day by which the report of a month is expected."""
    return month.last_day + timedelta(days=DELAY_DAYS)


def last_ended(day: date) -> Month:
    """Return the last month that had ended on the evening of a day."""
    month = Month.containing(day)
    return month if day == month.last_day else month + -1


def expected_months(opened: date, closed: date | None, last: Month) -> range:
    """Return the ordinals of the months a network owes, from its opening to its closing."""
    first = Month.containing(opened)
    end = last if closed is None else min(last, Month.containing(closed - timedelta(days=1)))
    return range(first.ordinal, end.ordinal + 1)


def extended(connection: sqlite3.Connection, day: date) -> list[Edit]:
    """Return the expected reports to add for months that ended, and to drop after a closing."""
    known = _known(connection)
    seen = _observed(connection)
    last = max([last_ended(day).ordinal, *(m for *_, m in known), *(m for *_, m in seen)])
    wanted = _wanted(connection, Month(last))
    ends: dict[tuple[int, int], int] = {}
    for level, subject, month in known:
        ends[level, subject] = max(month, ends.get((level, subject), 0))
    missing = sorted(k for k in wanted - known.keys() if k[2] > ends.get(k[:2], 0) or k in seen)
    extra = sorted(k for k in known.keys() - wanted - seen if known[k] is None)
    return [_report(key) for key in missing] + [_edit(key, None) for key in extra]


def received(keys: Iterable[Report], known_day: date) -> list[Edit]:
    """Return the edits that date the first reception of some reports."""
    return [_edit(key, {"received_on": known_day.isoformat()}) for key in sorted(set(keys))]


def pending(connection: sqlite3.Connection) -> set[Report]:
    """Return the reports expected and not yet received."""
    return {key for key, day in _known(connection).items() if day is None}


def repaired(connection: sqlite3.Connection, day: date) -> list[Edit]:
    """Return the expected reports that figures still stand for, after an undoing."""
    known = _known(connection)
    return [
        _report(key) if key not in known else _edit(key, {"received_on": day.isoformat()})
        for key in sorted(_observed(connection))
        if known.get(key) is None
    ]


def _wanted(connection: sqlite3.Connection, last: Month) -> set[Report]:
    """Return what each open network owes, and each project in service since the launch."""
    rows = connection.execute(
        "SELECT 6, id, opened_on, closed_on FROM network WHERE opened_on IS NOT NULL UNION ALL "
        "SELECT 7, id, max(opened_on, (SELECT value FROM meta WHERE key = 'launched_on')), NULL "
        "FROM project WHERE opened_on IS NOT NULL AND stage IN ('in_service', 'assessed')"
    )
    return {
        (level, subject, month)
        for level, subject, opened, closed in rows
        for month in expected_months(
            date.fromisoformat(opened), date.fromisoformat(closed) if closed else None, last
        )
    }


def _known(connection: sqlite3.Connection) -> dict[Report, str | None]:
    rows = connection.execute(
        "SELECT subject_level, subject_id, month, received_on FROM expected_report"
    )
    return {(level, subject, month): day for level, subject, month, day in rows}


def _observed(connection: sqlite3.Connection) -> set[Report]:
    return set(
        connection.execute("SELECT DISTINCT subject_level, subject_id, month FROM observation")
    )


def _report(key: Report) -> Edit:
    return _edit(key, {"due_on": due_on(Month(key[2])).isoformat()})


def _edit(key: Report, row: dict[str, int | float | str | None] | None) -> Edit:
    return Edit("expected_report", key, row)
