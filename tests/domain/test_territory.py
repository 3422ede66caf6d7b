import pytest
from hypothesis import given
from hypothesis import strategies as st

from lianes.domain.territory import LABELS, PLURALS, PREFIXES, Level, Territory, level_of
from lianes.errors import InvalidCode


@pytest.mark.parametrize(
    ("code", "level"),
    [
        ("FR", Level.FRANCE), ("REG-32", Level.REGION), ("REG-01", Level.REGION),
        ("DEP-59", Level.DEPARTEMENT), ("DEP-2A", Level.DEPARTEMENT),
        ("DEP-2B", Level.DEPARTEMENT), ("DEP-971", Level.DEPARTEMENT),
        ("DEP-976", Level.DEPARTEMENT), ("EPCI-200093201", Level.EPCI),
        ("EPT-200057867", Level.EPT), ("COM-59512", Level.COMMUNE), ("COM-01004", Level.COMMUNE),
        ("COM-2A004", Level.COMMUNE), ("COM-97120", Level.COMMUNE),
    ],
)  # fmt: skip
def test_a_code_says_its_level(code, level):
    assert level_of(code) is level


@pytest.mark.parametrize(
    "code",
    ["", "59", "dep-59", "DEP-5", "DEP-590", "DEP-2C", "DEP-2a", "DEP-980", "REG-3", "REG-321",
     "EPCI-20009320", "EPCI-2000932011", "EPT-1", "COM-5951", "COM-595122", "COM-2C004",
     "COM-2A04", " DEP-59", "DEP-59 ", "DEP-59\n", "FR ", "PER-lorraine", "LIANE-01",
     "DEP-\u0665\u0669", "DEP-59;DROP TABLE network"],
)  # fmt: skip
def test_what_is_not_a_code_is_refused(code):
    with pytest.raises(InvalidCode, match="Exemple : DEP-59"):
        level_of(code)


@given(st.text(max_size=20).filter(lambda text: text != "FR" and "-" not in text))
def test_a_text_without_a_prefix_is_refused_in_words(text):
    with pytest.raises(InvalidCode) as caught:
        level_of(text)
    assert text in str(caught.value)


def test_every_level_has_a_prefix_and_french_names():
    for level in Level:
        assert level.prefix == PREFIXES[level]
        assert level.label == LABELS[level]
        assert level.plural == PLURALS[level]


def place(code, level, name):
    return Territory(1, code, level, name, None, ())


@pytest.mark.parametrize(
    ("code", "label"),
    [("COM-59512", "Saint-Denis (59)"), ("COM-97411", "Saint-Denis (974)"),
     ("COM-2A004", "Saint-Denis (2A)")],
)  # fmt: skip
def test_communes_of_one_name_are_told_apart_by_their_departement(code, label):
    assert place(code, Level.COMMUNE, "Saint-Denis").label == label


def test_other_levels_are_named_by_their_name_alone():
    assert place("DEP-59", Level.DEPARTEMENT, "Nord").label == "Nord"
