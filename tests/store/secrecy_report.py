"""How much is masked, by audience, level and date: the table printed in `docs/statistics.md`."""

from lianes.domain.month import Month
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from store.secrecy_release import ALL, Release

LEVELS = {
    Audience.EXTERNE: (Level.FRANCE, Level.REGION, Level.DEPARTEMENT),
    Audience.INTERNE: (Level.FRANCE, Level.REGION, Level.DEPARTEMENT, Level.NETWORK),
}
NAMES = {Level.FRANCE: "France", Level.REGION: "région", Level.DEPARTEMENT: "département",
         Level.NETWORK: "réseau"}  # fmt: skip


def rows(path):
    """Yield (audience, what, share masked at each date or None where nothing is released)."""
    for audience, levels in LEVELS.items():
        release = Release(path, audience)
        guarded = {code for codes in release.families().values() for code in codes}
        if audience is Audience.INTERNE:
            guarded = {"exits_none", "exits_positive"} | {c for c in guarded if "/" in c}
        counts, cohorts = _parted(guarded)
        for level in levels:
            yield audience, NAMES[level], _shares(release, counts, level, (ALL,))
        others = tuple(public for public in release.publics if public != ALL)
        yield (
            audience,
            "France, chaque autre public",
            _shares(release, counts, Level.FRANCE, others),
        )
        for age, part in (("6 mois", "/6/"), ("12 mois", "/12/")):
            told = {code for code in cohorts if part in code}
            for level in levels:
                yield (
                    audience,
                    f"maintien à {age}, {NAMES[level]}",
                    _shares(release, told, level, (ALL,)),
                )


def _parted(codes):
    cohorts = {code for code in codes if "/" in code}
    return codes - cohorts, cohorts


def _shares(release, codes, level, publics):
    found = []
    for date, ordinal in enumerate(release.grid.dates):
        cells = [
            (code, public, place, date)
            for code in codes
            for public in publics
            if public in release.publics_of(code)
            for place, (own, _) in enumerate(release.places)
            if own is level and release.tables[code, public].reported[place, date]
        ]
        cells = [cell for cell in cells if cell in release.on_grid]
        hidden = sum(cell not in release.shown for cell in cells)
        found.append((Month(ordinal).short_label, 100 * hidden / len(cells) if cells else None))
    return found


def printed(path):
    """Return the lines of the table, dates in columns."""
    found = list(rows(path))
    months = sorted({m for *_, shares in found for m, _ in shares}, key=_order(found))
    yield "| Public | Cases | " + " | ".join(months) + " |"
    yield "|" + "---|" * (len(months) + 2)
    for audience, what, shares in found:
        by_month = dict(shares)
        cells = (_percent(by_month.get(month)) for month in months)
        yield f"| {audience} | {what} | " + " | ".join(cells) + " |"


def _order(found):
    rank = {month: i for *_, shares in found for i, (month, _) in enumerate(shares)}
    return rank.__getitem__


def _percent(share):
    return "–" if share is None else f"{share:.0f} %"
