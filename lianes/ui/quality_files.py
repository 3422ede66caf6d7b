"""The journal and the contested figures as rows of a file, masked as on the screen."""

from lianes.documents.cells import Cell, count, words
from lianes.documents.pages.quality import Row
from lianes.metrics.figure import State
from lianes.reading.quality import Quality
from lianes.store.journal import Line, Proposal, Wanted
from lianes.ui import deposit_reads
from lianes.ui.journal_blocks import LISTED
from lianes.ui.journal_words import column_words, key_words
from lianes.ui.reads import catalogue
from lianes.ui.warning_blocks import cells_of as shown_warning

_DECISIONS = {None: "contesté", "accepted": "accepté", "refused": "refusé"}


def contested_rows(view: Quality) -> tuple[Row, ...]:
    """Return the contested figures beside what is proposed instead."""
    return tuple(_contested(one) for one in view.proposals)


def _contested(one: Proposal) -> Row:
    proposed = int(one.proposed)
    why = one.reason + (f" (source : {one.evidence})" if one.evidence else "")
    return (words(key_words("observation", one.row_key)), _counted(one.row_key, one.standing),
            _counted(one.row_key, proposed), words(why), words(one.author),
            words(_DECISIONS[one.decision]), words(one.decision_reason))  # fmt: skip


def _counted(row_key: str, value: int | None) -> Cell:
    if value is None:
        return Cell(None, state=State.NOT_REPORTED)
    hidden = deposit_reads.is_masked(row_key, value, catalogue())
    return Cell(None, state=State.MASKED) if hidden else count(value)


def changed_rows(view: Quality, *, national: bool) -> tuple[Row, ...]:
    """Return the cells the page lists, changed last in its networks."""
    codes = None if national else frozenset(network.code for network in view.networks)
    return tuple(_changed(line) for line in deposit_reads.lines(Wanted(networks=codes), LISTED))


def warned_rows(view: Quality) -> tuple[Row, ...]:
    """Return the warnings nobody has closed."""
    return tuple(
        (*map(words, shown_warning(one)), words(str(one.batch)), words(one.author))
        for one in view.warnings
    )


def _changed(line: Line) -> Row:
    return (words(key_words(line.table, line.row_key)),
            words(column_words(line.table, line.column)), words(str(line.batch)),
            words(line.author), _stored(line.row_key, line.old), _stored(line.row_key, line.new),
            words(line.reason))  # fmt: skip


def _stored(row_key: str, value: str | None) -> Cell:
    if value is not None and value.isdecimal():
        return _counted(row_key, int(value))
    return words(value)
