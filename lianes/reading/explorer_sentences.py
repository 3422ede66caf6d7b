"""What the map says, in one or two sentences."""

from collections import Counter
from collections.abc import Sequence

from lianes.domain.french import HARD, listing, number, plural
from lianes.domain.month import Period
from lianes.metrics.figure import State
from lianes.reading.explorer import Layer, Spot
from lianes.reading.mapping import INCONCLUSIVE


def lead(found: Layer, period: Period) -> tuple[str, ...]:
    """Return what the map says, in one or two sentences."""
    measured = [spot for spot in found.inside if spot.state is State.MEASURED]
    if not measured:
        return ()
    levels = plural(found.total, found.level.label, found.level.plural)
    if found.compares:
        return _compared(measured, len(found.inside) - len(measured), levels, period)
    if found.theme.is_context:
        return (f"**{found.theme.label}** ({levels}){HARD}: chiffre de contexte, non résultat.",)
    hidden = sum(spot.state is State.MASKED for spot in found.inside)
    masked = f"{HARD}; {plural(hidden, 'valeur masquée', 'valeurs masquées')}" if hidden else ""
    when = found.theme.when or period.label
    whole = f"**{number(len(measured))} sur {levels}** ont un chiffre ({when}){masked}."
    return (whole, *_largest(found, measured))


def _largest(found: Layer, spots: Sequence[Spot]) -> tuple[str, ...]:
    """Name the largest volumes; a rate is never ranked."""
    if not found.theme.can_sort or len(spots) < 4:
        return ()
    first = sorted(spots, key=lambda spot: -(spot.value or 0))[:3]
    names = [f"{spot.territory.label} ({number(spot.value or 0)})" for spot in first]
    return (f"Les plus grands volumes{HARD}: {listing(names)}.",)


def _compared(spots: Sequence[Spot], unknown: int, levels: str, period: Period) -> tuple[str, ...]:
    counts = Counter(spot.shade for spot in spots)
    words = ("au-dessous du reste", "comparable", "au-dessus du reste")
    parts = [
        f"{plural(counts[shade], words[shade], words[shade] if shade != 1 else None)}"
        for shade in (2, 0, 1)
        if counts[shade]
    ]
    few = counts[INCONCLUSIVE]
    if few:
        parts.append(f"{number(few)} sans assez de cas pour comparer")
    if unknown:
        parts.append(f"{number(unknown)} sans taux à montrer")
    return (f"Sur {levels}, {listing(parts)} ({period.label}).",)
