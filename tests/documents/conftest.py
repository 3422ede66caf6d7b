"""Dossiers of the sample programme, for several scopes and both audiences."""

from dataclasses import dataclass

import pytest
from sample import WHOLE

from lianes.access.audience import released_periods
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.reading.dossier import read_dossier
from lianes.ui.grounds import ground_of

SCOPES = {
    "France": (("FR",), None),
    "région": (("REG-32",), None),
    "deux départements": (("DEP-59", "DEP-62"), None),
    "département": (("DEP-59",), None),
    "outre-mer": (("DEP-971",), None),
    "réseau": (("FR",), "LIANE-01"),
}
CASES = [(scope, audience) for scope in SCOPES for audience in Audience]


@dataclass(frozen=True)
class Case:
    """One dossier and the ground of its map."""

    found: object
    ground: object


@pytest.fixture(scope="session")
def read(sample_path, catalogue):
    """Return the dossier of a named scope for an audience."""

    def dossier_of(scope, audience=Audience.INTERNE):
        territories, network = SCOPES[scope]
        outside = audience is Audience.EXTERNE
        period = released_periods(WHOLE.start, WHOLE.end)[-1] if outside else WHOLE
        chosen = Scope(territories, network, period, "all")
        return read_dossier(sample_path, catalogue, audience, chosen)

    return dossier_of


@pytest.fixture(scope="session", params=CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def case(request, read):
    """Each scope for each audience."""
    found = read(*request.param)
    return Case(found, ground_of(found))


@pytest.fixture(scope="session")
def creuse(sample_path, catalogue):
    """A scope without any network."""
    scope = Scope(("DEP-23",), None, WHOLE, "all")
    return read_dossier(sample_path, catalogue, Audience.INTERNE, scope)
