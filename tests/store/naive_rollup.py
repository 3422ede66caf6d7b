"""The rollup computed the slow way, from raw observations, in plain Python: what it must equal."""

from collections import defaultdict

from lianes.domain.month import Month
from lianes.domain.observation import CohortRow
from tests.metrics.naive_cohorts import close_observation

NETWORK = 6


def entities(seats, parents):
    """{(level, entity): networks that count for it}; a network counts for itself, its seat's
    commune and that commune's parents."""
    found = defaultdict(set)
    for network, seat in seats.items():
        found[NETWORK, network].add(network)
        for level, entity in ((5, seat), *parents[seat]):
            found[level, entity].add(network)
    return dict(found)


def rollup(expected, observed, declared, members):
    """{(level, public, measure, entity, month): the six figures of a row}.

    expected: {network: months}; observed: {(network, measure, public): {month: value}};
    declared: {(measure, public): kind}.
    """
    last = max((max(months) for months in expected.values() if months), default=None)
    rows = {}
    for (level, entity), networks in members.items():
        opened = [n for n in networks if expected.get(n)]
        if not opened:
            continue
        first = min(min(expected[n]) for n in opened)
        for (measure, public), kind in declared.items():
            series = {n: observed.get((n, measure, public), {}) for n in opened}
            for month in range(first, last + 1):
                months = range(first, month + 1)
                rows[level, public, measure, entity, month] = (
                    *_figures(kind, series, expected, month, months),
                    _expected(opened, expected, [month]),
                    _reported(series, [month]),
                    _expected(opened, expected, months),
                    _reported(series, months),
                )
    return rows


def _figures(kind, series, expected, month, months):
    if kind == "stock":
        return _sum(_standing(values, expected[n], month) for n, values in series.items()), None
    return (
        _sum(values.get(month) for values in series.values()),
        _sum(values.get(m) for values in series.values() for m in months),
    )


def _standing(values, expected, month):
    """The last value a network reported, as long as it is open; a closed one has none."""
    known = [m for m in values if m <= month]
    return values[max(known)] if known and month <= max(expected) else None


def _sum(values):
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def _expected(networks, expected, months):
    return sum(month in expected[network] for network in networks for month in months)


def _reported(series, months):
    return sum(month in values for values in series.values() for month in months)


def cohort_rollup(received, last, cohorts, members):
    """{(level, public, measure, entity, start, age, event): persons}; a network no longer heard
    of has its remaining people censored at its last month received.

    received: {network: months}; cohorts: {(network, measure, public): [(start, age, event, n)]}.
    """
    totals = defaultdict(int)
    for (level, entity), networks in members.items():
        for (network, measure, public), rows in cohorts.items():
            if network not in networks:
                continue
            for row in _closed(rows, received.get(network, ()), last):
                key = (level, public, measure, entity, row.start.ordinal, row.age, row.event)
                totals[key] += row.people
    return dict(totals)


def _closed(rows, received, last):
    values = [CohortRow(Month(start), age, event, n) for start, age, event, n in rows]
    if not received or max(received) == last:
        return values
    return close_observation(values, last_reported=Month(max(received)))
