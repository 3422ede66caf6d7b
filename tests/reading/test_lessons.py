"""Lessons and events of a scope: filters, full text, what worked elsewhere."""

import pytest

from lianes.demo import Parameters, simulate
from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.conventions import every_agreement
from lianes.reading.desk import Desk
from lianes.reading.lessons import commitments, counts, elsewhere, kept, lessons, search
from lianes.store.actor_reader import ActorReader
from lianes.store.build import build_store
from lianes.store.connection import reading
from lianes.store.territory_reader import TerritoryReader

FEW = Parameters(networks=30, months=14, start=Month.of(2025, 9))
WHOLE = Period(Month.of(2025, 9), Month.of(2026, 10))


@pytest.fixture(scope="module")
def demonstration(tmp_path_factory):
    path = tmp_path_factory.mktemp("lessons") / "lianes.db"
    build_store(path, as_of=FEW.as_of, simulate=lambda ground: simulate(ground, FEW))
    return path


@pytest.fixture
def actors(demonstration):
    with reading(demonstration) as connection:
        yield ActorReader(connection)


@pytest.fixture
def learnt(demonstration, catalogue):
    def read(*codes, network=None):
        with reading(demonstration) as connection:
            reader = ActorReader(connection)
            desk = Desk(reader, catalogue, Audience.INTERNE, reader.meta())
            scope = Scope(codes or ("FR",), network, WHOLE, "all")
            found = every_agreement(reader)
            return lessons(desk, reader, TerritoryReader(connection), scope, found)

    return read


def test_the_matrix_adds_up_to_the_lessons(learnt):
    view = learnt()
    assert sum(counts(view.lessons).values()) == len(view.lessons) == 36


def test_filters_split_the_lessons(learnt):
    view = learnt()
    parts = [kept(view.lessons, theme=t.id, angle=None, ids=None) for t in view.themes]
    assert sum(map(len, parts)) == len(view.lessons)


def test_lessons_here_and_elsewhere_are_all_of_them(learnt):
    view = learnt("REG-32")
    assert len(view.lessons) + len(view.others) == 36
    assert all("REG-32" in lesson.network.parents for lesson in view.lessons)


def test_themes_of_the_networks_stand_beside_those_of_lorraine(learnt):
    labels = [theme.label for theme in learnt().themes]
    assert labels[:3] == ["Gestion", "Réhabilitation", "Production"]
    assert labels[3:] == ["Repérage", "Formation", "Mise en relation", "Adaptation"]


# ------------------------------------------------------------------ full text
def test_search_folds_accents_both_ways(actors):
    assert actors.lessons_with("repérage") == actors.lessons_with("REPERAGE") != frozenset()


def test_every_word_must_be_there(actors):
    assert actors.lessons_with("diagnostic amiante")
    assert not actors.lessons_with("diagnostic vélos")


@pytest.mark.parametrize("words", ["", '"', "* OR NEAR(", "-", "a\x00b"])
def test_what_a_reader_types_is_never_a_command(actors, words):
    search(actors, words)


def test_the_index_follows_a_change(demonstration, tmp_path):
    import shutil
    import sqlite3

    path = shutil.copy(demonstration, tmp_path / "lianes.db")
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE lesson SET text = 'Un cheminement inédit' WHERE id = 1")
        connection.execute("DELETE FROM lesson WHERE id = 2")
    with reading(path) as connection:
        reader = ActorReader(connection)
        assert reader.lessons_with("inedit") == {1}
        assert 2 not in reader.lessons_with("fictif")


# ------------------------------------------------------------------ Lorraine
def test_what_lorraine_learnt_about_rehabilitation(actors, learnt):
    view = learnt("PER-lorraine")
    here = [event.id for event in view.events if event.here]
    assert here == ["suites-lorraine-2026", "journee-lorraine-2025", "rencontres-metz-2024"]
    assert search(actors, "réhabilitation lorraine")[1] == {"journee-lorraine-2025"}
    found = commitments(view.agreements, view.label("rehabilitation"))
    assert [a.id for a, _ in found] == ["conv-unafo-arelor"]
    assert "réhabilitation" in found[0][1]


def test_what_worked_elsewhere_has_the_theme_and_puts_similar_places_first(learnt):
    found = elsewhere(learnt("PER-lorraine"), "rehabilitation")
    assert len(found) == 6
    assert {e.lesson.theme for e in found} == {"rehabilitation"}
    assert {e.lesson.angle for e in found} == {"good-practice", "solution"}
    distances = [e.distance for e in found]
    assert distances == sorted(distances, key=lambda d: (d is None, d or 0))


def test_the_share_assessed_counts_active_networks(learnt):
    view = learnt()
    assert {n.id for n in view.assessed} <= {n.id for n in view.active}
