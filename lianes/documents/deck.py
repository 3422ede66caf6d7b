"""The story as one HTML file that opens from a USB stick, with no server and no network."""

from base64 import b64encode
from html import escape

from lianes.documents.geometry import Ground
from lianes.documents.stage import stage
from lianes.documents.stamp import stamp_of
from lianes.documents.typesetting import FONTS
from lianes.reading.dossier import Dossier


def deck(found: Dossier, ground: Ground, *, script: str, style: str, base: str = "") -> bytes:
    """Return the file; `script` defines the class Talk, `base` is where the live views are.

    Raises EmptyExport.
    """
    stamp = stamp_of(found)
    told = stage(found, ground, base=base, leave="")
    start = 'new Talk(document.querySelector(".stage"));'
    return (
        '<!doctype html><html lang="fr"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<title>{escape(stamp.title)}</title><meta name="description" '
        f'content="{escape(stamp.words)}"><style>{_faces()}{style}</style></head><body>{told}'
        f'<script type="module">{script}\n{start}</script></body></html>'
    ).encode()


def _faces() -> str:
    """Return our two weights inside the style: the file needs nothing beside it."""
    faces = {"Regular": "400", "Bold": "600 900"}
    return "".join(
        f'@font-face{{font-family:"Lianes Sans";font-weight:{weight};src:url(data:font/ttf;base64,'
        f"{b64encode((FONTS / f'LianesSans-{name}.ttf').read_bytes()).decode()})}}"
        for name, weight in faces.items()
    )
