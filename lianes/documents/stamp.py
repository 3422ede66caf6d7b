"""What every file says of itself: scope, period, public, audience, dates, version, masking."""

import re
import unicodedata
from dataclasses import dataclass

from lianes.domain.french import HARD, day
from lianes.metrics.masking import Audience, Thresholds
from lianes.reading.cover import Cover
from lianes.reading.dossier import Dossier
from lianes.reading.sentences import freshness

DEMONSTRATION = f"Démonstration{HARD}: réseaux, acteurs et résultats simulés"
SOURCE = "saisies des réseaux"


@dataclass(frozen=True, slots=True)
class Stamp:
    """The facts printed in a file; `pairs` are (name, words) in the reader's order."""

    title: str
    demonstration: str
    pairs: tuple[tuple[str, str], ...]
    line: str
    stem: str

    @property
    def words(self) -> str:
        """Everything on one line, for footers and properties."""
        return " · ".join(part for part in (self.demonstration, self.line) if part)


def stamp_of(found: Dossier) -> Stamp:
    """Return what a file made from a dossier says of itself."""
    return stamp(cover_of(found))


def cover_of(found: Dossier) -> Cover:
    """Return what a file made from a dossier is about."""
    network, scope = found.subject.network, found.view.scope
    return Cover(
        "", found.label, network.code if network else found.label, scope.period,
        found.public_label, scope.is_for_everyone, found.audience, found.meta,
        freshness(found.view),
    )  # fmt: skip


def stamp(cover: Cover) -> Stamp:
    """Return what a file says of itself."""
    meta = cover.meta
    pairs = (
        ("Page", cover.page or "Vue d'ensemble"),
        ("Territoire ou LIANE", cover.label),
        ("Période", cover.period.label if cover.period else f"état au {day(meta.as_of)}"),
        ("Public", cover.public or "sans objet"),
        ("Filtres", cover.filters or "aucun"),
        ("Audience", str(cover.audience)),
        ("Données au", day(meta.as_of)),
        ("Envois", cover.reports),
        ("Source", f"{SOURCE} (entrepôt {'de démonstration' if meta.simulated else 'réel'})"),
        ("Définitions", f"catalogue, version {meta.catalogue_version}"),
        ("Géographie", meta.geography_vintage),
        ("Secret statistique", masking_words(cover.audience, meta.thresholds)),
    )
    return Stamp(
        title=cover.title,
        demonstration=DEMONSTRATION if meta.simulated else "",
        pairs=pairs,
        line=_line(cover),
        stem=file_stem(cover),
    )


def _line(cover: Cover) -> str:
    parts = (
        cover.label,
        cover.period.label if cover.period else "",
        f"public{HARD}: {cover.public}" if cover.public else "",
        f"filtres{HARD}: {cover.filters}" if cover.filters else "",
        f"audience {cover.audience}",
        f"données au {day(cover.meta.as_of)}",
        f"source{HARD}: {SOURCE}",
        f"définitions v{cover.meta.catalogue_version}",
    )
    return " · ".join(part for part in parts if part)


def masking_words(audience: Audience, thresholds: Thresholds) -> str:
    """Say which counts are masked for an audience."""
    threshold = thresholds.of(audience)
    concerned = "sensibles" if audience is Audience.INTERNE else "de personnes"
    return f"effectifs {concerned} de moins de {threshold} masqués, et les taux qui en dépendent"


def file_stem(cover: Cover) -> str:
    """Return a file name without extension: plain letters, no space."""
    period = f"{cover.period.start}_{cover.period.end}" if cover.period else ""
    public = "" if cover.every_public else cover.public
    kept = "selection" if cover.filters else ""
    parts = ("1000-lianes", cover.page, cover.short, public, period, kept, str(cover.audience))
    return "_".join(plain(part) for part in parts if part)


def plain(words: str) -> str:
    """Return words as a piece of file name: no accent, no space, at most 60 letters."""
    folded = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe"))
    ascii_only = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", ascii_only).strip("-")[:60].rstrip("-") or "document"
