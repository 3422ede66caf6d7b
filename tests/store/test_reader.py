import sqlite3
from contextlib import closing
from datetime import date

import pytest
from sample import (
    AJACCIO,
    FIRST,
    FLANDRE_LYS,
    FLEURBAIX,
    IDS,
    LAST,
    LATE,
    LILLE,
    MEL,
    MERVILLE,
    METZ,
    PARIS,
    POINTE_A_PITRE,
    ROUBAIX,
    SILENT,
    TOURCOING,
)

from lianes.domain.month import Month
from lianes.domain.network import Stage
from lianes.domain.territory import Level
from lianes.errors import UnknownNetwork, UnknownTerritory
from lianes.store.connection import reading
from lianes.store.reader import Reader, ReportStatus

FRANCE = (Level.FRANCE, 1)
DAY = date(2026, 8, 31)


def codes(found):
    return [each.code for each in found]


def entity(reader, code):
    place = reader.territory(code)
    return (place.level, place.id)


# ------------------------------------------------------------------ territories
def test_a_territory_has_its_parents_from_the_widest_to_the_nearest(reader):
    assert reader.territory(ROUBAIX).parents == ("FR", "REG-32", "DEP-59", MEL)
    assert reader.territory("COM-93066").parents == (
        "FR", "REG-11", "DEP-93", "EPCI-200054781", "EPT-200057867",
    )  # fmt: skip
    assert reader.territory("FR").parents == ()


def test_overseas_and_corsican_codes_are_found(reader):
    assert reader.territory(POINTE_A_PITRE).parents[2] == "DEP-971"
    assert reader.territory(AJACCIO).label == "Ajaccio (2A)"


def test_an_island_without_epci_has_none(reader):
    assert reader.territory("COM-85113").parents == ("FR", "REG-52", "DEP-85")


def test_territories_come_in_the_order_asked_without_the_unknown(reader):
    assert codes(reader.territories([METZ, "COM-00000", "FR", ROUBAIX])) == [METZ, "FR", ROUBAIX]
    assert reader.territories([]) == ()


def test_an_unknown_territory_names_its_code_and_the_vintage(reader):
    with pytest.raises(UnknownTerritory, match=r"« DEP-99 » en COG 2026"):
        reader.territory("DEP-99")


def test_children_are_by_name(reader):
    nord = reader.territory("DEP-59")
    assert codes(reader.children(nord, Level.COMMUNE)) == [LILLE, MERVILLE, ROUBAIX, TOURCOING]
    assert codes(reader.children(reader.territory("REG-94"), Level.DEPARTEMENT)) == [
        "DEP-2A", "DEP-2B",
    ]  # fmt: skip


def test_communes_of_several_territories_are_those_they_are_made_of(reader):
    places = reader.territories([FLANDRE_LYS, "DEP-62", ROUBAIX])
    assert reader.communes(places) == {
        FLANDRE_LYS: {MERVILLE, FLEURBAIX},
        "DEP-62": {FLEURBAIX, "COM-62041"},
        ROUBAIX: {ROUBAIX},
    }


def test_perimeters_have_a_name_and_members(reader):
    assert reader.perimeters()["PER-lorraine"] == (
        "Lorraine (Arelor Hlm)", ("DEP-54", "DEP-55", "DEP-57", "DEP-88"),
    )  # fmt: skip


@pytest.mark.parametrize("code", ["59298", "COM-59298"])
def test_an_old_code_leads_to_the_commune_of_today(reader, code):
    """Hellemmes became a part of Lille in 1977."""
    assert codes(reader.successors(code)) == [LILLE]


def test_a_code_that_never_changed_has_no_successor(reader):
    assert reader.successors("99999") == ()


