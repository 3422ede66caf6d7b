"""For every test: the dashboard of browser tests, and nothing skipped in CI."""

import os

import pytest

pytest_plugins = ["tests.browser.server"]


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    """Fail when a promised test was skipped and CI is set."""
    if not os.environ.get("CI") or hasattr(session.config, "workerinput"):
        return
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if skipped and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
