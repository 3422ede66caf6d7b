import sqlite3
from contextlib import closing

import pytest
from sample import IDS, METZ, ROUBAIX

from lianes.errors import StoreDamaged
from lianes.store.backup import check
from lianes.store.check import check_store, raise_on_problems

ONE_JOB = (
    "measure_id = (SELECT id FROM measure WHERE code = '{}') "
    "AND public_id = (SELECT id FROM public WHERE code = '{}') AND subject_id = {}"
)


def jobs(network, *, measure="jobs_started", public="all"):
    return ONE_JOB.format(measure, public, IDS[network])


def figures(value, *where):
    return f"UPDATE observation SET value = {value} WHERE " + " AND ".join(where)


FAULTS = {
    # what is done to a sound store: the check that finds it, and what it says
    "UPDATE network SET seat_id = 999999 WHERE id = 1": ("Clés étrangères", "territory inconnu"),
    "INSERT INTO observation SELECT 6, id, 4, 1, 24312, 1, 1, 1 FROM measure "
    "WHERE code = 'jobs_started'": ("Clés étrangères", "measure_public inconnu"),
    "UPDATE network SET simulated = 0 WHERE id = 2": (
        "Faits réels et simulés séparés", "network : 1 lignes réelles"),
    "UPDATE meta SET value = 'real' WHERE key = 'kind'": (
        "Faits réels et simulés séparés", "network : 7 lignes simulées"),
    "DELETE FROM meta WHERE key = 'kind'": (
        "Faits réels et simulés séparés", "nature de l'entrepôt non dite"),
    "UPDATE detail SET subject_id = 'nobody' WHERE id = 1": (
        "Précisions et renvois sans objet", "nobody inconnu"),
    "UPDATE detail SET subject_table = 'colours' WHERE id = 1": (
        "Précisions et renvois sans objet", "table colours inconnue"),
    "UPDATE citation SET fact_id = 'nothing' WHERE fact_table = 'convention'": (
        "Précisions et renvois sans objet", "convention nothing inconnu"),
    "UPDATE observation SET subject_id = 98 WHERE subject_id = 5": (
        "Sujets orphelins (observations)", "réseau n° 98"),
    "UPDATE cohort_observation SET subject_id = 98 WHERE subject_id = 5": (
        "Sujets orphelins (cohortes)", "réseau n° 98"),
    "UPDATE cohort_observation SET subject_level = 7 WHERE subject_id = 5": (
        "Sujets orphelins (cohortes)", "projet n° 5"),
    "UPDATE expected_report SET subject_id = 98 WHERE subject_id = 6": (
        "Sujets orphelins (remontées attendues)", "réseau n° 98"),
    "UPDATE target SET subject_id = 98 WHERE subject_level = 6": (
        "Sujets orphelins (objectifs)", "objectif n° 1001"),
    "DELETE FROM expected_report WHERE subject_id = 5 AND month = 24315": (
        "Observations d'un mois non attendu", "réseau n° 5, mois 2026-04"),
    "UPDATE measure SET subject_level = 7 WHERE code = 'jobs_started'": (
        "Chiffres d'une mesure que ce sujet ne transmet pas", "jobs_started"),
    f"UPDATE network SET seat_id = (SELECT id FROM territory WHERE code = 'DEP-59') "
    f"WHERE id = {IDS['LIANE-01']}": (
        "Réseaux dont le siège n'est pas une commune", "LIANE-01"),
    "UPDATE territory SET level = 1 WHERE id = 1": (
        "La France est le premier territoire", "territoire n° 1 : FR"),
    f"DELETE FROM territory_link WHERE parent_level = 0 AND child_id = "
    f"(SELECT id FROM territory WHERE code = '{METZ}')": (
        "Territoires sans parent France", METZ),
    f"UPDATE territory SET population = population + 1 WHERE code = '{ROUBAIX}'": (
        "Populations qui ne s'additionnent pas", "DEP-59"),
    "UPDATE territory SET population = NULL WHERE code = 'REG-32'": (
        "Populations qui ne s'additionnent pas", "REG-32"),
    figures(4, jobs("LIANE-04"), "month = 24318"): (
        "Cumuls nationaux différents de la somme des observations", "jobs_started / all"),
    "DELETE FROM rollup WHERE level = 0": (
        "Cumuls nationaux différents de la somme des observations", "jobs_started / all"),
    "UPDATE rollup SET value = 9 WHERE level = 6 AND month = 24317 AND entity_id = 4 "
    "AND measure_id = (SELECT id FROM measure WHERE code = 'jobs_started') AND public_id = 1": (
        "Chiffres d'un réseau différents de ses observations",
        "réseau n° 4, jobs_started, 2026-06"),
    "UPDATE rollup SET value = value + 1 WHERE level = 1 AND value IS NOT NULL "
    "AND month = 24313": (
        "Chiffres régionaux différents du total national", "jobs_started / all, 2026-02"),
    "UPDATE rollup SET cumulated = cumulated + 1 WHERE level = 1 AND month = 24313": (
        "Chiffres régionaux différents du total national", "jobs_started / all, 2026-02"),
    figures(99, jobs("LIANE-01", measure="exits_durable"), "month = 24312"): (
        "Parties plus grandes que le tout", "réseau n° 1, exits_durable"),
    f"DELETE FROM observation WHERE {jobs('LIANE-02', measure='exits_examined')}": (
        "Parties plus grandes que le tout", "réseau n° 2, exits_transition"),
    figures(6, jobs("LIANE-01", public="job-seekers"), "month = 24312"): (
        "Un public plus nombreux que tous les publics",
        "réseau n° 1, jobs_started / job-seekers, 2026-01"),
    "UPDATE cohort_observation SET value = 99 WHERE event = 'ended' AND subject_id = 2": (
        "Cohortes dont il sort plus de personnes qu'il n'y entre", "réseau n° 2, début 2026-01"),
}  # fmt: skip


