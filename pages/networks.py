"""Quelles LIANES, et où en est chacune ? The list of a scope, or the sheet of one LIANE.

Readers: a regional manager who looks for those that are late or lack an actor; the leader of one
network who checks their own sheet. In ten seconds: how many networks, which are late, who is
missing; and for one LIANE, its stage, who acts, how it is funded and whether it reports.
"""

from lianes.reading.network_sentences import lead_of_list, lead_of_sheet
from lianes.ui import reads
from lianes.ui import sheet_blocks as sheet
from lianes.ui.flow import columns, container
from lianes.ui.kit import page_head
from lianes.ui.kpi import cards_html
from lianes.ui.markup import block, emphasised, plain
from lianes.ui.network_blocks import network_list, no_network, not_released
from lianes.ui.page import current_address, end_page

address = current_address()
scope = address.scope
subject = reads.subject(scope)
crumbs = [(place.name, f"?territoire={place.code}") for place in subject.parents]

if scope.is_network:
    view = reads.network_sheet_of(scope, address.audience)
    plain(page_head(subject.label, [emphasised(s) for s in lead_of_sheet(view)], crumbs))
    plain(sheet.pills(view) + sheet.life(view))
    if view.inside is None:
        plain(not_released())
    else:
        cards = reads.overview_of(scope, address.audience).cards
        shown = cards_html(cards, scope.period, label=subject.label, meta=reads.meta())
        block(shown, key="headline")
    for row in sheet.rows(view):
        for column, blocks in zip(columns(len(row)), row, strict=True):
            for show in blocks:
                with column, container(f"card_{show.__name__}"):
                    show(view)
    end_page()

found = reads.networks_of(scope, address.audience)
title = "Réseaux locaux" + ("" if subject.is_national else f", {subject.label}")
plain(page_head(title, [emphasised(s) for s in lead_of_list(found)], crumbs))
if not found.lines:
    plain(no_network(subject))
    end_page(is_empty=True)
with container("card_networks"):
    network_list(found, address)
