"""Under the navigation: territory, period, public, freshness, and the demonstration ribbon."""

from lianes.access.audience import released_periods
from lianes.domain.french import HARD, day
from lianes.domain.month import Month, Period
from lianes.maps.scope_search import scope_search
from lianes.metrics.masking import Audience
from lianes.reading.subject import Subject
from lianes.store.reader import StoreMeta
from lianes.ui import reads
from lianes.ui.address import PUBLICS, Address, link, whole_period
from lianes.ui.assets import asset_url, geometry_url
from lianes.ui.drawn import drawn_once
from lianes.ui.flow import container, native
from lianes.ui.kit import Choice, choice, menu, menu_of
from lianes.ui.markup import block, plain, tag, text

_RECENT = ((12, "12 derniers mois"), (6, "6 derniers mois"), (3, "3 derniers mois"))


def scope_bar(address: Address, subject: Subject, meta: StoreMeta) -> None:
    """Show the scope and the ways to change it."""
    with container("scope"), native():
        scope_search(
            key="scope_search",
            module_url=asset_url("search.js"),
            index_url=geometry_url("search"),
            networks_url=f"/index/{reads.networks_index()[0]}",
            current=_current(subject),
            label="Territoire ou LIANE",
        )
        block(_rest(address, meta), key="scope_rest")
    for notice in address.notices:
        ways = " ".join(f'<a href="{href}">{text(words)}</a>' for words, href in notice.links)
        plain(tag("p", f"{text(notice.text)} {ways}", class_="notice", role="status"))


def _current(subject: Subject) -> list[tuple[str, str]]:
    if subject.network is not None:
        return [(subject.network.code, subject.network.name)]
    if subject.perimeter is not None:
        return [(subject.perimeter, subject.label)]
    return [(territory.code, territory.label) for territory in subject.territories]


@drawn_once
def _rest(address: Address, meta: StoreMeta) -> str:
    parts = [_period_menu(address, meta), _public_menu(address), _freshness(meta)]
    parts.append('<span class="spring"></span>')
    parts.append(tag("span", text(f"Audience{HARD}: {address.audience}"), class_="tag"))
    if meta.simulated:
        words = f"Démonstration{HARD}: réseaux, acteurs et résultats simulés"
        parts.append(
            tag("span", f'<span aria-hidden="true">◆</span>{text(words)}', class_="ribbon")
        )
    return tag("div", "".join(parts), class_="scope-bar")


def _freshness(meta: StoreMeta) -> str:
    return tag("span", text(f"Données au {day(meta.as_of)}"), class_="fresh")


# ------------------------------------------------------------------ period
def _period_menu(address: Address, meta: StoreMeta) -> str:
    current, whole = address.scope.period, whole_period(meta)
    if address.audience is Audience.EXTERNE:
        choices = [
            (f"Du lancement à fin {p.end.label}", link(periode=str(p)), p == current)
            for p in released_periods(whole.start, whole.end)
        ]
        return menu("Période", current.label, choices, name="periode")
    presets = [_preset(p, words, current) for p, words in _presets(whole)]
    content = "".join(map(choice, presets))
    return menu_of("Période", current.label, content + _months(current, whole), name="periode")


def _presets(whole: Period) -> list[tuple[Period, str]]:
    recent = [
        (Period(max(whole.start, whole.end + (1 - months)), whole.end), words)
        for months, words in _RECENT
        if months < len(whole)
    ]
    return [(whole, "Depuis le lancement"), *recent]


def _preset(period: Period, words: str, current: Period) -> Choice:
    return (f"{words} ({period.label})", link(periode=str(period)), period == current)


def _months(current: Period, whole: Period) -> str:
    """Return two grids of months: the first and the last of the period."""
    starts = [(m, Period(m, max(m, current.end)), m == current.start) for m in whole]
    ends = [(m, Period(min(m, current.start), m), m == current.end) for m in whole]
    return _grid("Premier mois", starts) + _grid("Dernier mois", ends)


def _grid(title: str, months: list[tuple[Month, Period, bool]]) -> str:
    links = "".join(
        choice((month.short_label, link(periode=str(period)), on)) for month, period, on in months
    )
    return tag("p", text(title), class_="menu-title") + tag("div", links, class_="months")


# ------------------------------------------------------------------ public
def _public_menu(address: Address) -> str:
    labels = reads.public_labels()
    current = address.scope.public
    choices = [(labels[code], link(public=code), code == current) for code in PUBLICS]
    return menu("Public", labels[current], choices, name="public")
