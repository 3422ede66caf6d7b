"""Mon territoire fait-il autrement que les autres, au-delà du hasard ? Up to six side by side.

Readers: a regional manager who was told "you are below the others". In ten seconds they must read
whether the difference can be concluded or not, and from whom; never a ranking by rate.
"""

from lianes.reading.comparison import conclusions
from lianes.ui import compare_blocks as blocks
from lianes.ui import reads
from lianes.ui.compare_choice import choose
from lianes.ui.compare_names import under_their_names
from lianes.ui.flow import container
from lianes.ui.kit import page_head
from lianes.ui.markup import block, emphasised, plain
from lianes.ui.page import current_address
from lianes.ui.perimeters import saved_perimeters
from lianes.ui.say import Teller

address = current_address()
mine, sort = saved_perimeters(), blocks.sort_of(address)
found = under_their_names(blocks.found_at(address), mine)
said = [emphasised(sentence) for sentence in conclusions(found)]
title = f"Comparer · {found.sides[0].subject.label}"

plain(page_head(title, said))
blocks.add_field(found)
plain(choose(found, mine))
with container("card_sides"):
    html = blocks.side_by_side(found, sort, address.scope.period, reads.meta())
    block(html, key="sides")
with container("card_funnel"):
    blocks.funnel(found, Teller("France", address.scope.period, reads.meta()))
plain(blocks.source(found))
