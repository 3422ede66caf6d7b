"""The deposit and quality pages, run by the frame on an empty store and on a demonstration."""

import pytest

from lianes.store.journal import Line
from lianes.ui import journal_blocks


def test_an_empty_store_says_where_to_begin(shown, empty_store):
    page = shown("deposit", empty_store)
    assert "Créez d'abord un réseau" in page
    assert "aucune remontée n'est attendue" in shown("quality", empty_store)


def test_the_journal_shows_the_batches_of_the_demonstration(shown, demonstration_store):
    page = shown("deposit", demonstration_store, depot="journal", lot="15")
    assert "Correction d'heures d'aide à domicile" in page
    assert "Heures d'aide à domicile · Tous publics" in page


def test_quality_lists_who_is_late_and_until_when(shown, demonstration_store):
    page = shown("quality", demonstration_store)
    assert "en retard" in page
    assert "Prochaine date" in page
    assert "Qu'est-ce qui a changé, par qui ?" in page


@pytest.mark.parametrize(
    ("page", "hidden"), [("deposit", "Partir du modèle"), ("quality", "Qu'est-ce qui a changé")]
)
def test_outside_nothing_is_deposited_and_no_journal_is_shown(
    shown, demonstration_store, page, hidden
):
    assert hidden not in shown(page, demonstration_store, audience="externe")


def test_a_month_of_what_is_never_read_by_month_is_masked_in_the_downloaded_journal():
    lines = [
        Line(1, "2026-10-01", "=x", "observation", f"LIANE-01/{measure}/all/2026-08", "value",
             "3", "12", None)
        for measure in ("exits_none", "exits_positive", "jobs_started")
    ]  # fmt: skip
    told = journal_blocks.journal_csv(lines).decode("utf-8-sig")
    assert told.count(";masqué;masqué;") == 2
    assert ";3;12;" in told
    assert "'=x" in told
