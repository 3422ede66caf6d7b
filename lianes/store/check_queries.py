"""What must never be found in a store: one query per check, each row a thing that is wrong."""

_MONTH = "printf('%04d-%02d', {0} / 12, {0} % 12 + 1)"
_LAST_MONTH = "(SELECT max(month) FROM expected_report e WHERE e.subject_level = m.subject_level)"
_SUBJECT = (
    "CASE {0}.subject_level WHEN 6 THEN 'réseau' ELSE 'projet' END || ' n° ' || {0}.subject_id"
)
_FIGURE = "m.code || ' / ' || p.code"


def _orphans(table: str) -> str:
    return (
        f"SELECT DISTINCT 'réseau n° ' || subject_id FROM {table} "
        "WHERE subject_level = 6 AND subject_id NOT IN (SELECT id FROM network) "
        f"UNION SELECT DISTINCT 'projet n° ' || subject_id FROM {table} "
        "WHERE subject_level = 7 AND subject_id NOT IN (SELECT id FROM project)"
    )


QUERIES = {
    # ------------------------------------------------------------ codes
    "Sujets orphelins (observations)": _orphans("observation"),
    "Sujets orphelins (cohortes)": _orphans("cohort_observation"),
    "Sujets orphelins (remontées attendues)": _orphans("expected_report"),
    "Sujets orphelins (objectifs)": (
        "SELECT 'objectif n° ' || id FROM target WHERE subject_id IS NOT NULL AND "
        "CASE subject_level WHEN 6 THEN subject_id NOT IN (SELECT id FROM network) "
        "WHEN 7 THEN subject_id NOT IN (SELECT id FROM project) "
        "ELSE subject_id NOT IN (SELECT id FROM territory t WHERE t.level = subject_level) END"
    ),
    "Observations d'un mois non attendu": (
        f"SELECT DISTINCT 'réseau n° ' || o.subject_id || ', mois ' || {_MONTH.format('o.month')} "
        "FROM observation o LEFT JOIN expected_report e ON e.subject_level = o.subject_level "
        "AND e.subject_id = o.subject_id AND e.month = o.month WHERE e.month IS NULL"
    ),
    "Chiffres d'une mesure que ce sujet ne transmet pas": (
        f"SELECT DISTINCT {_SUBJECT.format('o')} || ', ' || m.code FROM observation o "
        "JOIN measure m ON m.id = o.measure_id WHERE m.subject_level <> o.subject_level"
    ),
    # ------------------------------------------------------------ territories
    "La France est le premier territoire": (
        "SELECT 'territoire n° 1 : ' || code FROM territory WHERE id = 1 AND level <> 0"
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
        "WHERE p.level < 5 GROUP BY p.id HAVING sum(c.population) IS NOT p.population"
    ),
    # ------------------------------------------------------------ sums
    "Cumuls nationaux différents de la somme des observations": (
        f"SELECT {_FIGURE} FROM measure m JOIN public p "
        "JOIN (SELECT measure_id, public_id, sum(value) AS total FROM observation "
        "GROUP BY 1, 2) o ON o.measure_id = m.id AND o.public_id = p.id "
        "LEFT JOIN rollup r ON r.level = 0 AND r.public_id = p.id AND r.measure_id = m.id "
        f"AND r.month = {_LAST_MONTH} WHERE m.kind = 'flow' AND r.cumulated IS NOT o.total"
    ),
    "Chiffres d'un réseau différents de ses observations": (
        f"SELECT {_SUBJECT.format('o')} || ', ' || m.code || ', ' || "
        f"{_MONTH.format('o.month')} FROM observation o JOIN measure m ON m.id = o.measure_id "
        "LEFT JOIN rollup r ON r.level = o.subject_level AND r.public_id = o.public_id "
        "AND r.measure_id = o.measure_id AND r.entity_id = o.subject_id AND r.month = o.month "
        "WHERE m.kind <> 'cohort' AND r.value IS NOT o.value"
    ),
    "Chiffres régionaux différents du total national": (
        f"SELECT {_FIGURE} || ', ' || {_MONTH.format('r.month')} FROM rollup r "
        "JOIN measure m ON m.id = r.measure_id JOIN public p ON p.id = r.public_id "
        "WHERE r.level IN (0, 1) GROUP BY r.public_id, r.measure_id, r.month "
        "HAVING sum(CASE r.level WHEN 0 THEN r.value END) "
        "IS NOT sum(CASE r.level WHEN 1 THEN r.value END) "
        "OR sum(CASE r.level WHEN 0 THEN r.cumulated END) "
        "IS NOT sum(CASE r.level WHEN 1 THEN r.cumulated END)"
    ),
    "Parties plus grandes que le tout": (
        f"SELECT {_SUBJECT.format('part')} || ', ' || m.code FROM measure m "
        "JOIN observation part ON part.measure_id = m.id "
        "LEFT JOIN observation whole ON whole.measure_id = m.part_of "
        "AND whole.subject_level = part.subject_level AND whole.public_id = part.public_id "
        "AND whole.subject_id = part.subject_id AND whole.month = part.month "
        "WHERE m.part_of IS NOT NULL GROUP BY m.id, part.public_id, part.subject_id, "
        "CASE m.kind WHEN 'stock' THEN part.month END "
        "HAVING sum(part.value) > coalesce(sum(whole.value), 0)"
    ),
    "Niveaux d'adaptation plus nombreux que les logements adaptés": (
        "SELECT 'réseau n° ' || subject_id FROM observation o "
        "JOIN measure m ON m.id = o.measure_id "
        "WHERE m.code IN ('dwellings_adapted', 'dwellings_minor_works', "
        "'dwellings_fully_adapted', 'dwellings_labelled') AND o.subject_level = 6 "
        "GROUP BY o.subject_id, o.month, o.public_id "
        "HAVING sum(CASE m.code WHEN 'dwellings_adapted' THEN o.value ELSE 0 END) "
        "< sum(CASE m.code WHEN 'dwellings_adapted' THEN 0 ELSE o.value END)"
    ),
    # CROSS JOIN keeps this order: each figure finds its whole by key, in seconds and not minutes
    "Un public plus nombreux que tous les publics": (
        f"SELECT 'réseau n° ' || o.subject_id || ', ' || {_FIGURE} || ', ' || "
        f"{_MONTH.format('o.month')} FROM observation o CROSS JOIN observation every "
        "JOIN measure m ON m.id = o.measure_id JOIN public p ON p.id = o.public_id "
        "WHERE every.subject_level = o.subject_level "
        "AND every.measure_id = o.measure_id AND every.subject_id = o.subject_id "
        "AND every.month = o.month "
        "AND every.public_id = (SELECT id FROM public WHERE code = 'all') "
        "AND o.value > every.value"
    ),
    "Cohortes dont il sort plus de personnes qu'il n'y entre": (
        f"SELECT 'réseau n° ' || subject_id || ', début ' || {_MONTH.format('start_month')} "
        "FROM cohort_observation GROUP BY subject_level, measure_id, public_id, subject_id, "
        "start_month HAVING sum(CASE event WHEN 'start' THEN value ELSE -value END) < 0"
    ),
}
