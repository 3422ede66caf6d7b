"""A perimeter of this browser is compared under the name its reader gave it."""

import pytest
from sample import WHOLE

from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.comparison import comparison, conclusions
from lianes.reading.desk import Desk
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader
from lianes.ui.compare_choice import choose
from lianes.ui.compare_names import under_their_names

MINE = {"Mon sillon": "DEP-57,DEP-54"}


@pytest.fixture
def compare(sample_path, catalogue):
    with reading(sample_path) as connection:
        reader = TerritoryReader(connection)
        desk = Desk(reader, catalogue, Audience.INTERNE, reader.meta())
        yield lambda own, *others: comparison(
            desk, reader, Scope(own, None, WHOLE, "all"), others, "employment_exit_rate"
        )


def test_a_saved_perimeter_goes_under_its_name_first_or_beside(compare):
    first = under_their_names(compare(("DEP-54", "DEP-57"), "DEP-59"), MINE)
    assert first.sides[0].subject.label == "Mon sillon"
    assert first.sides[0].subject.nature == "périmètre de 2 territoires"
    beside = under_their_names(compare(("DEP-59",), "DEP-54.DEP-57"), MINE)
    assert (beside.sides[1].subject.label, beside.pairs[0].other) == ("Mon sillon", "Mon sillon")
    assert "Mon sillon" in " ".join(conclusions(beside))


def test_one_without_a_name_says_so(compare):
    found = under_their_names(compare(("DEP-54", "DEP-57"), "DEP-59"), {})
    assert found.sides[0].subject.label == "Meurthe-et-Moselle + Moselle"
    assert found.sides[0].subject.nature == "périmètre sans nom de 2 territoires"
    assert "le périmètre Meurthe-et-Moselle + Moselle" in conclusions(found)[0]
    assert found.sides[1].subject.nature == ""


def test_a_place_is_offered_once_and_takes_the_place_of_the_country(compare):
    offered = [code for _, pairs in compare(("REG-32",)).suggestions for code, _ in pairs]
    assert len(offered) == len(set(offered))
    national = choose(compare(("FR",)), {})
    assert "territoire=REG-" in national
    assert "avec=" not in national
