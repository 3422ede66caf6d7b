"""The presentation: native shapes and charts, the page's figures, notes and alternative texts."""

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from lianes.documents.line_svg import shown_months
from lianes.documents.pptx import presentation
from lianes.documents.pptx_charts import compared_rows
from lianes.documents.stamp import DEMONSTRATION
from lianes.documents.words import amount
from lianes.metrics.figure import State
from lianes.ui.grounds import ground_of


@pytest.fixture(scope="session")
def deck(case):
    return Presentation(BytesIO(presentation(case.found, case.ground)))


def every_shape(shapes):
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def texts(slide):
    return [s.text_frame.text for s in every_shape(slide.shapes) if s.has_text_frame]


def titled(deck, title):
    return next(slide for slide in deck.slides if slide.shapes.title.text == title)


def test_it_has_eight_to_twelve_slides_with_one_title_each(deck):
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert 8 <= len(titles) <= 12
    assert len(set(titles)) == len(titles)
    assert all(titles)


def test_every_card_says_the_value_or_the_state_of_the_page(case, deck):
    said = "\n".join(texts(titled(deck, "Les six chiffres du programme")))
    for card in case.found.view.cards:
        assert card.estimate.indicator.label in said
        assert amount(card.estimate) in said


def test_each_territory_of_the_map_is_a_named_shape(case, deck):
    slide = deck.slides[1]
    names = {shape.name for shape in every_shape(slide.shapes)}
    for area in case.found.mapped.areas:
        code = area.territory.code
        if any(shape.code == code for shape in case.ground.layer.shapes):
            assert any(name.startswith(f"{code} ") for name in names), code


def test_the_legend_has_the_four_states(deck):
    said = texts(deck.slides[1])
    for words in ("masqué (secret statistique)", "pas encore déployé", "non renseigné"):
        assert words in said


def test_the_trajectory_is_a_native_chart_with_the_values_of_the_page(read):
    found = read("France")
    deck = Presentation(BytesIO(presentation(found, ground_of(found))))
    charts = [s.chart for slide in deck.slides for s in slide.shapes if s.has_chart]
    actual = dict(
        zip(found.view.trajectory.actual.months, found.view.trajectory.actual.values, strict=True)
    )
    expected = [actual.get(month) for month in shown_months(found)]
    assert list(charts[0].plots[0].series[0].values) == expected


def test_the_comparison_holds_only_rates_that_may_be_shown(case):
    for row in compared_rows(case.found):
        assert row.exits.figure.state is State.MEASURED


def test_every_slide_has_notes_that_say_the_scope_and_the_demonstration(case, deck):
    for slide in deck.slides:
        said = slide.notes_slide.notes_text_frame.text
        assert DEMONSTRATION in said
        assert f"audience {case.found.audience}" in said


def test_drawings_have_an_alternative_text(deck):
    for slide in deck.slides:
        for shape in slide.shapes:
            if shape.shape_type == MSO_SHAPE_TYPE.GROUP or shape.has_chart:
                assert shape._element.xpath(".//p:cNvPr")[0].get("descr"), shape.name


def test_the_title_is_read_first(deck):
    for slide in deck.slides:
        assert next(iter(slide.shapes)) == slide.shapes.title


def test_the_master_is_ours(deck):
    assert (deck.slide_width.inches, deck.slide_height.inches) == pytest.approx((13.333, 7.5))
    assert len(deck.slide_layouts) == 1
    assert any(s.has_text_frame and DEMONSTRATION in s.text_frame.text
               for s in deck.slide_layouts[0].shapes)  # fmt: skip


def test_a_place_without_network_says_so_and_shows_its_context(creuse):
    deck = Presentation(BytesIO(presentation(creuse, ground_of(creuse))))
    said = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes
            if shape.has_text_frame]  # fmt: skip
    assert "Pas encore déployé" in said
    assert any("aucune LIANE n'a son siège dans « Creuse »" in text for text in said)
    cells = [cell.text for slide in deck.slides for shape in slide.shapes if shape.has_table
             for row in shape.table.rows for cell in row.cells]  # fmt: skip
    assert "Population de 65 ans et plus" in cells


def test_the_money_of_a_scope_is_a_native_chart_with_its_data(read):
    found = read("France")
    deck = Presentation(BytesIO(presentation(found, ground_of(found))))
    charts = [shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart]
    (ladder,) = [chart for chart in charts if chart.plots[0].series[0].name == "Euros"]
    drawn = [None if value is None else float(value) for value in ladder.plots[0].series[0].values]
    assert drawn == [step.amount for step in found.ladder]
