"""The published formats are Table Schemas, and a file that follows one is a file we accept."""

import json
from pathlib import Path

import pytest
from frictionless import Resource, Schema, validate
from sample import AS_OF

from lianes.domain.catalogue import load_catalogue
from lianes.intake.conformity import Conformity
from lianes.intake.deposit import Parcel, look
from lianes.intake.forms import BY_ID, FORMS, MEASURES
from lianes.intake.schemas import schema_of

DATA = Path(__file__).parents[2] / "data"
GOOD = ["LIANE-01", "2026-08", "jobs_started", "all", "9"]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_published_schema_is_the_form_and_the_library_reads_it(form):
    catalogue = load_catalogue(DATA / "reference" / "indicators.toml")
    published = json.loads((DATA / "schemas" / f"{form.id}.json").read_text(encoding="utf-8"))
    assert published == schema_of(form, catalogue)
    schema = Schema.from_descriptor(published)
    assert [field.name for field in schema.fields] == [field.name for field in form.fields]
    for field, described in zip(schema.fields, published["fields"], strict=True):
        if "example" in described:
            assert field.read_cell(described["example"])[1] is None, field.name


@pytest.mark.parametrize(
    ("place", "words"),
    [(None, ""), (0, "liane un"), (1, "2026-13"), (2, "jobs"), (3, "lutins"), (4, "-1"),
     (4, "1.5"), (4, "2000000000")],
)  # fmt: skip
def test_a_file_of_the_published_format_is_accepted_when_the_library_accepts_it(
    sample_path, catalogue, place, words
):
    row = [words if rank == place else cell for rank, cell in enumerate(GOOD)]
    header = [field.name for field in MEASURES.fields]
    schema = Schema.from_descriptor(schema_of(MEASURES, catalogue))
    conforms = validate(Resource(data=[header, row], schema=schema)).valid
    content = f"{','.join(header)}\n{','.join(row)}\n".encode()
    examined = look(sample_path, Parcel("f.csv", content), catalogue, today=AS_OF)
    assert conforms is (place is None)
    assert examined.is_blocked is not conforms


@pytest.mark.parametrize(
    ("form", "field", "good", "wrong"),
    [("reseaux", "code", "LIANE-49", "LIANE-4 9"), ("partenaires", "id", "ville-arras", "Ville"),
     ("partenaires", "siret", "12345678900011", "123"), ("financements", "annee", "2026", "26"),
     ("financements", "montant", "12500.5", "-1"), ("projets", "code", "PROJET-1", "P1")],
)  # fmt: skip
def test_codes_years_and_amounts_are_judged_by_the_schema(catalogue, form, field, good, wrong):
    schema = Conformity(BY_ID[form], catalogue)
    assert schema.accepts(field, good)
    assert not schema.accepts(field, wrong)
