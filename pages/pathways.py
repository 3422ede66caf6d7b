"""De l'information à l'emploi durable : où perd-on des personnes ?

Readers: an executive who asks whether pathways lead to lasting jobs, a regional manager who wants
to know at which stage their territory loses people, the leader of one LIANE. In ten seconds: how
many were informed, how many took a job, at which stage fewer pass than elsewhere beyond chance.
"""

from lianes.metrics.masking import Audience
from lianes.reading.pathway import SENIOR_WORKERS
from lianes.reading.pathway_sentences import lead_of_pathway
from lianes.ui import reads
from lianes.ui.flow import columns, container
from lianes.ui.kit import page_head
from lianes.ui.markup import emphasised, plain
from lianes.ui.network_blocks import no_network, not_released, undefined_public
from lianes.ui.page import current_address, end_page
from lianes.ui.pathway_blocks import (
    exits_block,
    lost_block,
    nearness_block,
    profile_block,
    retention_block,
    seniors_block,
    stages_block,
)

address = current_address()
view = reads.pathway_of(address.scope, address.audience)
subject = view.subject
crumbs = [(place.name, f"?territoire={place.code}") for place in subject.parents]
title = "Parcours vers l'emploi" + ("" if subject.is_national else f", {subject.label}")
plain(page_head(title, [emphasised(s) for s in lead_of_pathway(view)], crumbs))
if address.scope.is_network and address.audience is Audience.EXTERNE:
    plain(not_released())
    end_page(is_empty=True)
if not view.networks:
    plain(no_network(subject))
    end_page(is_empty=True)
if not view.stages:
    plain(undefined_public(reads.public_labels()[address.scope.public], "les parcours"))
    end_page(is_empty=True)
with container("card_stages"):
    stages_block(view)
left, right = columns(2)
with left:
    with container("card_exits"):
        exits_block(view)
    with container("card_profile"):
        profile_block(view)
with right:
    with container("card_retention"):
        retention_block(view)
    with container("card_nearness"):
        nearness_block(view)
if view.children:
    with container("card_lost"):
        lost_block(view)
if address.scope.public != SENIOR_WORKERS:
    with container("card_senior_workers"):
        seniors_block(view)
