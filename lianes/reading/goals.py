"""What a subject aims at: its own target, or the sum of its networks' targets."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.domain.scope import Scope
from lianes.metrics.plan import Plan, PlanSum, linear_plan
from lianes.reading.desk import Desk
from lianes.reading.subject import Subject
from lianes.store.reader import Target


@dataclass(frozen=True, slots=True)
class Goal:
    """A value to reach, by when, and the straight plan to it when both ends are known."""

    value: float
    due_on: date | None
    wording: str
    simulated: bool
    plan: Plan | None


def goals(
    desk: Desk, subject: Subject, networks: Sequence[Network], scope: Scope
) -> dict[str, Goal]:
    """Return the goal of each indicator that has one.

    None when the period does not start at the launch or a single public is under study: targets
    count every public since the launch.
    """
    first = desk.meta.first_month
    if (first is not None and scope.period.start > first) or scope.public != "all":
        return {}
    own = desk.reader.targets(subject.entities[0]) if subject.is_single else {}
    if own or subject.network is not None:
        return {indicator: goal_of(target) for indicator, target in own.items()}
    return _summed_goals(desk, networks)


def network_goals(desk: Desk, networks: Sequence[Network], indicator: str) -> dict[int, Goal]:
    """Return the goal of one indicator for each network that has one, by network id."""
    ids = [network.id for network in networks]
    found = desk.reader.network_targets(ids, indicator)
    return {identifier: goal_of(target) for identifier, target in found.items()}


def goal_of(target: Target) -> Goal:
    """Return the goal a target sets."""
    return Goal(target.value, target.due_on, target.wording, target.simulated, _plan(target))


def _plan(target: Target) -> Plan | None:
    if target.starts_on is None or target.due_on is None:
        return None
    start = Month.containing(target.starts_on)
    return linear_plan(start, Month.containing(target.due_on), target.value)


def _summed_goals(desk: Desk, networks: Sequence[Network]) -> dict[str, Goal]:
    found = {
        indicator.target: network_goals(desk, networks, indicator.target)
        for indicator in desk.catalogue.headline()
        if indicator.target
    }
    return {
        indicator: _sum(by_network.values())
        for indicator, by_network in found.items()
        if _covers(by_network, networks)
    }


def _covers(by_network: Mapping[int, Goal], networks: Sequence[Network]) -> bool:
    """Whether every opened network has a goal: a sum that misses one would be too low."""
    opened = [network.id for network in networks if network.opened_on is not None]
    return bool(opened) and all(identifier in by_network for identifier in opened)


def _sum(parts: Iterable[Goal]) -> Goal:
    known = tuple(parts)
    plans = tuple(goal.plan for goal in known if goal.plan is not None)
    ends = [goal.due_on for goal in known if goal.due_on is not None]
    return Goal(
        value=sum(goal.value for goal in known),
        due_on=max(ends) if len(ends) == len(known) else None,
        wording=f"somme des objectifs de {len(known)} LIANES",
        simulated=any(goal.simulated for goal in known),
        plan=PlanSum(plans) if len(plans) == len(known) else None,
    )
