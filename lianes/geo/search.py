"""The search index that the browser fetches once: names, weights, postcodes, former names."""

from typing import Any

from lianes.geo.past import Succession
from lianes.geo.territories import Territory

ORDER = ("FR", "REG", "DEP", "EPT", "EPCI", "COM")


def search_index(rows: list[Territory], past: list[Succession]) -> dict[str, Any]:
    """Aligned columns, from the widest level to communes; `former` points into them."""
    ordered = sorted(rows, key=lambda row: (ORDER.index(row.level), row.code))
    rank = {row.code: index for index, row in enumerate(ordered)}
    return {
        "codes": [row.code for row in ordered],
        "names": [row.name for row in ordered],
        "weights": [round(row.population / 100) for row in ordered],
        "postcodes": [" ".join(row.postcodes) for row in ordered],
        "former": _former_names(past, {row.code: row.name for row in rows}, rank),
    }


def _former_names(
    past: list[Succession], names: dict[str, str], rank: dict[str, int]
) -> list[list[Any]]:
    """Names that are no longer those of the commune they lead to, one entry per former code."""
    found: dict[tuple[str, str], list[int]] = {}
    for row in past:
        today = f"COM-{row.code}"
        if row.old_name and row.old_name != names[today]:
            found.setdefault((row.old_code, row.old_name), []).append(rank[today])
    return sorted([name, sorted(places)] for (_, name), places in found.items())
