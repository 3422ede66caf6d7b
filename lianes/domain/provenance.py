"""Where a fact comes from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One publication, open-data set, deposited file or generator; None means not published."""

    id: str
    title: str
    publisher: str | None
    published_on: str | None
    url: str | None
    note: str | None
    kind: str
