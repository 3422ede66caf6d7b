"""Partners and conventions of a scope: who acts, what binds them, what ends."""

from datetime import date

import pytest
from sample import AS_OF, WHOLE

from lianes.domain.scope import Scope
from lianes.reading.bonds import between_kinds, bonds, engaged, pairs
from lianes.reading.conventions import by_kind, conventions, every_agreement, kept
from lianes.reading.desk import Desk
from lianes.reading.directory import directory, every_partner, folded, kinds_of
from lianes.reading.directory import kept as kept_partners
from lianes.reading.subject import find_subject
from lianes.store.actor_reader import ActorReader
from lianes.store.connection import reading


@pytest.fixture
def actors(sample_path):
    with reading(sample_path) as connection:
        yield ActorReader(connection)


@pytest.fixture
def partners_at(actors, desk, outside):
    def read(*codes, network=None, external=False):
        scope = Scope(codes or ("FR",), network, WHOLE, "all")
        seen: Desk = outside if external else desk
        everybody = every_partner(seen, actors, every_agreement(actors))
        return directory(actors, find_subject(actors, scope), everybody)

    return read


@pytest.fixture
def agreements_at(actors):
    def read(*codes, network=None):
        scope = Scope(codes or ("FR",), network, WHOLE, "all")
        return conventions(actors, find_subject(actors, scope), AS_OF, every_agreement(actors))

    return read


# ------------------------------------------------------------------ conventions
def test_the_convention_of_massy_is_found_from_essonne(agreements_at):
    found = [a.id for a in agreements_at("DEP-91").local]
    assert found == ["conv-coeur-essonne", "conv-massy"]


def test_a_convention_of_massy_does_not_concern_another_departement(agreements_at):
    assert "conv-massy" not in [a.id for a in agreements_at("DEP-57").local]


def test_conventions_by_kind_add_up_to_the_list(agreements_at):
    view = agreements_at()
    assert sum(by_kind(view.items).values()) == len(view.items) == len(view.in_order)
    parts = [kept(view.items, kind=k, programme=None, origin=None) for k in by_kind(view.items)]
    assert sum(map(len, parts)) == len(view.items)


def test_published_and_simulated_add_up(agreements_at):
    items = agreements_at().items
    parts = [kept(items, kind=None, programme=None, origin=o) for o in ("publie", "simule")]
    assert sum(map(len, parts)) == len(items)
    assert not any(a.simulated for a in parts[0])


def test_a_convention_ends_soon_at_ninety_days_and_not_at_ninety_one(agreements_at):
    one = next(a for a in agreements_at().items if a.id == "demo-conv-LIANE-01")
    assert one.ends_on == "2026-11-29"
    assert one.ends_soon(date(2026, 8, 31))
    assert not one.ends_soon(date(2026, 8, 30))
    assert not one.ends_soon(date(2026, 11, 30))


def test_an_end_that_is_not_published_is_not_an_end(agreements_at):
    one = next(a for a in agreements_at().items if a.id == "conv-massy")
    assert one.days_left(AS_OF) is None
    assert not one.ends_soon(AS_OF)


def test_the_share_with_a_local_convention_counts_active_networks(agreements_at):
    view = agreements_at()
    assert {n.code for n in view.conventioned} <= {n.code for n in view.active}
    assert "LIANE-03" not in {n.code for n in view.active}


def test_a_network_sees_its_own_convention(agreements_at):
    assert "demo-conv-LIANE-01" in [a.id for a in agreements_at(network="LIANE-01").local]
    assert "demo-conv-LIANE-02" not in [a.id for a in agreements_at(network="LIANE-01").local]


# ------------------------------------------------------------------ partners
def test_kinds_add_up_to_the_directory(partners_at):
    view = partners_at()
    assert sum(count for _, count in kinds_of(view.items).values()) == len(view.items)


def test_search_folds_accents_and_capitals(partners_at):
    found = kept_partners(partners_at().items, {"q": "EUROMETROPOLE habitat bailleur"})
    assert [p.id for p in found] == ["eurometropole-metz-habitat"]
    assert folded("Énéal") == "eneal"


def test_the_partners_of_moselle(partners_at):
    local = {p.id for p in partners_at("DEP-57").local}
    assert {"amli", "eurometropole-metz-habitat", "arelor-hlm", "dreal-grand-est"} <= local
    assert "ville-massy" not in local
    assert "action-logement" in {p.id for p in partners_at("DEP-57").national}


def test_a_partner_has_its_roles_by_source_and_its_conventions(partners_at):
    found = partners_at().partner("action-logement")
    assert {role.source.id for _, role in found.roles} == {"rse-2025", "rdt-2025"}
    assert {"lianes"} <= found.programmes
    assert "conv-massy" in [a.id for a in found.agreements]


def test_a_number_that_is_not_given_is_said(partners_at):
    assert partners_at().partner("amli").siren_words == "non renseigné"


def test_the_amount_of_one_funder_is_masked_outside(partners_at):
    inside = partners_at().partner("demo-landlord")
    outside = partners_at(external=True).partner("demo-landlord")
    assert [g.amount_eur for g in inside.grants] == [10000.0] * 3
    assert [g.amount_eur for g in outside.grants] == [None] * 3


# ------------------------------------------------------------------ bonds
def test_amli_and_eurometropole_metz_habitat_are_the_first_pair(partners_at):
    first = pairs(partners_at().items)[0]
    assert (first.manager.id, first.landlord.id) == ("amli", "eurometropole-metz-habitat")
    assert "Blida" in first.where[0]
    assert not first.simulated


def test_bonds_by_kinds_add_up_to_all_bonds(partners_at):
    found = bonds(partners_at().items)
    assert sum(between_kinds(found).values()) == len(found)
    together = next(b for b in found if {b.one.id, b.other.id}
                    == {"demo-landlord", "demo-insertion_association"})  # fmt: skip
    assert len(together.reasons) == 2


def test_engagement_counts_each_landlord_once_in_a_territory(actors, partners_at):
    rows = {e.territory.code: e for e in engaged(actors, partners_at())}
    assert (rows["REG-32"].networks, rows["REG-32"].landlords) == (4, 1)
