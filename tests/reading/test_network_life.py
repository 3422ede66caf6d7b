"""The life of a network, from the sample: dated, the latest first, nothing of the future."""

from sample import CLOSED, WHOLE

from lianes.domain.scope import FRANCE, Scope
from lianes.reading.desk import Desk
from lianes.reading.network_life import life_of
from lianes.reading.network_sheet import network_sheet
from lianes.store.connection import reading
from lianes.store.network_sheet_reader import NetworkSheetReader


def sheet(path, catalogue, audience, code):
    with reading(path) as connection:
        reader = NetworkSheetReader(connection)
        desk = Desk(reader, catalogue, audience, reader.meta())
        return network_sheet(desk, reader, Scope((FRANCE,), code, WHOLE, "all"))


def test_events_are_dated_and_the_latest_come_first(sample_path, catalogue, desk):
    for code in ("LIANE-01", CLOSED):
        view = sheet(sample_path, catalogue, desk.audience, code)
        dates = [event.when for event in life_of(view)]
        assert dates == sorted(dates, reverse=True)
        assert all(day <= view.as_of.isoformat() for day in dates)


def test_a_closed_network_tells_its_closing_and_its_successor(sample_path, catalogue, desk):
    view = sheet(sample_path, catalogue, desk.audience, CLOSED)
    words = [event.words for event in life_of(view)]
    assert any(said.startswith("Ouverture") for said in words)
    closing = next(said for said in words if said.startswith("Clôture"))
    assert view.successor is None or view.successor.name in closing
