"""What each page offers to take away, and why not where there is nothing."""

import re
from html import unescape

import pytest

from lianes.errors import EmptyExport
from lianes.metrics.masking import Audience
from lianes.ui import reads
from lianes.ui.file_offers import OVERVIEW, UnknownFile, made, offers
from lianes.ui.page_files import BOOKS
from lianes.ui.sitemap import PATHS

WITHOUT_FILES = {"", "deposer", "congres"}
"""The first page has its own files; a form and the stage have none."""


@pytest.fixture(autouse=True)
def _on_the_demonstration(demonstration_store, monkeypatch):
    monkeypatch.setenv("LIANES_STORE", str(demonstration_store))


def at(**parameters):
    return reads.read_address_of(parameters, Audience.INTERNE)


def extensions(path, **parameters):
    return [offer.extension for offer in offers(path, at(**parameters))]


def test_every_page_but_the_form_and_the_stage_has_its_workbook_and_its_csv():
    assert BOOKS.keys() == PATHS - WITHOUT_FILES
    for path in BOOKS:
        assert extensions(path)[:2] == ["xlsx", "csv"]


def test_a_place_without_network_offers_its_context_and_no_map():
    assert extensions(OVERVIEW, territoire="DEP-23") == ["xlsx", "pptx", "pdf", "csv"]
    with pytest.raises(EmptyExport, match="aucune LIANE"):
        made(OVERVIEW, "png", at(territoire="DEP-23"))


def test_the_map_page_gives_the_map_it_shows_and_only_its_table_for_a_context_figure():
    found = made("carte", "svg", at(indicateur="employment_exit_rate", niveau="DEP"))
    assert "Sorties vers l'emploi" in unescape(found.content.decode())
    assert found.name.endswith("_sorties-vers-l-emploi_departements.svg")
    assert extensions("carte", indicateur="social_dwellings") == ["xlsx", "csv"]


def test_a_sheet_of_a_network_offers_a_presentation_and_a_sheet_to_print():
    assert extensions("reseaux", reseau="LIANE-01") == ["xlsx", "csv", "pptx", "pdf"]
    assert extensions("reseaux") == ["xlsx", "csv"]


def test_names_of_files_are_plain():
    for path in BOOKS:
        name = made(path, "csv", at(territoire="DEP-59")).name
        assert re.fullmatch(r"[a-z0-9_-]+\.csv", name), name


def test_an_unknown_page_or_format_is_refused():
    with pytest.raises(UnknownFile):
        made("lune", "xlsx", at())
    with pytest.raises(UnknownFile):
        made("parcours", "docx", at())


def test_a_page_that_shows_nothing_says_why_there_is_no_file(shown, demonstration_store):
    html = shown("pathways", demonstration_store, territoire="DEP-23")
    assert "Que voulez-vous emporter" in html
    assert "cette page ne montre aucun chiffre" in html
    assert "/fichiers/" not in html
