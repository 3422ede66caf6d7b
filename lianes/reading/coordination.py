"""How solid the networks are: complete, conventioned, assessed, funded."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from lianes.access.audience import releases_money
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Period
from lianes.domain.network import Network
from lianes.metrics.concentration import is_disclosive
from lianes.metrics.figure import Figure
from lianes.metrics.masking import Audience
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
    told = releases_money(desk.audience, period, desk.meta.last_month, national=national)
    active = [network for network in networks if network.is_active(desk.meta.as_of)]
    found = []
    for indicator in desk.catalogue.indicators.values():
        if indicator.form is Form.NETWORKS:
            found.append(_share(indicator, active, _satisfying(desk, indicator, active)))
        elif indicator.form is Form.FUNDING:
            secured = _secured(desk, indicator, active, period)
            found.append(secured if told else Estimate(indicator, Figure.masked()))
    return tuple(found)


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
    desk: Desk, indicator: Indicator, active: Sequence[Network], period: Period
) -> Estimate:
    if not active:
        return Estimate(indicator, Figure.not_deployed())
    ids = [network.id for network in active]
    need = desk.reader.funding_need(ids, period)
    if not need:
        return Estimate(indicator, Figure.not_reported(), reason="besoin non renseigné")
    by_funder = desk.reader.secured_amounts(ids, period)
    if desk.audience is Audience.EXTERNE and is_disclosive(list(by_funder.values())):
        return Estimate(indicator, Figure.masked())
    secured = sum(by_funder.values())
    found = Estimate(indicator, Figure.measured(100 * secured / need))
    return replace(found, successes=round(secured), n=round(need))
