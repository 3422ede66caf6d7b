"""The audience of a reader, and what may be released to it."""

import os
from collections.abc import Mapping

from lianes.domain.month import Month, Period
from lianes.domain.territory import Level
from lianes.errors import LianesError
from lianes.metrics.masking import Audience

AUDIENCE_VARIABLE = "LIANES_AUDIENCE"
RELEASED_LEVELS = frozenset({Level.FRANCE, Level.REGION, Level.DEPARTEMENT})
"""Levels of the fixed release grid outside; networks and smaller places are never released."""


class InvalidAudience(LianesError):
    """The configured audience is not one we know."""


def configured_audience(environment: Mapping[str, str] = os.environ) -> Audience:
    """Return the audience the installation is for; raises InvalidAudience."""
    text = environment.get(AUDIENCE_VARIABLE, Audience.INTERNE)
    try:
        return Audience(text)
    except ValueError as error:
        known = " ou ".join(Audience)
        raise InvalidAudience(
            f"{AUDIENCE_VARIABLE} vaut « {text} » : choisissez {known}, puis relancez."
        ) from error


def effective_audience(configured: Audience, asked: str | None) -> Audience:
    """Return the audience of one view: a screen or a URL can only lower it."""
    lowered = Audience.EXTERNE if asked == Audience.EXTERNE else configured
    return configured.lowered_to(lowered)


def released_periods(launch: Month, last: Month) -> tuple[Period, ...]:
    """Return the periods an outside reader may see: from the launch to each end of quarter."""
    ends = (month for month in Period(launch, last) if month.is_quarter_end)
    return tuple(Period(launch, end) for end in ends)


def is_released(audience: Audience, level: Level) -> bool:
    """Whether figures of this level may be released at all to the audience."""
    return audience is Audience.INTERNE or level in RELEASED_LEVELS
