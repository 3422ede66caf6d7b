"""What a slide is made of: words, cards, bars, tables; alternative texts and notes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from lianes.documents import palette as p
from lianes.documents.pptx_master import colour

Box = tuple[float, float, float, float]
"""Left, top, width, height, in inches."""


@dataclass(frozen=True, slots=True)
class Look:
    """How words look."""

    size: float = 16
    ink: str = p.INK
    bold: bool = False
    align: Any = PP_ALIGN.LEFT


BODY = Look()
SMALL = Look(12, p.GREY)
STRONG = Look(16, p.NAVY, bold=True)


def add_slide(deck: Any, title: str, notes: str) -> Any:
    """Add a slide with its title and what the speaker may say."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    slide.shapes.title.text = title
    slide.notes_slide.notes_text_frame.text = notes
    return slide


def words(slide: Any, box: Box, lines: Sequence[tuple[str, Look]], *, middle: bool = False) -> Any:
    """Add lines of words, one paragraph each."""
    shape = slide.shapes.add_textbox(*(Inches(side) for side in box))
    shape.name = "Texte"
    frame = shape.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE if middle else MSO_ANCHOR.TOP
    for rank, (said, look) in enumerate(lines):
        paragraph = frame.paragraphs[0] if rank == 0 else frame.add_paragraph()
        write(paragraph, said, look)
    return shape


def write(paragraph: Any, said: str, look: Look) -> None:
    """Write words into a paragraph, in French for the speller."""
    run = paragraph.add_run()
    run.text = said
    run.font.size, run.font.bold = Pt(look.size), look.bold
    run.font.color.rgb = colour(look.ink)
    run.font.language_id = 1036
    paragraph.alignment = look.align
    paragraph.space_after = Pt(look.size * 0.3)


def panel(slide: Any, box: Box, *, fill: str = "#ffffff", edge: str = p.LINE) -> Any:
    """Add a card with a thin edge."""
    shape = flat(slide, MSO_SHAPE.ROUNDED_RECTANGLE, box, fill, edge)
    shape.adjustments[0] = 0.1 / min(box[2], box[3])
    shape.name = "Cadre"
    return shape


def bar(slide: Any, box: Box, fill: str, name: str = "Barre") -> Any:
    """Add a filled bar."""
    shape = flat(slide, MSO_SHAPE.RECTANGLE, box, fill, fill)
    shape.line.fill.background()
    shape.name = name
    return shape


def flat(slide: Any, kind: Any, box: Box, fill: str, edge: str) -> Any:
    """Add a shape of one colour, without the shadow and shine of the template's style."""
    shape = slide.shapes.add_shape(kind, *(Inches(side) for side in box))
    style = shape._element.find(qn("p:style"))
    shape._element.remove(style)
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(fill)
    shape.line.color.rgb = colour(edge)
    shape.line.width = Pt(0.75)
    return shape


def described(shape: Any, name: str, alternative: str) -> None:
    """Name a shape and give its alternative text."""
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("name", name)
    properties.set("descr", alternative)


def table(slide: Any, box: Box, heads: Sequence[str], rows: Sequence[Sequence[str]],
          widths: Sequence[float], *, size: float = 12) -> Any:  # fmt: skip
    """Add a native table; columns after the first of numbers only are set to the right."""
    frame = slide.shapes.add_table(len(rows) + 1, len(heads), *(Inches(side) for side in box))
    frame.name = "Tableau"
    grid = frame.table
    _plain_style(frame)
    for rank, width in enumerate(widths):
        grid.columns[rank].width = Inches(width)
    for row, cells in enumerate([heads, *rows]):
        grid.rows[row].height = Inches(0.34)
        for rank, said in enumerate(cells):
            _cell(grid.cell(row, rank), said, size, head=row == 0)
    return frame


def _plain_style(frame: Any) -> None:
    """Use PowerPoint's own style without bands (`No Style, Table Grid` has lines: not that)."""
    properties = frame._element.graphic.graphicData.tbl.tblPr
    properties.set("bandRow", "0")
    style = properties.find(qn("a:tableStyleId"))
    style.text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def _cell(cell: Any, said: str, size: float, *, head: bool) -> None:
    cell.fill.solid()
    cell.fill.fore_color.rgb = colour(p.NAVY) if head else RGBColor(255, 255, 255)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    look = Look(size, "#ffffff" if head else p.INK, bold=head)
    write(cell.text_frame.paragraphs[0], said, look)
    cell.text_frame.paragraphs[0].space_after = Pt(0)
    if not head:
        _underline(cell)


def _underline(cell: Any) -> None:
    """Draw a thin line under a cell."""
    properties = cell._tc.get_or_add_tcPr()
    line = properties.makeelement(qn("a:lnB"), {"w": "6350"})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": p.LINE[1:]}))
    line.append(fill)
    properties.insert(0, line)
