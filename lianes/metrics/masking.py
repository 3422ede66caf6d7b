"""Primary masking: which counts and rates are too small to be shown, by audience."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lianes.errors import LianesError


class Audience(StrEnum):
    """Who reads: people of the programme, or anyone else."""

    INTERNE = "interne"
    EXTERNE = "externe"

    def lowered_to(self, other: "Audience") -> "Audience":
        """Return the more restricted of both: a screen or a URL never raises what is shown."""
        return Audience.EXTERNE if Audience.EXTERNE in (self, other) else Audience.INTERNE


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Smallest counts that may be shown (5 and 11: counts of 5 and of 11 are shown)."""

    interne: int = 5
    externe: int = 11

    def of(self, audience: Audience) -> int:
        """Return the threshold of an audience; outside is never laxer than inside."""
        inside = audience is Audience.INTERNE
        return self.interne if inside else max(self.interne, self.externe)


DEFAULT = Thresholds()
RULE = 3
"""Version of the rule of suppression; a store written under another shows nothing guarded."""
THRESHOLD_VARIABLES = {
    Audience.INTERNE: "LIANES_SEUIL_INTERNE",
    Audience.EXTERNE: "LIANES_SEUIL_EXTERNE",
}


class InvalidThreshold(LianesError):
    """A configured threshold is not a whole number, or lowers ours."""


def configured_thresholds(environment: Mapping[str, str]) -> Thresholds:
    """Return the thresholds of an installation: it may raise ours; raises InvalidThreshold."""
    return Thresholds(
        *(
            _raised(environment.get(name), DEFAULT.of(audience), name)
            for audience, name in THRESHOLD_VARIABLES.items()
        )
    )


def _raised(text: str | None, least: int, name: str) -> int:
    if text is None:
        return least
    if not text.isdecimal() or int(text) < least:
        raise InvalidThreshold(
            f"{name} vaut « {text} » : indiquez un nombre entier d'au moins {least}."
        )
    return int(text)


def stamp(thresholds: Thresholds) -> str:
    """Return what a store says of the rule and the thresholds its hidden cells follow."""
    return f"{RULE} {thresholds.interne} {thresholds.externe}"


def read_stamp(text: str | None) -> Thresholds | None:
    """Return the thresholds a store was written under; None for none, or another rule."""
    rule, *limits = (int(word) for word in (text or "0").split())
    return Thresholds(*limits) if rule == RULE else None


def mask_count(
    value: int | None,
    *,
    sensitive: bool,
    persons: bool,
    audience: Audience,
    thresholds: Thresholds,
) -> bool:
    """Return whether a count of a deployed territory must be hidden, its zero included.

    `interne`: sensitive counts below 5. `externe`: counts of persons, or sensitive ones,
    below 11. Not reported (None) has nothing to hide. Source: `figures.md`, secret statistique.
    """
    concerned = sensitive or (persons and audience is Audience.EXTERNE)
    return concerned and value is not None and value < thresholds.of(audience)


def mask_ratio(
    numerator: int | None,
    denominator: int | None,
    *,
    numerator_sensitive: bool,
    denominator_sensitive: bool,
    persons: bool,
    audience: Audience,
    thresholds: Thresholds,
) -> bool:
    """Return whether a rate must be hidden: its numerator, denominator or difference is.

    The difference (those who did not) is as sensitive as the more sensitive of both parts.
    """
    rest = None if numerator is None or denominator is None else denominator - numerator
    rest_sensitive = numerator_sensitive or denominator_sensitive
    parts = (
        (numerator, numerator_sensitive),
        (denominator, denominator_sensitive),
        (rest, rest_sensitive),
    )
    return any(
        mask_count(
            value, sensitive=sensitive, persons=persons, audience=audience, thresholds=thresholds
        )
        for value, sensitive in parts
    )
