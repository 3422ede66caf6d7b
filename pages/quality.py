"""Qualité et fraîcheur : à quoi peut-on se fier ? Late networks, completeness, corrections.

Readers: a regional manager who chases reports, an analyst who wants to know what a figure rests
on. In ten seconds: who is late and by how much; then what is missing, provisional or contested.
"""

import streamlit as st

from lianes.metrics.masking import Audience
from lianes.ui import deposit_blocks
from lianes.ui import quality_blocks as blocks
from lianes.ui.journal_blocks import latest
from lianes.ui.kit import page_head
from lianes.ui.markup import emphasised, plain
from lianes.ui.page import current_address, end_page

address = current_address()
view = blocks.quality()
plain(page_head("Qualité et fraîcheur", [emphasised(view.lead)]))
deposit_blocks.done()
with st.container(key="card_late"):
    blocks.late(view)
with st.container(key="card_completeness"):
    blocks.completeness(view)
with st.container(key="card_provisional"):
    blocks.provisional(view)
if address.audience is Audience.EXTERNE:
    end_page()
with st.container(key="card_contested"):
    author = deposit_blocks.author_box()
    blocks.contested(view, author)
with st.container(key="card_latest"):
    latest()
