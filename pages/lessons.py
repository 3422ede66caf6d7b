"""Qu'avons-nous appris, et qu'est-ce qui a marché ailleurs ? Lessons and events of a scope.

Readers: the leader of a network who meets a difficulty; a manager who prepares a meeting. In ten
seconds: how much was noted here, by theme and angle, what published events decided; then the
lessons themselves, searched in full text, and what worked in similar places.
"""

from lianes.ui import actor_reads
from lianes.ui.actor_kit import head
from lianes.ui.lesson_blocks import lead
from lianes.ui.lesson_views import show
from lianes.ui.markup import plain
from lianes.ui.page import current_address

address = current_address()
view = actor_reads.lessons_of(address.scope, address.audience)

plain(head("Retours d'expérience", view.subject, lead(view)))
show(view, address)
