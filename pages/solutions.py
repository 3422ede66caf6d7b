"""Quelle solution pour quel défi, et où pourrait-elle aller ensuite ? Solutions of a scope.

Readers: an executive who asks which challenge nobody covers; a regional manager who looks for a
solution and whom to call. In ten seconds: solutions by challenge, the one without a laureate;
for a chosen solution, the départements in need without it, why, whom to call and which funds.
"""

from lianes.reading.solutions import sites_of
from lianes.ui import actor_reads
from lianes.ui.actor_kit import head
from lianes.ui.markup import plain
from lianes.ui.page import current_address
from lianes.ui.solution_blocks import lead
from lianes.ui.solution_views import show

address = current_address()
view = actor_reads.solutions_of(address.scope)

plain(head("Solutions et essaimage", view.subject, lead(view, sites_of(view, view.solutions))))
show(view, address)
