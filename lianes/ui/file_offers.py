"""The files a page offers at an address, and how each is made when it is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from lianes.documents.book import Book, book_of
from lianes.documents.formats import FORMATS, Format
from lianes.documents.stamp import plain, stamp_of
from lianes.domain.territory import Level
from lianes.errors import EmptyExport, LianesError
from lianes.reading.dossier import Dossier, MapChoice, read_dossier
from lianes.store.connection import store_path
from lianes.ui import explorer_blocks, reads, territory_reads
from lianes.ui.address import Address
from lianes.ui.congress_blocks import staged, stand_alone
from lianes.ui.explorer_blocks import Choice
from lianes.ui.grounds import ground_of
from lianes.ui.page_files import BOOKS, page_book

OVERVIEW = "vue-nationale"
"""The name of the first page in the address of a file; the other pages have their own."""
DECK = "deck"
ORIGIN = "origine"
"""The parameter under which the server says where it was asked: codes of the deck lead there."""


class UnknownFile(LianesError):
    """A page that does not exist, or does not offer this kind of file."""


@dataclass(frozen=True, slots=True)
class Made:
    """A file ready to be sent or written."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Offer:
    """A kind of file a page offers: how it is called, and what it is for."""

    extension: str
    label: str
    what: str
    mime: str
    make: Callable[[Address], tuple[bytes, str]]
    """Return the content and the name without extension; raises EmptyExport, StoreError."""


def offers(path: str, address: Address) -> tuple[Offer, ...]:
    """Return what a page offers at an address, in the order of its block; empty when nothing."""
    if path in ("", OVERVIEW):
        if not reads.overview_of(address.scope, address.audience).networks:
            return tuple(_of_scope(_FORMATS[form]) for form in _WITHOUT_NETWORK)
        return (*(_of_scope(form) for form in FORMATS), _STAND_ALONE)
    if path not in BOOKS:
        return ()
    whole = (_of_page(path, "xlsx"), _of_page(path, "csv"))
    read = _map_at if path == "carte" else dossier_at
    return (*whole, *(_of_scope(_FORMATS[form], read) for form in _further(path, address)))


def made(path: str, extension: str, address: Address, *, is_plain: bool = False) -> Made:
    """Make a file; raises UnknownFile, EmptyExport, StoreError.

    A plain CSV is for programs (commas, points); otherwise it is for French spreadsheets.
    """
    if is_plain and extension == "csv" and path in (OVERVIEW, *BOOKS):
        return _plain_csv(path, address)
    found = {offer.extension: offer for offer in offers(path, address)}
    if path == OVERVIEW:  # a map of nothing says itself why there is none
        found = {form.extension: _of_scope(form) for form in FORMATS} | found
    if extension not in found:
        raise UnknownFile(f"La page « {path} » n'offre pas de fichier « {extension} ».")
    offer = found[extension]
    content, stem = offer.make(address)
    return Made(f"{stem}.{extension}", offer.mime, content)


def book_at(path: str, address: Address) -> Book:
    """Return the blocks of any page as tables; raises EmptyExport, StoreError."""
    return book_of(dossier_at(address)) if path == OVERVIEW else page_book(path, address)


def _plain_csv(path: str, address: Address) -> Made:
    from lianes.documents.delimited import plain_csv

    found = book_at(path, address)
    return Made(f"{found.stamp.stem}.csv", _FORMATS["csv"].mime, plain_csv(found))


# ------------------------------------------------------------------ of a page
_FORMATS = {form.id: form for form in FORMATS}


_MAPS = ("png", "svg", "geojson", "gpkg")
_WITHOUT_NETWORK = ("xlsx", "pptx", "pdf", "csv")
"""Where nothing is deployed there is a context to take away, but no map and no story."""


def _further(path: str, address: Address) -> tuple[str, ...]:
    """Return the formats of the scope that a page offers beside its own tables."""
    if path == "territoire" or (path == "reseaux" and address.scope.is_network):
        return ("pptx", "pdf")
    if path == "carte" and not _drawn(address).theme.is_context:
        return _MAPS
    return ()


def _drawn(address: Address) -> Choice:
    """Return what the map page shows at an address."""
    view = territory_reads.explorer_of(address.scope, address.audience)
    return explorer_blocks.chosen(view, address)


def _map_at(address: Address) -> Dossier:
    """Read what the map page shows; raises EmptyExport where only its table can be taken."""
    asked = _drawn(address)
    choice = MapChoice(asked.theme.id, asked.level)
    found = _dossier(address, choice)
    if (found.mapped.indicator.id, found.mapped.level) != (asked.theme.id, asked.level):
        raise EmptyExport(
            f"« {asked.theme.label} » par {asked.level.label} ne se prend qu'en tableau : "
            "choisissez le classeur ou les données de la page Carte."
        )
    return found


def _of_page(path: str, form: str) -> Offer:
    known = _FORMATS[form]

    def make(address: Address) -> tuple[bytes, str]:
        found = book_at(path, address)
        return _written(found, form), found.stamp.stem

    return Offer(known.extension, known.label, known.what, known.mime, make)


def _written(found: Book, form: str) -> bytes:
    if form == "xlsx":
        from lianes.documents.xlsx import workbook

        return workbook(found)
    from lianes.documents.delimited import french_csv

    return french_csv(found)


# ------------------------------------------------------------------ of a scope
def _of_scope(form: Format, read: Callable[[Address], Dossier] | None = None) -> Offer:
    def make(address: Address) -> tuple[bytes, str]:
        found = (read or dossier_at)(address)
        return form.make(found, ground_of(found)), _stem(form, found)

    return Offer(form.extension, form.label, form.what, form.mime, make)


def _stem(form: Format, found: Dossier) -> str:
    """Return a file name; that of a map says what is mapped."""
    stem = stamp_of(found).stem
    if form.id not in _MAPS:
        return stem
    return f"{stem}_{plain(found.mapped.indicator.label)}_{plain(found.mapped.level.plural)}"


def dossier_at(address: Address) -> Dossier:
    """Read what a file says at an address, its map as the page shows it."""
    level = next((one for one in Level if one.prefix == address.parameters.get("niveau")), None)
    return _dossier(address, MapChoice(address.parameters.get("indicateur"), level))


def _dossier(address: Address, choice: MapChoice) -> Dossier:
    return read_dossier(
        store_path(), reads.catalogue(), address.audience, address.scope, choice, reads.covered()
    )


def _deck(address: Address) -> tuple[bytes, str]:
    found = staged(address)
    return stand_alone(found, address.parameters.get(ORIGIN, "")), stamp_of(found).stem


_STAND_ALONE = Offer("html", "Diaporama (HTML)", "pour la scène : un fichier, sans réseau",
                     "text/html", _deck)  # fmt: skip
