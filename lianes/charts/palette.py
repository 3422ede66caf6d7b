"""The colours of every chart; the same names stand in lianes.css for the page."""

INK = "#14263b"
NAVY = "#123a66"
BLUE = "#1f5f9e"
CORAL = "#e4572e"
GREY = "#5b6b7c"
LINE = "#dfe4ea"
FAN = "#bfd4ea"
