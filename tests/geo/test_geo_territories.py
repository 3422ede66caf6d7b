"""The table of territories: complete, consistent, and linked level by level."""

from collections import Counter, defaultdict

from .conftest import Row, read_table

COUNTS = {"FR": 1, "REG": 18, "DEP": 101, "EPCI": 1_255, "EPT": 11, "COM": 34_875}
LEVELS = list(COUNTS)
Table = dict[str, Row]


def of_level(territories: Table, level: str) -> list[Row]:
    return [row for row in territories.values() if row["level"] == level]


def test_every_territory_of_the_geographic_code_is_there(territories: Table) -> None:
    assert Counter(row["level"] for row in territories.values()) == COUNTS


def test_rows_are_sorted_by_level_then_code() -> None:
    order = [(LEVELS.index(row["level"]), row["code"]) for row in read_table("territories")]
    assert order == sorted(order)


def test_every_link_leads_to_a_territory_of_its_level(territories: Table) -> None:
    for row in territories.values():
        for column, level in (("region", "REG"), ("departement", "DEP"), ("epci", "EPCI"),
                              ("ept", "EPT"), ("seat", "COM")):  # fmt: skip
            if row[column]:
                assert territories[row[column]]["level"] == level, row


def test_populations_of_communes_add_up_at_every_level(territories: Table) -> None:
    sums: dict[str, int] = defaultdict(int)
    for row in of_level(territories, "COM"):
        for code in ("FR", row["region"], row["departement"], row["epci"], row["ept"]):
            sums[code] += int(row["population"])
    for level in LEVELS[:-1]:
        for row in of_level(territories, level):
            assert int(row["population"]) == sums[row["code"]], row["code"]


def test_populations_are_those_published(territories: Table) -> None:
    assert territories["COM-59350"]["population"] == "238246"
    assert territories["COM-75056"]["population"] == "2103778"


def test_exactly_six_communes_have_no_inhabitant(territories: Table) -> None:
    empty = {row["code"] for row in of_level(territories, "COM") if row["population"] == "0"}
    assert len(empty) == 6
    assert all(code.startswith("COM-55") for code in empty)


def test_only_four_islands_have_no_epci(territories: Table) -> None:
    alone = {row["name"] for row in of_level(territories, "COM") if not row["epci"]}
    assert alone == {"L'Île-d'Yeu", "Île-de-Bréhat", "Ouessant", "Île-de-Sein"}


def test_epci_across_departements_and_regions_say_so(territories: Table) -> None:
    spans = {row["code"]: row["spans"].split("|") for row in of_level(territories, "EPCI")}
    several = {code: held for code, held in spans.items() if held != [""]}
    regions = [{territories[dep]["region"] for dep in held} for held in several.values()]
    assert len(several) == 89
    assert sum(len(found) > 1 for found in regions) == 26


def test_an_epci_belongs_where_most_of_its_population_lives(territories: Table) -> None:
    living: dict[str, Counter[str]] = defaultdict(Counter)
    for row in of_level(territories, "COM"):
        living[row["epci"]][row["departement"]] += int(row["population"])
    for row in of_level(territories, "EPCI"):
        home = living[row["code"]].most_common(1)[0][0]
        assert row["departement"] == home
        assert row["region"] == territories[home]["region"]


def test_a_departement_lies_in_the_region_of_its_communes(territories: Table) -> None:
    for row in of_level(territories, "COM"):
        assert territories[row["departement"]]["region"] == row["region"]


def test_seats_are_in_their_departement(territories: Table) -> None:
    for row in of_level(territories, "DEP"):
        assert territories[row["seat"]]["departement"] == row["code"]
    assert territories["REG-32"]["seat"] == "COM-59350"


def test_areas_are_positive_and_add_up(territories: Table) -> None:
    communes = [float(row["area_km2"]) for row in of_level(territories, "COM")]
    assert min(communes) > 0
    total = float(territories["FR"]["area_km2"])
    assert abs(sum(communes) - total) < 0.01 * len(communes) / 2
    regions = sum(float(row["area_km2"]) for row in of_level(territories, "REG"))
    assert abs(regions - total) < 0.1


def test_reconstructed_communes_are_marked(territories: Table) -> None:
    marked = {row["code"] for row in territories.values() if row["approximate"] == "1"}
    assert {"COM-15141", "COM-15035", "COM-49126", "COM-25390"} <= marked
    assert "COM-59350" not in marked


def test_lille_and_saint_denis_of_la_reunion_stand_where_they_are(territories: Table) -> None:
    lille, saint_denis = territories["COM-59350"], territories["COM-97411"]
    assert abs(float(lille["lon"]) - 3.06) < 0.05
    assert abs(float(lille["lat"]) - 50.63) < 0.05
    assert abs(float(saint_denis["lon"]) - 55.45) < 0.05
    assert abs(float(saint_denis["lat"]) + 20.88) < 0.05


def test_neighbours_are_mutual_known_and_ordered(territories: Table) -> None:
    rows = read_table("adjacency")
    assert all(row["a"] < row["b"] for row in rows)
    assert all({territories[row[k]]["level"] for k in "ab"} == {row["level"]} for row in rows)
    pairs = {(row["a"], row["b"]) for row in rows}
    assert len(pairs) == len(rows)
    assert {("DEP-59", "DEP-62"), ("DEP-2A", "DEP-2B"), ("REG-28", "REG-32")} <= pairs
    assert ("DEP-59", "DEP-75") not in pairs
    assert ("COM-59350", "COM-59378") in pairs


def test_islands_have_no_neighbour() -> None:
    touched = {row[end] for row in read_table("adjacency") for end in "ab"}
    assert not {"COM-85113", "COM-29155", "REG-04", "DEP-974"} & touched
