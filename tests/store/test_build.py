import re
import shutil
import sqlite3
from contextlib import closing
from datetime import date

import pandas as pd
import pytest
from sample import AS_OF, IDS, WHOLE, programme

from lianes.domain.catalogue import load_catalogue
from lianes.errors import InvalidCatalogue, StoreDamaged, StoreError, StoreLocked, StoreNotWritable
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.estimates import FRANCE_ENTITY, counts_for, estimate
from lianes.store.build import build_store, ground, put_in_place
from lianes.store.check import check_store
from lianes.store.connection import reading, writing
from lianes.store.reader import Reader

from .dump import dump
from .rights import as_nobody

SIMULATED_TABLES = (
    "network", "partner", "convention", "target", "funding", "funding_need", "batch",
    "deployment", "project", "lesson", "event", "solution", "perimeter",
)  # fmt: skip


def files(folder):
    return sorted(path.name for path in folder.iterdir())


def ask(path, query):
    with reading(path) as connection:
        return connection.execute(query).fetchone()[0]


# ------------------------------------------------------------------ what a store is made of
def test_a_real_store_holds_facts_and_no_simulated_row(real_path):
    for table in SIMULATED_TABLES:
        assert ask(real_path, f"SELECT count(*) FROM {table} WHERE simulated = 1") == 0
    assert ask(real_path, "SELECT count(*) FROM network") == 0
    assert ask(real_path, "SELECT count(*) FROM rollup") == 0
    assert ask(real_path, "SELECT count(*) FROM convention") > 0


def test_the_store_says_its_kind_its_date_and_its_vintages(real_path, sample_path):
    with reading(real_path) as connection:
        meta = Reader(connection).meta()
    assert not meta.simulated
    assert (meta.as_of, meta.launched_on) == (AS_OF, date(2025, 9, 23))
    assert (meta.geography_vintage, meta.catalogue_version) == ("COG 2026", "1")
    assert (meta.first_month, meta.last_month) == (None, None)
    assert ask(sample_path, "SELECT value FROM meta WHERE key = 'kind'") == "demonstration"


def test_each_step_is_told_with_its_share_and_its_count(tmp_path, country):
    told = []
    build_store(
        tmp_path / "lianes.db", as_of=AS_OF, simulate=programme, data=country,
        progress=lambda share, words: told.append((share, words)),
    )  # fmt: skip
    shares, said = [share for share, _ in told], list(dict(map(reversed, told)))
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1
    assert [re.sub(r"[\d\s\u202f]+", " ", line).strip() for line in said] == [
        "territoires", "Faits du programme, sources", "réseaux simulés, observations",
        "Cumuls des territoires", "cumuls calculés",
    ]  # fmt: skip
    assert "7 réseaux simulés" in said[2]


def test_the_same_sources_make_the_same_store(tmp_path, country, sample_path):
    build_store(tmp_path / "lianes.db", as_of=AS_OF, simulate=programme, data=country)
    assert dump(tmp_path / "lianes.db") == dump(sample_path)


def test_a_simulation_starts_from_places_measures_and_publics(real_path):
    with reading(real_path) as connection:
        found = ground(connection)
    roubaix = found.territories.set_index("code").loc["COM-59512"]
    assert (roubaix["departement"], roubaix["region"]) == ("DEP-59", "REG-32")
    assert found.publics["all"] == 1
    assert {"jobs_started", "job_retention"} <= set(found.measures["code"])
    assert found.social_dwellings["DEP-59"] > 0


# ------------------------------------------------------------------ failing in the middle
def failing(_):
    raise ZeroDivisionError


def with_unknown_column(ground):
    return programme(ground) | {"batch": pd.DataFrame([{"colour": "red"}])}


def with_orphan(ground):
    tables = programme(ground)
    tables["observation"].loc[0, "subject_id"] = 99
    return tables


def of_real_networks(ground):
    tables = programme(ground)
    tables["network"]["simulated"] = 0
    return tables


FAILURES = [
    (failing, ZeroDivisionError, None),
    (with_unknown_column, StoreError, "colour"),
    (with_orphan, StoreDamaged, "réseau n° 99"),
    (of_real_networks, StoreDamaged, "network : 7 lignes réelles"),
]


@pytest.mark.parametrize(("simulate", "error", "words"), FAILURES)
def test_a_failure_leaves_no_file(tmp_path, country, simulate, error, words):
    with pytest.raises(error, match=words):
        build_store(tmp_path / "lianes.db", as_of=AS_OF, simulate=simulate, data=country)
    assert files(tmp_path) == []


@pytest.mark.parametrize(("simulate", "error", "words"), FAILURES)
def test_a_failure_leaves_the_store_as_it_was(sample_copy, country, simulate, error, words):
    before = sample_copy.read_bytes()
    with pytest.raises(error, match=words):
        build_store(sample_copy, as_of=AS_OF, simulate=simulate, data=country)
    assert files(sample_copy.parent) == ["lianes.db"]
    assert sample_copy.read_bytes() == before


def test_a_missing_reference_table_is_told_and_leaves_no_file(tmp_path, country):
    with pytest.raises(StoreError, match=r"territories\.csv\.gz"):
        build_store(tmp_path / "lianes.db", as_of=AS_OF, data=tmp_path)
    assert files(tmp_path) == []


def test_a_folder_that_cannot_be_written_says_so_and_that_nothing_changed(closed_folder):
    before = closed_folder.read_bytes()
    with as_nobody(), pytest.raises(StoreNotWritable, match="rien n'a été modifié"):
        build_store(closed_folder, as_of=AS_OF)
    assert closed_folder.read_bytes() == before
    assert files(closed_folder.parent) == ["lianes.db"]


