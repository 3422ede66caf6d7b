"""Cells checked against the published Table Schemas, by frictionless itself."""

from collections.abc import Callable, Iterable, Sequence

from lianes.domain.catalogue import Catalogue
from lianes.domain.month import Month
from lianes.intake.fields import Form
from lianes.intake.figures import Figure
from lianes.intake.forms import COHORTS
from lianes.intake.layout import Understood
from lianes.intake.problem import Problem, Spot, blocking
from lianes.intake.schemas import schema_of
from lianes.store.deposit_reader import DepositReader


class Conformity:
    """The published schema of one form; each different cell is judged once."""

    def __init__(self, form: Form, catalogue: Catalogue) -> None:
        from frictionless import Schema  # a sixth of a second: only a deposit waits for it

        schema = Schema.from_descriptor(schema_of(form, catalogue))
        self._fields = {field.name: field for field in schema.fields}
        self._judged: dict[tuple[str, str], bool] = {}

    def accepts(self, name: str, words: str) -> bool:
        """Whether a cell, written as the format publishes it, conforms to its field."""
        key = (name, words)
        if key not in self._judged:
            _, notes = self._fields[name].read_cell(words)
            self._judged[key] = not notes
        return self._judged[key]


def strangers(
    figures: Sequence[Figure], understood: Understood, reader: DepositReader, catalogue: Catalogue
) -> list[Problem]:
    """Return the figures that the published format does not accept, once per different cell."""
    schema = Conformity(understood.form, catalogue)
    written = _written(understood.form, reader)
    told: dict[tuple[str, str], Problem] = {}
    for figure in figures:
        for name, words in written(figure):
            if (name, words) not in told and not schema.accepts(name, words):
                field = understood.form.field_of(name)
                spot = Spot(understood.sheet.name, figure.row, field.title)
                told[name, words] = blocking(spot, words, field.description)
    return list(told.values())


def _written(
    form: Form, reader: DepositReader
) -> Callable[[Figure], Iterable[tuple[str, str]]]:  # fmt: skip
    """Return what writes a figure as the published format does, one (field, words) per cell."""
    subjects = {subject.key: subject.code for subject in reader.subjects.values()}
    measures = {number: code for code, number in reader.measures.items()}
    publics = {number: code for code, (number, _) in reader.publics.items()}
    events = {stored: words for words, stored in COHORTS.field_of("evenement").choices.items()}

    def cells(figure: Figure) -> Iterable[tuple[str, str]]:
        yield "reseau", subjects[figure.level, figure.subject]
        yield "mesure", measures[figure.measure]
        yield "public", publics[figure.public]
        yield "debut" if form is COHORTS else "mois", str(Month(figure.month))
        yield "valeur", "" if figure.value is None else str(figure.value)
        if form is COHORTS:
            yield "anciennete", str(figure.age)
            yield "evenement", events[figure.event]

    return cells
