"""Qui agit avec qui, par quelles conventions, jusqu'à quand ? Partners and conventions of a scope.

Readers: a regional manager who looks for a partner or for the convention of a town; an executive
who asks what ends soon. In ten seconds: how many act here, how many conventions bind them and
which end within 90 days; then the directory, the conventions, the network picture, governance.
"""

from lianes.ui import actor_reads, partner_views
from lianes.ui.actor_kit import head, tools
from lianes.ui.address import link
from lianes.ui.kit import segments
from lianes.ui.markup import plain
from lianes.ui.page import current_address
from lianes.ui.partner_blocks import lead

address = current_address()
directory = actor_reads.directory_of(address.scope, address.audience)
agreements = actor_reads.agreements_of(address.scope)
asked = address.parameter("vue", tuple(partner_views.VIEWS), "annuaire")

plain(head("Partenaires et conventions", directory.subject, lead(directory, agreements)))
views = [
    (words, link(vue=key, liste="1", partenaire="", convention=""), key == asked)
    for key, words in partner_views.VIEWS.items()
]
plain(tools(segments("Vues", views)))
if asked == "annuaire":
    partner_views.show_directory(directory, address)
elif asked == "conventions":
    partner_views.show_agreements(agreements, directory, address)
elif asked == "liens":
    partner_views.show_bonds(directory, address)
else:
    partner_views.show_governance()
