"""The stage in the page: the same HTML as the stand-alone deck, shown over everything."""

import streamlit as st

from lianes.access.audience import released_periods
from lianes.documents.deck import deck
from lianes.documents.stage import stage
from lianes.domain.scope import Scope
from lianes.maps.loader import served_component
from lianes.metrics.masking import Audience
from lianes.reading.dossier import Dossier, read_dossier
from lianes.store.connection import store_path
from lianes.ui import assets, reads
from lianes.ui.address import Address, whole_period
from lianes.ui.flow import native
from lianes.ui.grounds import ground_of


def staged(address: Address) -> Dossier:
    """Read the story's dossier: `externe` unless the address asks for `audience=interne`.

    The address can never raise what the installation shows.
    """
    inside = address.parameters.get("audience") == Audience.INTERNE
    audience = address.audience if inside else Audience.EXTERNE
    scope = address.scope if audience is address.audience else outside(address.scope)
    return read_dossier(store_path(), reads.catalogue(), audience, scope)


def outside(scope: Scope) -> Scope:
    """Return the scope at the latest period released outside the programme."""
    meta = reads.meta()
    whole = whole_period(meta)
    periods = released_periods(whole.start, whole.end)
    period = periods[-1] if periods else whole
    return Scope(scope.territories, scope.network, period, scope.public)


def show_stage(found: Dossier) -> None:
    """Show the stage; it stays when the server goes away."""
    base = str(st.context.url or "").partition("/congres")[0]
    html = stage(found, ground_of(found), base=base, leave="/")
    with native():
        served_component("lianes_congress")(
            key="congress", data={"module": assets.asset_url("congress.js"), "html": html}
        )


def stand_alone(found: Dossier, base: str = "") -> bytes:
    """Return the deck as one file, with our style and script inside."""
    script = assets.served(assets.ASSETS / "congress.js").decode()
    style = (assets.ASSETS / "congress.css").read_text(encoding="utf-8")
    return deck(found, ground_of(found), script=script, style=style, base=base)
