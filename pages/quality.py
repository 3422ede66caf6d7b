"""Qualité et fraîcheur : à quoi peut-on se fier ? Late networks, completeness, corrections.

Readers: a regional manager who chases reports, an analyst who wants to know what a figure rests
on. In ten seconds: who is late and by how much; then what is missing, provisional or contested.
"""

import streamlit as st

from lianes.metrics.masking import Audience
from lianes.ui import deposit_blocks, reads
from lianes.ui import quality_blocks as blocks
from lianes.ui.contest_blocks import contested
from lianes.ui.journal_blocks import latest
from lianes.ui.kit import page_head
from lianes.ui.markup import emphasised, plain
from lianes.ui.page import current_address, end_page
from lianes.ui.warning_blocks import warnings

address = current_address()
subject = reads.subject(address.scope)
inside = address.audience is Audience.INTERNE
view = blocks.quality(address.scope)
title = "Qualité et fraîcheur" + ("" if subject.is_national else f", {subject.label}")
plain(page_head(title, [emphasised(view.lead(inside=inside))]))
deposit_blocks.done()
with st.container(key="card_late"):
    blocks.late(view)
with st.container(key="card_completeness"):
    blocks.completeness(view, address)
left, right = st.columns(2)
with left, st.container(key="card_provisional"):
    blocks.provisional(view)
with right, st.container(key="card_corrections"):
    blocks.corrections(view)
if not inside:
    end_page()
with st.container(key="card_author"):
    author = deposit_blocks.author_box()
with st.container(key="card_contested"):
    contested(view, author, address)
with st.container(key="card_warnings"):
    warnings(view, author)
with st.container(key="card_latest"):
    codes = frozenset(network.code for network in view.networks)
    latest(None if subject.is_national else codes)
