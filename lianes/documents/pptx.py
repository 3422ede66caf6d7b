"""The page as a presentation of at most twelve slides, native shapes and native charts."""

from io import BytesIO

from lianes.documents.geometry import Ground
from lianes.documents.pptx_master import presentation_with
from lianes.documents.pptx_more_slides import (
    agreements,
    funding,
    learnt,
    method,
    networks,
    watch,
)
from lianes.documents.pptx_slides import comparison, figures, headline, map_slide, strands, trend
from lianes.documents.pptx_undeployed import context, not_deployed, published
from lianes.documents.stamp import stamp_of
from lianes.reading.dossier import Dossier

SLIDES = (
    headline, map_slide, figures, strands, trend, comparison, networks, agreements, funding, watch,
    learnt, method,
)  # fmt: skip
"""In the order of the story; each adds one slide, or none when it has nothing to say."""
UNDEPLOYED = (not_deployed, map_slide, context, published, method)
"""What can be said of a place where the programme does not act yet."""


def presentation(found: Dossier, ground: Ground) -> bytes:
    """Return the presentation; a place without network says so and shows its context."""
    deck = presentation_with(stamp_of(found))
    for add in SLIDES if found.view.networks else UNDEPLOYED:
        add(deck, found, ground)
    target = BytesIO()
    deck.save(target)
    return target.getvalue()
