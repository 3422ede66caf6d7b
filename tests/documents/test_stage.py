"""The stage: what may be said of a scope, all at once, and one file that needs nothing else."""

import re
from html import unescape

import pytest

from lianes.documents.deck import deck
from lianes.documents.stage import stage
from lianes.documents.stamp import DEMONSTRATION
from lianes.errors import EmptyExport
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.story import opened, quarters_of, story
from lianes.ui.congress_blocks import stand_alone
from lianes.ui.grounds import ground_of


def html_of(found, base="https://exemple.fr"):
    return unescape(stage(found, ground_of(found), base=base, leave="/"))


def test_the_story_of_france_has_ten_to_fourteen_scenes(read):
    assert 10 <= len(story(read("France")).scenes) <= 14


def test_it_begins_with_the_published_wording(case):
    facts = story(case.found).scenes[0].facts
    assert [(fact.figure, fact.words) for fact in facts] == [
        ("197\u00a0000", "titulaires de baux de plus de 65 ans"),
        ("plus\u00a0de\u00a090\u00a0000", "locataires en recherche d'emploi (15 % des 24-49 ans)"),
    ]


def test_a_scene_shows_only_measured_figures(case):
    for scene in story(case.found).scenes:
        for fact in scene.facts:
            if fact.estimate is not None:
                assert fact.estimate.figure.state is State.MEASURED


def test_a_scene_left_out_says_why(read):
    told = story(read("réseau", Audience.EXTERNE))
    reasons = dict(told.left_out)
    assert "masqué" in reasons["Où en sommes-nous ?"]
    assert "masqué" in html_of(read("réseau", Audience.EXTERNE)).split("st-left-out")[1]


def test_outside_no_figure_of_one_network_is_told(read):
    told = story(read("réseau", Audience.EXTERNE))
    assert not any(fact.estimate for scene in told.scenes for fact in scene.facts)


def test_the_map_fills_quarter_by_quarter(case):
    quarters = quarters_of(case.found)
    counts = [len(opened(case.found, end)) for end in quarters]
    assert quarters[-1] == case.found.view.scope.period.end
    scene = next(one for one in story(case.found).scenes if one.id == "carte")
    assert [int(fact.figure) for fact in scene.facts] == counts


def test_every_scene_has_notes_a_source_and_a_way_to_the_live_view(case):
    for scene in story(case.found).scenes:
        assert scene.notes
        assert scene.source
        assert scene.href.startswith("/")


def test_the_stage_says_the_demonstration_and_the_audience(case):
    html = html_of(case.found)
    assert DEMONSTRATION in html
    assert f"audience {case.found.audience}" in html


def test_each_scene_has_its_code_only_when_there_is_a_live_view(read):
    found = read("France")
    scenes = html_of(found).count("<section")
    assert html_of(found).count("Code QR de la vue en direct") == scenes
    assert "Code QR" not in html_of(found, base="")


def test_the_deck_asks_nothing_of_anyone_and_is_small(read):
    content = stand_alone(read("France", Audience.EXTERNE))
    html = content.decode()
    assert len(content) < 8_000_000
    assert not re.findall(r'(?:src|href)="(?!#)[^"]+"|url\((?!data:|#)', html)
    assert "@font-face" in html


def test_an_empty_story_fails_loudly(creuse):
    with pytest.raises(EmptyExport):
        deck(creuse, ground_of(creuse), script="", style="")
