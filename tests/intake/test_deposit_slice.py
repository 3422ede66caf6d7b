"""A file enters, is previewed, applied, undone: the store says the same before and after."""

import shutil
from datetime import date

import pytest
from sample import AS_OF
from store.dump import dump

from lianes.domain.month import Month
from lianes.errors import DepositConflict, DepositRefused, StoreLocked
from lianes.intake.deposit import Parcel, apply, look, rehearsed, slip_of
from lianes.store.backup import check
from lianes.store.connection import reading
from lianes.store.deposits import Slip
from lianes.store.edits import What
from lianes.store.reader import Reader
from lianes.store.undoing import undo
from lianes.store.writer import depositing
from tests.intake.files import HEADER, csv_of

JOURNAL = {"batch", "change", "source", "batch_warning"}
AUGUST = Month.of(2026, 8)


def parcel(*rows, name="remontee.csv", **options):
    return Parcel(name, csv_of(*rows, **options))


def applied(path, given, catalogue, **options):
    return apply(path, given, catalogue, author="Animation régionale", today=AS_OF, **options)


def undone(path, batch, restore=None):
    with depositing(path, "Animation") as connection:
        slip = Slip("Animation", f"Annulation du lot {batch}", "annulation")
        return undo(connection, batch, slip, today=AS_OF, restore=restore)


def data(path):
    return {table: rows for table, rows in dump(path).items() if table not in JOURNAL}


def jobs(path, network=1):
    with reading(path) as connection:
        cells = Reader(connection).cells_at([(6, network)], ["jobs_started"], "all", [AUGUST])
    return next(iter(cells.values()))[-1].value


def sound(path):
    return all(finding.passed for finding in check(path))


CHANGES = (
    ("LIANE-01", "2026-08", "Prises d'emploi", "Tous publics", "9"),
    ("LIANE-02", "2026-07", "Prises d'emploi", "Tous publics", "4"),
    ("LIANE-05", "2026-08", "Prises d'emploi", "Tous publics", "0"),
)


def test_a_file_is_applied_then_undone_to_the_same_store(sample_copy, catalogue):
    before = data(sample_copy)
    done = applied(sample_copy, parcel(*CHANGES), catalogue)
    assert done.counts == {What.CHANGED: 1, What.ADDED: 1, What.UNCHANGED: 1}
    assert jobs(sample_copy) == 9
    assert sound(sample_copy)
    undone(sample_copy, done.batch)
    assert data(sample_copy) == before
    assert sound(sample_copy)


def test_an_undoing_may_itself_be_undone(sample_copy, catalogue):
    done = applied(sample_copy, parcel(*CHANGES), catalogue)
    after = data(sample_copy)
    back = undone(sample_copy, done.batch)
    undone(sample_copy, back.batch)
    assert data(sample_copy) == after


def test_a_value_changed_since_is_a_conflict_that_someone_settles(sample_copy, catalogue):
    first = applied(sample_copy, parcel(CHANGES[0]), catalogue)
    applied(sample_copy, parcel((*CHANGES[0][:4], "10")), catalogue)
    with pytest.raises(DepositConflict, match="modifiée"):
        undone(sample_copy, first.batch)
    assert jobs(sample_copy) == 10
    undone(sample_copy, first.batch, frozenset({"LIANE-01/jobs_started/all/2026-08"}))
    assert jobs(sample_copy) == 5


def test_a_batch_is_undone_once(sample_copy, catalogue):
    done = applied(sample_copy, parcel(*CHANGES), catalogue)
    undone(sample_copy, done.batch)
    with pytest.raises(DepositRefused, match="déjà annulé"):
        undone(sample_copy, done.batch)


def test_the_same_file_enters_once(sample_copy, catalogue):
    applied(sample_copy, parcel(*CHANGES), catalogue)
    with pytest.raises(DepositRefused):
        applied(sample_copy, parcel(*CHANGES), catalogue)


def test_a_rehearsal_shows_what_would_change_and_leaves_the_store(sample_copy, catalogue):
    before = dump(sample_copy)
    given = parcel(*CHANGES)
    examined = look(sample_copy, given, catalogue, today=AS_OF)
    with rehearsed(
        sample_copy, examined.edits, slip_of(given, examined, "x", None), today=AS_OF
    ) as (copy, done):
        assert {(c.old, c.new) for c in done.changes if c.column == "value"} == {(5, 9), (None, 4)}
        assert jobs(copy) == 9
    assert dump(sample_copy) == before


