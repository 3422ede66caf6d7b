"""« Télécharger »: the same page as files, each made only when its button is clicked."""

from collections.abc import Callable

import streamlit as st

from lianes.documents.formats import FORMATS, Format
from lianes.documents.geometry import Ground
from lianes.documents.stamp import plain as plain_name
from lianes.domain.territory import Level
from lianes.metrics.masking import Audience
from lianes.reading.dossier import Dossier, MapChoice, read_dossier
from lianes.reading.overview import Overview
from lianes.store.connection import store_path
from lianes.ui import reads
from lianes.ui.address import Address
from lianes.ui.congress_blocks import staged, stand_alone
from lianes.ui.grounds import ground_of
from lianes.ui.kit import block_head
from lianes.ui.markup import plain

PER_ROW = 3


def _deck(found: Dossier, _: Ground) -> bytes:
    return stand_alone(found)


DECK = Format("deck", "html", "Diaporama (HTML)", "pour la scène : un fichier, sans réseau",
              "text/html", _deck)  # fmt: skip


def downloads(view: Overview, address: Address) -> None:
    """Show one button per format; nothing when the scope has no network to speak of."""
    if not view.networks:
        return
    plain(
        block_head(
            "Que voulez-vous emporter ?",
            "Mêmes chiffres et même secret statistique qu'à l'écran · fichier préparé au clic",
        )
    )
    offered = (*FORMATS, DECK)
    for start in range(0, len(offered), PER_ROW):
        columns = st.columns(PER_ROW)
        for column, form in zip(columns, offered[start : start + PER_ROW], strict=False):
            with column:
                _button(form, view, address)


def _button(form: Format, view: Overview, address: Address) -> None:
    audience = Audience.EXTERNE if form is DECK else address.audience
    name = plain_name(f"1000-lianes {view.subject.label} {audience}")
    st.download_button(
        form.label,
        data=_maker(form, address),
        file_name=f"{name}.{form.extension}",
        mime=form.mime,
        key=f"download_{form.id}",
        help=form.what,
        on_click="ignore",
        width="stretch",
    )


def _maker(form: Format, address: Address) -> Callable[[], bytes]:
    """Return what makes the file, in a thread of its own, from the store as it then is."""

    def make() -> bytes:
        found = staged(address) if form is DECK else dossier_at(address)
        return form.make(found, ground_of(found))

    return make


def dossier_at(address: Address) -> Dossier:
    """Read what a file says at an address, its map as the page shows it."""
    level = next((one for one in Level if one.prefix == address.parameters.get("niveau")), None)
    choice = MapChoice(address.parameters.get("indicateur"), level)
    return read_dossier(store_path(), reads.catalogue(), address.audience, address.scope, choice)
