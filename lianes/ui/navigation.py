"""The pages as Streamlit wants them, made once: finding their files took a millisecond a run."""

from copy import copy
from functools import cache
from pathlib import Path

import streamlit as st

from lianes.ui.sitemap import SITEMAP

PAGES = Path(__file__).parents[2] / "pages"


def navigation() -> dict[str, list[st.Page]]:
    """Return the pages in their sections; each run has its own, since running a page marks it."""
    return {section: [copy(page) for page in found] for section, found in _pages().items()}


@cache
def _pages() -> dict[str, list[st.Page]]:
    return {
        section: [
            st.Page(PAGES / e.file, title=e.title, url_path=e.path or None, default=not e.path)
            for e in entries
        ]
        for section, entries in SITEMAP.items()
    }
