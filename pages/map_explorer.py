"""Où ? Any indicator or context figure, at any level, from France down to a commune.

Readers: an executive who drills from the country to one LIANE in four clicks; a regional manager
who looks for what lies around. In ten seconds they must read where the programme acts, where it
differs beyond chance and where nobody knows; the list beside says the same without the map.
"""

from lianes.reading.explorer_sentences import lead
from lianes.ui import explorer_blocks as blocks
from lianes.ui import territory_reads as reads
from lianes.ui.explorer_history import small_maps
from lianes.ui.explorer_list import rest_of, side_list
from lianes.ui.flow import columns, container, native
from lianes.ui.kit import block_head, page_head, source_line
from lianes.ui.markup import block, emphasised, plain
from lianes.ui.page import current_address

address = current_address()
view = reads.explorer_of(address.scope, address.audience)
asked = blocks.chosen(view, address)
found = reads.layer_of(address.scope, address.audience, asked.theme, asked.level)
sentences = [emphasised(s) for s in lead(found, address.scope.period)]
last = address.scope.period.end

plain(page_head(f"Carte · {view.subject.label}", sentences, blocks.heading(view)))
if told := blocks.notices(view, asked):
    plain(told)
with container("card_explorer"):
    block(block_head(asked.theme.question, blocks.how_to_read(found))
          + blocks.tools(view, asked), key="explorer_tools")  # fmt: skip
    with container("map_verdict" if found.compares else "map_sequence"):
        drawing, beside = columns([2.1, 1])
        with drawing:
            with native():
                blocks.draw(view, found, asked, last)
            plain(blocks.legend(view, found))
        with beside:
            block(side_list(view, found, asked, rest_of(view, found)), key="side_list")
    plain(source_line(f"Source : {found.theme.source}", found.theme.definition))
if blocks.has_history(view, asked):
    words, panels = reads.history_of(address.scope, address.audience, asked.theme)
    if panels:
        with container("card_small_maps"):
            small_maps(asked.theme, words, panels, found.compares)
