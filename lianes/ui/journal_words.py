"""Rows, columns and values of the journal as a reader names them."""

from lianes.domain.french import number
from lianes.domain.month import Month
from lianes.intake.forms import FORMS
from lianes.ui import deposit_reads as reads
from lianes.ui.markup import text
from lianes.ui.reads import catalogue, public_labels


def key_words(table: str, row_key: str) -> str:
    """Write the key of a row for a reader: network or project, measure, public, month."""
    parts = row_key.split("/")
    measures = catalogue().reported
    if table in ("observation", "cohort_observation") and parts[1] in measures:
        publics = public_labels()
        words = [parts[0], measures[parts[1]].label, publics.get(parts[2], parts[2])]
        return " · ".join([*words, Month.parse(parts[3]).label, *parts[4:]])
    return f"{_TABLES.get(table, table)} {' · '.join(parts)}"


def column_words(table: str, column: str) -> str:
    """Write a column of the store as its form names it."""
    if column in _COLUMNS:
        return _COLUMNS[column]
    titles = (f.title for form in FORMS if form.table == table for f in form.fields
              if f.column == column)  # fmt: skip
    return next(titles, column)


_COLUMNS = {"value": "valeur", "validated": "validée", "id": "ligne", "network_id": "réseau",
            "declared_seat_code": "commune déclarée", "programme": "programme", "unit": "unité",
            "subject_level": "niveau", "subject_id": "sujet", "partner": "partenaire",
            "convention": "convention"}  # fmt: skip
_TABLES = {
    "network": "réseau n°", "network_commune": "commune couverte", "target": "objectif n°",
    "partner": "partenaire", "partner_territory": "territoire de", "convention": "convention",
    "convention_party": "signataire de", "convention_territory": "territoire de",
    "funding": "financement n°", "funding_need": "besoin", "project": "projet n°",
    "lesson": "retour n°", "event": "rencontre", "deployment": "solution en service n°",
    "decision": "décision n°",
    "network_partner": "acteur",
}  # fmt: skip


def value_words(row_key: str, value: object) -> str:
    """Write a value of the journal as it may be shown, numbers as French writes them."""
    if value is None:
        return "–"
    if reads.is_masked(row_key, value, catalogue()):
        return "masqué"
    is_count = row_key.count("/") >= 3 and str(value).isdigit()
    return text(number(int(str(value))) if is_count else str(value))
