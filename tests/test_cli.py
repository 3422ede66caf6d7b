import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner
from store.dump import dump

from lianes.cli import cli
from lianes.errors import StoreError
from lianes.store.connection import reading
from lianes.store.reader import Reader
from lianes.store.schema import SCHEMA_VERSION

ROOT = Path(__file__).parents[1]


def run(*arguments):
    """Run a command in this process; an error of ours comes out as it was raised."""
    result = CliRunner().invoke(cli, [str(a) for a in arguments], catch_exceptions=False,
                                standalone_mode=True)  # fmt: skip
    return result.exit_code, result.output


def run_outside(*arguments, **environment):
    """Run `python -m lianes` as a reader does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-m", "lianes", *map(str, arguments)],
        cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, timeout=120,
        check=False,
    )  # fmt: skip


def meta(path):
    with reading(path) as connection:
        return Reader(connection).meta()


def spoil(path, statement="UPDATE network SET seat_id = 999999 WHERE id = 1"):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


@pytest.fixture(scope="module")
def demonstrations(tmp_path_factory):
    """Two demonstrations of one seed, one of another: small ones, on the whole country."""
    folder = tmp_path_factory.mktemp("demonstrations")
    stores = {}
    for name, seed in (("one", 7), ("same", 7), ("other", 8)):
        stores[name] = folder / f"{name}.db"
        assert run("demo", "--store", stores[name], "--seed", seed)[0] == 0
    return stores


# ------------------------------------------------------------------ making a store
def test_init_makes_a_real_store_at_the_date_given(tmp_path):
    path = tmp_path / "lianes.db"
    code, said = run("init", "--store", path, "--as-of", "2026-10-31")
    assert code == 0
    assert "36 261 territoires" in said.replace("\u202f", " ")
    assert str(path) in said
    found = meta(path)
    assert (found.simulated, found.as_of.isoformat()) == (False, "2026-10-31")


def test_a_date_that_cannot_be_read_is_refused(tmp_path):
    code, said = run("init", "--store", tmp_path / "lianes.db", "--as-of", "hier")
    assert code == 2
    assert "hier" in said
    assert not (tmp_path / "lianes.db").exists()


def test_the_same_seed_makes_the_same_demonstration(demonstrations):
    assert dump(demonstrations["one"]) == dump(demonstrations["same"])


def test_another_seed_makes_another_demonstration(demonstrations):
    assert (
        dump(demonstrations["one"])["observation"] != dump(demonstrations["other"])["observation"]
    )


def test_a_demonstration_passes_every_check(demonstrations):
    code, said = run("check", "--store", demonstrations["one"])
    assert code == 0, said


@pytest.mark.parametrize("command", ["init", "demo"])
def test_an_existing_store_is_not_replaced_unless_forced(sample_copy, command):
    before = sample_copy.read_bytes()
    with pytest.raises(StoreError, match="--force"):
        run(command, "--store", sample_copy)
    assert sample_copy.read_bytes() == before


def test_an_existing_store_is_replaced_when_forced(sample_copy):
    assert run("init", "--store", sample_copy, "--force")[0] == 0
    assert not meta(sample_copy).simulated


# ------------------------------------------------------------------ checking
def test_check_prints_one_line_per_check_and_passes_a_sound_store(sample_path):
    code, said = run("check", "--store", sample_path)
    assert code == 0
    assert "✔ Intégrité du fichier" in said
    assert said.count("✔") == len(said.splitlines()) - 1
    assert "0 en échec" in said.splitlines()[-1]


def test_check_of_a_faulty_store_says_what_is_wrong_and_fails(sample_copy):
    spoil(sample_copy)
    code, said = run("check", "--store", sample_copy)
    assert code == 1
    assert "✘ Clés étrangères" in said
    assert "network, ligne 1 : territory inconnu" in said


# ------------------------------------------------------------------ keeping it
def test_a_store_is_saved_then_restored(sample_copy, tmp_path):
    before = dump(sample_copy)
    code, said = run("backup", "--store", sample_copy, "--to", tmp_path / "saved.db")
    assert (code, str(tmp_path / "saved.db") in said) == (0, True)
    spoil(sample_copy)
    assert run("restore", "--store", sample_copy, tmp_path / "saved.db")[0] == 0
    assert dump(sample_copy) == before


def test_migrate_says_when_there_is_nothing_to_do(sample_copy):
    assert run("migrate", "--store", sample_copy) == (0, "· Entrepôt déjà à jour.\n")


def test_migrate_says_where_the_old_store_is(sample_copy):
    spoil(sample_copy, f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    code, said = run("migrate", "--store", sample_copy)
    assert code == 0
    assert str(sample_copy.parent / "backups") in said
    assert run("check", "--store", sample_copy)[0] == 0


def test_prepare_leaves_a_store_of_this_version_alone(sample_copy):
    before = sample_copy.read_bytes()
    assert run("prepare", "--store", sample_copy)[0] == 0
    assert sample_copy.read_bytes() == before


def test_prepare_migrates_an_older_store(sample_copy):
    spoil(sample_copy, f"PRAGMA user_version = {SCHEMA_VERSION - 1}")
    assert run("prepare", "--store", sample_copy)[0] == 0
    assert meta(sample_copy).simulated


def test_prepare_makes_a_demonstration_where_there_is_no_store(tmp_path):
    assert run("prepare", "--store", tmp_path / "lianes.db")[0] == 0
    assert meta(tmp_path / "lianes.db").simulated


# ------------------------------------------------------------------ as a reader runs it
def test_an_error_is_one_french_sentence_without_a_traceback(tmp_path):
    done = run_outside("check", LIANES_STORE=str(tmp_path / "no.db"))
    assert done.returncode == 1
    assert done.stdout == ""
    (line,) = done.stderr.splitlines()
    assert line.startswith("Erreur : Aucun entrepôt")
    assert "python -m lianes demo" in line


@pytest.mark.parametrize("spoiled", ["truncated", "foreign", "newer"])
def test_a_store_that_cannot_be_used_is_one_french_sentence_too(sample_copy, spoiled):
    if spoiled == "truncated":
        os.truncate(sample_copy, 5000)
    elif spoiled == "foreign":
        sample_copy.write_bytes(b"x" * 5000)
    else:
        spoil(sample_copy, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    for command in ("check", "migrate", "backup"):
        done = run_outside(command, "--store", sample_copy)
        if (spoiled, command) == ("newer", "backup"):
            continue  # a more recent store may be saved
        assert done.returncode == 1
        assert len(done.stderr.splitlines()) == 1
        assert done.stderr.startswith("Erreur : ")


def test_the_store_named_by_the_environment_is_the_one_checked(sample_path, tmp_path):
    copy = shutil.copy(sample_path, tmp_path / "named.db")
    done = run_outside("check", LIANES_STORE=str(copy))
    assert (done.returncode, done.stderr) == (0, "")


def test_help_names_every_command_in_french():
    done = run_outside("--help")
    assert done.returncode == 0
    for command in ("init", "demo", "prepare", "migrate", "check", "backup", "restore", "geo"):
        assert command in done.stdout
    assert "démonstration" in done.stdout


def test_the_geography_command_is_there_and_its_libraries_are_not_loaded():
    program = (
        "import sys; from lianes.cli import cli; "
        "assert 'build' in cli.commands['geo'].commands; "
        "slow = {'geopandas', 'shapely', 'pyproj', 'streamlit', 'plotly'}; "
        "print(sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, timeout=60,
        check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("[]\n", "")
