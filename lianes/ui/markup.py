"""Blocks of our own HTML: text escaped here, drawings given as SVG by `charts`."""

import re
from html import escape

import streamlit as st

from lianes.maps.loader import served_component
from lianes.maps.packing import packed
from lianes.ui.assets import asset_url

PACKED_FROM = 1500
"""Characters from which HTML travels deflated: tables repeat themselves, one in ten remains."""


def block(html: str, *, key: str) -> None:
    """Show HTML that may hold SVG (Streamlit's own `st.html` removes it)."""
    content = {"packed": packed(html)} if len(html) >= PACKED_FROM else {"html": html}
    served_component("lianes_markup")(key=key, data={"module": asset_url("markup.js")} | content)


def plain(html: str) -> None:
    """Show HTML without drawings, through Streamlit's own sanitiser."""
    st.html(html)


def tag(element: str, content: str = "", /, **attributes: str | None) -> str:
    """Return one element; attribute `class_` is `class`, `aria_label` is `aria-label`."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{element}{written}>{content}</{element}>"


def text(words: str) -> str:
    """Return words as HTML."""
    return escape(words)


def emphasised(sentence: str) -> str:
    """Return a sentence as HTML, `**…**` in bold."""
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", escape(sentence))


def link(words: str, href: str, **attributes: str | None) -> str:
    """Return a link; the navigator follows it without reloading the page."""
    return tag("a", escape(words), href=href, **attributes)
