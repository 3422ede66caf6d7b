"""What each page hands over: the tables of its blocks, read as the page reads them.

A page is declared in `BOOKS`; its workbook and its CSV, on screen and on the command line, follow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lianes.documents.book import Book, book
from lianes.documents.cells import Table
from lianes.documents.pages import (
    comparison,
    explorer,
    method,
    network_list,
    network_sheet,
    pathway,
    programmes,
    quality,
    seniors,
    territory,
)
from lianes.documents.tables import headline
from lianes.domain.french import HARD
from lianes.domain.scope import FRANCE
from lianes.errors import EmptyExport
from lianes.metrics.masking import Audience
from lianes.reading.cover import Cover
from lianes.reading.programmes import concerning
from lianes.reading.say import say
from lianes.reading.sentences import freshness
from lianes.ui import (
    compare_blocks,
    explorer_blocks,
    explorer_list,
    network_filters,
    quality_blocks,
    reads,
    territory_reads,
)
from lianes.ui.actor_files import UNFILTERED
from lianes.ui.address import Address
from lianes.ui.assets import manifest
from lianes.ui.quality_files import changed_rows, contested_rows, warned_rows
from lianes.ui.sitemap import entry_of

WHOLE = "France entière"
Tables = Sequence[Table]


@dataclass(frozen=True, slots=True)
class PageBook:
    """How a page becomes tables.

    `filters` says in words what the reader kept; `scoped` is False where neither the place, the
    period nor the public changes the page; `outside_network` is False where one LIANE is not shown
    outside the programme.
    """

    tables: Callable[[Address], Tables]
    filters: Callable[[Address], str] = lambda _: ""
    scoped: bool = True
    outside_network: bool = True


def page_book(path: str, address: Address) -> Book:
    """Return what the page at `path` hands over at an address; raises EmptyExport, StoreError."""
    declared, title = BOOKS[path], entry_of(path).title
    outside = address.audience is Audience.EXTERNE
    if outside and address.scope.is_network and not declared.outside_network:
        raise EmptyExport(
            f"Rien à exporter{HARD}: les chiffres d'une LIANE ne sont pas publiés hors du "
            "programme. Choisissez la France, une région ou un département."
        )
    cover = cover_at(title, address, filters=declared.filters(address)) if declared.scoped else (
        whole_cover(title, address))  # fmt: skip
    view = reads.method()
    return book(cover, declared.tables(address), reads.catalogue(), view.sources)


def cover_at(title: str, address: Address, *, filters: str = "") -> Cover:
    """Return what a file of a page at an address is about."""
    scope = address.scope
    subject = reads.subject(scope)
    label = WHOLE if subject.is_national else subject.label
    return Cover(
        page=title,
        label=label,
        short=subject.network.code if subject.network else label,
        period=scope.period,
        public=reads.public_labels()[scope.public],
        every_public=scope.is_for_everyone,
        audience=address.audience,
        meta=reads.meta(),
        reports=freshness(reads.overview_of(scope, address.audience)),
        filters=filters,
    )


def whole_cover(title: str, address: Address) -> Cover:
    """Return what a file of a page that no scope changes is about."""
    everywhere = replace(address, scope=replace(address.scope, territories=(FRANCE,), network=None))
    return replace(cover_at(title, everywhere), period=None, public=None, every_public=True)


# ------------------------------------------------------------------ networks
def _networks(address: Address) -> Tables:
    if address.scope.is_network:
        sheet = reads.network_sheet_of(address.scope, address.audience)
        first = (_headline(address),) if sheet.inside else ()
        return (*first, *network_sheet.tables(sheet))
    view = reads.networks_of(address.scope, address.audience)
    lines = network_filters.lines_kept(view, address)
    curves = reads.network_curves_of(address.scope, address.audience, lines)
    return network_list.tables(view, lines, curves)


def _headline(address: Address) -> Table:
    """Return the headline figures of the scope, as the cards of the page say them."""
    scope, subject = address.scope, reads.subject(address.scope)
    cards = reads.overview_of(scope, address.audience).cards
    said = [say(card.estimate, subject.label, scope.period, reads.meta()) for card in cards]
    return headline(cards, said)


def _seniors(address: Address) -> Tables:
    known = reads.catalogue().measures["seniors_supported"].publics
    if address.scope.public not in known:
        return ()
    return seniors.tables(reads.senior_care_of(address.scope, address.audience))


# ------------------------------------------------------------------ territories
def _territory(address: Address) -> Tables:
    view = territory_reads.territory_sheet_of(address.scope, address.audience)
    return territory.tables(view, concerning(reads.programmes().every_convention, view.subject))


def _comparison(address: Address) -> Tables:
    found = compare_blocks.found_at(address)
    order = compare_blocks.sort_of(address)
    return comparison.tables(found, compare_blocks.ordered(found.sides, order))


def _comparison_words(address: Address) -> str:
    rate = compare_blocks.found_at(address).indicator.label
    codes = ", ".join(compare_blocks.others(address))
    return f"taux{HARD}: {rate}" + (f", avec {codes}" if codes else "")


def _explorer(address: Address) -> Tables:
    view = territory_reads.explorer_of(address.scope, address.audience)
    asked = explorer_blocks.chosen(view, address)
    found = territory_reads.layer_of(address.scope, address.audience, asked.theme, asked.level)
    panels = (
        territory_reads.history_of(address.scope, address.audience, asked.theme)[1]
        if explorer_blocks.has_history(view, asked)
        else ()
    )
    return explorer.tables(view, found, explorer_list.ordered(found, asked.sort), panels)


def _explorer_words(address: Address) -> str:
    view = territory_reads.explorer_of(address.scope, address.audience)
    asked = explorer_blocks.chosen(view, address)
    return f"{asked.theme.label} par {asked.level.label}"


# ------------------------------------------------------------------ data
def _quality(address: Address) -> Tables:
    view = quality_blocks.quality(address.scope)
    if address.audience is Audience.EXTERNE:
        return quality.tables(view)
    changes = changed_rows(view, national=reads.subject(address.scope).is_national)
    return quality.tables(view, contested_rows(view), warned_rows(view), changes)


BOOKS: dict[str, PageBook] = {
    "carte": PageBook(_explorer, _explorer_words),
    "territoire": PageBook(_territory),
    "comparer": PageBook(_comparison, _comparison_words),
    "reseaux": PageBook(_networks, network_filters.filter_words),
    "parcours": PageBook(
        lambda a: pathway.tables(reads.pathway_of(a.scope, a.audience)), outside_network=False
    ),
    "seniors": PageBook(_seniors, outside_network=False),
    **{path: PageBook(made) for path, made in UNFILTERED.items()},
    "programmes": PageBook(lambda _: programmes.tables(reads.programmes()), scoped=False),
    "qualite": PageBook(_quality),
    "methode": PageBook(
        lambda _: method.tables(reads.method(), manifest()["built_from"]), scoped=False
    ),
}
"""The pages that have files beside the overview, by their address."""
