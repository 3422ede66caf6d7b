"""Drawings are made once per value, never shown for another value."""

from dataclasses import dataclass

from lianes.ui.drawn import KEPT, drawn_once


@dataclass(frozen=True)
class View:
    words: str


def drawing():
    made = []

    @drawn_once
    def draw(view, *, loud=False):
        made.append(view)
        return view.words.upper() if loud else view.words

    return draw, made


def test_the_same_value_is_drawn_once_per_way_of_drawing():
    draw, made = drawing()
    view = View("nord")
    assert [draw(view), draw(view), draw(view, loud=True)] == ["nord", "nord", "NORD"]
    assert made == [view, view]


def test_an_equal_value_that_is_another_one_is_drawn_again():
    draw, made = drawing()
    draw(View("nord"))
    draw(View("nord"))
    assert len(made) == 2


def test_a_value_that_took_the_place_of_another_in_memory_is_not_taken_for_it():
    draw, _ = drawing()
    for number in range(20 * KEPT):  # each view dies, and its address serves again
        assert draw(View(f"{number}")) == f"{number}"
