"""The scope: what a reader looks at — territories, a perimeter or a network; months; a public."""

from dataclasses import dataclass, replace

from lianes.domain.month import Period

FRANCE = "FR"
EVERYONE = "all"


@dataclass(frozen=True, slots=True)
class Scope:
    """One view's scope, in codes.

    `territories` holds one code (`FR`, `DEP-59`, `PER-lorraine`) or several territory codes;
    `network` is a network code, or None; `public` a public code.
    """

    territories: tuple[str, ...]
    network: str | None
    period: Period
    public: str

    @property
    def is_national(self) -> bool:
        """Whether the scope is the whole country."""
        return self.network is None and self.territories == (FRANCE,)

    @property
    def is_network(self) -> bool:
        """Whether the scope is one network."""
        return self.network is not None

    @property
    def is_for_everyone(self) -> bool:
        """Whether no public is singled out."""
        return self.public == EVERYONE

    def at(self, *territories: str) -> "Scope":
        """Return the same period and public for other territories."""
        return replace(self, territories=territories, network=None)

    def of_network(self, code: str) -> "Scope":
        """Return the same period and public for one network."""
        return replace(self, territories=(FRANCE,), network=code)
