"""What a page asks of the frame: the address of this run."""

from typing import NoReturn

import streamlit as st

from lianes.access.audience import configured_audience
from lianes.ui.address import Address
from lianes.ui.reads import read_address_of


class PageEnded(Exception):
    """A page has said all it has to say; `is_empty` when it shows no figure. The frame goes on."""

    def __init__(self, *, is_empty: bool) -> None:
        super().__init__()
        self.is_empty = is_empty


def end_page(*, is_empty: bool = False) -> NoReturn:
    """Show nothing more of the page; what stands under every page is still shown."""
    raise PageEnded(is_empty=is_empty)


def current_address() -> Address:
    """Return what the URL of this run asks for; raises StoreError."""
    return read_address_of(dict(st.query_params), configured_audience())
