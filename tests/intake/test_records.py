"""Networks, targets, partners, agreements and money enter by the same path and leave by it."""

import shutil
from datetime import date

import pytest
from sample import AS_OF

from lianes.domain.month import Month
from lianes.errors import DepositRefused
from lianes.intake.deposit import Parcel, apply, look
from lianes.reading.quality import Sent, quality
from lianes.store import deposit_warnings, proposals
from lianes.store.backup import check
from lianes.store.connection import reading
from lianes.store.deposits import Slip
from lianes.store.journal import Journal
from lianes.store.undoing import undo
from lianes.store.writer import depositing
from tests.intake.files import csv_of
from tests.intake.test_deposit_slice import data, jobs

TODAY = date(2026, 9, 20)
SHEETS = {
    "reseaux": (("Code", "Nom", "Code Insee", "Étape", "Ouverture", "Communes couvertes"),
                ("LIANE-21", "LIANE de Lille", "59350", "déployée", "01/06/2026", "59350|59512"),
                ("LIANE-22", "LIANE d'Arras", "62041", "repérage", "", "")),
    "partenaires": (("id", "nom", "siret", "code_insee", "date_maj", "type"),
                    ("bailleur-nord", "Bailleur du Nord", "73282932000074", "59350", "x",
                     "landlord"),
                    ("ville-arras", "Ville d'Arras", "", "62041", "x", "Collectivité")),
    "acteurs": (("Réseau", "Partenaire", "Type d'acteur", "Rôle", "Depuis"),
                ("LIANE-21", "bailleur-nord", "landlord", "loge", "2026-06-01")),
    "objectifs": (("Indicateur", "Territoire", "Valeur visée", "Échéance"),
                  ("Ont pris un emploi", "LIANE-21", "40", "31/12/2027"),
                  ("jobs_started", "DEP-59", "60", "31/12/2027")),
    "conventions": (("Identifiant", "Titre", "Nature", "Réseau", "Signée le", "Signataires"),
                    ("conv-lille", "Convention de Lille", "locale", "LIANE-21", "15/06/2026",
                     "bailleur-nord|ville-arras")),
    "financements": (("Réseau", "Financeur", "Forme", "Étape", "Année", "Montant"),
                     ("LIANE-21", "bailleur-nord", "argent", "signé", "2026", "12 500,50")),
    "besoins": (("Réseau", "Du", "Au", "Besoin"),
                ("LIANE-21", "01/01/2026", "31/12/2026", "30 000")),
    "projets": (("Code", "Nom", "Commune", "Étape", "Logements", "Bailleur"),
                ("PROJET-100", "Résidence Blida", "57463", "retenu", "40", "bailleur-nord")),
    "retours": (("Thème", "Angle", "Texte", "Réseau"),
                ("Gestion", "Bonnes pratiques", "Un référent unique par résidence.", "LIANE-21"),
                ("Repérage", "Difficultés", "Les fichiers sont anciens.", "")),
    "rencontres": (("Identifiant", "Titre", "Commence le", "Lieu", "Programme", "Participants",
                    "Unité des participants", "Décidé ou annoncé"),
                   ("rencontre-lille", "Rencontre de Lille", "12/10/2025", "Lille",
                    "logements-accompagnes", "60", "personnes", "Une permanence par mois.")),
    "decisions": (("Programme", "Projet", "Décidé le", "Instance", "Décision"),
                  ("10 000 logements accompagnés", "PROJET-100", "2026-06-20",
                   "Comité de pilotage", "Projet retenu.")),
    "deploiements": (("Solution", "Territoire", "Réseau", "Étape", "Depuis"),
                     ("wake-up-cafe", "DEP-59", "LIANE-21", "à l'essai", "01/09/2026")),
    "cohortes": (("Réseau", "Mesure", "Mois de départ", "Ancienneté", "Évènement", "Valeur"),
                 ("LIANE-21", "Maintien en emploi", "2026-06", "0", "départ", "5"),
                 ("LIANE-21", "Maintien en emploi", "2026-06", "2", "fin d'emploi", "1")),
    "mesures": (("Réseau", "Mois", "Mesure", "Valeur"),
                ("LIANE-21", "2026-06", "jobs_started", "4"),
                ("LIANE-21", "2026-07", "jobs_started", "3"),
                ("LIANE-21", "2026-08", "jobs_started", "6")),
}  # fmt: skip


def sent(path, catalogue, header, *rows):
    return apply(path, Parcel("f.csv", csv_of(*rows, header=header)), catalogue,
                 author="Direction", today=TODAY)  # fmt: skip


