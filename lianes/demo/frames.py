"""Frames in the shape of the store's tables: same columns, nothing more."""

from collections.abc import Iterable

import pandas as pd

COLUMNS: dict[str, tuple[str, ...]] = {
    "source": ("id", "title", "publisher", "published_on", "url", "note", "kind"),
    "partner": ("id", "name", "kind", "siren", "siret", "contact", "note", "source", "simulated"),
    "partner_territory": ("partner", "territory_id"),
    "network": ("id", "code", "name", "stage", "opened_on", "closed_on", "seat_id",
                "declared_seat_code", "successor_id", "assessed_on", "source", "simulated"),
    "network_commune": ("network_id", "territory_id"),
    "network_partner": ("network_id", "partner", "kind", "role", "since", "until"),
    "convention": ("id", "title", "kind", "signed_on", "ends_on", "programme", "network_id",
                   "amount_eur", "object", "note", "source", "simulated"),
    "convention_party": ("convention", "partner"),
    "convention_territory": ("convention", "territory_id"),
    "target": ("id", "programme", "indicator", "subject_level", "subject_id", "code", "value",
               "unit", "starts_on", "due_on", "wording", "source", "simulated"),
    "funding": ("id", "programme", "network_id", "project_id", "funder", "fund", "form", "stage",
                "year", "amount_eur", "covers_from", "covers_until", "source", "simulated"),
    "funding_need": ("network_id", "starts_on", "ends_on", "amount_eur", "source", "simulated"),
    "solution": ("id", "name", "partner", "purpose", "source", "simulated"),
    "solution_challenge": ("solution", "challenge"),
    "deployment": ("id", "solution", "territory_id", "network_id", "stage", "since", "source",
                   "simulated"),
    "project": ("id", "code", "name", "programme", "landlord", "manager", "public",
                "response_kind", "dwellings", "budget_eur", "stage", "seat_id", "source",
                "simulated", "opened_on"),
    "decision": ("id", "programme", "project_id", "decided_on", "body", "text", "source",
                 "simulated"),
    "lesson": ("id", "theme", "angle", "network_id", "event", "noted_on", "text", "source",
               "simulated", "territory_id"),
    "batch": ("id", "received_at", "author", "title", "sha256", "note", "source", "simulated"),
    "observation": ("subject_level", "measure_id", "public_id", "subject_id", "month", "value",
                    "validated", "batch_id"),
    "cohort_observation": ("subject_level", "measure_id", "public_id", "subject_id",
                           "start_month", "age", "event", "value", "batch_id"),
    "expected_report": ("subject_level", "subject_id", "month", "due_on", "received_on"),
    "change": ("id", "batch_id", "table_name", "row_key", "column_name", "old_value",
               "new_value", "reason"),
}  # fmt: skip
_NULLABLE_NUMBERS = ("successor_id", "network_id", "project_id", "subject_id", "territory_id")
Row = dict[str, object]


def frame(table: str, rows: Iterable[Row]) -> pd.DataFrame:
    """Return rows as the table's frame; a column that no row has is missing everywhere."""
    made = pd.DataFrame(list(rows), columns=list(COLUMNS[table]))
    for column in _NULLABLE_NUMBERS:
        if column in made:
            made[column] = made[column].astype("Int64")
    return made


def iso(day: object) -> str | None:
    """Return a day as the store keeps it, None when there is none."""
    return None if day is None else str(day)
