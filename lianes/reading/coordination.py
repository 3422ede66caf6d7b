"""How solid the networks are: complete, conventioned, assessed, funded."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from lianes.access.money import shows_money, shows_need
from lianes.access.secrecy import is_latest
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Period
from lianes.domain.network import Network
from lianes.metrics.figure import Figure
from lianes.reading.desk import Desk
from lianes.reading.estimates import Estimate

NEEDED_KINDS = (
    frozenset({"landlord"}),
    frozenset({"insertion_association"}),
    frozenset({"social_service"}),
    frozenset({"employer", "home_care_company"}),
)
"""A complete network has at least one actor of each of these."""


def coordination(
    desk: Desk, networks: Sequence[Network], period: Period, *, national: bool
) -> tuple[Estimate, ...]:
    """Read every indicator about the networks themselves, for the active ones of a scope."""
    return tuple(
        by_group(desk, indicator, [networks], period, national=national)[0]
        for indicator in desk.catalogue.indicators.values()
        if indicator.form in (Form.NETWORKS, Form.FUNDING)
    )


def by_group(
    desk: Desk,
    indicator: Indicator,
    groups: Sequence[Sequence[Network]],
    period: Period,
    *,
    national: bool,
) -> tuple[Estimate, ...]:
    """Read one indicator about the networks themselves for groups of them, in as few questions."""
    day = desk.meta.as_of
    active = [[network for network in group if network.is_active(day)] for group in groups]
    every = list({network.id: network for group in active for network in group}.values())
    if indicator.form is Form.NETWORKS:
        satisfying = _satisfying(desk, indicator, every)
        return tuple(_share(indicator, group, satisfying) for group in active)
    whole = national and is_latest(desk.audience, period, desk.meta.last_month)
    if not shows_need(desk.audience, national=whole):
        return tuple(_untold(indicator, group) for group in active)
    ids = [network.id for network in every]
    needs = desk.reader.funding_need(ids, period)
    secured = desk.reader.secured_amounts(ids, period)
    return tuple(_secured(desk, indicator, group, needs, secured) for group in active)


def _untold(indicator: Indicator, active: Sequence[Network]) -> Estimate:
    return Estimate(indicator, Figure.masked() if active else Figure.not_deployed())


def _share(
    indicator: Indicator, active: Sequence[Network], satisfying: Collection[int]
) -> Estimate:
    """Return a share of all active networks: a census, so no interval."""
    if not active:
        return Estimate(indicator, Figure.not_deployed())
    count = sum(network.id in satisfying for network in active)
    figure = Figure.measured(100 * count / len(active))
    return Estimate(indicator, figure, successes=count, n=len(active))


def _satisfying(desk: Desk, indicator: Indicator, active: Sequence[Network]) -> Collection[int]:
    day = desk.meta.as_of
    if indicator.condition == "conventioned":
        return desk.reader.conventioned(day)
    if indicator.condition == "documented":
        return desk.reader.documented(day)
    kinds = desk.reader.actor_kinds([network.id for network in active], day)
    return {network for network, present in kinds.items() if is_complete(present)}


def is_complete(present: Collection[str]) -> bool:
    """Whether every kind of actor a network needs is at work."""
    return all(needed.intersection(present) for needed in NEEDED_KINDS)


def _secured(
    desk: Desk,
    indicator: Indicator,
    active: Sequence[Network],
    needs: Mapping[int, float],
    secured: Mapping[int, Mapping[str, float]],
) -> Estimate:
    if not active:
        return Estimate(indicator, Figure.not_deployed())
    need = sum(needs.get(network.id, 0.0) for network in active)
    if not need:
        return Estimate(indicator, Figure.not_reported(), reason="besoin non renseigné")
    by_funder: dict[str, float] = {}
    for network in active:
        for funder, amount in secured.get(network.id, {}).items():
            by_funder[funder] = by_funder.get(funder, 0.0) + amount
    given = [("secured", funder, amount) for funder, amount in by_funder.items()]
    if not shows_money(desk.audience, given, whole=True):  # other places were left out before
        return Estimate(indicator, Figure.masked())
    have = sum(by_funder.values())
    found = Estimate(indicator, Figure.measured(100 * have / need))
    return replace(found, successes=round(have), n=round(need))
