"""Comment le montrer sur scène ? The story of a scope, full screen, with what may be said.

Readers: a speaker with a big screen, a bad network and five minutes; a stand that loops alone.
"""

from lianes.ui.congress_blocks import show_stage, staged
from lianes.ui.markup import plain
from lianes.ui.overview_blocks import nothing_here
from lianes.ui.page import current_address

found = staged(current_address())
if found.view.networks or not found.subject.is_national:
    show_stage(found)
else:
    plain(nothing_here(found.view))
