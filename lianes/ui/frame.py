"""The main script: navigation, scope bar, then the page; errors told once, in French."""

import streamlit as st

from lianes.errors import LianesError
from lianes.ui.download_block import downloads
from lianes.ui.flow import flowing
from lianes.ui.kept import one_look
from lianes.ui.kit import empty_state
from lianes.ui.markup import plain, text
from lianes.ui.navigation import navigation
from lianes.ui.page import PageEnded, current_address
from lianes.ui.reads import meta as read_meta
from lianes.ui.reads import subject
from lianes.ui.scope_bar import scope_bar
from lianes.ui.topbar import topbar

TITLE = "1 000 LIANES"


def _run(page: st.Page) -> bool:
    """Run a page; return whether it ended with nothing to show."""
    try:
        page.run()
    except PageEnded as end:
        return end.is_empty
    return False


def main() -> None:
    """Show the frame and run the page."""
    page = st.navigation(navigation(), position="hidden")
    st.set_page_config(page_title=f"{page.title} · {TITLE}", layout="wide")
    with one_look(), flowing():
        topbar(page.url_path)
        try:
            address = current_address()
            scope_bar(address, subject(address.scope), read_meta())
            downloads(page.url_path, address, is_empty=_run(page))
        except LianesError as error:
            plain(empty_state("Cette page ne peut pas être affichée", text(str(error))))


main()
