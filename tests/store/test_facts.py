import re

import pytest

from lianes.errors import InvalidReferenceData
from lianes.store.fact_sheets import SHEETS
from lianes.store.facts import load_facts
from lianes.store.sheet import read_lines

from .reference_files import PROGRAMME, change, copy_of, empty_store, fact_codes, rows, territories

FILES = sorted(PROGRAMME.glob("*.csv"))
PUBLISHED = {
    "actor_kind": 16, "partner": 63, "perimeter": 2, "programme": 5, "role": 16, "milestone": 14,
    "key_figure": 12, "public": 11, "target": 5, "challenge": 6, "solution": 8,
    "response_kind": 3, "fund": 8, "convention": 19, "convention_axis": 16, "event": 8,
    "feedback_axis": 10, "convention_party": 38, "convention_territory": 20,
    "perimeter_member": 6, "solution_challenge": 10,
}  # fmt: skip
ENGLISH = re.compile(
    r"\b(and|the|of|not|with|from|published|year|inferred|only|given|without|dwellings|tenants|"
    r"presumed|opening|signed|signature of|announced|managed|absorbed|yes|wider|count)\b"
)


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    connection = empty_store(tmp_path_factory.mktemp("facts") / "lianes.db", fact_codes())
    load_facts(connection, PROGRAMME)
    yield connection
    connection.close()


@pytest.fixture
def bare(tmp_path):
    connection = empty_store(tmp_path / "lianes.db", fact_codes())
    yield connection
    connection.close()


@pytest.fixture
def folder(tmp_path):
    return copy_of(PROGRAMME, tmp_path / "programme")


def one(store, query, *values):
    return store.execute(query, values).fetchone()[0]


def texts(row):
    hidden = {"id", "code", "url", "source", "subject_table", "subject_id", "kind", "axis"}
    return [cell for column, cell in row.items() if column not in hidden]


# ------------------------------------------------------------------ every row finds its place
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_each_line_of_a_file_is_a_row_of_its_table(store, sheet):
    lines = read_lines(PROGRAMME / sheet.file_name, sheet.headings)
    assert one(store, f"SELECT count(*) FROM {sheet.table}") == len(lines) > 0


@pytest.mark.parametrize(("table", "count"), PUBLISHED.items())
def test_all_that_is_published_is_there(store, table, count):
    assert one(store, f"SELECT count(*) FROM {table}") == count


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.table)
def test_each_cell_is_kept_as_published(store, sheet):
    plain = [column for column in sheet.columns if column.name not in ("source", "subject_level")]
    names = ", ".join(column.name for column in plain)
    kept = store.execute(f"SELECT {names} FROM {sheet.table}")
    codes = dict(store.execute("SELECT id, code FROM territory"))
    published = [
        tuple(line.cells[column.heading] for column in plain)
        for line in read_lines(PROGRAMME / sheet.file_name, sheet.headings)
    ]
    assert sorted(as_text(row, plain, codes) for row in kept) == sorted(published)


def as_text(row, columns, codes):
    return tuple(cell_text(cell, column, codes) for cell, column in zip(row, columns, strict=True))


def cell_text(cell, column, codes):
    if cell is None:
        return ""
    if column.heading == "territory":
        return codes[cell]
    if column.name == "measurable":
        return "oui" if cell else "non"
    return f"{cell:.15g}" if isinstance(cell, float) else str(cell)


def test_foreign_keys_hold(store):
    assert store.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_fact_has_a_source_and_every_source_serves(store):
    tables = [sheet.table for sheet in SHEETS if "source" in sheet.headings]
    cited = {row[0] for row in store.execute("SELECT source FROM citation")}
    for table in tables:
        assert one(store, f"SELECT count(*) FROM {table} WHERE source IS NULL") == 0
        cited |= {row[0] for row in store.execute(f"SELECT source FROM {table}")}
    known = {row[0] for row in store.execute("SELECT id FROM source")}
    assert known - cited == {"alliance-villes-emploi-2019"}


def test_further_sources_of_a_fact_are_cited(store):
    query = "SELECT source FROM citation WHERE fact_table = ? AND fact_id = ? ORDER BY source"
    assert store.execute(query, ("fund", "fnavdl")).fetchall() == [("urh-hdf-2024",)]
    assert store.execute(query, ("programme", "lianes")).fetchall() == [("rse-2025",)]
    assert one(store, "SELECT source FROM fund WHERE id = 'fnavdl'") == "dreets-na-2025"