# ------------------------------------------------------------------ put in place
def test_an_open_reader_keeps_the_old_store_and_the_next_one_reads_the_new(sample_copy, country):
    with reading(sample_copy) as connection:
        assert connection.execute("SELECT count(*) FROM network").fetchone() == (7,)
        build_store(sample_copy, as_of=AS_OF, data=country)
        assert connection.execute("SELECT count(*) FROM network").fetchone() == (7,)
    assert ask(sample_copy, "SELECT count(*) FROM network") == 0


def test_nothing_is_put_in_place_while_another_process_writes(sample_copy, real_path, tmp_path):
    made = tmp_path / "made.db"
    made.write_bytes(real_path.read_bytes())
    with closing(sqlite3.connect(sample_copy, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreLocked, match="Réessayez"):
            put_in_place(made, sample_copy)
        writer.execute("COMMIT")
    assert ask(sample_copy, "SELECT count(*) FROM network") == 7
    put_in_place(made, sample_copy)
    assert ask(sample_copy, "SELECT count(*) FROM network") == 0


def test_side_files_that_a_reader_keeps_are_not_applied_to_the_next_store(sample_copy, country):
    with reading(sample_copy) as reader:
        reader.execute("SELECT count(*) FROM network").fetchone()
        with writing(sample_copy) as writer:
            writer.execute("UPDATE network SET name = 'Ancien'")
        assert sample_copy.with_name("lianes.db-wal").stat().st_size > 0
        build_store(sample_copy, as_of=AS_OF, simulate=programme, data=country)
        assert ask(sample_copy, "SELECT count(*) FROM network WHERE name = 'Ancien'") == 0
    with reading(sample_copy) as connection:
        assert all(finding.passed for finding in check_store(connection))


def test_what_is_not_a_store_may_be_replaced(tmp_path, country):
    path = tmp_path / "lianes.db"
    path.write_bytes(b"anything" * 100)
    build_store(path, as_of=AS_OF, data=country)
    assert ask(path, "SELECT count(*) FROM network") == 0


def test_a_half_made_file_of_an_earlier_failure_is_forgotten(tmp_path, country):
    (tmp_path / "lianes.db.building").write_bytes(b"half" * 100)
    build_store(tmp_path / "lianes.db", as_of=AS_OF, data=country)
    assert files(tmp_path) == ["lianes.db"]


# ------------------------------------------------------------------ a new indicator is one block
NEW_BLOCKS = """
[[measure]]
id = "bus_passes"
label = "Abonnements de transport"
kind = "flow"
unit = "abonnements"
publics = ["all"]
definition = "Abonnements de transport obtenus par le programme."

[[indicator]]
id = "bus_passes"
label = "Abonnements de transport"
question = "Combien d'abonnements ont été obtenus ?"
form = "count"
measures = ["bus_passes"]
unit = "abonnements"
version = "1"
definition = "Abonnements de transport obtenus, cumulés sur la période."

[[indicator]]
id = "bus_passes_per_job"
label = "Abonnements par prise d'emploi"
question = "Les emplois viennent-ils avec un abonnement ?"
form = "ratio"
numerator = ["bus_passes"]
denominator = ["jobs_started"]
numerator_label = "abonnements"
denominator_label = "prises d'emploi"
unit = "%"
version = "1"
definition = "Abonnements obtenus, rapportés aux prises d'emploi."
"""


@pytest.fixture
def longer_country(tmp_path, country):
    """The small country with three blocks more at the end of its catalogue."""
    folder = shutil.copytree(country, tmp_path / "data")
    catalogue = folder / "reference" / "indicators.toml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text + NEW_BLOCKS, encoding="utf-8")
    return folder


def with_bus_passes(ground):
    tables = programme(ground)
    number = int(ground.measures.set_index("code").loc["bus_passes", "id"])
    jobs = int(ground.measures.set_index("code").loc["jobs_started", "id"])
    figures = tables["observation"]
    of_roubaix = (figures["measure_id"] == jobs) & (figures["subject_id"] == IDS["LIANE-01"])
    passes = figures[of_roubaix & (figures["public_id"] == 1)].assign(measure_id=number, value=2)
    return tables | {"observation": pd.concat([figures, passes])}


def test_a_block_added_to_the_catalogue_is_measured_rolled_up_and_estimated(
    tmp_path, longer_country
):
    path = tmp_path / "lianes.db"
    build_store(path, as_of=AS_OF, simulate=with_bus_passes, data=longer_country)
    catalogue = load_catalogue(longer_country / "reference" / "indicators.toml")
    count, rate = catalogue.indicators["bus_passes"], catalogue.indicators["bus_passes_per_job"]
    assert ask(path, "SELECT kind FROM measure WHERE code = 'bus_passes'") == "flow"
    with reading(path) as connection:
        reader = Reader(connection)
        desk = Desk(reader, catalogue, Audience.INTERNE, reader.meta())
        counts = counts_for(desk, [count, rate], [FRANCE_ENTITY], WHOLE, "all")
        found = estimate(desk, count, [FRANCE_ENTITY], WHOLE, "all", counts)
        share = estimate(desk, rate, [FRANCE_ENTITY], WHOLE, "all", counts)
    assert found.figure.value == 16
    assert (share.successes, share.n) == (16, 55)


def test_a_measure_for_a_public_nobody_knows_is_refused(tmp_path, longer_country):
    catalogue = longer_country / "reference" / "indicators.toml"
    text = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(text.replace('publics = ["all"]', 'publics = ["martians"]'), "utf-8")
    with pytest.raises(InvalidCatalogue, match=r"bus_passes.*martians"):
        build_store(tmp_path / "lianes.db", as_of=AS_OF, data=longer_country)