def changed(path, statement):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        before = connection.total_changes
        connection.execute(statement)
        assert connection.total_changes > before, "the fault must touch a row"


def problems(path):
    return {f.title: " ; ".join(f.problems) for f in check(path) if not f.passed}


def test_a_sound_store_passes_every_check(sample_path, real_path):
    assert problems(sample_path) == {}
    assert problems(real_path) == {}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault[:60])
def test_a_fault_is_found_by_its_check(sample_copy, fault):
    title, words = FAULTS[fault]
    changed(sample_copy, fault)
    assert words in problems(sample_copy)[title]


def test_levels_of_adaptation_never_outnumber_the_dwellings_adapted(sample_copy):
    changed(
        sample_copy,
        "INSERT INTO observation SELECT 6, m.id, 1, 1, 24313, 1, 1, 1 FROM measure m "
        "WHERE m.code = 'dwellings_labelled'",
    )  # no dwelling was adapted that month
    found = problems(sample_copy)["Niveaux d'adaptation plus nombreux que les logements adaptés"]
    assert "réseau n° 1" in found


def test_every_check_of_rows_is_triggered_by_some_fault(sample_path):
    shown = {title for title, _ in FAULTS.values()} | {
        "Intégrité du fichier", "Niveaux d'adaptation plus nombreux que les logements adaptés",
    }  # fmt: skip
    assert {finding.title for finding in check(sample_path)} == shown


def test_a_corrupted_page_is_reported_and_does_not_end_the_report(sample_copy):
    with closing(sqlite3.connect(sample_copy)) as connection:
        root = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'observation'"
        ).fetchone()[0]
        size = connection.execute("PRAGMA page_size").fetchone()[0]
    with sample_copy.open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * size)
    found = problems(sample_copy)
    assert "Intégrité du fichier" in found
    assert "contrôle impossible" in found["Sujets orphelins (observations)"]
    assert len(check(sample_copy)) == len({f.title for f in check(sample_copy)})


def test_at_most_ten_examples_are_shown(sample_copy):
    changed(sample_copy, "UPDATE observation SET value = value + 1")
    assert all(len(finding.problems) <= 10 for finding in check(sample_copy))


def test_problems_are_raised_together(sample_copy):
    changed(sample_copy, "UPDATE network SET seat_id = 999999 WHERE id = 1")
    with closing(sqlite3.connect(sample_copy)) as connection:
        with pytest.raises(StoreDamaged) as caught:
            raise_on_problems(connection)
        failed = [finding for finding in check_store(connection) if not finding.passed]
    assert len(failed) > 1
    assert all(finding.title in str(caught.value) for finding in failed)