@pytest.fixture
def real_copy(tmp_path, real_path):
    return shutil.copy(real_path, tmp_path / "real.db")


def test_an_empty_store_is_filled_form_by_form_then_emptied_again(real_copy, catalogue):
    before = data(real_copy)
    batches = []
    for name, (header, *rows) in SHEETS.items():
        examined = look(real_copy, Parcel("f.csv", csv_of(*rows, header=header)), catalogue,
                        today=TODAY)  # fmt: skip
        assert examined.understood.form.id == name
        assert [p.sentence for p in examined.problems if p.blocks] == []
        batches.append(sent(real_copy, catalogue, header, *rows).batch)
    assert all(f.passed for f in check(real_copy))
    assert jobs(real_copy) == 6
    for batch in reversed(batches):
        with depositing(real_copy, "Direction") as connection:
            undo(connection, batch, Slip("Direction", "a", "annulation"), today=TODAY)
    after = data(real_copy)
    told = {t for t in before if before[t] != after[t] and "_search" not in t}
    assert told <= {"meta"}
    assert all(f.passed for f in check(real_copy))


def test_a_closed_network_owes_nothing_more(real_copy, catalogue):
    header, *rows = SHEETS["reseaux"]
    sent(real_copy, catalogue, header, *rows)
    closing = ("Code", "Nom", "Code Insee", "Étape", "Fermeture")
    sent(real_copy, catalogue, closing,
         ("LIANE-21", "LIANE de Lille", "59350", "close", "01/08/2026"))  # fmt: skip
    with reading(real_copy) as connection:
        months = [report.month for report in Journal(connection).awaited()]
    assert months == [Month.of(2026, 6), Month.of(2026, 7)]


def test_a_network_with_figures_cannot_vanish(real_copy, catalogue):
    made = sent(real_copy, catalogue, SHEETS["reseaux"][0], *SHEETS["reseaux"][1:])
    sent(real_copy, catalogue, SHEETS["mesures"][0], *SHEETS["mesures"][1:])
    with (
        pytest.raises(DepositRefused, match="rien n'a été écrit"),
        depositing(real_copy, "Direction") as connection,
    ):
        undo(connection, made.batch, Slip("Direction", "a", "annulation"), today=TODAY)
    assert all(f.passed for f in check(real_copy))


# ------------------------------------------------------------------ contesting, quality
KEY = "LIANE-01/jobs_started/all/2026-08"


def contested(path):
    contest = proposals.Contest(KEY, 8, "Deux contrats oubliés", "registre", "Réseau")
    with depositing(path, "Réseau") as connection:
        return proposals.propose(connection, contest)


def test_a_contested_figure_stands_until_it_is_accepted(sample_copy, catalogue):
    number = contested(sample_copy)
    assert jobs(sample_copy) == 5
    with depositing(sample_copy, "Direction") as connection:
        proposals.accept(connection, number, "Direction", "vérifié", today=AS_OF)
    assert jobs(sample_copy) == 8
    with reading(sample_copy) as connection:
        (found,) = Journal(connection).proposals()
    assert (found.decision, found.decision_reason) == ("accepted", "vérifié")


def test_a_refused_proposal_changes_nothing_and_keeps_its_reason(sample_copy):
    number = contested(sample_copy)
    before = data(sample_copy)["observation"]
    with depositing(sample_copy, "Direction") as connection:
        proposals.refuse(connection, number, "déjà comptés")
    assert data(sample_copy)["observation"] == before
    with pytest.raises(DepositRefused), depositing(sample_copy, "x") as connection:
        proposals.refuse(connection, number, "encore")


def test_quality_says_who_is_late_and_writes_the_reminder(sample_path, catalogue):
    with reading(sample_path) as connection:
        view = quality(Journal(connection), catalogue, AS_OF)
    late = {network.code: network for network in view.late}
    assert late.keys() == {"LIANE-02", "LIANE-06"}
    assert late["LIANE-02"].late == (Month.of(2026, 7), Month.of(2026, 8))
    assert late["LIANE-02"].days_late == 37
    assert "juillet 2026 et août 2026" in late["LIANE-02"].reminder
    closed = next(network for network in view.networks if network.code == "LIANE-03")
    assert closed.next_due is None
    assert closed.sent[-1] is Sent.NONE


# ------------------------------------------------------------------ warnings
UNUSUAL = ("LIANE-01", "2026-08", "jobs_started", "", "9000")


