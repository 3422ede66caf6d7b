"""The slides of a place where the programme does not act yet: its context, what applies there."""

from typing import Any

from lianes.documents import palette as p
from lianes.documents.geometry import Ground
from lianes.documents.pptx_master import MARGIN, WIDTH
from lianes.documents.pptx_parts import BODY, Look, add_slide, panel, table, words
from lianes.documents.pptx_slides import FULL, speech
from lianes.domain.french import plural, published_date, with_unit
from lianes.reading.dossier import ContextFigure, Dossier

LARGE = 4
"""Context figures shown large on the first slide."""


def not_deployed(deck: Any, found: Dossier, _: Ground) -> None:
    """Say that no network has its seat here, beside the first figures of the place."""
    said = (
        f"Le programme n'est pas encore déployé ici : aucune LIANE n'a son siège dans "
        f"« {found.label} ». Ce n'est pas zéro : il n'y a rien à compter."
    )
    slide = add_slide(deck, f"1 000 LIANES · {found.label}", speech(found, said))
    words(slide, (MARGIN, 1.6, 5.6, 1.2), [("Pas encore déployé", Look(44, p.NAVY, bold=True))])
    words(slide, (MARGIN, 3.1, 5.6, 2.4), [(said, Look(20, p.INK))])
    width, height = (WIDTH - MARGIN - 6.8 - 0.3) / 2, 2.3
    for rank, one in enumerate(found.context[:LARGE]):
        left, top = 6.8 + (rank % 2) * (width + 0.3), 1.6 + (rank // 2) * (height + 0.3)
        panel(slide, (left, top, width, height))
        inside = [(one.label, BODY), (_amount(one), Look(21, p.NAVY, bold=True))]
        words(slide, (left + 0.2, top + 0.15, width - 0.4, height - 0.3), inside)


def _amount(one: ContextFigure) -> str:
    return with_unit(one.value, one.unit, 0 if one.value == round(one.value) else 1)


def context(deck: Any, found: Dossier, _: Ground) -> None:
    """Add every published figure of the place, with its date and producer."""
    if not found.context:
        return
    slide = add_slide(deck, "Dans quel contexte ?", speech(found))
    rows = [(one.label, _amount(one), published_date(one.as_of), one.producer)
            for one in found.context]  # fmt: skip
    heads = ("Chiffre publié", "Valeur", "Date", "Producteur")
    table(slide, (MARGIN, 1.5, FULL, 4.8), heads, rows, (6.0, 2.3, 1.6, 2.23))


def published(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the published conventions that apply here."""
    known = (*found.concern.local, *found.concern.national)
    if not known:
        return
    said = f"{plural(len(known), 'convention publiée', 'conventions publiées')} s'y appliquent."
    slide = add_slide(deck, "Quelles conventions s'y appliquent ?", speech(found, said))
    rows = [(one.title, published_date(one.signed_on)) for one in known[:13]]
    table(slide, (MARGIN, 1.5, FULL, 4.8), ("Convention publiée", "Signée"), rows, (9.6, 2.53))
