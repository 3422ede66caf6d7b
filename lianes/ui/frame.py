"""The main script: navigation, scope bar, then the page; errors told once, in French."""

from pathlib import Path

import streamlit as st

from lianes.errors import LianesError
from lianes.ui.download_block import downloads
from lianes.ui.flow import flowing
from lianes.ui.kit import empty_state
from lianes.ui.markup import plain, text
from lianes.ui.page import PageEnded, current_address
from lianes.ui.reads import meta as read_meta
from lianes.ui.reads import subject
from lianes.ui.scope_bar import scope_bar
from lianes.ui.sitemap import SITEMAP
from lianes.ui.topbar import topbar

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "pages"
ICON = Path(__file__).parent / "assets" / "icon.svg"


def navigation() -> dict[str, list[st.Page]]:
    """Return the pages in their sections, as Streamlit wants them."""
    return {
        section: [
            st.Page(PAGES / e.file, title=e.title, url_path=e.path or None, default=not e.path)
            for e in entries
        ]
        for section, entries in SITEMAP.items()
    }


def _run(page: st.Page) -> bool:
    """Run a page; return whether it ended with nothing to show."""
    try:
        page.run()
    except PageEnded as end:
        return end.is_empty
    return False


def main() -> None:
    """Show the frame and run the page."""
    pages = navigation()
    page = st.navigation(pages, position="hidden")
    title = f"{page.title} · 1 000 LIANES"
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide")
    with flowing():
        topbar(pages, page)
        try:
            address = current_address()
            scope_bar(address, subject(address.scope), read_meta())
            downloads(page.url_path, address, is_empty=_run(page))
        except LianesError as error:
            plain(empty_state("Cette page ne peut pas être affichée", text(str(error))))


main()
