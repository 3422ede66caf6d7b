"""Typst, with our fonts alone: PDF pages, and images of drawings."""

from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
PIXELS_PER_INCH = 144
"""Two pixels for each point of a drawing."""


def compiled(source: str, form: str = "pdf", **inputs: str) -> bytes:
    """Return what a Typst text gives; `inputs` are its `sys.inputs`."""
    import typst

    options = {"ppi": PIXELS_PER_INCH} if form == "png" else {}
    made: bytes = typst.compile(
        source.encode(),
        format=form,
        font_paths=[FONTS],
        ignore_system_fonts=True,
        sys_inputs=inputs,
        **options,
    )
    return made


def rasterised(svg: bytes, width: int, height: int) -> bytes:
    """Return an SVG drawing as a PNG image, twice as fine."""
    page = (
        f"#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n"
        '#image(bytes(sys.inputs.drawing), format: "svg", width: 100%)'
    )
    return compiled(page, "png", drawing=svg.decode())
