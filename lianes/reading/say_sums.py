"""« Puis-je le dire ? » for what is no indicator: sums of money and estimated publics."""

from lianes.domain.french import HARD, day, number, with_unit
from lianes.reading.say import DEMONSTRATION, ESTIMATED, MASKED_MONEY, Answer, Saying
from lianes.reading.territory_context import EstimatedPublic
from lianes.store.reader import StoreMeta


def say_sum(words: str, amount: float | None, label: str, meta: StoreMeta) -> Saying:
    """Return what may be said of euros of a subject; None when they may not be shown.

    `words` follow the amount in the sentence: « signés ».
    """
    hidden = amount is None
    facts = (("Données au", day(meta.as_of)),
             ("Secret statistique", "masqué" if hidden else "rien de masqué"))  # fmt: skip
    if amount is None:
        return Saying(Answer.NO, "", (MASKED_MONEY,), facts)
    sentence = f"{label}, au {day(meta.as_of)}{HARD}: {with_unit(amount, '€')} {words}."
    if meta.simulated:
        return Saying(Answer.NO, sentence, (DEMONSTRATION,), facts)
    return Saying(Answer.YES, sentence, (), facts)


def say_public(found: EstimatedPublic, noun: str, label: str) -> Saying:
    """Return what may be said of an estimated public: never as a count, always with its total."""
    total = f"{number(found.total)} publiés pour la France"
    amount = number(round(found.value))
    sentence = f"{label}{HARD}: environ {amount} {noun}, estimation à partir de {total}."
    facts = (("Total publié", found.wording),)
    return Saying(Answer.WITH_CARE, sentence, (ESTIMATED,), facts)
