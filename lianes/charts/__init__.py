"""Figures returned, never drawn: small ones as SVG, the others with plotly."""
