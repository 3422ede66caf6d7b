"""The one master of every presentation: 16:9, our colours, the stamp on each slide."""

import re
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE as RELATION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from lianes.documents import palette as p
from lianes.documents.stamp import Stamp

WIDTH, HEIGHT = 13.333, 7.5
MARGIN = 0.6
FONT = "Calibri"
TITLE_ONLY = 5
"""Rank of the layout kept in python-pptx's own template."""
_THEME = {
    "dk1": p.INK, "lt1": "#ffffff", "dk2": p.NAVY, "lt2": p.SOFT, "accent1": p.BLUE,
    "accent2": p.CORAL, "accent3": p.ABOVE, "accent4": p.SEQUENCE[2], "accent5": p.AMBER,
    "accent6": p.GREY, "hlink": p.BLUE, "folHlink": p.GREY,
}  # fmt: skip


def colour(code: str) -> RGBColor:
    """Return `#1f5f9e` as PowerPoint takes it."""
    found: RGBColor = RGBColor.from_string(code.removeprefix("#").upper())
    return found


def presentation_with(stamp: Stamp) -> Any:
    """Return an empty presentation whose master carries the stamp."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    _describe(deck, stamp)
    _paint_theme(deck)
    _keep_one_layout(deck)
    _place_titles(deck)
    _dress_master(deck, stamp)
    return deck


def _describe(deck: Any, stamp: Stamp) -> None:
    core = deck.core_properties
    core.title, core.subject = stamp.title, stamp.line[:255]
    core.author, core.language = "Tableau de bord 1 000 LIANES", "fr-FR"
    core.comments, core.category = stamp.words[:255], stamp.demonstration
    core.keywords = "1 000 LIANES"


def _paint_theme(deck: Any) -> None:
    """Write our colours and font into the theme, so that what people add looks the same."""
    part = deck.slide_master.part.part_related_by(RELATION.THEME)
    theme = part.blob.decode("utf-8")
    for name, code in _THEME.items():
        filled = f'<a:{name}><a:srgbClr val="{code[1:].upper()}"/></a:{name}>'
        theme = re.sub(rf"<a:{name}>.*?</a:{name}>", filled, theme, flags=re.S)
    theme = re.sub(r'<a:latin typeface="[^"]*"', f'<a:latin typeface="{FONT}"', theme)
    part._blob = theme.encode("utf-8")


def _keep_one_layout(deck: Any) -> None:
    layouts = deck.slide_layouts
    for layout in [one for rank, one in enumerate(layouts) if rank != TITLE_ONLY]:
        layouts.remove(layout)
    layouts[0].name = "Titre et contenu libre"


def _place_titles(deck: Any) -> None:
    for holder in (deck.slide_master, deck.slide_layouts[0]):
        for shape in list(holder.placeholders):
            if shape.placeholder_format.type is not None and shape.placeholder_format.idx == 0:
                _place_title(shape)
            else:
                shape._element.getparent().remove(shape._element)
    style = deck.slide_master._element.find(qn("p:txStyles")).find(qn("p:titleStyle"))
    level = style.find(qn("a:lvl1pPr"))
    level.set("algn", "l")
    run = level.find(qn("a:defRPr"))
    run.set("sz", "2800")
    run.set("b", "1")


def _place_title(shape: Any) -> None:
    shape.left, shape.top = Inches(MARGIN), Inches(0.42)
    shape.width, shape.height = Inches(WIDTH - 2 * MARGIN), Inches(0.75)
    body = shape.text_frame._txBody.find(qn("a:bodyPr"))
    body.set("anchor", "b")
    for side in ("lIns", "rIns", "tIns", "bIns"):
        body.set(side, "0")
    for child in list(body):
        body.remove(child)
    body.append(body.makeelement(qn("a:normAutofit")))


def _dress_master(deck: Any, stamp: Stamp) -> None:
    """Put the bar, the name, the stamp and the slide number on the layout every slide uses."""
    shapes = _Decor(deck.slide_layouts[0])
    shapes.bar(0, 0, WIDTH, 0.14, p.NAVY)
    shapes.line(MARGIN, 6.98, WIDTH - 2 * MARGIN)
    shapes.words(MARGIN, 7.05, WIDTH - 2 * MARGIN - 1.0, stamp.line, 9, p.GREY)
    shapes.number(WIDTH - MARGIN - 0.8, 7.05, 0.8)
    if stamp.demonstration:
        shapes.ribbon(WIDTH - MARGIN - 4.1, 0.22, 4.1, stamp.demonstration)


class _Decor:
    """Shapes of a layout, which python-pptx reads but does not add: made as XML."""

    def __init__(self, layout: Any) -> None:
        self._tree = layout.shapes._spTree
        self._next = 900

    def bar(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Add a filled rectangle."""
        self._add((x, y, width, height), fill, "")

    def line(self, x: float, y: float, width: float) -> None:
        """Add a thin line."""
        self._add((x, y, width, 0.012), p.LINE, "")

    def words(self, x: float, y: float, width: float, said: str, size: int, ink: str) -> None:
        """Add words."""
        self._add((x, y, width, 0.28), None, _paragraph(_run(said, size, ink)))

    def number(self, x: float, y: float, width: float) -> None:
        """Add the number of the slide."""
        field = (
            '<a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum">'
            f'<a:rPr lang="fr-FR" sz="900">{_ink(p.GREY)}</a:rPr><a:t>‹n°›</a:t></a:fld>'
        )
        self._add((x, y, width, 0.28), None, _paragraph(field, "r"))

    def ribbon(self, x: float, y: float, width: float, said: str) -> None:
        """Add the demonstration ribbon."""
        run = _run(said, 11, p.AMBER, bold=True)
        self._add((x, y, width, 0.28), p.AMBER_GROUND, _paragraph(run, "ctr"))

    def _add(self, box: tuple[float, float, float, float], fill: str | None, inside: str) -> None:
        self._next += 1
        x, y, width, height = (int(Inches(side)) for side in box)
        ground = f'<a:solidFill><a:srgbClr val="{fill[1:]}"/></a:solidFill>' if fill else (
            "<a:noFill/>")  # fmt: skip
        body = inside or "<a:p/>"
        self._tree.append(parse_xml(
            f'<p:sp {nsdecls("p", "a")}><p:nvSpPr>'
            f'<p:cNvPr id="{self._next}" name="Décor {self._next}"/>'
            '<p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
            f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
            f'<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>{ground}<a:ln><a:noFill/></a:ln>'
            '</p:spPr><p:txBody><a:bodyPr wrap="square" lIns="0" rIns="0" tIns="0" bIns="0" '
            f'anchor="ctr"/><a:lstStyle/>{body}</p:txBody></p:sp>'
        ))  # fmt: skip


def _ink(code: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{code[1:]}"/></a:solidFill>'


def _run(said: str, size: int, code: str, *, bold: bool = False) -> str:
    words = said.replace("&", "&amp;").replace("<", "&lt;")
    weight = ' b="1"' if bold else ""
    return (
        f'<a:r><a:rPr lang="fr-FR" sz="{100 * size}"{weight}>{_ink(code)}</a:rPr>'
        f"<a:t>{words}</a:t></a:r>"
    )


def _paragraph(run: str, align: str = "l") -> str:
    return f'<a:p><a:pPr algn="{align}"/>{run}</a:p>'
