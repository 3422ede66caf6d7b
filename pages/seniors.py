"""Les seniors sont-ils accompagnés, et restent-ils chez eux ?

Readers: an executive who answers for the senior side of the programme, a regional manager who
sees seniors waiting, a landlord who adapts dwellings. In ten seconds: how many have a service, how
many wait, how long an adaptation takes, and that staying at home is a level, not an improvement.
"""

from lianes.metrics.masking import Audience
from lianes.reading.pathway_sentences import lead_of_seniors
from lianes.ui import reads
from lianes.ui.flow import columns, container
from lianes.ui.kit import page_head
from lianes.ui.markup import emphasised, plain
from lianes.ui.network_blocks import no_network, not_released, undefined_public
from lianes.ui.page import current_address, end_page
from lianes.ui.senior_blocks import (
    adaptations_block,
    balances_block,
    home_block,
    hours_block,
    services_block,
    way_block,
)

address = current_address()
public = address.scope.public
view = reads.senior_care_of(address.scope, address.audience)
subject = view.subject
crumbs = [(place.name, f"?territoire={place.code}") for place in subject.parents]
title = "Seniors et logements" + ("" if subject.is_national else f", {subject.label}")
plain(page_head(title, [emphasised(s) for s in lead_of_seniors(view)], crumbs))
if address.scope.is_network and address.audience is Audience.EXTERNE:
    plain(not_released())
    end_page(is_empty=True)
if not view.networks:
    plain(no_network(subject))
    end_page(is_empty=True)
if public not in reads.catalogue().measures["seniors_supported"].publics:
    plain(undefined_public(reads.public_labels()[public], "l'accompagnement des seniors"))
    end_page(is_empty=True)
staying = ((home_block,), (hours_block, adaptations_block))
if not view.curve.points:  # a short card: the hours stand under it
    staying = ((home_block, hours_block), (adaptations_block,))
for row in (((way_block,), (services_block,)), staying):
    for column, blocks in zip(columns(2), row, strict=True):
        for show in blocks:
            with column, container(f"card_{show.__name__.removesuffix('_block')}"):
                show(view)
if view.balances:
    with container("card_balances"):
        balances_block(view)
