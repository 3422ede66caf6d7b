"""The sheet of one network: who lacks, money by stage, corrections that may not be shown."""

from datetime import date

import pytest
from sample import CLOSED, LATE, NOT_OPENED, WHOLE

from lianes.domain.scope import FRANCE, Scope
from lianes.errors import UnknownNetwork
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.reading.network_sentences import lead_of_sheet
from lianes.reading.network_sheet import ladder, missing_kinds, network_sheet
from lianes.store.connection import reading
from lianes.store.network_sheet_reader import FundingLine, FundingNeed, NetworkSheetReader

EVERYWHERE = Scope((FRANCE,), None, WHOLE, "all")


@pytest.fixture
def sheet(sample_path, catalogue):
    """Read the sheet of a network, for an audience."""
    with reading(sample_path) as connection:
        reader = NetworkSheetReader(connection)

        def read(code, audience=Audience.INTERNE):
            desk = Desk(reader, catalogue, audience, reader.meta())
            return network_sheet(desk, reader, EVERYWHERE.of_network(code))

        yield read


def line(stage, amount, *, year=2026, form="money"):
    return FundingLine("Financeur", form, stage, year, amount, None, False)


def test_an_unknown_network_is_refused(sheet):
    with pytest.raises(UnknownNetwork):
        sheet("LIANE-99")


def test_the_kinds_of_actors_that_lack_are_named(sheet):
    assert sheet("LIANE-01").missing == ("service social", "employeur")


def test_a_home_care_company_is_an_employer():
    present = ["landlord", "insertion_association", "social_service", "home_care_company"]
    assert missing_kinds(present) == ()


def test_a_closed_network_leads_to_its_successor_and_back(sheet):
    assert sheet(CLOSED).successor.code == "LIANE-04"
    assert [n.code for n in sheet("LIANE-04").predecessors] == [CLOSED]


def test_a_commune_whose_code_stands_is_not_told(sheet):
    assert sheet("LIANE-01").declared_seat is None


def test_the_reports_expected_say_which_came(sheet):
    came = [report.received_on is not None for report in sheet(LATE).reports]
    assert came == [False] * 2 + [True] * 6  # the latest first
    assert sheet(NOT_OPENED).reports == ()


def test_the_ladder_adds_money_by_year_and_stage():
    lines = [line("signed", 30.0), line("paid", 20.0, form="in_kind"), line("notified", 99.0)]
    need = FundingNeed(date(2026, 1, 1), date(2026, 12, 31), 100.0)
    (year,) = ladder(lines, [need])
    assert (year.secured, year.share, year.in_kind) == (50.0, 50.0, 20.0)
    assert year.amounts["notified"] == 99.0


def test_a_year_without_known_need_has_no_share():
    (year,) = ladder([line("signed", 30.0)], [])
    assert (year.need, year.share) == (None, None)


def test_outside_money_corrections_and_lessons_are_not_read(sheet):
    assert sheet("LIANE-01", Audience.EXTERNE).inside is None


def test_the_sentences_tell_opening_agreement_and_money(sheet):
    said = " ".join(lead_of_sheet(sheet("LIANE-01"))).replace("\u00a0", " ")
    assert "Ouverte le 1er janvier 2026" in said
    assert "Convention locale jusqu'au 29 novembre 2026." in said
    assert "Financement signé ou versé jusqu'au 27 février 2027 : 40 % du besoin de 2026" in said
    assert "en préparation" in lead_of_sheet(sheet(NOT_OPENED))[0]
