"""Où en est l'appel à projets des 10 000 logements accompagnés ? Projects of a scope.

Readers: who follows the call nationally; a regional manager who looks for a landlord–manager pair.
In ten seconds: how many dwellings are retained against the published 10 000, at which stage, for
which publics; then the projects, and apart from them what the sources publish.
"""

from lianes.ui import actor_reads
from lianes.ui.actor_kit import head
from lianes.ui.markup import plain
from lianes.ui.page import current_address
from lianes.ui.project_blocks import lead
from lianes.ui.project_views import show

address = current_address()
view = actor_reads.projects_of(address.scope, address.audience)

plain(head("Logements accompagnés", view.subject, lead(view)))
show(view, address)
