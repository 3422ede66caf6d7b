"""Checking a store: integrity, foreign keys, sums, orphan codes, mixed kinds."""

import sqlite3
from dataclasses import dataclass

from lianes.errors import StoreDamaged

_QUERIES = {
    "Codes de sujet orphelins (observations)": (
        "SELECT DISTINCT 'réseau n° ' || subject_id FROM observation "
        "WHERE subject_level = 6 AND subject_id NOT IN (SELECT id FROM network)"
    ),
    "Codes de sujet orphelins (cohortes)": (
        "SELECT DISTINCT 'réseau n° ' || subject_id FROM cohort_observation "
        "WHERE subject_level = 6 AND subject_id NOT IN (SELECT id FROM network)"
    ),
    "Observations d'un mois non attendu": (
        "SELECT DISTINCT 'réseau n° ' || o.subject_id || ', mois ' || "
        "printf('%04d-%02d', o.month / 12, o.month % 12 + 1) FROM observation o "
        "LEFT JOIN expected_report e ON e.subject_level = o.subject_level "
        "AND e.subject_id = o.subject_id AND e.month = o.month WHERE e.month IS NULL"
    ),
    "Réseaux dont le siège n'est pas une commune": (
        "SELECT n.code FROM network n LEFT JOIN territory t ON t.id = n.seat_id "
        "WHERE t.level IS NOT 5"
    ),
    "Territoires sans parent France": (
        "SELECT code FROM territory WHERE level > 0 AND id NOT IN "
        "(SELECT child_id FROM territory_link WHERE parent_level = 0)"
    ),
    "Populations qui ne s'additionnent pas": (
        "SELECT p.code FROM territory p JOIN territory_link l ON l.parent_id = p.id "
        "JOIN territory c ON c.id = l.child_id AND c.level = 5 "
        "WHERE p.level IN (0, 1, 2, 4) GROUP BY p.id HAVING sum(c.population) <> p.population"
    ),
    "Cumuls nationaux différents de la somme des observations": (
        "SELECT m.code || ' / ' || p.code FROM measure m JOIN public p "
        "JOIN (SELECT measure_id, public_id, sum(value) AS total FROM observation "
        "WHERE subject_level = 6 GROUP BY 1, 2) o ON o.measure_id = m.id AND o.public_id = p.id "
        "LEFT JOIN rollup r ON r.level = 0 AND r.public_id = p.id AND r.measure_id = m.id "
        "AND r.month = (SELECT max(month) FROM expected_report) "
        "WHERE m.kind = 'flow' AND r.cumulated IS NOT o.total"
    ),
    "Cumuls régionaux différents du total national": (
        "SELECT m.code || ' / ' || r.public_id FROM rollup r JOIN measure m ON m.id = r.measure_id "
        "WHERE r.level IN (0, 1) AND r.month = (SELECT max(month) FROM expected_report) "
        "AND m.kind = 'flow' GROUP BY r.measure_id, r.public_id "
        "HAVING sum(CASE r.level WHEN 0 THEN r.cumulated END) "
        "IS NOT sum(CASE r.level WHEN 1 THEN r.cumulated END)"
    ),
    "Parties plus grandes que le tout (logements adaptés par niveau)": (
        "SELECT 'réseau n° ' || subject_id FROM observation o "
        "JOIN measure m ON m.id = o.measure_id "
        "WHERE m.code IN ('dwellings_adapted', 'dwellings_minor_works', "
        "'dwellings_fully_adapted', 'dwellings_labelled') AND o.subject_level = 6 "
        "GROUP BY o.subject_id, o.month, o.public_id "
        "HAVING sum(CASE m.code WHEN 'dwellings_adapted' THEN o.value END) "
        "< sum(CASE m.code WHEN 'dwellings_adapted' THEN 0 ELSE o.value END)"
    ),
}
_SIMULATED_TABLES: tuple[str, ...] = (
    "partner", "network", "convention", "target", "funding", "funding_need", "solution",
    "deployment", "project", "event", "lesson", "perimeter", "batch",
)  # fmt: skip
_ONLY_SIMULATED_IN_DEMONSTRATION: tuple[str, ...] = ("network", "batch", "funding")


@dataclass(frozen=True, slots=True)
class Finding:
    """The result of one check: its title and up to ten examples of what is wrong."""

    title: str
    problems: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def check_store(connection: sqlite3.Connection) -> tuple[Finding, ...]:
    """Run every check and return what each found."""
    return (
        _integrity(connection),
        _foreign_keys(connection),
        _mixed_kinds(connection),
        *(_query(connection, title, sql) for title, sql in _QUERIES.items()),
    )


def raise_on_problems(connection: sqlite3.Connection) -> None:
    """Raise StoreDamaged with all that is wrong."""
    failed = [finding for finding in check_store(connection) if not finding.passed]
    if failed:
        raise StoreDamaged("\n".join(f"{f.title} : {', '.join(f.problems)}" for f in failed))


def _integrity(connection: sqlite3.Connection) -> Finding:
    answers = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    return Finding("Intégrité du fichier", () if answers == ["ok"] else tuple(answers))


def _foreign_keys(connection: sqlite3.Connection) -> Finding:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(10)
    return Finding(
        "Clés étrangères",
        tuple(f"{table}, ligne {rowid} : {parent} inconnu" for table, rowid, parent, _ in rows),
    )


def _mixed_kinds(connection: sqlite3.Connection) -> Finding:
    """A real store holds no simulated row; a demonstration holds no real network or figure."""
    kind = connection.execute("SELECT value FROM meta WHERE key = 'kind'").fetchone()
    if kind is None:
        return Finding("Nature de l'entrepôt", ("nature non dite (meta.kind)",))
    if kind[0] == "real":
        wrong, tables = 1, _SIMULATED_TABLES
    else:
        wrong, tables = 0, _ONLY_SIMULATED_IN_DEMONSTRATION
    counts = {
        table: connection.execute(
            f"SELECT count(*) FROM {table} WHERE simulated = ?", [wrong]
        ).fetchone()[0]
        for table in tables
    }
    what = "simulées" if wrong else "réelles"
    return Finding(
        "Faits réels et simulés séparés",
        tuple(f"{table} : {n} lignes {what}" for table, n in counts.items() if n),
    )


def _query(connection: sqlite3.Connection, title: str, sql: str) -> Finding:
    rows = connection.execute(sql).fetchmany(10)
    return Finding(title, tuple(str(row[0]) for row in rows))
