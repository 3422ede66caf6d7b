"""For every test: browser tests stay together under xdist, and nothing is skipped in CI."""

import os

import pytest

pytest_plugins = ["tests.browser.server"]


def pytest_collection_modifyitems(items):
    """Keep tests of one server on one worker, so that each server starts once."""
    for item in items:
        if item.get_closest_marker("browser"):
            group = "map" if "map_site" in item.fixturenames else "dashboard"
            item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Fail when a promised test was skipped and CI is set."""
    if not os.environ.get("CI") or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
