"""« Puis-je le dire ? » at the end of a row: one section for each figure, masked ones included."""

from lianes.domain.month import Period
from lianes.metrics.figure import Figure
from lianes.reading.say import Answer, say_count
from lianes.ui.say import Teller


def test_a_row_tells_each_of_its_figures(reader, catalogue):
    meta = reader.meta()
    teller = Teller("Nord", period(meta), meta)
    jobs, pathways = catalogue.measures["jobs_started"], catalogue.measures["pathways_started"]
    html = teller.mark(
        teller.count(jobs, Figure.measured(12)), teller.count(pathways, Figure.masked())
    )
    assert html.count("<section>") == 2
    assert "12" in html
    assert "Chiffre masqué" in html


def test_what_is_masked_has_no_sentence(reader, catalogue):
    meta = reader.meta()
    found = say_count(
        catalogue.measures["jobs_started"], Figure.masked(), "Nord", period(meta), meta
    )
    assert (found.answer, found.sentence) == (Answer.NO, "")


def test_a_partial_count_says_what_is_missing(reader, catalogue):
    meta = reader.meta()
    figure = Figure.measured(12, reported=3, expected=5)
    found = say_count(catalogue.measures["jobs_started"], figure, "Nord", period(meta), meta)
    assert any("envois attendus manquent" in reason for reason in found.reasons)


def period(meta):
    return Period(meta.first_month, meta.last_month)
