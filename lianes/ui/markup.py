"""Blocks of our own HTML: text escaped here, drawings given as SVG by `charts`."""

import re
from html import escape

import streamlit as st

from lianes.ui import flow


def block(html: str, *, key: str) -> None:
    """Show a block that has a name, for its styles and for whoever looks for it."""
    inside = f'<div class="markup">{html}</div>'
    if not flow.gathered(f'<div class="st-key-{key}">{inside}</div>'):
        flow.send(inside, key)


def plain(html: str) -> None:
    """Show a block without a name; outside a flow it holds no drawing, which Streamlit removes."""
    if not flow.gathered(f'<div class="markup stHtml">{html}</div>'):
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
