import pytest

from lianes.errors import InvalidReferenceData
from lianes.store.context import load_context

from .reference_files import (
    CONTEXT_FILES,
    REFERENCE,
    change,
    context_codes,
    copy_of,
    empty_store,
    rows,
    territories,
)

RATES = {"unemployment_rate", "poverty_rate", "hlm_share_of_main_residences"}
OVERSEAS = "DEP-971, DEP-972, DEP-973, DEP-974, DEP-976"


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    connection = empty_store(tmp_path_factory.mktemp("context") / "lianes.db", context_codes())
    load_context(connection, REFERENCE)
    yield connection
    connection.close()


@pytest.fixture
def bare(tmp_path):
    connection = empty_store(tmp_path / "lianes.db", context_codes())
    yield connection
    connection.close()


@pytest.fixture
def folder(tmp_path):
    return copy_of(REFERENCE, tmp_path / "reference", CONTEXT_FILES)


def figure(store, code, measure):
    return store.execute(
        "SELECT value, missing FROM context_figure JOIN territory ON id = territory_id "
        "WHERE code = ? AND measure = ?",
        (code, measure),
    ).fetchone()


def levels(store, measure):
    query = (
        "SELECT DISTINCT level FROM context_figure JOIN territory ON id = territory_id "
        "WHERE measure = ?"
    )
    return {row[0] for row in store.execute(query, (measure,))}


# ------------------------------------------------------------------ what is published
def test_every_published_cell_is_a_figure_and_no_other(store):
    measures = [row["column"] for row in rows(REFERENCE / "departement_context_columns.csv")]
    published = {
        (f"DEP-{row['departement_code']}", measure): float(row[measure])
        for row in rows(REFERENCE / "departement_context.csv")
        for measure in measures
        if row[measure]
    }
    kept = store.execute(
        "SELECT code, measure, value FROM context_figure JOIN territory ON id = territory_id "
        "WHERE level = 2"
    )
    assert {(code, measure): value for code, measure, value in kept} == published


def test_each_departement_is_in_its_region_of_today():
    official = territories()
    lines = rows(REFERENCE / "departement_context.csv")
    assert len(lines) == 101
    for line in lines:
        region = official[f"DEP-{line['departement_code']}"]["region"]
        assert region == f"REG-{line['region_code']}"


def test_each_measure_has_an_open_source(store):
    kinds = store.execute(
        "SELECT DISTINCT source.kind FROM context_measure JOIN source ON source.id = source"
    ).fetchall()
    assert kinds == [("open_data",)]
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_figure_bears_the_date_of_its_measure(store):
    dates = dict(store.execute("SELECT DISTINCT measure, as_of FROM context_figure"))
    assert dates["population"] == "2026-01-01"
    assert dates["population_75_plus"] == "2025-01-01"
    assert dates["unemployment_rate"] == "2025-T3"
    assert len(dates) == 11


# ------------------------------------------------------------------ sums
@pytest.mark.parametrize(
    ("measure", "value", "missing"),
    [
        ("social_dwellings", 5366986, None),
        ("population", 69081996, None),
        ("population_65_plus", 15339252, None),
        ("population_75_plus", 7307306, None),
        ("priority_neighbourhoods", 1518, None),
        ("home_care_hiring_projects", 67517, None),
        ("apa_home_recipients", 781921, "DEP-976"),
        ("rsa_recipients", 1648690, OVERSEAS),
    ],
)
def test_france_is_the_sum_and_says_what_it_lacks(store, measure, value, missing):
    assert figure(store, "FR", measure) == (value, missing)


def test_sums_agree_with_the_published_totals(store):
    checks = store.execute(
        "SELECT value, national_check FROM context_figure JOIN context_measure m ON m.id = measure "
        "JOIN territory t ON t.id = territory_id WHERE level = 0 AND national_check IS NOT NULL"
    ).fetchall()
    assert len(checks) == 5
    assert all(value == check for value, check in checks)


def test_what_is_published_as_one_block_counts_once_and_above_only(store):
    assert figure(store, "REG-94", "apa_home_recipients") == (8937, None)
    assert figure(store, "DEP-2A", "apa_home_recipients") is None
    assert figure(store, "DEP-2B", "apa_home_recipients") is None


def test_a_region_without_any_part_has_no_figure(store):
    assert figure(store, "REG-06", "apa_home_recipients") is None
    assert figure(store, "REG-01", "rsa_recipients") is None
    assert figure(store, "REG-01", "social_dwellings") == (40059, None)


def test_rates_are_never_summed(store):
    for measure in RATES:
        assert levels(store, measure) == {2}


def test_what_can_be_summed_reaches_france(store):
    summable = {row[0] for row in store.execute("SELECT id FROM context_measure WHERE summable")}
    assert len(summable) == 8
    assert not summable & RATES
    for measure in summable:
        assert levels(store, measure) == {0, 1, 2}


@pytest.mark.parametrize(
    ("old", "new", "region"),
    [
        (",5556,8150,", ",5556,8150,", (158450, None)),
        (",5556,8150,", ",5556,,", (150300, "DEP-01")),
    ],
)
def test_one_part_missing_makes_a_sum_partial(bare, folder, old, new, region):
    change(folder, "departement_context.csv", old, new)
    load_context(bare, folder)
    assert figure(bare, "REG-84", "rsa_recipients") == region


def test_one_part_known_is_enough_for_a_partial_sum(bare, folder):
    change(folder, "departement_context.csv", ",368,5401,,", ",368,5401,77,")
    load_context(bare, folder)
    assert figure(bare, "REG-01", "rsa_recipients") == (77, None)
    missing = OVERSEAS.removeprefix("DEP-971, ")
    assert figure(bare, "FR", "rsa_recipients") == (1648767, missing)


def test_a_measured_zero_is_a_part_and_not_a_gap(bare, folder):
    change(folder, "departement_context.csv", ",5556,8150,", ",5556,0,")
    load_context(bare, folder)
    assert figure(bare, "DEP-01", "rsa_recipients") == (0, None)
    assert figure(bare, "REG-84", "rsa_recipients") == (150300, None)


# ------------------------------------------------------------------ refusals say where
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "departement_context.csv", "\n02,32,", "\n20,32,",
            "departement_context.csv, ligne 3, colonne « departement_code »",
        ),
        ("departement_context.csv", "\n02,32,", "\n02,22,", "ligne 3, colonne « region_code »"),
        ("departement_context.csv", "41217", "41 217", "ligne 3, colonne « social_dwellings »"),
        ("departement_context.csv", "rsa_recipients", "rsa", "colonne « rsa » : colonne inconnue"),
        (
            "departement_context_columns.csv", ",oui,", ",yes,",
            "departement_context_columns.csv, ligne 2, colonne « summable »",
        ),
        ("departement_context_columns.csv", "2025-T3", "T3 2025", "colonne « as_of »"),
        (
            "departement_context_columns.csv", "insee-population-2025", "insee-population-2026",
            "colonne « source »",
        ),
        ("departement_context_blocks.csv", "apa_home", "apa", "ligne 2, colonne « measure »"),
        ("departement_context_blocks.csv", "DEP-2B", "DEP-2C", "colonne « departements »"),
        ("departement_context_blocks.csv", "DEP-2B", "DEP-01", "laissés vides"),
        ("departement_context_blocks.csv", "REG-94", "REG-93", "de cette région"),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_refused_with_its_place(bare, folder, name, old, new, said):
    change(folder, name, old, new)
    with pytest.raises(InvalidReferenceData) as error:
        load_context(bare, folder)
    assert said in str(error.value)