def warned(path, catalogue):
    header = ("Réseau", "Mois", "Mesure", "Public", "Valeur")
    return apply(path, Parcel("f.csv", csv_of(UNUSUAL, header=header)), catalogue,
                 author="Réseau", today=AS_OF)  # fmt: skip


def open_ones(path):
    with reading(path) as connection:
        return Journal(connection).warnings()


def test_a_warning_applied_stays_open_until_somebody_closes_it(sample_copy, catalogue):
    batch = warned(sample_copy, catalogue).batch
    (found,) = open_ones(sample_copy)
    assert (found.batch, found.warned.row_key) == (batch, KEY)
    assert "médiane" in found.warned.expected
    with depositing(sample_copy, "Direction") as connection:
        deposit_warnings.close(connection, [found.id], "Direction", "campagne de recrutement")
    assert open_ones(sample_copy) == ()
    with pytest.raises(DepositRefused), depositing(sample_copy, "x") as connection:
        deposit_warnings.close(connection, [found.id], "x", "encore")


def test_undoing_its_batch_or_correcting_its_figure_closes_a_warning(sample_copy, catalogue):
    batch = warned(sample_copy, catalogue).batch
    with depositing(sample_copy, "Direction") as connection:
        undo(connection, batch, Slip("Direction", "a", "annulation"), today=AS_OF)
    assert open_ones(sample_copy) == ()
    warned(sample_copy, catalogue)
    assert len(open_ones(sample_copy)) == 1
    sent(sample_copy, catalogue, ("Réseau", "Mois", "Mesure", "Valeur"),
         ("LIANE-01", "2026-08", "jobs_started", "6"))  # fmt: skip
    assert open_ones(sample_copy) == ()


def test_quality_tells_how_full_each_report_is(sample_path, catalogue):
    with reading(sample_path) as connection:
        view = quality(Journal(connection), catalogue, AS_OF, {"LIANE-01"})
        known = connection.execute(
            "SELECT count(DISTINCT measure_id) FROM observation WHERE subject_id = 1 AND month = ?",
            [Month.of(2026, 8).ordinal],
        ).fetchone()[0]
    (network,) = view.networks
    assert network.filled[-1] == known
    assert view.asked > known


DATA_INCLUSION = ("id;siret;rna;nom;commune;code_postal;code_insee;adresse;longitude;latitude;"
                  "typologie;telephone;courriel;presentation_resume;source;date_maj")  # fmt: skip


def test_structures_of_data_inclusion_enter_as_they_are_without_their_contacts(
    real_copy, catalogue
):
    rows = (
        "dora--3f2a1b7c-0d4e;13002526500013;;CCAS de Roubaix;Roubaix;59100;59512;1 place;3.1;50.6;"
        "CCAS;0320000000;contact@exemple.fr;Accompagne;dora;2026-09-01",
        "soliguide--12;;W123;Une structure;Lille;59000;59350;;;;;;;;soliguide;2026-09-01",
    )
    parcel = Parcel("di.csv", "\n".join([DATA_INCLUSION, *rows]).encode())
    examined = look(real_copy, parcel, catalogue, today=TODAY)
    assert examined.understood.form.id == "partenaires"
    assert [p.sentence for p in examined.problems if p.blocks] == []
    assert ["supposé" in p.expected for p in examined.problems] == [True]
    apply(real_copy, parcel, catalogue, author="Direction", today=TODAY)
    with reading(real_copy) as connection:
        kept = connection.execute(
            "SELECT p.kind, t.code FROM partner p JOIN partner_territory l ON l.partner = p.id "
            "JOIN territory t ON t.id = l.territory_id WHERE p.id LIKE '%--%' ORDER BY p.id"
        ).fetchall()
        texts = str(connection.execute("SELECT * FROM partner").fetchall())
    assert kept == [("social_service", "COM-59512"), ("insertion_association", "COM-59350")]
    assert "0320000000" not in texts
    assert "contact@exemple.fr" not in texts


@pytest.mark.parametrize("number", ["73282932000075", "7328293200007", "7328293200007A"])
def test_a_company_number_whose_key_is_wrong_is_refused(real_copy, catalogue, number):
    content = f"id;nom;siret;type\nbailleur-nord;Bailleur du Nord;{number};landlord\n".encode()
    examined = look(real_copy, Parcel("p.csv", content), catalogue, today=TODAY)
    (problem,) = [p for p in examined.problems if p.blocks]
    assert (problem.value, "clé est juste" in problem.expected) == (number, True)
