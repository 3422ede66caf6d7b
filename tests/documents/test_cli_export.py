"""`python -m lianes export` writes under a plain name, or says why it does not."""

import pytest
from click.testing import CliRunner

from lianes.cli import cli
from lianes.errors import EmptyExport


def run(*arguments):
    return CliRunner().invoke(cli, ["export", *map(str, arguments)])


def test_a_file_is_written_under_a_plain_name(sample_path, tmp_path):
    done = run("xlsx", "--store", sample_path, "--territoire", "DEP-59", "--to", tmp_path / "new")
    assert done.exit_code == 0, done.output
    (path,) = (tmp_path / "new").iterdir()
    assert path.name == "1000-lianes_nord_2026-01_2026-08_interne.xlsx"


def test_an_unknown_territory_writes_nothing(sample_path, tmp_path):
    done = run("csv", "--store", sample_path, "--territoire", "DEP-99", "--to", tmp_path)
    assert "« DEP-99 » est inconnu. Aucun fichier" in str(done.exception)
    assert not list(tmp_path.iterdir())


def test_a_page_with_nothing_to_say_writes_nothing(sample_path, tmp_path):
    asked = ("--page", "parcours", "--territoire", "DEP-23", "--to", tmp_path)
    done = run("csv", "--store", sample_path, *asked)
    assert isinstance(done.exception, EmptyExport)
    assert not list(tmp_path.iterdir())


def test_a_page_and_its_filters_are_written_and_named(sample_path, tmp_path):
    asked = ("--page", "reseaux", "--filtre", "retard=oui", "--to", tmp_path)
    done = run("csv", "--store", sample_path, *asked)
    assert done.exit_code == 0, done.output
    (path,) = tmp_path.iterdir()
    assert path.name.startswith("1000-lianes_reseaux-locaux_france-entiere_")
    assert "_selection_" in path.name
    assert "Envois\xa0: en retard" in path.read_text(encoding="utf-8")


def test_an_unknown_page_writes_nothing(sample_path, tmp_path):
    done = run("csv", "--store", sample_path, "--page", "lune", "--to", tmp_path)
    assert "« lune »" in str(done.exception)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("audience", ["interne", "externe"])
def test_the_audience_is_in_the_name(sample_path, tmp_path, audience):
    run("csv", "--store", sample_path, "--audience", audience, "--to", tmp_path)
    assert next(path.name for path in tmp_path.iterdir()).endswith(f"_{audience}.csv")


def test_the_command_line_makes_a_plain_csv(sample_path, tmp_path):
    run("csv", "--store", sample_path, "--to", tmp_path)
    assert next(tmp_path.iterdir()).read_bytes().startswith(b"Bloc,Ligne,Colonne")
