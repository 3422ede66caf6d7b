"""The map as an image, from the same drawing as the SVG."""

from lianes.documents.geometry import Ground
from lianes.documents.svg import HEIGHT, WIDTH, map_svg
from lianes.documents.typesetting import rasterised
from lianes.reading.dossier import Dossier


def map_png(found: Dossier, ground: Ground) -> bytes:
    """Return the image of the map; raises EmptyExport."""
    return rasterised(map_svg(found, ground), WIDTH, HEIGHT)
