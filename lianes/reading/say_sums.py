"""« Puis-je le dire ? » for what is no indicator: money, records, context, estimated publics."""

from collections.abc import Sequence
from dataclasses import replace

from lianes.domain.french import HARD, day, number, published_date, small, with_unit
from lianes.domain.programme import KeyFigure
from lianes.reading.goals import Goal
from lianes.reading.say import DEMONSTRATION, ESTIMATED, MASKED_MONEY, Answer, Saying
from lianes.reading.territory_context import EstimatedPublic
from lianes.store.reader import StoreMeta
from lianes.store.territory_reader import ContextMeasure

MASKED_PART = "Une partie est masquée\u00a0: ne pas la déduire du reste."
NOT_AT_LEVEL = "Non disponible à cette maille\u00a0: il n'y a rien à citer."
NOT_KNOWN = "Chiffre non renseigné\u00a0: il n'y a rien à citer, et ce n'est pas zéro."
MASKED = "masqué"


def settled(
    sentence: str,
    facts: Sequence[tuple[str, str]],
    meta: StoreMeta,
    cares: Sequence[str] = (),
) -> Saying:
    """Return what may be said of a figure that is known; a simulated one may not be said."""
    refusals = (DEMONSTRATION,) if meta.simulated else ()
    answer = Answer.NO if refusals else Answer.WITH_CARE if cares else Answer.YES
    return Saying(answer, sentence, (*refusals, *cares), tuple(facts))


def refused(reason: str, facts: Sequence[tuple[str, str]] = ()) -> Saying:
    """Return why there is nothing to say."""
    return Saying(Answer.NO, "", (reason,), tuple(facts))


def say_sum(words: str, amount: float | None, label: str, meta: StoreMeta) -> Saying:
    """Return what may be said of euros of a subject; None when they may not be shown.

    `words` follow the amount in the sentence: « signés ».
    """
    known = "rien de masqué" if amount is not None else MASKED
    facts = (("Données au", day(meta.as_of)), ("Secret statistique", known))
    if amount is None:
        return refused(MASKED_MONEY, facts)
    sentence = f"{label}, au {day(meta.as_of)}{HARD}: {with_unit(amount, '€')} {words}."
    return settled(sentence, facts, meta)


def say_record(words: str, label: str, meta: StoreMeta, cares: Sequence[str] = ()) -> Saying:
    """Return what may be said of what the store registers at its day: « 12 LIANES y siègent »."""
    sentence = f"{label}, au {day(meta.as_of)}{HARD}: {words}."
    return settled(sentence, (("Données au", day(meta.as_of)),), meta, cares)


def say_row(
    cells: Sequence[tuple[str, str]], label: str, meta: StoreMeta, cares: Sequence[str] = ()
) -> Saying:
    """Return what may be said of a row of records; cells are pairs of a heading and its words.

    A masked cell is left out, and said to be so; one without a figure is left out. The sentence is
    empty when nothing is left; a heading may be empty.
    """
    shown = [(name, words) for name, words in cells if has_figure(words)]
    hidden = any(words == MASKED for _, words in cells)
    facts = (("Données au", day(meta.as_of)),
             ("Secret statistique", MASKED if hidden else "rien de masqué"))  # fmt: skip
    if not shown:
        return refused(MASKED_MONEY if hidden else NOT_KNOWN, facts)
    told = ", ".join(f"{small(name)} {words}".strip() for name, words in shown)
    sentence = f"{label}, au {day(meta.as_of)}{HARD}: {told}."
    return settled(sentence, facts, meta, (*cares, *((MASKED_PART,) if hidden else ())))


def has_figure(words: str) -> bool:
    """Whether the words of a cell tell a figure, and not why there is none."""
    return any(letter.isdigit() for letter in words)


def say_context(
    measure: ContextMeasure, value: float | None, label: str, missing: str | None = None
) -> Saying:
    """Return what may be said of a published context figure: its date and its producer with it.

    A census has no interval and is never simulated; `missing` names what a sum lacks.
    """
    when = published_date(measure.as_of)
    facts = [("Producteur", measure.producer), ("Jeu de données", measure.dataset),
             ("Date du chiffre", when)]  # fmt: skip
    if value is None:
        return refused(NOT_AT_LEVEL, facts)
    amount = with_unit(value, measure.unit, 0 if measure.summable else 1)
    name = small(measure.label)
    sentence = f"{label}{HARD}: {name}, {amount} ({measure.producer}, {when})."
    if missing:
        return Saying(Answer.WITH_CARE, sentence, (f"Sans {missing}{HARD}: à dire aussi.",),
                      tuple(facts))  # fmt: skip
    return Saying(Answer.YES, sentence, (), tuple(facts))


def say_goal(found: Goal, label: str, meta: StoreMeta) -> Saying:
    """Return what may be said of a target: in its published words, unless it is simulated."""
    due = day(found.due_on) if found.due_on else "non publiée"
    sentence = f"{label}{HARD}: objectif, {found.wording}."
    facts = (("Objectif", number(found.value)), ("Échéance", due))
    return settled(sentence, facts, replace(meta, simulated=found.simulated))


def say_published(found: KeyFigure, amount: str) -> Saying:
    """Return what may be said of a published key figure, written `amount`: its source with it."""
    source = " ; ".join(s.publisher or s.title for s in found.sources)
    when = published_date(found.as_of)
    sentence = f"{found.label}{HARD}: {amount} ({source}{f', {when}' if found.as_of else ''})."
    facts = (("Source", source), ("Date du chiffre", when))
    cares = () if found.as_of else (f"La date du chiffre n'est pas publiée{HARD}: à dire aussi.",)
    return Saying(Answer.WITH_CARE if cares else Answer.YES, sentence, cares, facts)


def say_public(found: EstimatedPublic, noun: str, label: str) -> Saying:
    """Return what may be said of an estimated public: never as a count, always with its total."""
    total = f"{number(found.total)} publiés pour la France"
    amount = number(round(found.value))
    sentence = f"{label}{HARD}: environ {amount} {noun}, estimation à partir de {total}."
    facts = (("Total publié", found.wording),)
    return Saying(Answer.WITH_CARE, sentence, (ESTIMATED,), facts)
