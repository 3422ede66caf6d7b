"""Calendar months (Europe/Paris), the grain of every observation."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering

from lianes.errors import InvalidMonth

NAMES = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
SHORT_NAMES = (
    "janv.", "févr.", "mars", "avr.", "mai", "juin",
    "juil.", "août", "sept.", "oct.", "nov.", "déc.",
)  # fmt: skip


@total_ordering
@dataclass(frozen=True, slots=True)
class Month:
    """One calendar month; `ordinal` is months since January of year 0, as the store keeps it."""

    ordinal: int

    @classmethod
    def of(cls, year: int, month: int) -> "Month":
        """Return the month of a year and a month number from 1 to 12."""
        if not (1900 <= year <= 2200 and 1 <= month <= 12):
            raise InvalidMonth(f"Mois hors calendrier : {year}-{month}.")
        return cls(year * 12 + month - 1)

    @classmethod
    def parse(cls, text: str) -> "Month":
        """Read `2026-10`; raises InvalidMonth."""
        match = re.fullmatch(r"(\d{4})-(\d{2})", text, re.ASCII)
        if match is None:
            raise InvalidMonth(f"Mois illisible : « {text} ». Écrivez-le sous la forme 2026-10.")
        return cls.of(int(match[1]), int(match[2]))

    @classmethod
    def containing(cls, day: date) -> "Month":
        """Return the month a day belongs to."""
        return cls.of(day.year, day.month)

    @property
    def year(self) -> int:
        """Calendar year."""
        return self.ordinal // 12

    @property
    def number(self) -> int:
        """Month of the year, 1 to 12."""
        return self.ordinal % 12 + 1

    @property
    def first_day(self) -> date:
        """First day of the month."""
        return date(self.year, self.number, 1)

    @property
    def last_day(self) -> date:
        """Last day of the month."""
        return (self + 1).first_day - timedelta(days=1)

    @property
    def is_quarter_end(self) -> bool:
        """Whether the month closes a calendar quarter."""
        return self.number % 3 == 0

    @property
    def label(self) -> str:
        """The month in full: « octobre 2026 »."""
        return f"{NAMES[self.number - 1]} {self.year}"

    @property
    def short_label(self) -> str:
        """The month in brief: « oct. 2026 »."""
        return f"{SHORT_NAMES[self.number - 1]} {self.year}"

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"

    def __add__(self, months: int) -> "Month":
        return Month(self.ordinal + months)

    def __sub__(self, other: "Month") -> int:
        """Return the number of months from `other` to this one."""
        return self.ordinal - other.ordinal

    def __lt__(self, other: "Month") -> bool:
        return self.ordinal < other.ordinal


@dataclass(frozen=True, slots=True)
class Period:
    """A closed range of months."""

    start: Month
    end: Month

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise InvalidMonth(f"Période à l'envers : de {self.start} à {self.end}.")

    def __contains__(self, month: Month) -> bool:
        return self.start <= month <= self.end

    def __iter__(self) -> Iterator[Month]:
        return iter(_months(self.start.ordinal, self.end.ordinal))

    def __len__(self) -> int:
        return self.end - self.start + 1

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    @property
    def label(self) -> str:
        """The period in brief: « sept. 2025 → oct. 2026 », or one month in full."""
        if self.start == self.end:
            return self.start.label
        return f"{self.start.short_label} → {self.end.short_label}"


@lru_cache(maxsize=256)
def _months(first: int, last: int) -> tuple[Month, ...]:
    """Return the months of a range: the same few are walked through for every curve."""
    return tuple(map(Month, range(first, last + 1)))


def last_day(text: str) -> date:
    """Return the last day a date as published may mean: `2027`, `2027-03` or `2027-03-01`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    return Month.of(*parts).last_day if len(parts) == 2 else date(*parts)
