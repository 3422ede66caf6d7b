"""What a page asks of the frame: the address of this run."""

import streamlit as st

from lianes.access.audience import configured_audience
from lianes.ui.address import Address
from lianes.ui.reads import read_address_of


def current_address() -> Address:
    """Return what the URL of this run asks for; raises StoreError."""
    return read_address_of(dict(st.query_params), configured_audience())
