"""Published facts of the programmes: nothing simulated, nothing more precise than its source."""

import pytest
from sample import WHOLE

from lianes.domain.scope import FRANCE, Scope
from lianes.reading.programmes import concerning, programmes
from lianes.reading.subject import find_subject
from lianes.store.connection import reading
from lianes.store.facts_reader import FactsReader


@pytest.fixture
def facts(real_path):
    with reading(real_path) as connection:
        yield FactsReader(connection)


@pytest.fixture
def view(facts):
    return programmes(facts)


def titles(conventions):
    return {convention.title for convention in conventions}


def concerned(facts, view, *codes):
    subject = find_subject(facts, Scope(codes, None, WHOLE, "all"))
    return concerning(view.every_convention, subject)


def test_the_five_programmes_stand_in_their_order(view):
    assert view.ids == (
        "lianes", "logements-accompagnes", "innovation-sociale-hlm", "logement-accompagne",
        "logement-jeunes",
    )  # fmt: skip


def test_each_source_tells_its_own_roles(view):
    by_source = view.programme("lianes").roles_by_source
    assert [source.id for source in by_source] == ["rse-2025", "rdt-2025"]
    assert [len(roles) for roles in by_source.values()] == [3, 3]


def test_actors_told_differently_are_named_and_others_are_not(view):
    assert view.programme("lianes").told_differently == ("Action Logement", "Énéal", "Fédésap")
    assert view.programme("logements-accompagnes").told_differently == ()


def test_milestones_go_by_date_and_horizons_without_date_come_last(view):
    dates = [m.happened_on for m in view.programme("lianes").milestones]
    assert dates == ["2025-09-23", None, None]
    others = [m.happened_on for m in view.programme("logements-accompagnes").milestones]
    assert others == sorted(others)


def test_a_date_keeps_the_precision_of_its_source(view):
    signed = {c.id: c.signed_on for c in view.every_convention}
    assert signed["conv-unafo-arelor"] == "2024-12"
    assert signed["conv-unafo-ush"] == "2024-07-11"
    assert signed["conv-gironde"] is None


def test_a_fact_with_several_sources_keeps_them_all(view):
    convention = next(c for c in view.every_convention if c.id == "conv-lianes-cadre")
    assert [source.id for source in convention.sources] == ["esteval-2025", "rdt-2025"]


def test_the_targets_keep_their_wording_and_have_no_date(view):
    targets = view.programme("lianes").targets
    assert "197 000 titulaires de baux de plus de 65 ans" in [t.wording for t in targets]
    assert {target.due_on for target in targets} == {None}


def test_the_conventions_identified_count_the_framework_signed_at_the_congress(view):
    assert len(view.congress.identified) == 13
    assert "Convention cadre 1 000 LIANES" in titles(view.congress.identified)
    assert "Convention Unafo et Arelor Hlm" not in titles(view.congress.identified)
    assert view.congress.announced.value == 50
    assert view.congress.undated == 6


def test_simulated_targets_and_local_conventions_are_left_out(sample_path, view):
    with reading(sample_path) as connection:
        simulated = programmes(FactsReader(connection))
    assert simulated == view


def test_a_departement_is_concerned_by_what_lies_inside_it(facts, view):
    found = titles(concerned(facts, view, "DEP-91").local)
    assert found == {
        "Convention de territoire Cœur d'Essonne Agglomération",
        "Convention de territoire Massy",
    }


def test_a_commune_is_concerned_by_what_lies_around_it(facts, view):
    found = titles(concerned(facts, view, "COM-57463").local)
    assert found == {"Convention Unafo et Arelor Hlm"}


def test_national_conventions_concern_every_place(facts, view):
    found = concerned(facts, view, "DEP-59")
    assert titles(found.local) == {"Plateforme d'ambitions en Hauts-de-France"}
    assert len(found.national) == 5


def test_the_whole_country_singles_none_out(facts, view):
    assert concerned(facts, view, FRANCE).local == ()
