"""The pages, in their sections and in the reader's order: file, title, address."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """One page: its script in `pages/`, its title, its address (empty for the first page)."""

    file: str
    title: str
    path: str


SITEMAP: dict[str, tuple[Entry, ...]] = {
    "": (Entry("overview.py", "Vue nationale", ""),),
    "Territoires": (
        Entry("map_explorer.py", "Carte", "carte"),
        Entry("territory.py", "Fiche territoire", "territoire"),
        Entry("compare.py", "Comparer", "comparer"),
    ),
    "Réseaux": (
        Entry("networks.py", "Réseaux locaux", "reseaux"),
        Entry("pathways.py", "Parcours vers l'emploi", "parcours"),
        Entry("seniors.py", "Seniors et logements", "seniors"),
    ),
    "Acteurs": (
        Entry("partners.py", "Partenaires et conventions", "partenaires"),
        Entry("funding.py", "Financements", "financements"),
        Entry("solutions.py", "Solutions et essaimage", "solutions"),
        Entry("projects.py", "Logements accompagnés", "projets"),
        Entry("programmes.py", "Programmes", "programmes"),
        Entry("lessons.py", "Retours d'expérience", "retours"),
    ),
    "Données": (
        Entry("deposit.py", "Déposer", "deposer"),
        Entry("quality.py", "Qualité et fraîcheur", "qualite"),
        Entry("method.py", "Méthode et sources", "methode"),
    ),
    "Congrès": (Entry("congress.py", "Congrès", "congres"),),
}
PATHS = frozenset(entry.path for entries in SITEMAP.values() for entry in entries)


def entry_of(path: str) -> Entry:
    """Return the page at an address; raises KeyError."""
    return {entry.path: entry for entries in SITEMAP.values() for entry in entries}[path]
