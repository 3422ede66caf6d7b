"""Which twins do better: only beyond chance, and only those with enough cases of their own."""

from lianes.domain.territory import Level, Territory
from lianes.metrics.figure import Figure
from lianes.reading.better_peers import better_peers
from lianes.reading.estimates import Estimate
from lianes.reading.territory_sheet import Peer


def rate(catalogue, successes, n):
    exits = catalogue.indicators["employment_exit_rate"]
    return Estimate(exits, Figure.measured(100 * successes / n), successes, n)


def peer(name, exits, networks=1):
    return Peer(Territory(1, name, Level.DEPARTEMENT, name, None, ()), networks, exits, 1.0)


def found(own, *peers):
    result = better_peers(own, peers)
    return [p.territory.code for p in result.compared], [p.territory.code for p in result.better]


def test_a_twin_does_better_only_beyond_chance(catalogue):
    own = rate(catalogue, 40, 100)
    far, near = peer("far", rate(catalogue, 70, 100)), peer("near", rate(catalogue, 48, 100))
    lower = peer("lower", rate(catalogue, 10, 100))
    assert found(own, far, near, lower) == (["far", "near", "lower"], ["far"])


def test_the_error_is_shared_between_the_twins(catalogue):
    own, close = rate(catalogue, 40, 100), peer("close", rate(catalogue, 55, 100))
    assert found(own, close)[1] == ["close"]
    others = [peer(f"{rank}", rate(catalogue, 40, 100)) for rank in range(5)]
    assert found(own, close, *others)[1] == []


def test_too_few_cases_or_a_hidden_rate_compare_nothing(catalogue):
    best = peer("best", rate(catalogue, 90, 100))
    hidden = Estimate(catalogue.indicators["employment_exit_rate"], Figure.masked())
    assert found(rate(catalogue, 4, 19), best) == ([], [])
    assert found(hidden, best) == ([], [])
    assert found(None, best) == ([], [])
    assert found(rate(catalogue, 40, 100), peer("few", rate(catalogue, 19, 19)),
                 peer("masked", hidden)) == ([], [])  # fmt: skip
