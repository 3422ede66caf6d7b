"""The whole catalogue read for one subject."""

from collections.abc import Sequence

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.reading.coordination import coordination
from lianes.reading.coverage import Coverage
from lianes.reading.desk import Desk
from lianes.reading.estimates import Counts, Estimate, estimate, per_unit
from lianes.reading.subject import Subject

REPORTED_FORMS = (Form.COUNT, Form.RATIO, Form.PER, Form.RETENTION)


def reported_indicators(desk: Desk) -> tuple[Indicator, ...]:
    """Return every indicator made from what networks report."""
    return tuple(i for i in desk.catalogue.indicators.values() if i.form in REPORTED_FORMS)


def whole_catalogue(
    desk: Desk,
    scope: Scope,
    subject: Subject,
    networks: Sequence[Network],
    counts: Counts,
    reach: Coverage | None,
) -> tuple[Estimate, ...]:
    """Return the whole catalogue read for the subject, in the catalogue's order."""
    reported = [
        _with_base(
            desk, subject, estimate(desk, i, subject.entities, scope.period, scope.public, counts)
        )
        for i in reported_indicators(desk)
    ]
    found = [*reported, *coordination(desk, networks, scope.period, national=subject.is_national)]
    if reach is not None:
        found.append(reach.of(subject.entities))
    ranks = {identifier: rank for rank, identifier in enumerate(desk.catalogue.indicators)}
    return tuple(sorted(found, key=lambda e: ranks[e.indicator.id]))


def _with_base(desk: Desk, subject: Subject, found: Estimate) -> Estimate:
    """Turn a count per unit of context into its value; the base is the sum of the territories'."""
    if found.indicator.form is not Form.PER:
        return found
    codes = [territory.code for territory in subject.territories]
    bases = desk.reader.context(found.indicator.per, codes)
    complete = subject.network is None and len(bases) == len(codes)
    return per_unit(found, sum(value for value, _ in bases.values()) if complete else None)
