"""The navigation as links: sections as menus, the current page marked, the same on a phone."""

from collections.abc import Mapping, Sequence

import streamlit as st

from lianes.ui.assets import asset_url
from lianes.ui.flow import native
from lianes.ui.markup import block, link, tag, text


def topbar(pages: Mapping[str, Sequence[st.Page]], current: st.Page) -> None:
    """Show the pages in their sections; a section without a name shows its pages directly."""
    logo = tag("img", src=asset_url("logo.svg"), alt="1 000 LIANES, accueil", height="28")
    home = tag("a", logo, href="/", class_="brand")
    entries = "".join(_section(name, found, current) for name, found in pages.items())
    nav = tag("nav", home + tag("ul", entries), class_="topbar", aria_label="Pages")
    with native():
        block(nav, key="topbar")


def _section(name: str, pages: Sequence[st.Page], current: st.Page) -> str:
    if not name:
        return "".join(tag("li", _page(page, current)) for page in pages)
    is_here = any(page.url_path == current.url_path for page in pages)
    summary = tag("summary", text(name), class_="here" if is_here else None)
    inside = tag("div", "".join(_page(page, current) for page in pages), class_="menu-list")
    return tag("li", tag("details", summary + inside, class_="menu nav", name="menu-nav"))


def _page(page: st.Page, current: st.Page) -> str:
    is_here = page.url_path == current.url_path
    return link(page.title, f"/{page.url_path}", aria_current="page" if is_here else None)
