"""Two replicas behind the committed proxy: no reader loses its scope, whatever falls."""

from pathlib import Path

import pytest

from benchmarks import failover
from benchmarks.failover import BLACKOUT, CRASH, ROLLING, Outcome, Scene
from benchmarks.replicas import ProxyMissing, haproxy_path

pytestmark = [pytest.mark.browser, pytest.mark.long]
READERS = 12


@pytest.fixture(scope="module")
def outcome(demonstration: Path) -> Outcome:
    """Play the scenes once; without HAProxy this is an error that says how to get it."""
    return failover.measured(demonstration, READERS)


def scene(outcome: Outcome, name: str) -> Scene:
    return next(each for each in outcome.scenes if each.name == name)


def test_every_reader_is_served_by_the_replica_its_cookie_names(outcome: Outcome) -> None:
    assert outcome.bound == READERS


def test_no_page_ever_shows_another_scope_or_other_figures(outcome: Outcome) -> None:
    assert outcome.runs > 10 * READERS
    assert outcome.strays == 0
    assert outcome.failures == ()


@pytest.mark.parametrize("name", [CRASH, ROLLING, BLACKOUT])
def test_every_cut_reader_is_back_with_its_scope_and_figures(outcome: Outcome, name: str) -> None:
    lived = [each for _, each in scene(outcome, name).lived]
    assert lived
    assert all(each.same_title and each.same_figures for each in lived)


def test_only_the_readers_of_the_killed_replica_are_cut(outcome: Outcome) -> None:
    crash = scene(outcome, CRASH)
    killed = crash.before.replica
    assert {each.left for _, each in crash.lived} == {killed}
    assert killed not in {each.found for _, each in crash.lived}
    assert len(crash.lived) < READERS


@pytest.mark.parametrize("name", [CRASH, ROLLING])
def test_the_browser_comes_back_with_what_it_showed(outcome: Outcome, name: str) -> None:
    played = scene(outcome, name)
    assert played.witnessed.seconds > 0
    assert played.after.title == "Nord"
    assert played.after.address == played.before.address
    assert played.after.figures == played.before.figures


def test_a_link_followed_while_nothing_answers_is_read_afterwards(outcome: Outcome) -> None:
    blackout = scene(outcome, BLACKOUT)
    assert blackout.after.address.endswith("territoire=DEP-62")
    assert blackout.after.title == "Pas-de-Calais"
    assert blackout.after.figures != blackout.before.figures
    assert len(blackout.witnessed.notices) == 1


def test_the_screen_never_says_it_in_english(outcome: Outcome) -> None:
    assert [found for each in outcome.scenes for found in each.witnessed.foreign] == []


def test_the_table_has_a_line_per_scene(outcome: Outcome) -> None:
    written = failover.table(failover.date.today(), outcome)
    assert all(f"| {name} |" in written for name in failover.SCENES)


def test_without_haproxy_the_script_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda *_, **__: None)
    with pytest.raises(ProxyMissing, match="apt-get install haproxy"):
        haproxy_path()
