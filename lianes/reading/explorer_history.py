"""The map of the country at the end of each quarter, with the same classes."""

from collections.abc import Mapping
from dataclasses import dataclass

from lianes.access.audience import released_periods
from lianes.domain.catalogue import Form, Indicator
from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.estimates import FRANCE_ENTITY, Estimate, counts_for, estimate, per_unit
from lianes.reading.explorer import Spot, Theme
from lianes.reading.mapping import (
    Mapped,
    mapped,
)
from lianes.reading.standing import STANDING_FORMS

PANELS = 12


@dataclass(frozen=True, slots=True)
class Panel:
    """The country at the end of a quarter: shade or state of each région, and the whole."""

    period: Period
    spots: Mapping[str, Spot]
    whole: Estimate


# ------------------------------------------------------------------ over time
def history(desk: Desk, scope: Scope, theme: Theme) -> tuple[tuple[str, ...], tuple[Panel, ...]]:
    """Return the words of the classes, and one panel per end of quarter since the launch.

    The classes are those of the last panel, so that a shade means the same in all of them.
    """
    indicator = desk.catalogue.indicators[theme.id]
    first, last = desk.meta.first_month, desk.meta.last_month
    not_cumulated = theme.is_cohort or indicator.form in STANDING_FORMS
    if first is None or last is None or not_cumulated:
        return (), ()
    networks = desk.reader.networks()
    read = [
        (period, mapped(desk, indicator, Level.REGION, networks, period, scope.public))
        for period in _quarters(first, last, desk.audience)
    ]
    if not read:
        return (), ()
    final = read[-1][1]
    panels = tuple(
        Panel(period, _panel_spots(found, final), _whole(desk, indicator, period, scope.public))
        for period, found in read
    )
    return final.class_words, panels


def _quarters(first: Month, last: Month, audience: Audience) -> list[Period]:
    """Return the periods from the launch to each end of quarter, and inside to the last month."""
    periods = [*released_periods(first, last)]
    if audience is Audience.INTERNE and not last.is_quarter_end:
        periods.append(Period(first, last))
    return periods[-PANELS:]


def _panel_spots(found: Mapped, final: Mapped) -> dict[str, Spot]:
    spots = {}
    for area in found.areas:
        figure, shade = area.estimate.figure, area.shade
        if figure.value is not None and not found.compares:
            shade = sum(figure.value >= bound for bound in final.breaks)
        spots[area.territory.code] = Spot(
            area.territory, figure.state, shade, area.label, figure.value, True, area.estimate
        )
    return spots


def _whole(desk: Desk, indicator: Indicator, period: Period, public: str) -> Estimate:
    counts = counts_for(desk, [indicator], [FRANCE_ENTITY], period, public)
    found = estimate(desk, indicator, [FRANCE_ENTITY], period, public, counts)
    if indicator.form is not Form.PER:
        return found
    return per_unit(found, desk.reader.context(indicator.per, ["FR"]).get("FR", (None, None))[0])
