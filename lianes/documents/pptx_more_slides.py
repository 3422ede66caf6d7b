"""The second half of the slides: networks, agreements, money, attention, method."""

from collections.abc import Sequence
from typing import Any

from lianes.documents import palette as p
from lianes.documents.geometry import Ground
from lianes.documents.pptx_master import MARGIN, WIDTH
from lianes.documents.pptx_parts import (
    BODY,
    SMALL,
    STRONG,
    Look,
    add_slide,
    panel,
    table,
    words,
)
from lianes.documents.pptx_slides import FULL, speech
from lianes.documents.stamp import stamp_of
from lianes.documents.words import amount, basis, estimate_of, value_words
from lianes.domain.french import day, number, plural, published_date
from lianes.reading.attention import Alert
from lianes.reading.dossier import Dossier
from lianes.reading.story import varied_lessons


# ------------------------------------------------------------------ networks and agreements
def networks(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the networks: how many at each stage, and the first of the list."""
    known = found.view.networks
    stages: dict[str, int] = {}
    for network in known:
        stages[network.stage.label] = stages.get(network.stage.label, 0) + 1
    said = " · ".join(f"{name} : {number(count)}" for name, count in stages.items())
    slide = add_slide(deck, "Quels réseaux locaux agissent ici ?", speech(found, said))
    words(slide, (MARGIN, 1.3, FULL, 0.4), [(said, BODY)])
    shown = known[:13]
    rows = [
        (one.name, one.seat_name, one.stage.label, day(one.opened_on) if one.opened_on else "")
        for one in shown
    ]
    heads = ("LIANE", "Siège", "Étape", "Ouverte le")
    table(slide, (MARGIN, 1.85, FULL, 4.6), heads, rows, (5.4, 2.9, 1.9, 1.93))
    if len(known) > len(shown):
        rest = f"Et {plural(len(known) - len(shown), 'autre')}, dans le classeur."
        words(slide, (MARGIN, 6.65, FULL, 0.3), [(rest, SMALL)])


def agreements(deck: Any, found: Dossier, _: Ground) -> None:
    """Add how complete and conventioned the networks are, and the published conventions."""
    keys = ("complete_networks", "conventioned_networks", "documented_networks")
    known = [one for key in keys if (one := estimate_of(found, key))]
    said = [f"{one.indicator.label} : {value_words(one)} ({basis(one)})." for one in known]
    slide = add_slide(deck, "Partenaires et conventions", speech(found, *said))
    width = 3.6
    for rank, one in enumerate(known):
        top = 1.45 + rank * 1.78
        panel(slide, (MARGIN, top, width, 1.62))
        inside = [(one.indicator.label, STRONG),
                  (amount(one), Look(30 if one.is_measured else 16, p.NAVY, bold=True)),
                  (basis(one), SMALL)]  # fmt: skip
        words(slide, (MARGIN + 0.2, top + 0.1, width - 0.4, 1.45), inside)
    _conventions(slide, found, MARGIN + width + 0.35)


def _conventions(slide: Any, found: Dossier, left: float) -> None:
    local, national = found.concern.local, found.concern.national
    shown = (*local, *national)[:9]
    title = "Conventions publiées qui concernent ce territoire"
    words(slide, (left, 1.45, WIDTH - MARGIN - left, 0.4), [(title, STRONG)])
    rows = [(_short(one.title, 88), published_date(one.signed_on)) for one in shown]
    wide = WIDTH - MARGIN - left
    table(slide, (left, 1.95, wide, 4.6), ("Convention", "Signée"), rows, (wide - 1.9, 1.9))


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


# ------------------------------------------------------------------ money and attention
def funding(deck: Any, found: Dossier, _: Ground) -> None:
    """Add how much of the need is secured, and which networks run out."""
    one = estimate_of(found, "funding_secured_rate")
    items = [item for item in found.view.attention if item.alert is Alert.FUNDING]
    if one is None:
        return
    said = f"{one.indicator.label} : {value_words(one)}. {basis(one)}."
    slide = add_slide(deck, "Les réseaux sont-ils financés ?", speech(found, said))
    look = Look(72 if one.is_measured else 28, p.NAVY, bold=True)
    inside = [(amount(one), look), ("du besoin est signé ou versé", Look(20, p.NAVY)),
              (basis(one), SMALL), (one.indicator.definition, SMALL)]  # fmt: skip
    words(slide, (MARGIN, 1.6, 4.6, 4.8), inside)
    title = (f"{plural(len(items), 'réseau', 'réseaux')} à sécuriser" if items
             else "Aucun réseau à sécuriser dans les six mois")  # fmt: skip
    words(slide, (5.6, 1.5, 7.1, 0.4), [(title, STRONG)])
    if items:
        rows = [(item.label, item.what) for item in items[:12]]
        table(slide, (5.6, 2.0, 7.13, 4.4), ("LIANE", "Échéance"), rows, (3.2, 3.93))


def watch(deck: Any, found: Dossier, _: Ground) -> None:
    """Add what deserves a look."""
    items = found.view.attention
    if not items:
        return
    notes = [f"{item.label} : {item.what} ({item.basis})." for item in items[:8]]
    slide = add_slide(deck, "Qu'est-ce qui demande attention ?", speech(found, *notes))
    rows = [(item.label, item.what, item.basis) for item in _varied(items)]
    table(slide, (MARGIN, 1.5, FULL, 4.8), ("Où", "Quoi", "Sur quoi cela repose"), rows,
          (3.6, 4.8, 3.73))  # fmt: skip
    if len(items) > len(rows):
        rest = f"Et {plural(len(items) - len(rows), 'autre point', 'autres points')}."
        words(slide, (MARGIN, 6.6, FULL, 0.3), [(rest, SMALL)])


def _varied(items: Sequence[Any], most: int = 12) -> list[Any]:
    """Return at most three items of each rule, so that none hides the others."""
    kept: list[Any] = []
    for item in items:
        if sum(one.alert is item.alert for one in kept) < 3:
            kept.append(item)
    return kept[:most]


# ------------------------------------------------------------------ lessons and method
def learnt(deck: Any, found: Dossier, _: Ground) -> None:
    """Add what the networks noted, then what the figures do not say."""
    missing = found.catalogue.not_measured
    lessons = varied_lessons(found)
    notes = [f"{one.angle}, {one.theme} : {one.text}" for one in lessons]
    notes += [f"{one.label} : {one.reason}" for one in missing]
    slide = add_slide(deck, "Ce que nous avons appris", speech(found, *notes))
    if not lessons:
        rows = [(one.label, one.reason) for one in missing]
        heads = ("Ce que les chiffres ne disent pas", "Pourquoi")
        table(slide, (MARGIN, 1.5, FULL, 3.6), heads, rows, (3.4, 8.73), size=14)
        return
    rows = [(f"{one.angle} · {one.theme}", one.text) for one in lessons]
    table(slide, (MARGIN, 1.45, FULL, 4.4), ("Angle et thème", "Noté par les réseaux"), rows,
          (3.0, 9.13))  # fmt: skip
    unsaid = f"Non mesuré : {', '.join(one.label.lower() for one in missing)}."
    words(slide, (MARGIN, 6.55, FULL, 0.35), [(unsaid, SMALL)])


def method(deck: Any, found: Dossier, _: Ground) -> None:
    """Add how the figures are counted and what the file says of itself."""
    stamp = stamp_of(found)
    slide = add_slide(deck, "Méthode et sources", speech(found))
    left = [(name, said) for name, said in stamp.pairs]
    table(slide, (MARGIN, 1.45, 5.7, 4.6), ("Ce document", ""), left, (1.9, 3.8), size=11)
    said: list[tuple[str, Look]] = [("Définitions des six chiffres", STRONG)]
    for card in found.view.cards:
        one = card.estimate.indicator
        said.append((f"{one.label} (v{one.version}) — {_short(one.definition, 210)}", SMALL))
    words(slide, (6.7, 1.45, WIDTH - MARGIN - 6.7, 5.3), said)
