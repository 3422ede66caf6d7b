"""Readings are kept while nothing changes, and never shown to another question or store."""

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from time import sleep

import pytest

from lianes.domain.month import Period
from lianes.domain.scope import Scope
from lianes.metrics.masking import Audience
from lianes.store.connection import reading
from lianes.store.reader import Reader
from lianes.ui import actor_reads, kept, reads, territory_reads


@pytest.fixture
def counted(monkeypatch, sample_copy):
    """A kept reading of the sample, and the questions it had to read for."""
    monkeypatch.setenv("LIANES_STORE", str(sample_copy))
    asked = []

    @kept.kept(4)
    def read(path, *question):
        asked.append((path, *question))
        return question

    return read, asked


def test_the_same_question_is_read_once(counted):
    read, asked = counted
    assert [read("FR", "interne"), read("FR", "interne")] == [("FR", "interne")] * 2
    assert len(asked) == 1


def test_another_audience_is_another_question(counted):
    read, asked = counted
    assert read("FR", Audience.INTERNE) != read("FR", Audience.EXTERNE)
    assert len(asked) == 2


def test_a_commit_a_replaced_store_and_a_new_definition_are_read_again(
    counted, sample_copy, sample_path, monkeypatch, tmp_path
):
    read, asked = counted
    read("FR")
    with closing(sqlite3.connect(sample_copy)) as connection:
        connection.execute("UPDATE network SET name = name || ' bis'")
        connection.commit()
    read("FR")
    assert len(asked) == 2
    fresh = shutil.copy2(sample_path, tmp_path / "fresh.db")
    Path(fresh).replace(sample_copy)
    read("FR")
    assert len(asked) == 3
    edited = shutil.copy(kept.CATALOGUE, tmp_path / "indicators.toml")
    monkeypatch.setattr(kept, "CATALOGUE", edited)
    os.utime(edited, ns=(1, 1))
    read("FR")
    assert len(asked) == 4


def test_a_run_looks_at_the_store_once_and_the_next_run_again(counted, sample_copy):
    read, asked = counted

    def commit():
        with closing(sqlite3.connect(sample_copy)) as connection:
            connection.execute("UPDATE network SET name = name || ' ter'")
            connection.commit()

    with kept.one_look():
        read("FR")
        commit()
        read("FR")
    assert len(asked) == 1
    with kept.one_look():
        read("FR")
    assert len(asked) == 2
    commit()
    read("FR")
    assert len(asked) == 3


def test_no_more_than_asked_are_kept(counted):
    read, asked = counted
    for number in range(9):
        read(number)
    read(8)
    assert len(asked) == 9
    read(0)
    assert len(asked) == 10


def questions(path):
    """Every reading that depends on a scope and an audience, over several of each."""
    with reading(path) as connection:
        meta = Reader(connection).meta()
    period = Period(meta.first_month, meta.last_month)
    scopes = [
        Scope(("FR",), None, period, "all"),
        Scope(("REG-32",), None, period, "all"),
        Scope(("DEP-59",), None, period, "job-seekers"),
    ]
    readings = [
        reads.overview_of, reads.networks_of, reads.pathway_of, reads.senior_care_of,
        territory_reads.explorer_of, territory_reads.territory_sheet_of,
        actor_reads.directory_of, actor_reads.funding_of, actor_reads.lessons_of,
        actor_reads.costs_of,
    ]  # fmt: skip
    return [
        (read, scope, audience) for read in readings for scope in scopes for audience in Audience
    ]


def answers(path, monkeypatch, asked):
    monkeypatch.setenv("LIANES_STORE", str(path))
    return [repr(read(scope, audience)) for read, scope, audience in asked]


def test_questions_crossed_in_any_order_get_the_answers_of_a_fresh_start(
    sample_path, tmp_path, monkeypatch
):
    """Two stores, two audiences, three scopes: each answer is that of readings never kept."""
    other = shutil.copy(sample_path, tmp_path / "other.db")
    with closing(sqlite3.connect(other)) as connection:
        connection.execute("UPDATE rollup SET value = value + 7, cumulated = cumulated + 7")
        connection.commit()
    asked = questions(sample_path)
    crossed = [answers(path, monkeypatch, asked) for path in (sample_path, other)]
    back = [answers(path, monkeypatch, asked[::-1])[::-1] for path in (other, sample_path)][::-1]
    fresh = []
    for path in (sample_path, other):
        copy = shutil.copy(path, tmp_path / f"fresh-{len(fresh)}.db")
        fresh.append(answers(copy, monkeypatch, asked))
    assert crossed == back == fresh
    assert crossed[0] != crossed[1]
    inside = [found for found, (*_, audience) in zip(crossed[0], asked, strict=True)
              if audience is Audience.INTERNE]  # fmt: skip
    outside = [found for found, (*_, audience) in zip(crossed[0], asked, strict=True)
               if audience is Audience.EXTERNE]  # fmt: skip
    assert inside != outside


def test_those_who_ask_the_same_at_once_wait_for_one_reading(counted):
    asked, began = [], Barrier(8)

    @kept.kept(4)
    def slow(path, question):
        asked.append(question)
        sleep(0.2)
        return question

    def ask(question):
        began.wait()
        return slow(question)

    with ThreadPoolExecutor(8) as readers:
        found = list(readers.map(ask, ["FR", "DEP-59"] * 4))
    assert found == ["FR", "DEP-59"] * 4
    assert sorted(asked) == ["DEP-59", "FR"]


def test_a_reading_that_failed_is_tried_again(counted):
    tried = []

    @kept.kept(4)
    def failing(path):
        tried.append(path)
        raise ValueError("spoiled")

    for _ in range(2):
        with pytest.raises(ValueError, match="spoiled"):
            failing()
    assert len(tried) == 2
