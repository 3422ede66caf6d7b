"""Qualité et fraîcheur : à quoi peut-on se fier ? Late networks, completeness, corrections.

Readers: a regional manager who chases reports, an analyst who wants to know what a figure rests
on. In ten seconds: who is late and by how much; then what is missing, provisional or contested.
"""

from lianes.metrics.masking import Audience
from lianes.ui import deposit_blocks, reads
from lianes.ui import quality_blocks as blocks
from lianes.ui.contest_blocks import contested
from lianes.ui.flow import columns, container, no_more_flow
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
with container("card_late"):
    blocks.late(view)
with container("card_completeness"):
    blocks.completeness(view, address)
left, right = columns(2)
with left, container("card_provisional"):
    blocks.provisional(view)
with right, container("card_corrections"):
    blocks.corrections(view)
if not inside:
    end_page()
no_more_flow()
with container("card_author"):
    author = deposit_blocks.author_box()
with container("card_contested"):
    contested(view, author, address)
with container("card_warnings"):
    warnings(view, author)
with container("card_latest"):
    codes = frozenset(network.code for network in view.networks)
    latest(None if subject.is_national else codes)
