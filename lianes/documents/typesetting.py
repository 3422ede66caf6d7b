"""Typst, with our fonts: PDF pages, and images of drawings."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typst

FONTS = Path(__file__).parent / "fonts"
PIXELS_PER_INCH = 144
"""Two pixels for each point of a drawing."""


@cache
def _fonts() -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[FONTS])


def tagged_pdf(source: str, **inputs: str) -> bytes:
    """Return a Typst text as a PDF that declares PDF/UA-1; `inputs` are its `sys.inputs`."""
    import typst

    return typst.compile(
        source.encode(),
        format="pdf",
        font_paths=_fonts(),
        sys_inputs=inputs,
        pdf_standards="ua-1",
    )


def rasterised(svg: bytes, width: int, height: int) -> bytes:
    """Return an SVG drawing as a PNG image, twice as fine."""
    import typst

    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)'
    )
    return typst.compile(
        page.encode(),
        format="png",
        font_paths=_fonts(),
        sys_inputs={"drawing": svg.decode()},
        ppi=PIXELS_PER_INCH,
    )
