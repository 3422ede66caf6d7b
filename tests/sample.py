"""The sample programme of the tests: a small country of real territories and seven networks.

It holds on purpose a zero, a missing value, a count small enough to be masked, a late network, a
closed one with its successor, one that never reported, one not opened yet, and places where no
network is. Every test that needs a store reads this one, made by the real schema and rollup.
"""

import csv
import gzip
import shutil
from datetime import date
from pathlib import Path

import pandas as pd

from lianes.domain.month import Month, Period

DATA = Path(__file__).parents[1] / "data"
AS_OF = date(2026, 8, 31)
FIRST, LAST = Month.of(2026, 1), Month.of(2026, 8)
WHOLE = Period(FIRST, LAST)

ROUBAIX, TOURCOING, LILLE = "COM-59512", "COM-59599", "COM-59350"
MERVILLE, FLEURBAIX, ARRAS = "COM-59400", "COM-62338", "COM-62041"
AJACCIO, POINTE_A_PITRE, SAINT_DENIS = "COM-2A004", "COM-97120", "COM-97411"
PARIS, ILE_D_YEU, METZ = "COM-75056", "COM-85113", "COM-57463"
MEL, FLANDRE_LYS, GRAND_PARIS = "EPCI-200093201", "EPCI-245900758", "EPCI-200054781"
"""Flandre Lys lies astride Nord (Merville) and Pas-de-Calais (Fleurbaix)."""
COMMUNES = (
    ROUBAIX, TOURCOING, LILLE, MERVILLE, FLEURBAIX, ARRAS, AJACCIO, POINTE_A_PITRE, SAINT_DENIS,
    PARIS, ILE_D_YEU, METZ, "COM-93066", "COM-91377",
)  # fmt: skip
FACT_EPCI = ("EPCI-200057859", "EPCI-200067106", "EPCI-243300316", "EPCI-243500139",
             "EPCI-249500109")  # fmt: skip

NETWORKS = {
    # code: name, seat, stage, opened on, closed on, successor
    "LIANE-01": ("Roubaix", ROUBAIX, "deployed", "2026-01-01", None, None),
    "LIANE-02": ("Tourcoing", TOURCOING, "deployed", "2026-01-01", None, None),
    "LIANE-03": ("Arras", ARRAS, "closed", "2026-01-01", "2026-06-01", "LIANE-04"),
    "LIANE-04": ("Flandre Lys", FLEURBAIX, "experiment", "2026-06-01", None, None),
    "LIANE-05": ("Ajaccio", AJACCIO, "deployed", "2026-01-01", None, None),
    "LIANE-06": ("Pointe-à-Pitre", POINTE_A_PITRE, "experiment", "2026-03-01", None, None),
    "LIANE-07": ("Saint-Denis", SAINT_DENIS, "agreement", None, None, None),
}
IDS = {code: number for number, code in enumerate(NETWORKS, start=1)}
LATE, CLOSED, SILENT, NOT_OPENED = "LIANE-02", "LIANE-03", "LIANE-06", "LIANE-07"

