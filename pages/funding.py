"""Jusqu'à quand chaque LIANE est-elle financée, et que demander ? The money of a scope.

Readers: an executive who asks what is secured and what is about to be lost; a regional manager who
prepares a request. In ten seconds: secured against need, which networks lose their funding within
six months and what could replace it; then the ladder, the months, the lines, costs and funds.
"""

from lianes.ui import actor_reads
from lianes.ui.actor_kit import head
from lianes.ui.funding_blocks import lead
from lianes.ui.funding_views import show
from lianes.ui.markup import plain
from lianes.ui.network_blocks import no_network
from lianes.ui.page import current_address

address = current_address()
view = actor_reads.funding_of(address.scope, address.audience)

plain(head("Financements", view.subject, lead(view)))
if view.networks:
    show(view, address)
else:
    plain(no_network(view.subject))
