from copy import deepcopy

import pytest

from lianes.domain.catalogue import Form, Kind, load_catalogue, parse_catalogue
from lianes.errors import InvalidCatalogue

MEASURE = {"id": "jobs", "label": "Emplois", "kind": "flow", "unit": "personnes",
           "publics": ["all", "seniors"], "definition": "Prises d'emploi."}  # fmt: skip
COHORT = MEASURE | {"id": "stays", "kind": "cohort", "events": ["ended", "censored"],
                    "publics": ["all"]}  # fmt: skip
COUNT = {"id": "jobs", "label": "Emplois", "question": "Combien ?", "form": "count",
         "measures": ["jobs"], "unit": "personnes", "version": "1",
         "definition": "Cumul."}  # fmt: skip
RATIO = COUNT | {"id": "rate", "form": "ratio", "numerator": ["jobs"], "denominator": ["jobs"],
                 "numerator_label": "a", "denominator_label": "b", "headline": 2}  # fmt: skip
del RATIO["measures"]
RETENTION = COUNT | {"id": "stay", "form": "retention", "measure": "stays", "event": "ended",
                     "age": 6, "headline": 1}  # fmt: skip
del RETENTION["measures"]
DOCUMENT = {"version": "1", "applies_from": "2025-09", "measure": [MEASURE, COHORT],
            "indicator": [COUNT, RATIO, RETENTION]}  # fmt: skip


def changed(table, position, **values):
    """The small catalogue with one block changed; None leaves a key out."""
    document = deepcopy(DOCUMENT)
    block = document[table][position] | values
    document[table][position] = {k: v for k, v in block.items() if v is not None}
    return document


def refusal(document):
    with pytest.raises(InvalidCatalogue) as caught:
        parse_catalogue(document)
    return str(caught.value)


# ------------------------------------------------------------------ the small catalogue
def test_blocks_are_found_by_their_id_in_the_order_of_the_file():
    found = parse_catalogue(DOCUMENT)
    assert list(found.measures) == ["jobs", "stays"]
    assert list(found.indicators) == ["jobs", "rate", "stay"]
    assert found.measures["stays"].kind is Kind.COHORT
    assert found.indicators["rate"].form is Form.RATIO


def test_a_single_measure_is_a_list_of_one():
    assert parse_catalogue(DOCUMENT).indicators["stay"].measures == ("stays",)


def test_the_headline_is_in_the_order_of_its_ranks():
    assert [i.id for i in parse_catalogue(DOCUMENT).headline()] == ["stay", "rate"]


def test_an_indicator_is_defined_for_the_publics_of_all_its_measures():
    document = changed("measure", 1, kind="flow", events=None)
    document["indicator"][1] |= {"denominator": ["stays"]}
    document["indicator"] = document["indicator"][:2]
    found = parse_catalogue(document)
    assert found.publics_of(found.indicators["jobs"]) == {"all", "seniors"}
    assert found.publics_of(found.indicators["rate"]) == {"all"}


def test_persons_are_counted_and_nothing_is_sensitive_unless_said():
    found = parse_catalogue(DOCUMENT).measures["jobs"]
    assert (found.persons, found.sensitive) == (True, False)


# ------------------------------------------------------------------ refusals
@pytest.mark.parametrize(
    ("document", "words"),
    [
        (changed("measure", 0, kind="rate"), "« jobs » : kind doit être parmi flow, stock, cohort"),
        (changed("measure", 0, kind=None), "kind doit être parmi"),
        (changed("measure", 0, colour="red"), "clé inconnue ou manquante : colour"),
        (changed("measure", 0, definition=None), "definition"),
        (changed("measure", 0, unit=None), "unit"),
        (changed("measure", 0, publics=None), "publics"),
        (changed("measure", 0, part_of="nothing"), "mesure inconnue : nothing"),
        (changed("measure", 1, id="jobs"), "« jobs » est déclaré deux fois"),
        (changed("indicator", 0, form="median"), "form doit être parmi"),
        (changed("indicator", 0, question=None), "question"),
        (changed("indicator", 0, version=None), "version"),
        (changed("indicator", 0, measures=["nothing"]), "mesure inconnue : nothing"),
        (changed("indicator", 0, measures=None), "il manque measures"),
        (changed("indicator", 0, measures=[]), "il manque measures"),
        (changed("indicator", 0, companions=["nothing"]), "indicateur inconnu : nothing"),
        (changed("indicator", 0, benchmark={"value": 1}), "benchmark"),
        (changed("indicator", 0, measures=["stays"]), "« stays » est une cohorte"),
        (changed("indicator", 1, denominator=None), "il manque denominator"),
        (changed("indicator", 1, denominator_label=None), "il manque denominator_label"),
        (changed("indicator", 2, event=None), "il manque event"),
        (changed("indicator", 2, age=0), "il manque age"),
        (changed("indicator", 2, event="left"), "évènement inconnu : left"),
        (changed("indicator", 2, competing="death"), "évènement inconnu : death"),
        (changed("indicator", 2, measure="jobs"), "« jobs » n'est pas une cohorte"),
        ({k: v for k, v in DOCUMENT.items() if k != "version"}, "version"),
        ({k: v for k, v in DOCUMENT.items() if k != "applies_from"}, "applies_from"),
        (DOCUMENT | {"not_measured": [{"label": "Mixité"}]}, "reason"),
    ],
)  # fmt: skip
def test_a_catalogue_that_contradicts_itself_is_refused_with_its_block(document, words):
    assert words in refusal(document)


def test_an_unreadable_file_is_refused(tmp_path):
    path = tmp_path / "indicators.toml"
    path.write_text("[[measure]\n", encoding="utf-8")
    with pytest.raises(InvalidCatalogue, match=r"illisible : indicators\.toml"):
        load_catalogue(path)
    with pytest.raises(InvalidCatalogue, match="illisible"):
        load_catalogue(tmp_path / "nothing.toml")


# ------------------------------------------------------------------ the catalogue of the programme
def test_the_headline_of_the_programme(catalogue):
    assert [i.id for i in catalogue.headline()] == [
        "jobs_started", "pathways_started", "employment_exit_rate", "seniors_supported",
        "dwellings_adapted", "home_retention_6m",
    ]  # fmt: skip


def test_every_measure_says_its_publics_and_tous_is_reported(catalogue):
    for measure in catalogue.measures.values():
        assert measure.publics[0] == "all"


def test_rates_of_exit_are_on_exits_never_on_entries(catalogue):
    for name in ("employment_exit_rate", "dynamic_exit_rate", "durable_exit_rate"):
        assert catalogue.indicators[name].denominator == ("exits_examined",)


def test_what_is_sensitive(catalogue):
    assert {m.id for m in catalogue.measures.values() if m.sensitive} == {
        "exits_none", "home_retention",
    }  # fmt: skip


def test_every_definition_is_a_sentence(catalogue):
    for block in (*catalogue.measures.values(), *catalogue.indicators.values()):
        assert block.definition.endswith("."), block.id
        assert block.label, block.id
