"""Où en est le programme ? For France, a territory, a perimeter or one network.

Readers: an executive who wants the headline against its plan and where to act; a regional manager
on their own territory; a network leader on one LIANE. In ten seconds they must read how many
tenants took a job, whether that is ahead of the plan, and what needs attention.
"""

from lianes.metrics.masking import Audience
from lianes.reading.sentences import freshness, lead
from lianes.ui import reads
from lianes.ui.catalogue_table import catalogue
from lianes.ui.flow import columns, container
from lianes.ui.kit import page_head, source_line
from lianes.ui.kpi import cards_html
from lianes.ui.map_block import map_block
from lianes.ui.markup import block, emphasised, plain
from lianes.ui.overview_blocks import (
    attention,
    children,
    is_crowded,
    multiples,
    nothing_here,
    trajectory,
)
from lianes.ui.page import current_address

address = current_address()
view = reads.overview_of(address.scope, address.audience)
subject = view.subject
crumbs = [(place.name, f"?territoire={place.code}") for place in subject.parents]
title = "Vue nationale" if subject.is_national else subject.label

plain(page_head(title, [emphasised(s) for s in lead(view)], crumbs, freshness(view)))
if not view.networks:
    plain(nothing_here(view))
counted = (view.reporting.reported, view.reporting.expected)
cards = cards_html(
    view.cards, address.scope.period, label=subject.label, meta=reads.meta(), networks=counted,
    inside=address.audience is Audience.INTERNE,
)  # fmt: skip
block(cards, key="headline")

left, right = columns([1.38, 1])
with left, container("card_map"):
    map_block(view, address)
with right:
    with container("card_attention"):
        attention(view)
    if not is_crowded(view):
        trajectory(view)
if is_crowded(view):
    trajectory(view)
if view.children:
    with container("card_children"):
        children(view)
multiples(view, address)
with container("card_indicators"):
    catalogue(view)
plain(source_line("Les chiffres d'une LIANE comptent pour la commune de son siège et au-dessus"))
