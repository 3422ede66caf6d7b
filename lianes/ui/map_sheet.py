"""Which geometry a map draws: the layer, its surroundings, and where it zooms."""

from dataclasses import dataclass

from lianes.domain.territory import Level
from lianes.reading.subject import Subject

_NATIONAL = {Level.REGION: "reg", Level.DEPARTEMENT: "dep", Level.EPCI: "epci"}


@dataclass(frozen=True, slots=True)
class Sheet:
    """One drawing: names of geometry files, and the codes it zooms to (in either of them)."""

    layer: str
    context: str | None
    focus: tuple[str, ...]


def sheet_of(subject: Subject, level: Level, covered: tuple[str, ...]) -> Sheet:
    """Return the lightest geometry that shows the territories of a level inside a subject.

    `covered` are the communes a network covers.
    """
    if subject.is_national:
        return Sheet(_NATIONAL[level], None, ())
    codes = tuple(territory.code for territory in subject.territories)
    if subject.network is not None:
        return Sheet(f"com-{_nearest(subject, 'DEP')}", "dep", covered or codes)
    if len(codes) > 1:
        return Sheet(_NATIONAL[level], _context(subject.level), codes)
    if level is Level.COMMUNE:
        return _communes(subject, codes)
    layer = f"epci-{_nearest(subject, 'REG')}" if level is Level.EPCI else _NATIONAL[level]
    return Sheet(layer, _context(subject.level), codes)


def _context(level: Level) -> str:
    return "reg" if level is Level.REGION else "dep"


def _communes(subject: Subject, codes: tuple[str, ...]) -> Sheet:
    """Return the communes of the département, zoomed to the EPCI around the subject."""
    layer = f"com-{_nearest(subject, 'DEP')}"
    if subject.level is Level.DEPARTEMENT:
        return Sheet(layer, "dep", codes)
    if subject.level is Level.EPT:
        return Sheet(layer, "ept", codes)
    around = tuple(code for code in _own_codes(subject) if code.startswith("EPCI-"))
    return Sheet(layer, f"epci-{_nearest(subject, 'REG')}", tuple(dict.fromkeys((*around, *codes))))


def _own_codes(subject: Subject) -> list[str]:
    return [territory.code for territory in (*subject.parents, *subject.territories)]


def _nearest(subject: Subject, prefix: str) -> str:
    """Return the code of this level among the subject and its parents."""
    return next(code for code in _own_codes(subject) if code.startswith(f"{prefix}-"))
