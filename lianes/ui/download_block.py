"""« Que voulez-vous emporter ? »: the files of a page as links, each made when it is asked for."""

import streamlit as st

from lianes.ui.address import Address
from lianes.ui.file_offers import Offer, offers
from lianes.ui.file_routes import href
from lianes.ui.kit import block_head
from lianes.ui.markup import plain, tag, text


def downloads(path: str, address: Address) -> None:
    """Show the files of the page at `path`; nothing on a page that has none."""
    found = offers(path, address)
    if not found:
        return
    head = block_head(
        "Que voulez-vous emporter ?",
        "Mêmes chiffres, mêmes filtres et même secret statistique qu'à l'écran · fichier préparé "
        "au clic",
    )
    links = "".join(tag("li", _link(offer, path, address)) for offer in found)
    with st.container(key="card_downloads"):
        plain(head + tag("ul", links, class_="files"))


def _link(offer: Offer, path: str, address: Address) -> str:
    inside = tag("b", text(offer.label)) + tag("small", text(offer.what))
    return tag("a", inside, href=href(path, offer.extension, address), class_="file")
