import sqlite3

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sample import (
    AJACCIO,
    ARRAS,
    CLOSED,
    FIRST,
    FLEURBAIX,
    IDS,
    LAST,
    LATE,
    LILLE,
    METZ,
    POINTE_A_PITRE,
    ROUBAIX,
    SAINT_DENIS,
    SILENT,
    TOURCOING,
)

from lianes.domain.month import Month
from lianes.domain.territory import Level
from lianes.store.build import load_reference
from lianes.store.rollup import Changed, rebuild
from lianes.store.schema import apply_migrations

from . import naive_rollup as naive

SEATS = (ROUBAIX, TOURCOING, LILLE, FLEURBAIX, ARRAS, AJACCIO, POINTE_A_PITRE, SAINT_DENIS,
         "COM-93066", "COM-85113")  # fmt: skip
START = Month.of(2026, 1).ordinal
MONTHS = 5
FLOW, STOCK, COHORT = "jobs_started", "seniors_supported", "job_retention"


# ------------------------------------------------------------------ what a programme may report
def months_open(draw):
    first = draw(st.integers(0, MONTHS - 1))
    return range(START + first, START + draw(st.integers(first, MONTHS - 1)) + 1)


@st.composite
def reports(draw, opened):
    """{(measure, public): {month: value}} and the months received, of one network."""
    received = {month for month in opened if draw(st.booleans())}
    figures = {}
    for key in ((FLOW, "all"), (FLOW, "job-seekers"), (STOCK, "all"), (STOCK, "seniors")):
        values = {m: draw(st.integers(0, 4)) for m in sorted(received) if draw(st.booleans())}
        figures[key] = values
    return figures, received


@st.composite
def cohort_rows(draw, opened):
    """Starts and exits in the months the network is open, never more exits than starts."""
    rows = []
    for start in opened:
        remaining = draw(st.integers(0, 5))
        if remaining:
            rows.append((start, 0, "start", remaining))
        for age in range(1, opened[-1] - start + 1):
            gone = draw(st.integers(0, min(2, remaining)))
            remaining -= gone
            if gone:
                rows.append((start, age, "ended", gone))
    return rows


@st.composite
def networks(draw):
    """{network: (seat, months open, figures, months received, cohort rows)}."""
    found = {}
    for number in range(1, draw(st.integers(1, 4)) + 1):
        opened = months_open(draw)
        figures, received = draw(reports(opened))
        seat = draw(st.sampled_from(SEATS))
        found[number] = seat, opened, figures, received, draw(cohort_rows(opened))
    return found


