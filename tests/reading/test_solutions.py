"""Solutions: challenges without a laureate, places named by a source, where one could go next."""

import pytest

from lianes.domain.month import Month, Period
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.conventions import every_agreement
from lianes.reading.desk import Desk
from lianes.reading.directory import every_partner
from lianes.reading.solutions import _parts, covered, solutions, uncovered
from lianes.reading.spread import NEEDS, Around, figures_of, next_places
from lianes.reading.subject import find_subject
from lianes.store.actor_reader import ActorReader
from lianes.store.build import build_store
from lianes.store.connection import reading

WHOLE = Period(Month.of(2025, 9), Month.of(2026, 10))


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A real store of the whole country: published facts alone."""
    path = tmp_path_factory.mktemp("solutions") / "lianes.db"
    build_store(path, as_of=WHOLE.end.last_day)
    return path


@pytest.fixture
def actors(published):
    with reading(published) as connection:
        yield ActorReader(connection)


@pytest.fixture
def at(actors):
    def subject(*codes):
        return find_subject(actors, Scope(codes or ("FR",), None, WHOLE, "all"))

    return subject


@pytest.fixture
def places(actors, at, catalogue):
    def read(solution, *codes):
        desk = Desk(actors, catalogue, Audience.INTERNE, actors.meta())
        subject = at(*codes)
        found = solutions(actors, subject).solution(solution)
        agreements = every_agreement(actors)
        around = Around(desk, actors, agreements, every_partner(desk, actors, agreements))
        return {n.territory.name: n for n in next_places(actors, subject, found, around)}

    return read


def test_no_laureate_covers_the_transition(actors, at):
    view = solutions(actors, at())
    assert [c.id for c in uncovered(view)] == ["transition"]
    assert len(view.challenges) == 6
    assert sum(not s.simulated for s in view.solutions) == 8


def test_a_solution_counts_in_each_of_its_challenges(actors, at):
    view = solutions(actors, at())
    table = covered(view, simulated=False)
    assert sum(map(len, table.values())) == sum(len(s.challenges) for s in view.solutions)


def test_places_are_those_the_source_names_and_no_other(actors, at):
    view = solutions(actors, at())
    named = {s.id: [site.territory.name for site in s.sites] for s in view.solutions}
    assert named["siel-bleu"] == ["Strasbourg", "Martinique"]
    assert named["wake-up-cafe"] == ["Île-de-France", "Lyon", "Montpellier", "Marseille"]
    assert named["caracol"] == ["Toulouse", "Le Perreux-sur-Marne", "La Roche-sur-Yon"]
    assert named["amazones"] == []
    assert not view.solution("amazones").is_place_published


def test_a_sentence_is_split_at_its_places():
    assert "Île-de-France" in _parts("dix sites en France, dont l'Île-de-France et Marseille")
    assert "Oise" in _parts("Compiègne (Oise) ; entre autres")


def test_every_challenge_has_a_declared_need(actors, at):
    assert {c.id for c in solutions(actors, at()).challenges} == set(NEEDS)


def test_the_top_quarter_is_a_quarter(actors):
    from lianes.domain.territory import Level

    country = actors.children(actors.territory("FR"), Level.DEPARTEMENT)
    found = figures_of(actors, NEEDS["ageing"], country)
    inside = sum(value >= found.threshold for value in found.values.values())
    assert len(found.values) / 4 <= inside <= len(found.values) / 4 + 1


def test_where_siel_bleu_could_go_next_in_grand_est_and_whom_to_call(places):
    found = places("siel-bleu", "REG-44")
    assert set(found) == {"Ardennes", "Haute-Marne"}
    assert {n.contact.id for n in found.values()} == {"arca"}
    assert "Bas-Rhin" not in found  # Strasbourg is there already


def test_the_score_is_the_number_of_its_lines_that_hold(places):
    for place in places("siel-bleu").values():
        assert place.score == sum(reason.point for reason in place.reasons)
        assert any(reason.point for reason in place.reasons[:2])


def test_an_unknown_contact_is_said(places):
    found = places("siel-bleu")["Creuse"]
    assert found.contact is None
    assert "interlocuteur régional non renseigné" in [r.words for r in found.reasons]


def test_a_region_named_without_its_sites_is_to_be_checked(places):
    found = places("bip-pop", "REG-84")
    assert found
    assert all(n.is_cited for n in found.values())


def test_places_with_someone_to_act_with_come_first(places):
    ready = [n.is_ready for n in places("petites-cantines").values()]
    assert ready == sorted(ready, reverse=True)


def test_a_solution_without_challenge_goes_nowhere(places):
    assert places("impala-avenir") == {}
