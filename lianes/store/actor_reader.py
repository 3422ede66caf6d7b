"""Reading actors: partners, agreements, money, solutions, projects and lessons, as stored rows."""

from collections.abc import Mapping, Sequence
from typing import Any

from lianes.domain.territory import Territory
from lianes.store.facts_reader import FactsReader
from lianes.store.rows import marks

Row = Mapping[str, Any]
Names = dict[str, tuple[tuple[str, str], ...]]


class ActorReader(FactsReader):
    """Reads the tables of actors, published and simulated rows alike, each marked."""

    def _records(self, sql: str, parameters: Sequence[Any] = ()) -> tuple[Row, ...]:
        cursor = self._connection.execute(sql, parameters)
        names = [column[0] for column in cursor.description]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor)

    # -------------------------------------------------------------- partners
    def partners(self) -> tuple[Row, ...]:
        """Return every organisation with the label of its kind, the published ones first."""
        return self._records(
            "SELECT p.*, k.label AS kind_label FROM partner p JOIN actor_kind k ON k.id = p.kind "
            "ORDER BY p.simulated, k.rowid, p.rowid"
        )

    def partner_places(self) -> dict[str, tuple[Territory, ...]]:
        """Return the territories each organisation declares, by code."""
        return self._places(
            "SELECT l.partner, t.code FROM partner_territory l "
            "JOIN territory t ON t.id = l.territory_id ORDER BY t.code"
        )

    def ties(self) -> tuple[Row, ...]:
        """Return who acts in which network, in which role and since when."""
        return self._records(
            "SELECT a.partner, a.network_id, a.role, a.since, a.until, a.kind, "
            "k.label AS kind_label FROM network_partner a JOIN actor_kind k ON k.id = a.kind "
            "ORDER BY a.network_id, k.rowid, a.partner"
        )

    # -------------------------------------------------------------- agreements
    def agreements(self) -> tuple[Row, ...]:
        """Return every convention, published ones first, with its network when it has one."""
        return self._records(
            "SELECT c.*, p.name AS programme_name FROM convention c "
            "LEFT JOIN programme p ON p.id = c.programme ORDER BY c.simulated, c.rowid"
        )

    def agreement_parties(self) -> Names:
        """Return the parties of each convention: id and name, by name."""
        return self._names(
            "SELECT c.convention, p.id, p.name FROM convention_party c "
            "JOIN partner p ON p.id = c.partner ORDER BY p.name"
        )

    def agreement_places(self) -> dict[str, tuple[Territory, ...]]:
        """Return the territories each convention names, by code."""
        return self._places(
            "SELECT l.convention, t.code FROM convention_territory l "
            "JOIN territory t ON t.id = l.territory_id ORDER BY t.code"
        )

    # -------------------------------------------------------------- money
    def funding_lines(self, network_ids: Sequence[int]) -> tuple[Row, ...]:
        """Return the funding lines of some networks; a co-funder's euro is in one line."""
        return self._records(
            "SELECT f.*, n.code AS network_code, n.name AS network_name, p.name AS funder_name "
            "FROM funding f JOIN network n ON n.id = f.network_id "
            f"JOIN partner p ON p.id = f.funder WHERE f.network_id IN ({marks(network_ids)}) "
            "ORDER BY f.year, n.code, f.id",
            network_ids,
        )

    def needs(self, network_ids: Sequence[int]) -> tuple[Row, ...]:
        """Return what some networks need, period by period."""
        return self._records(
            f"SELECT * FROM funding_need WHERE network_id IN ({marks(network_ids)}) "
            "ORDER BY network_id, starts_on",
            network_ids,
        )

    # -------------------------------------------------------------- solutions and projects
    def solutions(self) -> tuple[Row, ...]:
        """Return the solutions with the name of who carries them, published ones first."""
        return self._records(
            "SELECT s.*, p.name AS partner_name FROM solution s "
            "LEFT JOIN partner p ON p.id = s.partner ORDER BY s.simulated, s.rowid"
        )

    def solution_challenges(self) -> dict[str, tuple[str, ...]]:
        """Return the challenges of each solution."""
        found: dict[str, tuple[str, ...]] = {}
        for solution, challenge in self._rows(
            "SELECT l.solution, l.challenge FROM solution_challenge l "
            "JOIN challenge c ON c.id = l.challenge ORDER BY c.rowid"
        ):
            found[solution] = (*found.get(solution, ()), challenge)
        return found

    def every_deployment(self) -> tuple[Row, ...]:
        """Return where solutions run, with the commune and the network."""
        return self._records(
            "SELECT d.*, t.code AS place FROM deployment d "
            "JOIN territory t ON t.id = d.territory_id ORDER BY d.solution, d.id"
        )

    def projects(self) -> tuple[Row, ...]:
        """Return the projects with their landlord, manager, public, response and commune."""
        return self._records(
            "SELECT j.*, l.name AS landlord_name, m.name AS manager_name, r.label AS response, "
            "u.label AS public_label, u.priority AS public_priority, t.code AS place "
            "FROM project j JOIN territory t ON t.id = j.seat_id "
            "LEFT JOIN partner l ON l.id = j.landlord LEFT JOIN partner m ON m.id = j.manager "
            "LEFT JOIN response_kind r ON r.id = j.response_kind "
            "LEFT JOIN public u ON u.code = j.public ORDER BY j.code"
        )

    def response_kinds(self) -> tuple[Row, ...]:
        """Return the kinds of response a call for projects allows."""
        return self._records("SELECT * FROM response_kind ORDER BY rowid")

    # -------------------------------------------------------------- lessons
    def feedback_axes(self, axis: str) -> tuple[Row, ...]:
        """Return the themes or the angles of lessons."""
        return self._records("SELECT * FROM feedback_axis WHERE axis = ? ORDER BY rowid", [axis])

    def every_lesson(self) -> tuple[Row, ...]:
        """Return the lessons, the latest first."""
        return self._records(
            "SELECT l.*, t.code AS place FROM lesson l "
            "LEFT JOIN territory t ON t.id = l.territory_id ORDER BY l.noted_on DESC, l.id"
        )

    def lessons_with(self, words: str) -> frozenset[int]:
        """Return the ids of the lessons that hold every word, accents folded."""
        sql = "SELECT rowid FROM lesson_search WHERE lesson_search MATCH ?"
        return frozenset(key for (key,) in self._rows(sql, [_every(words)]))

    def events_with(self, words: str) -> frozenset[str]:
        """Return the ids of the events that hold every word, accents folded."""
        sql = "SELECT id FROM event_search WHERE event_search MATCH ?"
        return frozenset(key for (key,) in self._rows(sql, [_every(words)]))

    def communes_named(self, names: Sequence[str]) -> dict[str, Territory]:
        """Return the most populous commune of each name, for places the store writes as words."""
        return self.once(("named", frozenset(names)), lambda: self._communes_named(names))

    def _communes_named(self, names: Sequence[str]) -> dict[str, Territory]:
        rows = self._rows(
            f"SELECT name, code FROM territory WHERE level = 5 AND name IN ({marks(names)}) "
            "ORDER BY population",
            names,
        )
        codes = dict(rows)
        known = {place.code: place for place in self.territories(codes.values())}
        return {name: known[code] for name, code in codes.items()}

    # -------------------------------------------------------------- shared
    def _places(self, sql: str) -> dict[str, tuple[Territory, ...]]:
        rows = self._rows(sql)
        known = {t.code: t for t in self.territories(dict.fromkeys(code for _, code in rows))}
        found: dict[str, tuple[Territory, ...]] = {}
        for owner, code in rows:
            found[owner] = (*found.get(owner, ()), known[code])
        return found

    def _names(self, sql: str) -> Names:
        found: Names = {}
        for owner, identifier, name in self._rows(sql):
            found[owner] = (*found.get(owner, ()), (identifier, name))
        return found


def _every(words: str) -> str:
    """Return a full-text question: every word, each possibly the beginning of one."""
    kept = words.replace('"', " ").replace("\x00", " ").split()
    return " ".join(f'"{word}"*' for word in kept) or '""'
