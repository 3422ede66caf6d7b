"""The colours of files; the same names stand in lianes.css and map.css for the page."""

INK = "#14263b"
NAVY = "#123a66"
BLUE = "#1f5f9e"
CORAL = "#e4572e"
GREY = "#5b6b7c"
LINE = "#dfe4ea"
SOFT = "#f6f7f9"
CONTEXT = "#eff1f4"
AMBER, AMBER_GROUND = "#8a5a00", "#fdf3dc"
ABOVE = "#1b7f5c"
BELOW = "#b3401f"

SEQUENCE = ("#e6eef7", "#bfd4ea", "#8bb2d9", "#4f8bc2", "#1f5f9e")
VERDICTS = ("#e39a80", "#c9d2dc", "#74bb9e", "#e7ebf0")
MASKED_GROUND, MASKED_MARK = "#eef1f4", "#8a98a8"
DOTS_GROUND, DOTS_MARK = "#fafbfc", "#b9c3ce"
MISSING_GROUND, MISSING_EDGE = "#e3e7ec", "#76869a"
