"""The scenes made of published facts: the promise, the context, how a network works."""

import re
from collections.abc import Sequence

from lianes.domain.french import HARD, number, published_date
from lianes.domain.programme import KeyFigure, Programme, Target
from lianes.domain.provenance import Source
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Fact, Scene, Shape

PROGRAMME = "lianes"
CONTEXT = ("hlm-stock", "hlm-demand", "hlm-share-housed", "hlm-share-eligible", "hlm-built-2022",
           "al-invested-2024")  # fmt: skip
_LEADING = re.compile(r"^((?:plus de |quelque )?\d[\d \u00a0\u202f]*\d)\s+(.*)$")
_SCALES = ((1e9, "milliard"), (1e6, "million"))


def _programme(found: Dossier) -> Programme:
    return found.programmes.programme(PROGRAMME)


def promise(found: Dossier) -> Scene | tuple[str, str]:
    """Return what was announced, in its exact wording, or why it cannot be shown."""
    title = "Une promesse"
    targets = [target for target in _programme(found).targets if _LEADING.match(target.wording)]
    chosen = [t for t in targets if "baux" in t.wording or t.wording.startswith("plus de")]
    facts = tuple(_target_fact(target) for target in chosen)
    if not facts:
        return title, "les sources n'en donnent pas les chiffres"
    sources = [source for target in chosen for source in target.sources]
    notes = (_programme(found).purpose, *(target.wording for target in chosen))
    return Scene("promesse", title, Shape.FIGURES, facts, cited(sources), notes, "/programmes")


def _target_fact(target: Target) -> Fact:
    match = _LEADING.match(target.wording)
    figure, words = match.groups() if match else (target.wording, "")
    return Fact(_spaced(figure), words)


def _spaced(words: str) -> str:
    return words.replace(" ", HARD)


def context(found: Dossier) -> Scene | tuple[str, str]:
    """Return the national figures published, with their dates."""
    title = "Le contexte"
    by_id = {figure.id: figure for figure in found.programmes.figures}
    chosen = [by_id[key] for key in CONTEXT if key in by_id]
    if not chosen:
        return title, "aucun chiffre national publié dans l'entrepôt"
    facts = tuple(Fact(_quantity(one), one.label, _dated(one)) for one in chosen)
    sources = [source for one in chosen for source in one.sources]
    notes = tuple(f"{one.label}{HARD}: {_quantity(one)}. {one.note or ''}" for one in chosen)
    return Scene("contexte", title, Shape.FIGURES, facts, cited(sources), notes, "/programmes")


def _dated(figure: KeyFigure) -> str:
    known = figure.as_of if figure.as_of and figure.as_of != "non publié" else None
    return published_date(known) if known else "date non publiée"


def _quantity(figure: KeyFigure) -> str:
    scale, noun = next((s for s in _SCALES if abs(figure.value) >= s[0]), (1.0, ""))
    value = figure.value / scale
    decimals = 0 if value == round(value) else 1
    words = number(value, decimals) + (f"{HARD}{noun}{'s' if value >= 2 else ''}" if noun else "")
    unit = figure.unit if figure.unit in ("%", "sur 5") else "€" if figure.unit == "euros" else ""
    return (
        f"{figure.qualifier + HARD if figure.qualifier else ''}{words}{HARD + unit if unit else ''}"
    )


def how(found: Dossier) -> Scene:
    """Return how a network works, in four steps."""
    purpose = _programme(found)
    facts = (
        Fact("1", "Un bailleur informe ses locataires qui cherchent un emploi"),
        Fact("2", "Une association d'insertion et le service social accompagnent le parcours"),
        Fact("3", "Une entreprise d'aide à domicile recrute près de chez eux"),
        Fact("4", "Des seniors locataires sont aidés chez eux, dans un logement adapté"),
    )
    notes = (purpose.purpose,)
    title = "Une LIANE, comment ça marche ?"
    return Scene("liane", title, Shape.STEPS, facts, cited(purpose.sources), notes, "/programmes")


def cited(sources: Sequence[Source]) -> str:
    """Return the publishers of some sources, each once."""
    names = dict.fromkeys(
        f"{source.publisher or source.title}"
        + (f", {published_date(source.published_on)}" if source.published_on else "")
        for source in sources
    )
    return f"Source{'s' if len(names) > 1 else ''}{HARD}: {' ; '.join(names)}"
