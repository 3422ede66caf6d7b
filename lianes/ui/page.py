"""What a page asks of the frame: the address of this run."""

from typing import NoReturn

import streamlit as st

from lianes.access.audience import configured_audience
from lianes.ui.address import Address
from lianes.ui.reads import read_address_of


class PageEnded(Exception):
    """A page has said all it has to say; the frame goes on."""


def end_page() -> NoReturn:
    """Show nothing more of the page; what stands under every page is still shown."""
    raise PageEnded


def current_address() -> Address:
    """Return what the URL of this run asks for; raises StoreError."""
    return read_address_of(dict(st.query_params), configured_audience())
