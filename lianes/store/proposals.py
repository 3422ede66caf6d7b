"""Contesting a figure: another value stays beside it until it is accepted or refused."""

import sqlite3
from dataclasses import dataclass
from datetime import UTC, date, datetime

from lianes.errors import DepositRefused
from lianes.store.deposits import Applied, Slip, deposit
from lianes.store.edits import Edit
from lianes.store.row_keys import RowKeys


@dataclass(frozen=True, slots=True)
class Contest:
    """What somebody proposes instead of a figure, and why."""

    row_key: str
    value: int
    reason: str
    evidence: str
    author: str


def propose(connection: sqlite3.Connection, contest: Contest) -> int:
    """Keep a proposal beside the figure it contests; return its number."""
    key = RowKeys(connection).read("observation", contest.row_key)
    found = connection.execute(
        "SELECT value FROM observation WHERE (subject_level, measure_id, public_id, subject_id, "
        "month) = (?, ?, ?, ?, ?)",
        key,
    ).fetchone()
    if found is None:
        raise DepositRefused("Ce chiffre n'est pas dans l'entrepôt : déposez-le d'abord.")
    if found[0] == contest.value:
        raise DepositRefused(f"La valeur est déjà {contest.value} : il n'y a rien à contester.")
    cursor = connection.execute(
        "INSERT INTO proposal (table_name, row_key, proposed_value, reason, evidence, author, "
        "proposed_at) VALUES ('observation', ?, ?, ?, ?, ?, ?)",
        (contest.row_key, str(contest.value), contest.reason, contest.evidence, contest.author,
         _now()),
    )  # fmt: skip
    return int(cursor.lastrowid or 0)


def accept(
    connection: sqlite3.Connection, proposal: int, author: str, reason: str, *, today: date
) -> Applied:
    """Replace the figure by the proposed value, in a batch of correction."""
    row_key, value = _open(connection, proposal)
    key = RowKeys(connection).read("observation", row_key)
    slip = Slip(author, f"Correction acceptée, proposition {proposal}", "correction", note=reason)
    edit = Edit("observation", key, {"value": int(value), "validated": 1})
    applied = deposit(connection, slip, [edit], today=today)
    _decide(connection, proposal, "accepted", reason, applied.batch)
    return applied


def refuse(connection: sqlite3.Connection, proposal: int, reason: str) -> None:
    """Leave the figure as it is, and say why."""
    _open(connection, proposal)
    _decide(connection, proposal, "refused", reason, None)


def _open(connection: sqlite3.Connection, proposal: int) -> tuple[str, str]:
    found = connection.execute(
        "SELECT row_key, proposed_value FROM proposal WHERE id = ? AND decision IS NULL", [proposal]
    ).fetchone()
    if found is None:
        raise DepositRefused(f"La proposition {proposal} n'existe pas ou est déjà tranchée.")
    return str(found[0]), str(found[1])


def _decide(
    connection: sqlite3.Connection, proposal: int, decision: str, reason: str, batch: int | None
) -> None:
    connection.execute(
        "UPDATE proposal SET decision = ?, decision_reason = ?, decided_at = ?, batch_id = ? "
        "WHERE id = ?",
        (decision, reason, _now(), batch, proposal),
    )


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
