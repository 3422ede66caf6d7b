"""Codes of the past lead to communes of today."""

from collections import defaultdict

from lianes.geo.past import kind_of
from lianes.geo.records import Commune

from .conftest import Row


def successors(former: list[Row]) -> dict[str, set[tuple[str, str]]]:
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for row in former:
        found[row["old_code"]].add((row["code"], row["kind"]))
    return found


def test_a_merged_commune_leads_to_the_one_that_absorbed_it(former: list[Row]) -> None:
    assert successors(former)["59355"] == {("COM-59350", "associated")}
    assert successors(former)["93059"] == {("COM-93066", "delegated")}
    assert successors(former)["44160"] == {("COM-44003", "merged")}


def test_a_split_leads_to_all_its_successors(former: list[Row]) -> None:
    codes = {code for code, kind in successors(former)["15141"] if kind == "split"}
    assert codes == {f"COM-{code}" for code in ("15031", "15035", "15047", "15141", "15171")}


def test_a_commune_that_changed_departement_keeps_its_thread(former: list[Row]) -> None:
    assert successors(former)["20004"] == {("COM-2A004", "renumbered")}
    assert successors(former)["49144"] == {("COM-44180", "merged")}


def test_every_former_code_leads_to_a_commune_of_today(
    former: list[Row], territories: dict[str, Row]
) -> None:
    assert {territories[row["code"]]["level"] for row in former} == {"COM"}
    kinds = {row["kind"] for row in former}
    assert kinds == {"merged", "delegated", "associated", "renumbered", "split"}


def test_no_successor_is_given_twice(former: list[Row]) -> None:
    keys = [(row["old_code"], row["code"], row["kind"]) for row in former]
    assert len(keys) == len(set(keys))


def commune(code: str, *past: str) -> Commune:
    return Commune(code, "Exemple", 1, "2", code[:2], "84", None, None, (), past)


def test_same_departement_means_merged() -> None:
    assert kind_of("01003", commune("01165", "01003")) == "merged"


def test_same_final_digits_in_another_departement_means_renumbered() -> None:
    assert kind_of("75066", commune("93066", "75059", "75066")) == "renumbered"
    assert kind_of("75059", commune("93066", "75059", "75066")) == "merged"


def test_a_single_former_code_in_another_departement_means_renumbered() -> None:
    assert kind_of("38079", commune("69270", "38079")) == "renumbered"