# ------------------------------------------------------------------ networks
def test_a_network_has_its_seat_its_dates_and_its_parents(reader):
    found = reader.network("LIANE-03")
    assert (found.stage, found.opened_on, found.closed_on) == (
        Stage.CLOSED, date(2026, 1, 1), date(2026, 6, 1),
    )  # fmt: skip
    assert (found.seat, found.seat_name, found.successor) == ("COM-62041", "Arras", "LIANE-04")
    assert found.parents[:3] == ("FR", "REG-32", "DEP-62")
    assert found.simulated


def test_a_network_that_did_not_open_has_no_date(reader):
    assert reader.network("LIANE-07").opened_on is None


def test_an_unknown_network_is_named(reader):
    with pytest.raises(UnknownNetwork, match="LIANE-99"):
        reader.network("LIANE-99")


@pytest.mark.parametrize(
    ("place", "found"),
    [
        ("FR", [f"LIANE-0{n}" for n in range(1, 8)]),
        ("REG-32", ["LIANE-01", "LIANE-02", "LIANE-03", "LIANE-04"]),
        (MEL, ["LIANE-01", "LIANE-02"]),
        (FLANDRE_LYS, ["LIANE-04"]),
        (ROUBAIX, ["LIANE-01"]),
        (LILLE, []),  # covered, not a seat
        (PARIS, []),
    ],
)
def test_networks_of_a_place_have_their_seat_in_it(reader, place, found):
    assert codes(reader.networks([entity(reader, place)])) == found


def test_networks_of_several_places_come_once(reader):
    places = [entity(reader, code) for code in (ROUBAIX, MEL, "DEP-2A")]
    one = (Level.NETWORK, IDS["LIANE-01"])
    assert codes(reader.networks([*places, one])) == ["LIANE-01", "LIANE-02", "LIANE-05"]


def test_a_network_covers_communes_beside_its_seat(reader):
    assert reader.covered_communes(reader.network("LIANE-01")) == (LILLE, ROUBAIX)


def test_actors_at_work_on_a_day_leave_out_those_who_left(sample_copy):
    with closing(sqlite3.connect(sample_copy, isolation_level=None)) as connection:
        connection.execute(
            "UPDATE network_partner SET until = '2026-08-31' "
            "WHERE network_id = 1 AND kind = 'landlord'"
        )
    with reading(sample_copy) as connection:
        reader = Reader(connection)
        assert reader.actor_kinds([1], date(2026, 8, 30))[1] == {
            "landlord", "insertion_association",
        }  # fmt: skip
        assert reader.actor_kinds([1], date(2026, 8, 31))[1] == {"insertion_association"}


def test_conventioned_networks_have_an_agreement_signed_and_not_ended(reader):
    assert reader.conventioned(date(2026, 1, 14)) == set()
    assert reader.conventioned(date(2026, 1, 15)) == {1, 2, 4}
    assert reader.conventioned(date(2026, 11, 29)) == {1, 2, 4}
    assert reader.conventioned(date(2026, 11, 30)) == {2, 4}


def test_the_end_of_an_agreement_is_known_or_absent(reader):
    assert reader.local_conventions_end(list(IDS.values())) == {
        1: date(2026, 11, 29), 2: date(2027, 12, 31),
    }  # fmt: skip


def test_the_last_of_several_agreements_counts_as_precise_as_it_is(sample_copy):
    with closing(sqlite3.connect(sample_copy, isolation_level=None)) as connection:
        connection.execute(
            "INSERT INTO convention (id, title, kind, ends_on, network_id, source, simulated) "
            "VALUES ('more', 'Suite', 'locale', '2028-02', 1, 'demonstration', 1), "
            "('year', 'Année', 'locale', '2027', 1, 'demonstration', 1)"
        )
    with reading(sample_copy) as connection:
        assert Reader(connection).local_conventions_end([1]) == {1: date(2028, 2, 29)}


def test_documented_networks_have_an_assessment_by_that_day(reader):
    assert reader.documented(date(2026, 5, 14)) == set()
    assert reader.documented(date(2026, 5, 15)) == {1}


