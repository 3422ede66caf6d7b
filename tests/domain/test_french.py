from datetime import date

import pytest

from lianes.domain.french import (
    agreed,
    day,
    interval,
    listing,
    number,
    percent,
    plural,
    published_date,
    signed,
    with_unit,
)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"), (999, 0, "999"), (1000, 0, "1\u202f000"), (1234567, 0, "1\u202f234\u202f567"),
        (1234.5, 1, "1\u202f234,5"), (-3, 0, "\u22123"), (-1234.56, 2, "\u22121\u202f234,56"),
        (-0.4, 0, "0"), (-0.04, 1, "0,0"), (-0.05, 2, "\u22120,05"), (99.96, 1, "100,0"),
    ],
)  # fmt: skip
def test_numbers_are_written_as_in_french(value, decimals, text):
    assert number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [(12, "+\u00a012"), (0, "+\u00a00"), (-12, "\u2212\u00a012"), (-0.4, "+\u00a00"),
     (1200, "+\u00a01\u202f200")],
)  # fmt: skip
def test_a_change_carries_its_sign_unless_it_rounds_to_nothing(value, text):
    assert signed(value) == text


def test_a_number_never_parts_from_its_unit():
    assert percent(52.1) == "52\u00a0%"
    assert percent(52.14, 1) == "52,1\u00a0%"
    assert with_unit(12, "logements") == "12\u00a0logements"
    assert with_unit(12, "") == "12"
    assert interval(49.2, 55.4) == "49\u00a0–\u00a055\u00a0%"


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0\u00a0jour"), (1, "1\u00a0jour"), (1.5, "2\u00a0jour"), (2, "2\u00a0jours"),
     (-1, "\u22121\u00a0jour"), (1200, "1\u202f200\u00a0jours")],
)  # fmt: skip
def test_french_keeps_the_singular_below_two(count, text):
    assert plural(count, "jour") == text


def test_a_plural_of_its_own_is_used():
    assert plural(3, "cas", "cas") == "3\u00a0cas"
    assert plural(3, "réseau", "réseaux") == "3\u00a0réseaux"


def test_the_first_of_the_month_is_an_ordinal():
    assert day(date(2027, 3, 1)) == "1er\u00a0mars 2027"
    assert day(date(2026, 10, 31)) == "31\u00a0octobre 2026"


@pytest.mark.parametrize(
    ("text", "written"),
    [(None, "non publié"), ("", "non publié"), ("2024", "2024"), ("2024-12", "décembre 2024"),
     ("2024-12-01", "1er\u00a0décembre 2024"), ("2020-2025", "2020–2025")],
)  # fmt: skip
def test_a_date_is_written_as_precisely_as_it_was_published(text, written):
    assert published_date(text) == written


@pytest.mark.parametrize(
    ("words", "text"),
    [((), ""), (("a",), "a"), (("a", "b"), "a et b"), (["a", "b", "c"], "a, b et c")],
)
def test_words_are_joined_as_in_french(words, text):
    assert listing(words) == text


@pytest.mark.parametrize(
    ("count", "words", "said"),
    [
        (2, "locataires ont pris un emploi", "locataires ont pris un emploi"),
        (1, "locataires ont pris un emploi", "locataire a pris un emploi"),
        (0, "parcours lancés", "parcours lancé"),
        (1, "sorties durables ou de transition", "sortie durable ou de transition"),
        (1, "prises d'emploi dans l'aide à domicile", "prise d'emploi dans l'aide à domicile"),
    ],
)
def test_words_agree_with_what_they_count(count, words, said):
    assert agreed(count, words) == said