# ------------------------------------------------------------------ a store to hold it
@pytest.fixture(scope="module")
def ground(country):
    """A store of the small country without a network, kept for every example of this module."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    apply_migrations(connection)
    load_reference(connection, country, lambda _share, _words: None)
    connection.execute(
        "INSERT INTO batch (id, received_at, author, title, source, simulated) "
        "VALUES (1, '2026-01-01T00:00:00Z', '', '', ?, 1)",
        connection.execute("SELECT id FROM source").fetchone(),
    )
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(  # a few measures are enough, one of them never reported
        "DELETE FROM measure_public WHERE measure_id NOT IN "
        "(SELECT id FROM measure WHERE code IN ('jobs_started', 'seniors_supported', 'informed'))"
    )
    yield connection
    connection.close()


def ids(connection, table):
    return dict(connection.execute(f"SELECT code, id FROM {table}"))


def write(connection, found):
    places = ids(connection, "territory")
    for table in ("network", "expected_report", "observation", "cohort_observation"):
        connection.execute(f"DELETE FROM {table}")
    for number, (seat, *told) in found.items():
        connection.execute(
            "INSERT INTO network (id, code, name, stage, seat_id, declared_seat_code, source, "
            "simulated) VALUES (?, ?, '', 'deployed', ?, ?, '', 1)",
            [number, f"L{number}", places[seat], seat],
        )
        write_figures(connection, number, *told)


def write_figures(connection, number, opened, figures, received, cohorts):
    measures, publics = ids(connection, "measure"), ids(connection, "public")
    for table in ("expected_report", "observation", "cohort_observation"):
        connection.execute(f"DELETE FROM {table} WHERE subject_id = ?", [number])
    connection.executemany(
        "INSERT INTO expected_report VALUES (6, ?, ?, '2026-01-01', ?)",
        [(number, m, "2026-01-01" if m in received else None) for m in opened],
    )
    connection.executemany(
        "INSERT INTO observation VALUES (6, ?, ?, ?, ?, ?, 1, 1)",
        [
            (measures[measure], publics[public], number, month, value)
            for (measure, public), values in figures.items()
            for month, value in values.items()
        ],
    )
    connection.executemany(
        "INSERT INTO cohort_observation VALUES (6, ?, ?, ?, ?, ?, ?, ?, 1)",
        [(measures[COHORT], publics["all"], number, *row) for row in cohorts],
    )


def rollup_of(connection):
    rows = connection.execute("SELECT * FROM rollup").fetchall()
    return {row[:5]: row[5:] for row in rows}


def cohorts_of(connection):
    return {row[:7]: row[7] for row in connection.execute("SELECT * FROM cohort_rollup")}


def dump(connection):
    """Both tables as text, in key order: equal dumps are equal byte for byte."""
    return "\n".join(
        repr(row)
        for table in ("rollup", "cohort_rollup")
        for row in connection.execute(f"SELECT * FROM {table} ORDER BY 1, 2, 3, 4, 5, 6, 7")
    )


def members_of(connection, found):
    places = ids(connection, "territory")
    parents = {}
    for child, level, parent in connection.execute("SELECT * FROM territory_link"):
        parents.setdefault(child, []).append((level, parent))
    return naive.entities({n: places[seat] for n, (seat, *_) in found.items()}, parents)


def declared(connection):
    rows = connection.execute(
        "SELECT d.measure_id, d.public_id, m.kind FROM measure_public d "
        "JOIN measure m ON m.id = d.measure_id WHERE m.kind <> 'cohort'"
    )
    return {(measure, public): kind for measure, public, kind in rows}


def expected_rollup(connection, found):
    measures, publics = ids(connection, "measure"), ids(connection, "public")
    observed = {
        (number, measures[measure], publics[public]): values
        for number, (_, _, figures, _, _) in found.items()
        for (measure, public), values in figures.items()
    }
    opened = {number: set(months) for number, (_, months, *_) in found.items()}
    return naive.rollup(opened, observed, declared(connection), members_of(connection, found))


def expected_cohorts(connection, found):
    measures, publics = ids(connection, "measure"), ids(connection, "public")
    key = measures[COHORT], publics["all"]
    return naive.cohort_rollup(
        {number: received for number, (_, _, _, received, _) in found.items()},
        max(max(opened) for _, opened, *_ in found.values()),
        {(number, *key): rows for number, (*_, rows) in found.items()},
        members_of(connection, found),
    )


examples = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


# ------------------------------------------------------------------ properties
@examples
@given(networks())
def test_the_rollup_of_every_entity_equals_the_computation_over_raw_observations(ground, found):
    write(ground, found)
    rebuild(ground)
    assert rollup_of(ground) == expected_rollup(ground, found)


@examples
@given(networks())
def test_cohorts_of_every_entity_add_up_the_closed_cohorts_of_its_networks(ground, found):
    write(ground, found)
    rebuild(ground)
    assert cohorts_of(ground) == expected_cohorts(ground, found)


@examples
@given(networks())
def test_what_each_report_holds_is_counted_from_the_observations(ground, found):
    write(ground, found)
    rebuild(ground)
    seen = {}
    for measure, _, subject, month in ground.execute(
        "SELECT measure_id, public_id, subject_id, month FROM observation"
    ):
        seen.setdefault((subject, month), set()).add(measure)
    assert {
        (subject, month): measures
        for _, subject, month, measures in ground.execute("SELECT * FROM report_content")
    } == {key: len(measures) for key, measures in seen.items()}
    standing = ground.execute("SELECT sum(provisional), sum(total) FROM measure_standing")
    observed = ground.execute("SELECT sum(validated = 0), sum(1) FROM observation")
    assert standing.fetchone() == observed.fetchone()


@examples
@given(networks(), st.data())
def test_an_incremental_rebuild_equals_a_full_one_byte_for_byte(ground, found, data):
    write(ground, found)
    rebuild(ground)
    changed = data.draw(st.sets(st.sampled_from(sorted(found)), min_size=1))
    for number in sorted(changed):
        opened = found[number][1]
        figures, received = data.draw(reports(opened))
        write_figures(ground, number, opened, figures, received, data.draw(cohort_rows(opened)))
    rebuild(ground, Changed(networks=changed))
    incremental = dump(ground)
    rebuild(ground)
    assert incremental == dump(ground)


@examples
@given(networks())
def test_a_month_more_is_rolled_up_for_every_entity_even_when_one_network_changed(ground, found):
    write(ground, found)
    rebuild(ground)
    number = max(found)
    seat, opened, figures, received, cohorts = found[number]
    longer = range(opened[0], START + MONTHS + 1)
    found = found | {number: (seat, longer, figures, received, cohorts)}
    write_figures(ground, number, longer, figures, received, cohorts)
    rebuild(ground, Changed(networks={number}))
    assert rollup_of(ground) == expected_rollup(ground, found)


def test_a_store_without_a_network_has_no_rollup_row(ground):
    write(ground, {})
    assert rebuild(ground) == 0
    assert rollup_of(ground) == {}


# ------------------------------------------------------------------ the sample programme, in full
def cell(reader, measure, entity, month, public="all"):
    (cells,) = reader.cells_at([entity], [measure], public, [month]).values()
    return cells[0]


def test_an_entity_where_no_network_ever_opened_has_no_row(reader):
    for code in (METZ, SAINT_DENIS, "DEP-974", "REG-44"):
        place = reader.territory(code)
        assert reader.series([(place.level, place.id)], [FLOW], "all", LAST) == {}
    assert reader.series([(Level.NETWORK, IDS["LIANE-07"])], [FLOW], "all", LAST) == {}


def test_a_network_that_never_reported_has_rows_without_value_and_not_zero(reader):
    found = cell(reader, FLOW, (Level.NETWORK, IDS[SILENT]), LAST)
    assert (found.value, found.cumulated) == (None, None)
    assert (found.expected, found.reported) == (1, 0)
    assert (found.expected_total, found.reported_total) == (6, 0)


def test_a_measure_nobody_reported_still_has_rows_where_networks_are_open(reader):
    found = cell(reader, "care_hours", (Level.FRANCE, 1), LAST)
    assert (found.value, found.cumulated, found.expected) == (None, None, 5)


def test_a_reported_zero_is_zero(reader):
    found = cell(reader, FLOW, (Level.NETWORK, IDS["LIANE-05"]), LAST)
    assert (found.value, found.cumulated) == (0, 0)


def test_a_month_nobody_opened_yet_has_no_row(reader):
    place = reader.territory("DEP-971")
    cells = reader.series([(place.level, place.id)], [FLOW], "all", LAST)
    assert cells[FLOW, (place.level, place.id)][0].month == Month.of(2026, 3)


def test_a_stock_of_a_late_network_is_carried(reader):
    late = (Level.NETWORK, IDS[LATE])
    assert cell(reader, STOCK, late, Month.of(2026, 6)).value == 9
    found = cell(reader, STOCK, late, LAST)
    assert (found.value, found.reported, found.expected) == (9, 0, 1)


def test_a_stock_of_a_closed_network_is_not_carried(reader):
    closed = (Level.NETWORK, IDS[CLOSED])
    assert cell(reader, STOCK, closed, Month.of(2026, 5)).value == 9
    assert cell(reader, STOCK, closed, Month.of(2026, 6)).value is None


def test_a_stock_is_never_cumulated(reader):
    assert cell(reader, STOCK, (Level.FRANCE, 1), LAST).cumulated is None


def test_the_flow_of_a_closed_network_stays_in_the_total_of_its_territory(reader):
    place = reader.territory(ARRAS)
    found = cell(reader, FLOW, (place.level, place.id), LAST)
    assert (found.value, found.cumulated, found.expected) == (None, 9, 0)


def test_france_adds_every_network_once(reader):
    found = cell(reader, FLOW, (Level.FRANCE, 1), LAST)
    assert (found.value, found.cumulated) == (5 + 2 + 0, 32 + 9 + 9 + 5 + 0)
    assert (found.expected, found.reported) == (5, 3)
    assert cell(reader, STOCK, (Level.FRANCE, 1), LAST).value == 25 + 9 + 11 + 2


def test_people_a_late_network_still_followed_are_censored_at_its_last_month(reader):
    rows = reader.cohorts([(Level.NETWORK, IDS[LATE])], COHORT, "all", FIRST, LAST)
    assert [(r.age, r.event, r.people) for r in rows] == [
        (0, "start", 10), (3, "ended", 4), (5, "censored", 6),
    ]  # fmt: skip


def test_people_of_a_network_heard_of_are_not_censored(reader):
    rows = reader.cohorts([(Level.NETWORK, IDS["LIANE-01"])], COHORT, "all", FIRST, LAST)
    assert "censored" not in {row.event for row in rows}
