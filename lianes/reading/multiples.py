"""One small chart per network of a scope, or per indicator of a single network."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.domain.catalogue import Indicator
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.metrics.plan import Plan
from lianes.reading.desk import Desk
from lianes.reading.estimates import used_measures
from lianes.reading.goals import Goal, network_goals
from lianes.reading.monthly import Monthly, cumulated
from lianes.reading.watch import late_networks
from lianes.store.reader import Entity

PAGE = 48
"""Charts shown at once on a page."""
OF_ALL = ("jobs_started",)
OF_ONE = ("jobs_started", "pathways_started", "seniors_supported", "dwellings_adapted")


@dataclass(frozen=True, slots=True)
class Multiple:
    """One small chart: a network's cumulated figure against its plan."""

    network: Network
    indicator: Indicator
    monthly: Monthly
    plan: Plan | None
    late: bool
    contested: bool = False


def multiples(
    desk: Desk, scope: Scope, networks: Sequence[Network], rank: int | None = None
) -> tuple[Multiple, ...]:
    """Read the charts of the networks of a scope: those of a page, or all of them.

    Months of a network are not told outside the programme.
    """
    begun = [n for n in networks if n.opened_on is not None]
    if rank is not None:
        begun = begun[(rank - 1) * PAGE : rank * PAGE]
    if desk.audience is Audience.EXTERNE or not begun:
        return ()
    wanted = [desk.catalogue.indicators[i] for i in (OF_ONE if scope.is_network else OF_ALL)]
    indicators = [i for i in wanted if scope.public in desk.catalogue.publics_of(i)]
    entities: list[Entity] = [(Level.NETWORK, network.id) for network in begun]
    series = desk.series(entities, used_measures(indicators), scope.public, scope.period.end)
    late = late_networks(desk, begun)
    aims = {i.id: _goals(desk, scope, begun, i) for i in indicators}
    contests = desk.reader.contests(scope.public, scope.period)
    disputed = {key for found in contests for key in found.keys}
    return tuple(
        Multiple(
            network,
            indicator,
            cumulated(desk, indicator, series, [(Level.NETWORK, network.id)], scope.period),
            goal.plan if (goal := aims[indicator.id].get(network.id)) else None,
            network.id in late,
            any((m, (Level.NETWORK, network.id)) in disputed for m in indicator.measures),
        )
        for indicator in indicators
        for network in begun
    )


def pages(networks: Sequence[Network]) -> int:
    """Return how many pages the charts of these networks make."""
    return -(-sum(n.opened_on is not None for n in networks) // PAGE)


def _goals(
    desk: Desk, scope: Scope, networks: Sequence[Network], indicator: Indicator
) -> dict[int, Goal]:
    """Return the networks' goals where the scope makes them comparable (see `goals`)."""
    first = desk.meta.first_month
    comparable = first is not None and scope.period.start <= first and scope.public == "all"
    return network_goals(desk, networks, indicator.id) if comparable else {}
