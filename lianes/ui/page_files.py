"""What each page hands over: the tables of its blocks, read as the page reads them.

A page is declared in `BOOKS`; its workbook and its CSV, on screen and on the command line, follow.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lianes.documents.book import Book, book
from lianes.documents.cells import Table
from lianes.documents.pages import network_list, network_sheet, pathway, seniors
from lianes.domain.french import HARD
from lianes.errors import EmptyExport
from lianes.metrics.masking import Audience
from lianes.reading.cover import Cover
from lianes.reading.sentences import freshness
from lianes.ui import network_blocks, reads
from lianes.ui.address import Address
from lianes.ui.sitemap import entry_of

Tables = Sequence[Table]


@dataclass(frozen=True, slots=True)
class PageBook:
    """How a page becomes tables.

    `filters` says in words what the reader kept; `timed` is False where neither the period nor
    the public changes the page; `outside_network` is False where one LIANE is not shown outside.
    """

    tables: Callable[[Address], Tables]
    filters: Callable[[Address], str] = lambda _: ""
    timed: bool = True
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
    cover = cover_at(title, address, timed=declared.timed, filters=declared.filters(address))
    view = reads.method()
    return book(cover, declared.tables(address), reads.catalogue(), view.sources)


def cover_at(title: str, address: Address, *, timed: bool = True, filters: str = "") -> Cover:
    """Return what a file of a page at an address is about."""
    scope = address.scope
    subject = reads.subject(scope)
    label = "France entière" if subject.is_national else subject.label
    return Cover(
        page=title,
        label=label,
        short=subject.network.code if subject.network else label,
        period=scope.period if timed else None,
        public=reads.public_labels()[scope.public] if timed else None,
        every_public=scope.is_for_everyone or not timed,
        audience=address.audience,
        meta=reads.meta(),
        reports=freshness(reads.overview_of(scope, address.audience)),
        filters=filters,
    )


# ------------------------------------------------------------------ networks
def _networks(address: Address) -> Tables:
    if address.scope.is_network:
        return network_sheet.tables(reads.network_sheet_of(address.scope, address.audience))
    view = reads.networks_of(address.scope, address.audience)
    lines = network_blocks.lines_kept(view, address)
    curves = reads.network_curves_of(address.scope, address.audience, lines)
    return network_list.tables(view, lines, curves)


def _seniors(address: Address) -> Tables:
    known = reads.catalogue().measures["seniors_supported"].publics
    if address.scope.public not in known:
        return ()
    return seniors.tables(reads.senior_care_of(address.scope, address.audience))


BOOKS: dict[str, PageBook] = {
    "reseaux": PageBook(_networks, network_blocks.filter_words),
    "parcours": PageBook(
        lambda a: pathway.tables(reads.pathway_of(a.scope, a.audience)), outside_network=False
    ),
    "seniors": PageBook(_seniors, outside_network=False),
}
"""The pages that have files beside the overview, by their address."""