def test_only_signed_or_paid_money_is_secured(reader):
    assert reader.secured_until(list(IDS.values())) == {
        1: date(2027, 2, 27), 5: date(2026, 12, 31),
    }  # fmt: skip


def test_what_each_network_has_sent(reader):
    found = reader.report_status(list(IDS.values()), DAY)
    assert found[1] == ReportStatus("LIANE-01", LAST, 0, 0)
    assert found[IDS[LATE]] == ReportStatus(LATE, Month.of(2026, 6), 2, 37)
    assert found[IDS["LIANE-03"]] == ReportStatus("LIANE-03", Month.of(2026, 5), 0, 0)
    assert found[IDS[SILENT]] == ReportStatus(SILENT, None, 6, (DAY - date(2026, 3, 25)).days)
    assert IDS["LIANE-07"] not in found


def test_reports_of_a_month_are_expected_and_received(reader):
    everyone = list(IDS.values())
    assert reader.reports(everyone, Month.of(2026, 1)) == (4, 4)
    assert reader.reports(everyone, LAST) == (5, 3)
    assert reader.reports([IDS[LATE]], LAST) == (1, 0)
    assert reader.reports([], LAST) == (0, 0)
    assert reader.reports(everyone, LAST + 1) == (0, 0)


# ------------------------------------------------------------------ figures
def test_a_series_runs_up_to_the_month_asked(reader):
    found = reader.series([FRANCE], ["jobs_started"], "all", Month.of(2026, 3))
    cells = found["jobs_started", FRANCE]
    assert [str(cell.month) for cell in cells] == ["2026-01", "2026-02", "2026-03"]
    assert [cell.cumulated for cell in cells] == [6, 13, 18]


def test_measures_and_entities_of_several_levels_are_read_together(reader):
    entities = [FRANCE, entity(reader, "DEP-59"), (Level.NETWORK, 1)]
    found = reader.cells_at(entities, ["jobs_started", "seniors_supported"], "all", [LAST])
    assert len(found) == 6
    assert found["jobs_started", (Level.NETWORK, 1)][0].value == 5


def test_a_measure_this_store_does_not_know_is_absent(reader):
    assert reader.series([FRANCE], ["unheard_of"], "all", LAST) == {}


def test_cohorts_are_those_of_starts_in_the_period(reader):
    rows = reader.cohorts([(Level.NETWORK, 1)], "job_retention", "all", Month.of(2026, 2), LAST)
    assert {str(row.start) for row in rows} == {"2026-04"}
    everyone = reader.cohorts([FRANCE], "job_retention", "all", FIRST, LAST)
    assert sum(row.people for row in everyone if row.event == "start") == 52


def test_targets_of_france_and_of_a_network(reader):
    national = reader.targets(FRANCE)["jobs_started"]
    assert (national.value, national.due_on, national.simulated) == (120, date(2026, 12, 31), True)
    assert reader.targets((Level.NETWORK, 1))["jobs_started"].value == 48
    assert reader.targets(entity(reader, "DEP-59")) == {}
    assert set(reader.network_targets([1, 2], "jobs_started")) == {1}


def test_a_published_target_stands_where_nothing_is_assumed(real_path):
    with reading(real_path) as connection:
        target = Reader(connection).targets(FRANCE)["jobs_started"]
    assert (target.value, target.due_on, target.simulated) == (1000, None, False)


def test_context_figures_by_code(reader):
    found = reader.context("social_dwellings", ["DEP-59", "FR", ROUBAIX])
    assert set(found) == {"DEP-59", "FR"}
    assert found["DEP-59"][0] > 100_000


def test_facts_are_listed_and_other_tables_are_not(reader):
    assert len(reader.facts("programme")) == 5
    with pytest.raises(ValueError, match="network is not a table of facts"):
        reader.facts("network")


def test_publics_have_french_labels(reader):
    assert next(iter(reader.public_labels().items())) == ("all", "Tous publics")
