"""The stage: what may be said of a scope, all at once, and one file that needs nothing else."""

import re
from dataclasses import replace
from html import unescape

import pytest

from lianes.documents.deck import deck
from lianes.documents.stage import stage
from lianes.documents.stamp import DEMONSTRATION
from lianes.domain.catalogue import Form
from lianes.errors import EmptyExport
from lianes.metrics.figure import State
from lianes.metrics.masking import Audience
from lianes.reading.portrait import opened
from lianes.reading.story import quarters_of, story
from lianes.ui.congress_blocks import stand_alone
from lianes.ui.grounds import ground_of


def html_of(found, base="https://exemple.fr"):
    return unescape(stage(found, ground_of(found), base=base, leave="/"))


def test_every_story_has_ten_to_fourteen_scenes(case):
    assert 10 <= len(story(case.found).scenes) <= 14


def test_where_nothing_is_deployed_the_story_says_so_and_tells_published_facts(creuse):
    told = story(creuse)
    scenes = {scene.id: scene for scene in told.scenes}
    assert 10 <= len(scenes) <= 14
    assert [fact.figure for fact in scenes["carte"].facts] == ["0"]
    assert not any(fact.estimate for scene in told.scenes for fact in scene.facts)
    assert len(told.left_out) == 6
    assert "0</b> LIANE à fin" in html_of(creuse)


def test_published_scenes_only_make_up_for_what_may_not_be_said(read):
    made_up = {"porteurs", "jalons", "mesures"}
    full = {scene.id for scene in story(read("France")).scenes}
    scarce = {scene.id for scene in story(read("réseau", Audience.EXTERNE)).scenes}
    assert not full & made_up
    assert scarce & made_up


def test_it_begins_with_the_published_wording(case):
    facts = story(case.found).scenes[0].facts
    assert facts[2].words.startswith("1 000 Locataires Inactifs d'Action Logement guidés")
    assert [(fact.figure, fact.words) for fact in facts[:2]] == [
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
    said = [fact.estimate for scene in told.scenes for fact in scene.facts if fact.estimate]
    assert all(one.indicator.form in (Form.NETWORKS, Form.FUNDING) for one in said)


def test_no_share_is_told_of_a_single_network(read):
    scenes = {scene.id: scene for scene in story(read("réseau")).scenes}
    assert not any("%" in fact.figure for fact in scenes["partenaires"].facts)
    assert "autour de la table" in scenes["partenaires"].facts[0].words


def test_the_map_fills_quarter_by_quarter(case):
    quarters = quarters_of(case.found)
    counts = [len(opened(case.found.view.networks, end)) for end in quarters]
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
    scenes = html_of(found).count('<section class="st-scene')
    assert html_of(found).count("Code QR de la vue en direct") == scenes
    assert "Code QR" not in html_of(found, base="")


def test_the_deck_asks_nothing_of_anyone_and_is_small(read):
    content = stand_alone(read("France", Audience.EXTERNE))
    markup, script = content.decode().split("<script")
    assert len(content) < 8_000_000
    assert not re.findall(r'(?:src|href)="(?!#)[^"]+"|url\((?!data:|#)', markup)
    assert "import" not in script
    assert "http" not in script
    assert "@font-face" in markup


def test_outside_the_chart_of_jobs_has_one_point_and_no_month(read):
    inside, outside = (html_of(read("France", audience)) for audience in Audience)
    assert "st-under" in inside
    assert "st-under" not in outside
    assert outside.count('class="st-point"') == 1


def test_every_mark_to_touch_says_what_it_is(case):
    html = html_of(case.found)
    marks = re.findall(r'<[^>]*class="[^"]*st-tell[^"]*"[^>]*>', html)
    assert marks
    assert all(re.search(r'aria-label="[^"]+"', mark) for mark in marks)
    assert all('role="img" tabindex="0"' in mark for mark in marks)


def test_the_name_of_the_programme_is_spelled_in_its_meaning(read):
    meaning = html_of(read("France")).split("st-meaning")[1].split("</p>")[0]
    assert "".join(re.findall(r"<b>(\w)</b>", meaning)) == "LIANES"


def test_a_store_without_any_network_fails_loudly(read):
    found = read("France")
    empty = replace(found, view=replace(found.view, networks=()))
    with pytest.raises(EmptyExport):
        deck(empty, ground_of(empty), script="", style="")