NONE = None
OBSERVED = {
    # measure, network: one value a month from January to August 2026; None is not reported
    ("jobs_started", "LIANE-01"): (3, 4, 2, 5, 6, 4, 3, 5),
    ("jobs_started", "LIANE-02"): (1, 2, 0, 3, 2, 1, NONE, NONE),
    ("jobs_started", "LIANE-03"): (2, 1, 3, 2, 1, NONE, NONE, NONE),
    ("jobs_started", "LIANE-04"): (NONE, NONE, NONE, NONE, NONE, 1, 2, 2),
    ("jobs_started", "LIANE-05"): (0, 0, 0, 0, 0, 0, 0, 0),
    ("pathways_started", "LIANE-01"): (9, 8, 10, 11, 9, 12, 10, 11),
    ("pathways_started", "LIANE-02"): (5, 4, 6, 5, 4, 6, NONE, NONE),
    ("pathways_started", "LIANE-03"): (4, 4, 5, 4, 3, NONE, NONE, NONE),
    ("pathways_started", "LIANE-04"): (NONE, NONE, NONE, NONE, NONE, 3, 4, 4),
    ("pathways_started", "LIANE-05"): (2, 1, NONE, 2, 1, 2, 1, 2),
    ("exits_durable", "LIANE-01"): (2, 2, 1, 3, 3, 2, 2, 3),
    ("exits_transition", "LIANE-01"): (1, 1, 1, 1, 2, 1, 1, 1),
    ("exits_positive", "LIANE-01"): (1, 0, 1, 1, 0, 1, 1, 0),
    ("exits_none", "LIANE-01"): (0, 1, 0, 0, 1, 0, 1, 1),
    ("exits_examined", "LIANE-01"): (4, 4, 3, 5, 6, 4, 5, 5),
    ("exits_durable", "LIANE-02"): (0, 0, 1, 0, 0, 1, NONE, NONE),
    ("exits_transition", "LIANE-02"): (0, 1, 0, 0, 0, 0, NONE, NONE),
    ("exits_positive", "LIANE-02"): (1, 0, 1, 1, 1, 0, NONE, NONE),
    ("exits_none", "LIANE-02"): (4, 4, 3, 3, 3, 3, NONE, NONE),
    ("exits_examined", "LIANE-02"): (5, 5, 5, 4, 4, 4, NONE, NONE),
    ("seniors_supported", "LIANE-01"): (10, 12, 15, 15, 18, 20, 22, 25),
    ("seniors_supported", "LIANE-02"): (5, 6, 6, 7, 8, 9, NONE, NONE),
    ("seniors_supported", "LIANE-03"): (7, 7, 8, 8, 9, NONE, NONE, NONE),
    ("seniors_supported", "LIANE-04"): (NONE, NONE, NONE, NONE, NONE, 9, 10, 11),
    ("seniors_supported", "LIANE-05"): (0, 0, 1, 1, 2, 2, 2, 2),
    ("dwellings_adapted", "LIANE-01"): (1, 0, 2, 1, 0, 1, 2, 1),
}
COHORTS = {
    # measure, network: (start month, age, event, persons)
    ("job_retention", "LIANE-01"): ((0, 0, "start", 30), (0, 2, "ended", 3), (0, 4, "ended", 2),
                                    (3, 0, "start", 12), (3, 1, "ended", 1)),
    ("job_retention", "LIANE-02"): ((0, 0, "start", 10), (0, 3, "ended", 4)),
    ("home_retention", "LIANE-01"): ((0, 0, "start", 40), (0, 3, "institution", 5),
                                     (0, 4, "death", 2)),
    ("home_retention", "LIANE-05"): ((0, 0, "start", 30), (0, 3, "institution", 4),
                                     (0, 5, "death", 3)),
}  # fmt: skip
PUBLICS = {"seniors_supported": "seniors", "dwellings_adapted": "seniors",
           "home_retention": "seniors"}  # fmt: skip
"""The one other public each measure is reported for; the jobs of job seekers stand below."""
JOB_SEEKERS = (2, 3, 2, 4, 5, 4, 3, 4)


# ------------------------------------------------------------------ the small country
def small_country(folder):
    """A copy of data/ with every région and département and a dozen communes, sums kept."""
    (folder / "programme").mkdir(parents=True)
    (folder / "reference").mkdir()
    for path in (DATA / "programme").glob("*.csv"):
        shutil.copy(path, folder / "programme")
    for path in (*DATA.glob("reference/*.csv"), DATA / "reference" / "indicators.toml"):
        shutil.copy(path, folder / "reference")
    kept = _territories()
    _write(folder, "territories.csv.gz", kept)
    codes = {row["code"] for row in kept}
    former = [r for r in _rows("former_communes.csv.gz") if _commune(r["code"]) in codes]
    _write(folder, "former_communes.csv.gz", former)
    beside = [r for r in _rows("adjacency.csv.gz") if {r["a"], r["b"]} <= codes]
    _write(folder, "adjacency.csv.gz", beside)
    return folder


