"""What a file is about, before any figure: a page, a scope, an audience, a state of the store."""

from dataclasses import dataclass

from lianes.domain.month import Period
from lianes.metrics.masking import Audience
from lianes.store.reader import StoreMeta

PROGRAMME = "1 000 LIANES"


@dataclass(frozen=True, slots=True)
class Cover:
    """What a file is about.

    `page` is the page's title, empty for the overview; `short` names the place in the file's name;
    `period` and `public` are None where the page depends on none; `reports` says who sent figures;
    `filters` what the reader kept.
    """

    page: str
    label: str
    short: str
    period: Period | None
    public: str | None
    every_public: bool
    audience: Audience
    meta: StoreMeta
    reports: str
    filters: str = ""

    @property
    def title(self) -> str:
        """The title of the file."""
        return " · ".join(part for part in (PROGRAMME, self.page, self.label) if part)
