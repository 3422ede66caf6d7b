"""« Que voulez-vous emporter ? »: the files of a page as links, each made when it is asked for."""

from lianes.ui.actor_files import UNFILTERED
from lianes.ui.address import Address
from lianes.ui.file_offers import Offer, offers
from lianes.ui.file_routes import href
from lianes.ui.flow import container
from lianes.ui.kit import block_head
from lianes.ui.markup import link as anchor
from lianes.ui.markup import plain, tag, text

QUESTION = "Que voulez-vous emporter ?"
NOTHING = (
    "Rien ici : cette page ne montre aucun chiffre pour ce choix. "
    + anchor("La vue d'ensemble", "/")
    + " donne le contexte du territoire et ses documents."
)


def downloads(path: str, address: Address, *, is_empty: bool = False) -> None:
    """Show the files of the page at `path`, or why there is none; nothing where none ever is."""
    found = offers(path, address)
    if not found:
        return
    if is_empty:
        with container("card_downloads"):
            plain(block_head(QUESTION) + tag("p", NOTHING))
        return
    head = block_head(
        QUESTION,
        f"Mêmes chiffres et même secret statistique qu'à l'écran, {_filters(path)} · fichier "
        "préparé au clic",
    )
    links = "".join(tag("li", _link(offer, path, address)) for offer in found)
    with container("card_downloads"):
        plain(head + tag("ul", links, class_="files"))


def _filters(path: str) -> str:
    return "page entière sans ses filtres" if path in UNFILTERED else "mêmes filtres"


def _link(offer: Offer, path: str, address: Address) -> str:
    inside = tag("b", text(offer.label)) + tag("small", text(offer.what))
    return tag("a", inside, href=href(path, offer.extension, address), class_="file")
