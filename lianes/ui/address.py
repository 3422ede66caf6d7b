"""The address of a view: codes in the URL, read into a scope; links that change one thing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode

from lianes.access.audience import effective_audience, released_periods
from lianes.domain.month import Month, Period
from lianes.domain.scope import FRANCE, Scope
from lianes.errors import InvalidMonth, OverlappingTerritories
from lianes.metrics.masking import Audience
from lianes.reading.subject import without_overlap
from lianes.store.reader import Reader, StoreMeta

ALL_PUBLICS = "all"
PUBLICS = (ALL_PUBLICS, "job-seekers", "seniors-willing-to-work", "seniors")
"""What a reader may choose, in the order of the menus."""
FIRST_NETWORK = "/deposer?depot=saisie&feuille=reseaux"
"""The form by which an empty store begins."""
PERIOD_SEPARATOR = ".."


@dataclass(frozen=True, slots=True)
class Notice:
    """Something of the address that was not followed, told to the reader, with ways out."""

    text: str
    links: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Address:
    """What the URL asks for, once understood."""

    scope: Scope
    audience: Audience
    notices: tuple[Notice, ...]
    parameters: Mapping[str, str]

    def parameter(self, name: str, known: Sequence[str], default: str) -> str:
        """Return a page's own parameter when it is one of the known values."""
        asked = self.parameters.get(name, default)
        return asked if asked in known else default


def read_address(
    parameters: Mapping[str, str], reader: Reader, meta: StoreMeta, configured: Audience
) -> Address:
    """Read the URL's parameters; whatever is unknown falls back and is told."""
    notices: list[Notice] = []
    audience = effective_audience(configured, parameters.get("audience"))
    territories, network = _place(parameters, reader, notices)
    territories = _without_astride(territories, reader, notices)
    period = _period(parameters.get("periode"), meta, audience, notices)
    public = _public(parameters.get("public"), reader, notices)
    return Address(
        Scope(territories, network, period, public), audience, tuple(notices), parameters
    )


# ------------------------------------------------------------------ place
def _place(
    parameters: Mapping[str, str], reader: Reader, notices: list[Notice]
) -> tuple[tuple[str, ...], str | None]:
    asked = parameters.get("reseau")
    if asked:
        if any(network.code == asked for network in reader.networks()):
            return (FRANCE,), asked
        notices.append(_unknown(f"La LIANE « {asked} » est inconnue"))
    codes = tuple(dict.fromkeys(c for c in parameters.get("territoire", FRANCE).split(",") if c))
    if codes and codes[0] in reader.perimeters():
        return codes[:1], None
    known = tuple(territory.code for territory in reader.territories(codes))
    kept = [*known]
    for code in codes:
        if code not in known:
            kept += _replacement(code, reader, notices)
    return tuple(dict.fromkeys(kept)) or (FRANCE,), None


def _without_astride(
    territories: tuple[str, ...], reader: Reader, notices: list[Notice]
) -> tuple[str, ...]:
    """Keep the first of territories whose figures cannot be added up, and offer each."""
    if len(territories) < 2:
        return territories
    found = reader.territories(territories)
    try:
        without_overlap(found, reader.communes(found))
    except OverlappingTerritories as error:
        ways = tuple((t.label, f"?territoire={t.code}") for t in found)
        notices.append(Notice(f"{error}", ways))
        return territories[:1]
    return territories


def _replacement(code: str, reader: Reader, notices: list[Notice]) -> list[str]:
    """Lead an old commune code to the commune of today; a split leaves the choice."""
    successors = reader.successors(code)
    links = tuple((t.label, f"?territoire={t.code}") for t in successors)
    if len(successors) == 1:
        today = successors[0]
        notices.append(
            Notice(f"Le code {code} n'existe plus : voici {today.label}, qui a pris sa suite.")
        )
        return [today.code]
    if successors:
        notices.append(
            Notice(f"Le code {code} n'existe plus : la commune a été partagée. Choisissez :", links)
        )
        return []
    notices.append(_unknown(f"Le territoire « {code} » est inconnu"))
    return []


def _unknown(what: str) -> Notice:
    return Notice(f"{what} : la France entière est affichée à la place.")


# ------------------------------------------------------------------ period and public
def whole_period(meta: StoreMeta) -> Period:
    """Return the period since the launch, up to the last month expected of a network."""
    launch = Month.containing(meta.launched_on)
    last = meta.last_month or max(launch, Month.containing(meta.as_of))
    return Period(meta.first_month or launch, last)


def _period(text: str | None, meta: StoreMeta, audience: Audience, notices: list[Notice]) -> Period:
    whole = whole_period(meta)
    if audience is Audience.EXTERNE:
        return _released(text, whole, notices)
    if not text:
        return whole
    try:
        start, end = map(Month.parse, text.split(PERIOD_SEPARATOR))
        asked = Period(max(start, whole.start), min(end, whole.end))
    except (InvalidMonth, ValueError):
        notices.append(Notice(f"La période « {text} » est illisible : tout est affiché."))
        return whole
    return asked


def _released(text: str | None, whole: Period, notices: list[Notice]) -> Period:
    """Return one of the periods of the release grid: the one asked for, or the latest."""
    periods = released_periods(whole.start, whole.end)
    found = next((period for period in periods if str(period) == text), None)
    if found is None and text:
        notices.append(Notice("Hors du programme, seules les fins de trimestre sont publiées."))
    return found or (periods[-1] if periods else Period(whole.start, whole.start))


def _public(asked: str | None, reader: Reader, notices: list[Notice]) -> str:
    if asked is None or asked in reader.public_labels():
        return asked or ALL_PUBLICS
    notices.append(Notice(f"Le public « {asked} » est inconnu : tous les publics sont affichés."))
    return ALL_PUBLICS


# ------------------------------------------------------------------ links
@lru_cache(maxsize=8192)
def link(page: str = "", **parameters: str) -> str:
    """Return a link that changes these parameters; the navigator keeps the others."""
    return f"{page}?{urlencode(parameters, safe=',.')}"
