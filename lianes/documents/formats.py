"""The formats on offer: each one's name, extension, type, and how it is made (imported late)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lianes.documents.geometry import Ground
    from lianes.reading.dossier import Dossier

Maker = Callable[["Dossier", "Ground"], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file; `make` raises EmptyExport when the scope has nothing to say."""

    id: str
    extension: str
    label: str
    what: str
    mime: str
    make: Maker


def _xlsx(found: "Dossier", _: "Ground") -> bytes:
    from lianes.documents.book import book_of
    from lianes.documents.xlsx import workbook

    return workbook(book_of(found))


def _french_csv(found: "Dossier", _: "Ground") -> bytes:
    from lianes.documents.book import book_of
    from lianes.documents.delimited import french_csv

    return french_csv(book_of(found))


def _pptx(found: "Dossier", ground: "Ground") -> bytes:
    from lianes.documents.pptx import presentation

    return presentation(found, ground)


def _pdf(found: "Dossier", ground: "Ground") -> bytes:
    from lianes.documents.pdf import sheet

    return sheet(found, ground)


def _svg(found: "Dossier", ground: "Ground") -> bytes:
    from lianes.documents.svg import map_svg

    return map_svg(found, ground)


def _png(found: "Dossier", ground: "Ground") -> bytes:
    from lianes.documents.png import map_png

    return map_png(found, ground)


def _geojson(found: "Dossier", ground: "Ground") -> bytes:
    from lianes.documents.layers import geojson

    return geojson(found, ground)


def _geopackage(found: "Dossier", ground: "Ground") -> bytes:
    from lianes.documents.layers import geopackage

    return geopackage(found, ground)


_OFFICE = "application/vnd.openxmlformats-officedocument"
XLSX_MIME = f"{_OFFICE}.spreadsheetml.sheet"

FORMATS = (
    Format("xlsx", "xlsx", "Classeur (XLSX)", "toute la page, une feuille par bloc",
           XLSX_MIME, _xlsx),
    Format("pptx", "pptx", "Présentation (PPTX)", "carte et graphiques natifs, modifiables",
           f"{_OFFICE}.presentationml.presentation", _pptx),
    Format("pdf", "pdf", "Fiche (PDF)", "A4, à imprimer ou à lire à voix haute", "application/pdf",
           _pdf),
    Format("csv", "csv", "Données (CSV)", "une ligne par chiffre",
           "text/csv", _french_csv),
    Format("png", "png", "Carte (PNG)", "image avec titre, légende, source et date",
           "image/png", _png),
    Format("svg", "svg", "Carte (SVG)", "dessin vectoriel, modifiable", "image/svg+xml", _svg),
    Format("geojson", "geojson", "Couche (GeoJSON)", "territoires et valeurs de la carte",
           "application/geo+json", _geojson),
    Format("gpkg", "gpkg", "Couche (GeoPackage)", "la même couche, pour QGIS",
           "application/geopackage+sqlite3", _geopackage),
)  # fmt: skip
