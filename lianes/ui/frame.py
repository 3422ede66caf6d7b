"""The main script: navigation, scope bar, then the page; errors told once, in French."""

from pathlib import Path

import streamlit as st

from lianes.errors import LianesError
from lianes.ui.kit import empty_state
from lianes.ui.markup import plain, text
from lianes.ui.page import current_address
from lianes.ui.reads import meta as read_meta
from lianes.ui.reads import subject
from lianes.ui.scope_bar import scope_bar
from lianes.ui.topbar import topbar

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "pages"
ICON = Path(__file__).parent / "assets" / "icon.svg"


def navigation() -> dict[str, list[st.Page]]:
    """Return the pages in their sections, in the reader's order."""
    return {
        "": [
            st.Page(PAGES / "overview.py", title="Vue nationale", default=True),
        ],
        "Territoires": [
            st.Page(PAGES / "map_explorer.py", title="Carte", url_path="carte"),
            st.Page(PAGES / "territory.py", title="Fiche territoire", url_path="territoire"),
            st.Page(PAGES / "compare.py", title="Comparer", url_path="comparer"),
        ],
        "Réseaux": [
            st.Page(PAGES / "networks.py", title="Réseaux locaux", url_path="reseaux"),
            st.Page(PAGES / "pathways.py", title="Parcours vers l'emploi", url_path="parcours"),
            st.Page(PAGES / "seniors.py", title="Seniors et logements", url_path="seniors"),
        ],
        "Acteurs": [
            st.Page(
                PAGES / "partners.py", title="Partenaires et conventions", url_path="partenaires"
            ),
            st.Page(PAGES / "funding.py", title="Financements", url_path="financements"),
            st.Page(PAGES / "solutions.py", title="Solutions et essaimage", url_path="solutions"),
            st.Page(PAGES / "projects.py", title="Logements accompagnés", url_path="projets"),
            st.Page(PAGES / "programmes.py", title="Programmes", url_path="programmes"),
            st.Page(PAGES / "lessons.py", title="Retours d'expérience", url_path="retours"),
        ],
        "Données": [
            st.Page(PAGES / "deposit.py", title="Déposer", url_path="deposer"),
            st.Page(PAGES / "quality.py", title="Qualité et fraîcheur", url_path="qualite"),
            st.Page(PAGES / "method.py", title="Méthode et sources", url_path="methode"),
        ],
        "Congrès": [
            st.Page(PAGES / "congress.py", title="Congrès", url_path="congres"),
        ],
    }


def main() -> None:
    """Show the frame and run the page."""
    pages = navigation()
    page = st.navigation(pages, position="hidden")
    title = f"{page.title} · 1 000 LIANES"
    st.set_page_config(page_title=title, page_icon=str(ICON), layout="wide")
    topbar(pages, page)
    try:
        address = current_address()
        scope_bar(address, subject(address.scope), read_meta())
        page.run()
    except LianesError as error:
        plain(empty_state("Cette page ne peut pas être affichée", text(str(error))))


main()
