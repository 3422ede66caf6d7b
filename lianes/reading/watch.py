"""What deserves a look in a scope: the facts the rules need, gathered and set in order."""

from collections.abc import Sequence
from itertools import chain

from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level, Territory
from lianes.metrics.proportion import Z998
from lianes.reading.attention import Item, NetworkFacts, below_items, network_items, ordered
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate, counts_for, estimate
from lianes.reading.subject import Subject

EXITS = "employment_exit_rate"
WATCHED = 24
"""Last months that the rules look at: what was usual before says little of what is unusual now."""


def attention(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> tuple[Item, ...]:
    """Return the list of a scope, in the order of the rules."""
    facts = _facts(desk, networks)
    found = chain.from_iterable(network_items(fact, desk.meta.as_of) for fact in facts)
    return ordered([*found, *below_items(_compared(desk, scope, subject, networks))])


def _facts(desk: Desk, networks: Sequence[Network]) -> list[NetworkFacts]:
    """Gather what the rules look at; counts of persons stay inside the programme."""
    ids = [network.id for network in networks]
    as_of, reader, last = desk.meta.as_of, desk.reader, desk.meta.last_month
    reports = reader.report_status(ids, as_of)
    conventions, conventioned = reader.local_conventions_end(ids), reader.conventioned(as_of)
    secured = reader.secured_until(ids)
    months = [last + -back for back in reversed(range(WATCHED))] if last else []
    own = desk.own_months(("exits_durable", "pathways_started"), ids, months)
    return [
        NetworkFacts(
            network=network,
            report=reports.get(network.id),
            convention_ends=conventions.get(network.id),
            has_convention=network.id in conventioned,
            secured_until=secured.get(network.id),
            durable_exits=own.get(("exits_durable", network.id), ()),
            pathways=own.get(("pathways_started", network.id), ()),
        )
        for network in networks
    ]


def _compared(
    desk: Desk, scope: Scope, subject: Subject, networks: Sequence[Network]
) -> list[tuple[str, str, Estimate]]:
    """Read the exit rate of each child territory and network, at 99.8 %: they are many."""
    indicator = desk.catalogue.indicators[EXITS]
    places = child_territories(desk, subject, networks) if subject.network is None else ()
    named = [(t.label, f"?territoire={t.code}", (t.level, t.id)) for t in places]
    named += [(n.name, f"?reseau={n.code}", (Level.NETWORK, n.id)) for n in networks]
    entities = [entity for _, _, entity in named]
    counts = counts_for(desk, [indicator], entities, scope.period, scope.public)
    return [
        (label, href, estimate(desk, indicator, [entity], scope.period, scope.public, counts,
                               z=Z998))
        for label, href, entity in named
    ]  # fmt: skip


def late_networks(desk: Desk, networks: Sequence[Network]) -> frozenset[int]:
    """Return the ids of the active networks that owe a report."""
    status = desk.reader.report_status([n.id for n in networks], desk.meta.as_of)
    active = {n.id for n in networks if n.is_active(desk.meta.as_of)}
    return frozenset(i for i, report in status.items() if report.months_late and i in active)


def child_territories(
    desk: Desk, subject: Subject, networks: Sequence[Network]
) -> tuple[Territory, ...]:
    """Return the territories of the table's level where a network of the scope has its seat."""
    codes = sorted({code for n in networks for code in (*n.parents, n.seat)})
    level = subject.table_level
    return tuple(t for t in desk.reader.territories(codes) if t.level is level)