def test_a_backup_stands_before_each_batch_and_the_oldest_go(sample_copy, catalogue):
    for value in range(12):
        applied(sample_copy, parcel((*CHANGES[0][:4], str(20 + value))), catalogue)
    assert len(list((sample_copy.parent / "backups").glob("*-avant-lot-*"))) == 10


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("LIANE-99", "2026-08", "jobs_started", "", "1"), "réseau connu"),
        (("LIANE-01", "2026-09", "jobs_started", "", "1"), "passé ou en cours"),
        (("LIANE-01", "2024-01", "jobs_started", "", "1"), "lancé en"),
        (("LIANE-03", "2026-07", "jobs_started", "", "1"), "fermeture"),
        (("LIANE-07", "2026-07", "jobs_started", "", "1"), "ouvert"),
        (("LIANE-01", "août", "jobs_started", "", "1"), "un mois"),
        (("LIANE-01", "2026-08", "jobs_started", "", "1,5"), "entier"),
        (("LIANE-01", "2026-08", "jobs_started", "", "-3"), "positif"),
        (("LIANE-01", "2026-08", "jobs_startd", "", "3"), "jobs_started"),
        (("LIANE-01", "2026-08", "jobs_started", "lutins", "3"), "un public connu"),
        (("LIANE-01", "2026-08", "jobs_started", "seniors", "3"), "cette mesure existe"),
        (("LIANE-01", "2026-08", "exits_durable", "", "99"), "somme"),
        (("LIANE-01", "2026-08", "jobs_started", "job-seekers", "80"), "tous les publics"),
    ],
)
def test_a_wrong_cell_blocks_and_is_told_with_its_place(sample_copy, catalogue, row, expected):
    before = dump(sample_copy)
    examined = look(sample_copy, parcel(row), catalogue, today=AS_OF)
    assert any(p.blocks and expected in p.expected and p.spot.row == 2 for p in examined.problems)
    with pytest.raises(DepositRefused, match="rien n'a été écrit"):
        applied(sample_copy, parcel(row), catalogue)
    assert dump(sample_copy) == before


def test_an_unusual_value_is_a_warning(sample_copy, catalogue):
    given = parcel(("LIANE-01", "2026-08", "jobs_started", "", "900"))
    examined = look(sample_copy, given, catalogue, today=AS_OF)
    assert [p.blocks for p in examined.problems] == [False]
    assert "médiane" in examined.problems[0].expected


def test_two_values_for_one_cell_block(sample_copy, catalogue):
    rows = [(*CHANGES[0][:4], value) for value in ("5", "6")]
    examined = look(sample_copy, parcel(*rows), catalogue, today=AS_OF)
    assert examined.is_blocked
    assert "ligne 2" in examined.problems[0].expected


@pytest.mark.parametrize(
    "cell", ["prenom.nom@exemple.fr", "06 12 34 56 78", "2 85 05 59 123 456 78", "Mme Durand"]
)
def test_personal_data_block_and_are_not_repeated(sample_copy, catalogue, cell):
    given = parcel((*CHANGES[0], cell), header=(*HEADER, "Remarque"))
    examined = look(sample_copy, given, catalogue, today=AS_OF)
    assert examined.is_blocked
    assert cell not in "".join(p.sentence for p in examined.problems)


def test_a_deposit_while_another_writes_says_who(sample_copy, catalogue):
    with (
        depositing(sample_copy, "Direction régionale"),
        pytest.raises(StoreLocked, match="Direction régionale"),
    ):
        applied(sample_copy, parcel(*CHANGES), catalogue)


def test_an_empty_store_becomes_a_working_one(tmp_path, real_path, catalogue):
    path = shutil.copy(real_path, tmp_path / "real.db")
    today = date(2026, 9, 3)
    reseaux = csv_of(
        ("LIANE-01", "LIANE de Roubaix", "59512", "déployée", "01/06/2026"),
        ("LIANE-02", "LIANE d'Ajaccio", "2A004", "expérimentation", "2026-07-01"),
        header=("Code", "Nom", "Code Insee", "Étape", "Ouverture"),
    )
    apply(path, Parcel("r.csv", reseaux), catalogue, author="Direction", today=today)
    aims = csv_of(("jobs_started", "LIANE-01", "40", "31/12/2026"),
                  header=("Indicateur", "Territoire", "Valeur", "Échéance"))  # fmt: skip
    apply(path, Parcel("o.csv", aims), catalogue, author="Direction", today=today)
    months = ("06/26", "juillet 2026", "2026-08")
    figures = csv_of(*(("LIANE-01", month, "jobs_started", "", "3") for month in months))
    apply(path, Parcel("m.csv", figures), catalogue, author="Direction", today=today)
    assert jobs(path) == 3
    assert sound(path)
    with reading(path) as connection:
        status = Reader(connection).report_status([1, 2], date(2026, 9, 20))
    assert (status[1].months_late, status[2].months_late) == (0, 2)