def _territories():
    rows = list(_rows("territories.csv.gz"))
    communes = [row for row in rows if row["code"] in COMMUNES]
    wanted = {*COMMUNES, *FACT_EPCI, *(row["epci"] for row in communes)}
    wanted |= {row["ept"] for row in communes}
    kept = [r for r in rows if r["code"] in wanted or r["code"][:3] in ("FR", "REG", "DEP")]
    for row in kept:
        parts = [c for c in communes if row["code"] in (*c.values(), "FR")]
        if row["level"] != "COM" and (row["code"] == "FR" or parts):
            inside = communes if row["code"] == "FR" else parts
            row["population"] = str(sum(int(c["population"]) for c in inside))
    return kept


def _rows(name):
    with gzip.open(DATA / "reference" / name, "rt", encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _write(folder, name, rows):
    with gzip.open(
        folder / "reference" / name, "wt", compresslevel=1, encoding="utf-8", newline=""
    ) as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def _commune(code):
    return code if code.startswith("COM-") else f"COM-{code}"


# ------------------------------------------------------------------ the programme
def programme(ground):
    """The simulated tables, as `build_store` asks a simulation for them."""
    places = dict(zip(ground.territories["code"], ground.territories["id"], strict=True))
    measures = dict(zip(ground.measures["code"], ground.measures["id"], strict=True))
    tables = {
        "source": [{"id": "demonstration", "title": "Exemple des tests", "kind": "demonstration"}],
        "partner": [_partner(kind) for kind in ACTORS],
        "network": [_network(code, places) for code in NETWORKS],
        "network_commune": _covered(places),
        "network_partner": _actors(),
        "convention": _conventions(),
        "target": _targets(),
        "funding": _funding(),
        "funding_need": _funding_need(),
        "batch": [{"id": 1, "received_at": "2026-08-31T10:00:00Z", "author": "Tests",
                   "title": "Remontées (démonstration)", **MARK}],
        "expected_report": _reports(),
        "observation": _observations(measures, ground.publics),
        "cohort_observation": _cohorts(measures, ground.publics),
    }  # fmt: skip
    return {table: pd.DataFrame(rows).astype(object) for table, rows in tables.items()}


MARK = {"source": "demonstration", "simulated": 1}


ACTORS = {"landlord": "Bailleur", "insertion_association": "Association"}


def _partner(kind):
    name = f"{ACTORS[kind]} 1 (démonstration)"
    return {"id": f"demo-{kind}", "name": name, "kind": kind, **MARK}


def _network(code, places):
    name, seat, stage, opened, closed, successor = NETWORKS[code]
    return {"id": IDS[code], "code": code, "name": f"LIANE {name} (démonstration)", "stage": stage,
            "opened_on": opened, "closed_on": closed, "seat_id": places[seat],
            "declared_seat_code": seat, "successor_id": IDS.get(successor),
            "assessed_on": "2026-05-15" if code == "LIANE-01" else None, **MARK}  # fmt: skip


def _covered(places):
    pairs = [(code, spec[1]) for code, spec in NETWORKS.items()]
    pairs += [("LIANE-01", LILLE), ("LIANE-04", MERVILLE)]
    return [{"network_id": IDS[code], "territory_id": places[place]} for code, place in pairs]


def _actors():
    pairs = [(code, kind) for code in ("LIANE-01", "LIANE-02") for kind in ACTORS]
    return [
        {"network_id": IDS[code], "partner": f"demo-{kind}", "kind": kind, "role": "membre",
         "since": "2026-01-01"}
        for code, kind in pairs
    ]  # fmt: skip


def _conventions():
    ends = {"LIANE-01": "2026-11-29", "LIANE-02": "2027-12-31", "LIANE-04": None}
    return [
        {"id": f"demo-conv-{code}", "title": f"Convention locale {code} (démonstration)",
         "kind": "locale", "signed_on": "2026-01-15", "ends_on": end, "programme": "lianes",
         "network_id": IDS[code], **MARK}
        for code, end in ends.items()
    ]  # fmt: skip


def _targets():
    aims = [(0, None, "FR", 120), (6, IDS["LIANE-01"], "LIANE-01", 48)]
    return [
        {"id": 1000 + rank, "programme": "lianes", "indicator": "jobs_started",
         "subject_level": level, "subject_id": subject, "code": code, "value": value,
         "unit": "locataires", "starts_on": "2026-01-01", "due_on": "2026-12-31",
         "wording": "Hypothèse (démonstration)", **MARK}
        for rank, (level, subject, code, value) in enumerate(aims)
    ]  # fmt: skip


def _funding():
    lines = [("LIANE-01", "signed", "2027-02-27"), ("LIANE-02", "notified", "2027-12-31"),
             ("LIANE-05", "paid", "2026-12-31")]  # fmt: skip
    return [
        {"id": rank, "programme": "lianes", "network_id": IDS[code], "funder": "demo-landlord",
         "form": "money", "stage": stage, "year": 2026, "amount_eur": 10000.0,
         "covers_from": "2026-01-01", "covers_until": until, **MARK}
        for rank, (code, stage, until) in enumerate(lines, start=1)
    ]  # fmt: skip


def _funding_need():
    return [
        {"network_id": IDS[code], "starts_on": f"{year}-01-01", "ends_on": f"{year}-12-31",
         "amount_eur": 25000.0, **MARK}
        for code in ("LIANE-01", "LIANE-02", "LIANE-05") for year in (2026, 2027)
    ]  # fmt: skip


def open_months(code):
    """The months a network is expected to report, as positions from January 2026."""
    _, _, _, opened, closed, _ = NETWORKS[code]
    if opened is None:
        return range(0)
    return range(int(opened[5:7]) - 1, int(closed[5:7]) - 1 if closed else len(WHOLE))


def came(code, position):
    """Whether the report of a month came: all but two of the late network, none of the silent."""
    return code != SILENT and (code != LATE or position < 6)


def _reports():
    return [
        {"subject_level": 6, "subject_id": IDS[code], "month": (FIRST + i).ordinal,
         "due_on": (FIRST + i).last_day.replace(day=25).isoformat(),
         "received_on": (FIRST + i).last_day.isoformat() if came(code, i) else None}
        for code in NETWORKS
        for i in open_months(code)
    ]  # fmt: skip


def _observations(measures, publics):
    series = [(measure, "all", code, values) for (measure, code), values in OBSERVED.items()]
    series += [(m, PUBLICS[m], code, v) for (m, code), v in OBSERVED.items() if m in PUBLICS]
    series.append(("jobs_started", "job-seekers", "LIANE-01", JOB_SEEKERS))
    return [
        {"subject_level": 6, "measure_id": measures[measure], "public_id": publics[public],
         "subject_id": IDS[code], "month": (FIRST + i).ordinal, "value": value, "validated": 1,
         "batch_id": 1}
        for measure, public, code, values in series
        for i, value in enumerate(values)
        if value is not None
    ]  # fmt: skip


def _cohorts(measures, publics):
    return [
        {"subject_level": 6, "measure_id": measures[measure], "public_id": publics[public],
         "subject_id": IDS[code], "start_month": (FIRST + start).ordinal, "age": age,
         "event": event, "value": persons, "batch_id": 1}
        for (measure, code), rows in COHORTS.items()
        for public in filter(None, ("all", PUBLICS.get(measure)))
        for start, age, event, persons in rows
    ]  # fmt: skip
