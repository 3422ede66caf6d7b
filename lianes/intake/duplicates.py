"""Repeated keys of a file: the same value is a warning, two different ones block."""

from lianes.intake.figures import Figure
from lianes.intake.layout import Understood
from lianes.intake.problem import Problem, Spot, blocking, warning


def single(figures: list[Figure], understood: Understood) -> tuple[list[Figure], list[Problem]]:
    """Return the figures without repeated keys; two different values for a key block."""
    first: dict[tuple[object, ...], Figure] = {}
    problems = []
    for figure in figures:
        key = figure[2:9]
        if key not in first:
            first[key] = figure
            continue
        spot = Spot(understood.sheet.name, figure.row)
        same = first[key].value == figure.value
        say = warning if same else blocking
        other = "la même valeur" if same else f"« {first[key].value} »"
        problems.append(
            say(spot, figure.value, f"une seule ligne ; la ligne {first[key].row} dit {other}")
        )
    return list(first.values()), problems
