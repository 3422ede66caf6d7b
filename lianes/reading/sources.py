"""The sources of the store, and those of each fact."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lianes.domain.provenance import Source
from lianes.store.facts_reader import FactsReader


@dataclass(frozen=True, slots=True)
class Bibliography:
    """All sources by id, and the further ones of facts that have several."""

    sources: Mapping[str, Source]
    further: Mapping[tuple[str, str], tuple[str, ...]]

    def of(self, table: str, row: Mapping[str, Any]) -> tuple[Source, ...]:
        """Return the sources of one row of facts, the main one first."""
        others = self.further.get((table, str(row.get("id"))), ())
        return tuple(self.sources[source] for source in (row["source"], *others))


def bibliography(reader: FactsReader) -> Bibliography:
    """Read every source, in the order of the file, and every further citation."""
    sources = {row["id"]: Source(**row) for row in reader.facts("source", "rowid")}
    further: dict[tuple[str, str], tuple[str, ...]] = {}
    for row in reader.facts("citation", "fact_table, fact_id, source"):
        key = (row["fact_table"], row["fact_id"])
        further[key] = (*further.get(key, ()), row["source"])
    return Bibliography(sources, further)