def test_each_citation_is_about_a_fact_that_exists(store):
    for table, fact in store.execute("SELECT fact_table, fact_id FROM citation"):
        assert one(store, f"SELECT count(*) FROM {table} WHERE id = ?", fact) == 1


def test_each_detail_is_about_something_that_exists(store):
    for table, subject in store.execute("SELECT subject_table, subject_id FROM detail"):
        assert one(store, f"SELECT count(*) FROM {table} WHERE id = ?", subject) == 1


def test_published_facts_are_not_simulated(store):
    for table in ("partner", "convention", "target", "solution", "event", "perimeter"):
        assert one(store, f"SELECT count(*) FROM {table} WHERE simulated") == 0


def test_territories_of_facts_are_those_of_today():
    assert fact_codes() <= set(territories())


# ------------------------------------------------------------------ as precise as published
@pytest.mark.parametrize(
    ("query", "date"),
    [
        ("SELECT signed_on FROM convention WHERE id = 'conv-unafo-arelor'", "2024-12"),
        ("SELECT signed_on FROM convention WHERE id = 'conv-lianes-cadre'", "2025-09-23"),
        ("SELECT signed_on FROM convention WHERE id = 'conv-gironde'", None),
        ("SELECT happened_on FROM milestone WHERE title LIKE 'Reprise%'", "2020-2021"),
        ("SELECT starts_on FROM event WHERE id = 'webinaire-financeurs'", "2024"),
        ("SELECT starts_on FROM event WHERE id = 'congres-hlm-rennes'", None),
        ("SELECT as_of FROM key_figure WHERE id = 'hlm-stock'", "non publié"),
        ("SELECT due_on FROM target WHERE code = 'tenants_guided_to_employment'", None),
    ],
)
def test_a_date_keeps_its_precision(store, query, date):
    assert one(store, query) == date


def test_targets_keep_their_exact_wording(store):
    wordings = {row[0] for row in store.execute("SELECT wording FROM target")}
    assert wordings == {
        "197 000 titulaires de baux de plus de 65 ans",
        "quelque 197 000 locataires seniors recensés dans les fichiers initiaux "
        "(date des fichiers non publiée)",
        "plus de 90 000 locataires en recherche d'emploi (15 % des 24-49 ans)",
        "1 000 locataires guidés vers un nouvel emploi (sens du sigle ; aucune échéance publiée)",
        "10 000 logements accompagnés (aucune échéance dans la source)",
    }


def test_one_target_only_is_that_of_an_indicator(store):
    targets = store.execute(
        "SELECT target.code, indicator, value, territory.code FROM target "
        "JOIN territory ON territory.id = subject_id WHERE indicator IS NOT NULL"
    ).fetchall()
    assert targets == [("tenants_guided_to_employment", "jobs_started", 1000.0, "FR")]


def test_more_than_stays_more_than(store):
    assert one(store, "SELECT qualifier FROM key_figure WHERE id = 'al-young-2024'") == "plus de"
    query = "SELECT value FROM detail WHERE subject_id = 'clesence' AND fact = 'Logements'"
    assert one(store, query).startswith("plus de 47 000")


def test_publics_keep_their_numbers(store):
    publics = dict(store.execute("SELECT code, id FROM public WHERE id <= 4"))
    expected = {"all": 1, "job-seekers": 2, "seniors-willing-to-work": 3, "seniors": 4}
    assert publics == expected


def test_a_convention_names_its_parties_territories_and_axes(store):
    parties = "SELECT partner FROM convention_party WHERE convention = 'conv-unafo-arelor'"
    assert {row[0] for row in store.execute(parties)} == {"unafo", "arelor-hlm"}
    territories = (
        "SELECT code FROM convention_territory JOIN territory ON id = territory_id "
        "WHERE convention = 'conv-unafo-arelor'"
    )
    lorraine = {"DEP-54", "DEP-55", "DEP-57", "DEP-88"}
    assert {row[0] for row in store.execute(territories)} == lorraine
    axes = "SELECT sum(measurable) FROM convention_axis WHERE convention = 'conv-unafo-arelor'"
    assert one(store, axes) == 2


def test_arelor_is_one_partner(store):
    assert one(store, "SELECT count(*) FROM partner WHERE name LIKE 'Arelor%'") == 1


