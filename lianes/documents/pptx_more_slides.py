"""The second half of the slides: networks, agreements, money, attention, method."""

from collections.abc import Sequence
from typing import Any

from lianes.documents import palette as p
from lianes.documents.geometry import Ground
from lianes.documents.pptx_charts import ladder_chart
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
from lianes.domain.french import day, number, plural, published_date, with_unit
from lianes.domain.funding import STEP_TITLES
from lianes.reading.attention import Alert
from lianes.reading.dossier import Dossier
from lianes.reading.story import varied_lessons
from lianes.reading.territory_sheet import Step

MOST_AGREEMENTS = 12


# ------------------------------------------------------------------ networks and agreements
def networks(deck: Any, found: Dossier, _: Ground) -> None:
    """Add the networks: how many at each stage, and the first of the list; for one, its actors."""
    if found.subject.network is not None:
        _actors(deck, found)
        return
    known = found.view.networks
    stages: dict[str, int] = {}
    for network in known:
        stages[network.stage.label] = stages.get(network.stage.label, 0) + 1
    said = " · ".join(f"{name} : {number(count)}" for name, count in stages.items())
    slide = add_slide(deck, "Quels réseaux locaux agissent ici ?", speech(found, said))
    words(slide, (MARGIN, 1.3, FULL, 0.4), [(said, BODY)])
    rows = [
        (one.name, one.seat_name, one.stage.label, day(one.opened_on) if one.opened_on else "")
        for one in known
    ]
    heads = ("LIANE", "Siège", "Étape", "Ouverte le")
    _listed(slide, heads, rows, (5.4, 2.9, 1.9, 1.93))


def _actors(deck: Any, found: Dossier) -> None:
    """Add who acts in one network, and in which role."""
    said = f"{plural(len(found.actors), 'organisation')} au travail dans ce réseau."
    slide = add_slide(deck, "Qui agit dans cette LIANE ?", speech(found, said))
    fictional = " Organisations fictives, pour la démonstration." if any(
        one.simulated for one in found.actors) else ""  # fmt: skip
    words(slide, (MARGIN, 1.3, FULL, 0.4), [(f"{said}{fictional}", BODY)])
    rows = [(one.name, one.kind_label, one.role) for one in found.actors]
    _listed(slide, ("Organisation", "Nature", "Rôle"), rows, (4.9, 3.2, 4.03))


def _listed(
    slide: Any, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]
) -> None:
    """Add the first rows of a list, and say how many are left to the workbook."""
    shown = rows[:13]
    if shown:
        table(slide, (MARGIN, 1.85, FULL, 4.6), heads, shown, widths)
    if len(rows) > len(shown):
        rest = f"Et {plural(len(rows) - len(shown), 'autre')}, dans le classeur."
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
    """Add the conventions of the place, then those of its networks, then the national ones."""
    local, national = found.concern.local, found.concern.national
    own = [(f"{one.title} ({'simulée' if one.simulated else 'LIANE'})",
            published_date(one.signed_on) if one.signed_on else "non signée")
           for one in found.agreements]  # fmt: skip
    published = [[(_short(one.title, 88), published_date(one.signed_on)) for one in kind]
                 for kind in (local, national)]  # fmt: skip
    known = [*published[0], *own[: MOST_AGREEMENTS - len(published[0]) - 3], *published[1]]
    total = len(local) + len(own) + len(national)
    wide = WIDTH - MARGIN - left
    title = "Conventions du territoire, de ses LIANES, puis nationales"
    words(slide, (left, 1.45, wide, 0.4), [(title, STRONG)])
    heads = ("Convention", "Signée")
    table(slide, (left, 1.95, wide, 4.6), heads, known[:MOST_AGREEMENTS], (wide - 1.9, 1.9))
    if total > MOST_AGREEMENTS:
        rest = f"Et {plural(total - MOST_AGREEMENTS, 'autre')}, dans le classeur."
        words(slide, (left, 6.6, wide, 0.3), [(rest, SMALL)])


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
    told = "; ".join(f"{STEP_TITLES[step.stage]} : {_step(step)}" for step in found.ladder)
    ladder_chart(slide, (5.4, 1.4, 7.4, 2.7), found.ladder, told)
    words(slide, (5.6, 4.2, 7.1, 0.4), [(title, STRONG)])
    if items:
        rows = [(item.label, item.what) for item in items[:5]]
        table(slide, (5.6, 4.6, 7.13, 2.0), ("LIANE", "Échéance"), rows, (3.2, 3.93))
    if len(items) > 5:
        rest = f"Et {plural(len(items) - 5, 'autre')}, dans le classeur."
        words(slide, (5.6, 6.7, 7.13, 0.3), [(rest, SMALL)])


def _step(step: Step) -> str:
    return "masqué" if step.amount is None else with_unit(step.amount, "€")


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
