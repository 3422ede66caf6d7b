"""Published formats: one Table Schema per form, drawn from the forms and the catalogue."""

import json
from pathlib import Path
from typing import Any

from lianes.domain.catalogue import Catalogue
from lianes.intake.fields import Field, Form, Type
from lianes.intake.forms import COHORTS, FORMS, MEASURES
from lianes.intake.layout import kinds_of

PROFILE = "https://specs.frictionlessdata.io/schemas/table-schema.json"
_TYPES = {
    Type.COUNT: "integer", Type.YEAR: "integer", Type.AMOUNT: "number", Type.DAY: "date",
    Type.MONTH: "yearmonth",
}  # fmt: skip
_PATTERNS = {
    Type.IDENTIFIER: r"^[a-z0-9]+([-_]+[a-z0-9]+)*$",
    Type.NETWORK_CODE: r"^LIANE-[0-9A-Z]+(-[0-9A-Z]+)*$",
    Type.PROJECT_CODE: r"^PROJET-[0-9A-Z]+(-[0-9A-Z]+)*$",
    Type.NETWORK: r"^LIANE-[0-9A-Z]+(-[0-9A-Z]+)*$",
    Type.SUBJECT: r"^(LIANE|PROJET)-[0-9A-Z]+(-[0-9A-Z]+)*$",
    Type.COMMUNE: r"^([0-9]{5}|2[AB][0-9]{3})$",
    Type.SIREN: r"^[0-9]{9}$",
    Type.SIRET: r"^[0-9]{14}$",
}
_RANGES: dict[Type, dict[str, int]] = {
    Type.COUNT: {"minimum": 0, "maximum": 1_000_000_000},
    Type.AMOUNT: {"minimum": 0, "maximum": 1_000_000_000_000},
    Type.YEAR: {"minimum": 2000, "maximum": 2100},
}


def schema_of(form: Form, catalogue: Catalogue) -> dict[str, Any]:
    """Return the Table Schema of one form."""
    return {
        "$schema": PROFILE,
        "name": f"lianes-{form.id}",
        "title": f"1 000 LIANES : {form.title}",
        "description": form.purpose,
        "version": catalogue.version,
        "lang": "fr",
        "missingValues": [""],
        "fields": [_field(field, form, catalogue) for field in form.fields],
    }


def _field(field: Field, form: Form, catalogue: Catalogue) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": field.required}
    if form in (MEASURES, COHORTS) and field.name == "valeur":
        constraints = {"required": False}
    constraints |= _RANGES.get(field.type, {})
    if field.type in _PATTERNS and not field.is_list:
        constraints["pattern"] = _PATTERNS[field.type]
    values = _values(field, form, catalogue)
    if values:
        constraints["enum"] = values
    described = {
        "name": field.name,
        "title": field.title,
        "description": field.description,
        "type": _TYPES.get(field.type, "string"),
        "constraints": constraints,
    }
    return described | ({"example": field.example} if field.example else {})


def _values(field: Field, form: Form, catalogue: Catalogue) -> list[str]:
    if field.type is Type.MEASURE:
        kinds = kinds_of(form)
        return [m.id for m in catalogue.reported.values() if m.kind in kinds]
    if field.type is Type.PUBLIC and form in (MEASURES, COHORTS):
        return sorted({p for m in catalogue.reported.values() for p in m.publics})
    if field.type is Type.CHOICE:
        return list(field.choices) or list(catalogue.indicators)
    return []


def write_schemas(folder: Path, catalogue: Catalogue) -> list[Path]:
    """Write the schema of every form; return the files."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for form in FORMS:
        path = folder / f"{form.id}.json"
        content = json.dumps(schema_of(form, catalogue), ensure_ascii=False, indent=2)
        path.write_text(content + "\n", encoding="utf-8")
        written.append(path)
    return written
