"""The portrait of one LIANE: who is around its table, for the stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.reading.subject import Subject
from lianes.store.actor_reader import ActorReader
from lianes.store.facts_reader import Row


@dataclass(frozen=True, slots=True)
class Portrait:
    """A network and, by kind of actor at work in it, what each does: (kind, role)."""

    network: Network
    members: tuple[tuple[str, str], ...]


def opened(networks: Sequence[Network], end: Month) -> tuple[Network, ...]:
    """Return the networks active at the end of a month."""
    return tuple(one for one in networks if one.is_active(end.last_day))


def portrait(
    reader: ActorReader, subject: Subject, networks: Sequence[Network], end: Month
) -> Portrait | None:
    """Return the portrait of the network under study, else of the first one open; None: none is."""
    known = subject.network or next(iter(opened(networks, end)), None)
    if known is None or known.opened_on is None:
        return None
    there = [row for row in reader.ties() if row["network_id"] == known.id]
    members = {row["kind_label"]: row["role"] for row in there if _is_there(row, end.last_day)}
    return Portrait(known, tuple(members.items()))


def _is_there(row: Row, day: date) -> bool:
    """Whether an actor is at work on a day; a date that is not known leaves it there."""
    today = day.isoformat()
    return (row["since"] or "") <= today and (row["until"] or "9999") > today
