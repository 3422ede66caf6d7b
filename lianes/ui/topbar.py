"""The navigation as links: sections as menus, the current page marked, the same on a phone."""

from collections.abc import Sequence
from functools import cache

from lianes.ui.assets import asset_url
from lianes.ui.flow import native
from lianes.ui.markup import block, link, tag, text
from lianes.ui.sitemap import SITEMAP, Entry


def topbar(current: str) -> None:
    """Show the pages in their sections; a section without a name shows its pages directly.

    `current` is the address of the page shown.
    """
    with native():
        block(_nav(current), key="topbar")


@cache
def _nav(current: str) -> str:
    logo = tag("img", src=asset_url("logo.svg"), alt="1 000 LIANES, accueil", height="28")
    home = tag("a", logo, href="/", class_="brand")
    entries = "".join(_section(name, found, current) for name, found in SITEMAP.items())
    return tag("nav", home + tag("ul", entries), class_="topbar", aria_label="Pages")


def _section(name: str, entries: Sequence[Entry], current: str) -> str:
    if not name:
        return "".join(tag("li", _page(entry, current)) for entry in entries)
    is_here = any(entry.path == current for entry in entries)
    summary = tag("summary", text(name), class_="here" if is_here else None)
    inside = tag("div", "".join(_page(entry, current) for entry in entries), class_="menu-list")
    return tag("li", tag("details", summary + inside, class_="menu nav", name="menu-nav"))


def _page(entry: Entry, current: str) -> str:
    is_here = entry.path == current
    return link(entry.title, f"/{entry.path}", aria_current="page" if is_here else None)
