"""A page as tables, with all a file must say of itself: what workbooks and CSV are written from."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianes.documents.about_tables import about, definitions, sources
from lianes.documents.cells import Table
from lianes.documents.stamp import Stamp, cover_of, stamp
from lianes.documents.tables import tables
from lianes.domain.catalogue import Catalogue
from lianes.domain.provenance import Source
from lianes.errors import EmptyExport
from lianes.reading.cover import Cover
from lianes.reading.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Book:
    """The blocks of a page in the reader's order; `front` and `back` are of workbooks."""

    stamp: Stamp
    blocks: tuple[Table, ...]
    front: tuple[Table, ...]
    back: tuple[Table, ...]


def book(
    cover: Cover, blocks: Sequence[Table], catalogue: Catalogue, cited: Sequence[Source]
) -> Book:
    """Bind the blocks that have something to say; raises EmptyExport when none has."""
    told, kept = stamp(cover), tuple(block for block in blocks if block.rows)
    if not kept:
        raise EmptyExport(
            f"Rien à exporter de « {cover.page or cover.label} » pour « {cover.label} »"
            f"{_for(cover)} : la page n'y montre aucun chiffre. Choisissez un territoire plus "
            "large, ou enlevez un filtre."
        )
    names = {block.name for block in kept}
    back = (definitions(catalogue), sources(cited))
    return Book(told, kept, (about(told),), tuple(one for one in back if one.name not in names))


def _for(cover: Cover) -> str:
    return f" (filtres : {cover.filters})" if cover.filters else ""


def book_of(found: Dossier) -> Book:
    """Bind the overview; raises EmptyExport."""
    return book(cover_of(found), tables(found), found.catalogue, found.sources)
