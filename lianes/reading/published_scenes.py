"""The scenes made of published facts: the promise, the context, how a network works."""

import re
from collections.abc import Sequence

from lianes.domain.french import HARD, capital, listing, number, published_date
from lianes.domain.programme import KeyFigure, Programme, Target
from lianes.domain.provenance import Source
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Fact, Scene, Shape

PROGRAMME = "lianes"
ACRONYM = "Sens du sigle"
CONTEXT = ("hlm-stock", "hlm-demand", "hlm-share-housed", "hlm-share-eligible", "hlm-built-2022",
           "al-invested-2024")  # fmt: skip
PLACE = ("Population de 75 ans et plus", "Bénéficiaires de l'APA à domicile",
         "Projets de recrutement d'aides à domicile", "Logements sociaux",
         "Taux de chômage localisé", "Allocataires du RSA")  # fmt: skip
_LEADING = re.compile(r"^((?:plus de |quelque )?\d[\d \u00a0\u202f]*\d)\s+(.*)$")
_SCALES = ((1e9, "milliard"), (1e6, "million"))


def _programme(found: Dossier) -> Programme:
    return found.programmes.programme(PROGRAMME)


def promise(found: Dossier) -> Scene | tuple[str, str]:
    """Return what was announced, in its exact wording, or why it cannot be shown."""
    title = "Une promesse"
    targets = [target for target in _programme(found).targets if _LEADING.match(target.wording)]
    chosen = [t for t in targets if "baux" in t.wording or t.wording.startswith("plus de")]
    if not chosen:
        return title, "les sources n'en donnent pas les chiffres"
    meant = [one for one in _programme(found).details if one.fact == ACRONYM and one.value]
    facts = (*(_target_fact(target) for target in chosen),
             *(Fact("1 000 LIANES", one.value or "") for one in meant[:1]))  # fmt: skip
    sources = [source for target in chosen for source in target.sources]
    sources += [source for one in meant[:1] for source in one.sources]
    notes = (_programme(found).purpose, *(target.wording for target in chosen))
    return Scene("promesse", title, Shape.PROMISE, facts, cited(sources), notes, "/programmes")


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
    notes = tuple(
        f"{one.label}{HARD}: {_quantity(one)}" + (f" ({one.note})." if one.note else ".")
        for one in chosen
    )
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
    return Scene("liane", title, Shape.CHAIN, facts, cited(purpose.sources), notes, "/programmes")


# ------------------------------------------------------------------ where little may be said yet
def place(found: Dossier) -> Scene | None:
    """Return what is published of one territory; None for the country, several or a network."""
    by_label = {one.label: one for one in found.context}
    chosen = [by_label[label] for label in PLACE if label in by_label]
    if found.subject.is_national or not chosen:
        return None
    facts = tuple(
        Fact(_quantity_of(one.value, one.unit), one.label, published_date(one.as_of))
        for one in chosen
    )
    names = dict.fromkeys(one.producer for one in chosen)
    notes = tuple(f"{fact.words}{HARD}: {fact.figure} ({fact.basis})." for fact in facts)
    return Scene("territoire", f"{found.label}, en chiffres", Shape.FIGURES, facts,
                 f"Sources{HARD}: {' ; '.join(names)}", notes,
                 f"/territoire?territoire={found.view.scope.territories[0]}")  # fmt: skip


def _quantity_of(value: float, unit: str) -> str:
    decimals = 0 if value == round(value) else 1
    return number(value, decimals) + (f"{HARD}%" if unit == "%" else "")


def carriers(found: Dossier) -> Scene:
    """Return who carries the programme, as the first source to say it tells it."""
    roles = _programme(found).roles
    kept = [role for role in roles if role.source == roles[0].source]
    facts = tuple(Fact(role.actor, capital(role.role)) for role in kept)
    notes = tuple(f"{role.actor}{HARD}: {role.role} ({role.source.publisher})." for role in roles)
    return Scene("porteurs", "Qui porte le programme ?", Shape.STEPS, facts,
                 cited([roles[0].source]), notes, "/programmes")  # fmt: skip


def milestones(found: Dossier) -> Scene:
    """Return the steps published: what was done, then what is announced without a date."""
    steps = _programme(found).milestones
    facts = tuple(
        Fact(published_date(one.happened_on) if one.happened_on
             else (one.horizon or "sans date").capitalize(), one.title) for one in steps
    )  # fmt: skip
    notes = tuple(f"{fact.figure}{HARD}: {fact.words}." for fact in facts)
    source = cited([source for one in steps for source in one.sources])
    title = "Depuis quand, et vers où ?"
    return Scene("jalons", title, Shape.CHAIN, facts, source, notes, "/programmes")


def judged(found: Dossier) -> Scene:
    """Return the questions the programme will be judged on, from the catalogue itself."""
    asked = found.catalogue.headline()
    facts = tuple(Fact(one.question, one.label) for one in asked)
    notes = tuple(one.definition for one in asked)
    return Scene("mesures", "Comment saurons-nous si cela marche ?", Shape.STEPS, facts,
                 f"Source{HARD}: page Méthode", notes, "/methode")  # fmt: skip


def framework(found: Dossier) -> tuple[Fact | None, str]:
    """Return who signed the programme's national agreement, and the source that says it."""
    signed = next((one for one in _programme(found).conventions if one.is_national), None)
    if signed is None:
        return None, ""
    when = published_date(signed.signed_on)
    names = listing([name for _, name in signed.parties])
    fact = Fact(number(len(signed.parties)), "signataires de la convention cadre",
                f"{names}, {when}")  # fmt: skip
    return fact, cited(signed.sources)


def cited(sources: Sequence[Source]) -> str:
    """Return the publishers of some sources, each once."""
    names = dict.fromkeys(
        f"{source.publisher or source.title}"
        + (f", {published_date(source.published_on)}" if source.published_on else "")
        for source in sources
    )
    return f"Source{'s' if len(names) > 1 else ''}{HARD}: {' ; '.join(names)}"