# ------------------------------------------------------------------ what must not be there
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_person_is_named(path):
    columns = set(rows(path)[0])
    assert not columns & {"fondateur", "founder", "president", "contact", "person", "email"}
    assert not re.search(r"fondée? par|fondat(eur|rice)|présidente?\b", path.read_text("utf-8"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_what_was_not_found_is_no_fact(path):
    assert not re.search(r"non trouv|non identifiée avec.*homonyme", path.read_text("utf-8"), re.I)


def test_the_unidentified_laureate_says_so_and_has_no_details(store):
    assert "non identifiée avec certitude" in one(
        store, "SELECT note FROM partner WHERE id = 'amazones'"
    )
    query = "SELECT count(*) FROM detail WHERE subject_id = 'amazones' AND fact <> 'Défis'"
    assert one(store, query) == 0


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_texts_are_french(path):
    for row in rows(path):
        for cell in texts(row):
            assert not ENGLISH.search(cell), cell


# ------------------------------------------------------------------ refusals say where
@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        (
            "perimeter.csv", "DEP-59|DEP-62", "DEP-59|DEP-99",
            ["perimeter.csv, ligne 2, colonne « territories »", "« DEP-99 » ne l'est pas"],
        ),
        ("convention.csv", "EPT-200057867", "EPT-200000000", ["convention.csv, ligne 3", "EPT-2"]),
        ("partner.csv", "rse-2025", "rse-1999", ["ligne 2, colonne « source »", "source.csv"]),
        ("role.csv", ",eneal,", ",eneall,", ["role.csv, ligne 3, colonne « partner »"]),
        ("solution.csv", "rights|living", "rights|lving", ["colonne « challenges_our_reading »"]),
        ("detail.csv", "fund,fsi", "fund,fsii", ["colonne « subject_id »", "fund.csv"]),
        ("fund.csv", "\nfsi,", "\ntfpb,", ["fund.csv, ligne 4, colonne « id »", "une seule ligne"]),
        ("event.csv", "2024-12,", "2024-13,", ["event.csv, ligne 5, colonne « starts_on »"]),
        ("convention.csv", "2023-10", "octobre 2023", ["colonne « signed_on »", "2024-12"]),
        ("challenge.csv", "Inclusion numérique", "", ["colonne « label »", "case vide"]),
        ("key_figure.csv", "520000", "520 000", ["colonne « value »", "un nombre sans espace"]),
        ("convention_axis.csv", ",oui", ",yes", ["colonne « measurable »", "oui ou non"]),
        ("convention.csv", "unafo|ush", "unafo|unafo", ["colonne « parties »", "différentes"]),
        ("fund.csv", "id,name", "id,nom", ["ligne 1, colonne « nom » : colonne inconnue"]),
        ("fund.csv", ",note", "", ["fund.csv, ligne 1, colonne « note » : colonne absente"]),
        ("response_kind.csv", "lease-change,", "lease-change,x,", ["ligne 3", "5 cases"]),
        ("target.csv", ",FR,", ",Hexagone,", ["target.csv, ligne 2, colonne « territory »"]),
    ],
)  # fmt: skip
def test_a_wrong_cell_is_refused_with_its_place(bare, folder, name, old, new, said):
    change(folder, name, old, new)
    with pytest.raises(InvalidReferenceData) as error:
        load_facts(bare, folder)
    assert all(part in str(error.value) for part in said), error.value


def test_a_missing_file_is_named(bare, folder):
    (folder / "event.csv").unlink()
    with pytest.raises(InvalidReferenceData, match=r"event\.csv : fichier absent"):
        load_facts(bare, folder)


def test_a_stray_file_is_refused(bare, folder):
    (folder / "partenaires.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(InvalidReferenceData, match=r"partenaires\.csv : fichier inconnu"):
        load_facts(bare, folder)


def test_a_file_that_is_not_utf8_is_refused(bare, folder):
    (folder / "fund.csv").write_bytes("id,name\né,é\n".encode("latin-1"))
    with pytest.raises(InvalidReferenceData, match=r"fund\.csv : fichier illisible"):
        load_facts(bare, folder)


def test_a_spreadsheet_mark_at_the_start_is_accepted(bare, folder):
    path = folder / "fund.csv"
    path.write_text("\ufeff" + path.read_text("utf-8"), encoding="utf-8")
    load_facts(bare, folder)
    assert one(bare, "SELECT count(*) FROM fund") == 8
