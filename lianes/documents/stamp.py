"""What every file says of itself: scope, period, public, audience, dates, version, masking."""

import re
import unicodedata
from dataclasses import dataclass

from lianes.domain.french import HARD, day
from lianes.metrics.masking import DEFAULT, Audience
from lianes.reading.dossier import Dossier
from lianes.reading.sentences import freshness

DEMONSTRATION = f"Démonstration{HARD}: réseaux, acteurs et résultats simulés"
PROGRAMME = "1 000 LIANES"
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
    scope, meta = found.view.scope, found.meta
    pairs = (
        ("Territoire ou LIANE", found.label),
        ("Période", scope.period.label),
        ("Public", found.public_label),
        ("Audience", str(found.audience)),
        ("Données au", day(meta.as_of)),
        ("Envois", freshness(found.view)),
        ("Source", f"{SOURCE} (entrepôt {'de démonstration' if meta.simulated else 'réel'})"),
        ("Définitions", f"catalogue, version {meta.catalogue_version}"),
        ("Géographie", meta.geography_vintage),
        ("Secret statistique", masking_words(found.audience)),
    )
    return Stamp(
        title=f"{PROGRAMME} · {found.label}",
        demonstration=DEMONSTRATION if meta.simulated else "",
        pairs=pairs,
        line=_line(found),
        stem=file_stem(found),
    )


def _line(found: Dossier) -> str:
    scope, meta = found.view.scope, found.meta
    parts = (
        found.label,
        scope.period.label,
        f"public{HARD}: {found.public_label}",
        f"audience {found.audience}",
        f"données au {day(meta.as_of)}",
        f"source{HARD}: {SOURCE}",
        f"définitions v{meta.catalogue_version}",
    )
    return " · ".join(parts)


def masking_words(audience: Audience) -> str:
    """Say which counts are masked for an audience."""
    threshold = DEFAULT.of(audience)
    concerned = "sensibles" if audience is Audience.INTERNE else "de personnes"
    return f"effectifs {concerned} de moins de {threshold} masqués, et les taux qui en dépendent"


def file_stem(found: Dossier) -> str:
    """Return a file name without extension: plain letters, no space."""
    network = found.subject.network
    place = network.code if network else found.label
    scope = found.view.scope
    parts = ["1000-lianes", place, f"{scope.period.start}_{scope.period.end}", str(found.audience)]
    if scope.public != "all":
        parts.insert(2, found.public_label)
    return "_".join(plain(part) for part in parts)


def plain(words: str) -> str:
    """Return words as a piece of file name: no accent, no space, at most 60 letters."""
    folded = unicodedata.normalize("NFKD", words.lower().replace("œ", "oe"))
    ascii_only = folded.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9_]+", "-", ascii_only).strip("-")[:60].rstrip("-") or "document"
