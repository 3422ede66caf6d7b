"""Published facts and what they name: lead, parties, territories; nothing simulated."""

from collections.abc import Mapping
from typing import Any

from lianes.domain.territory import Territory
from lianes.store.reader import Reader

Row = Mapping[str, Any]


class FactsReader(Reader):
    """Reads the published facts of one open connection."""

    def _mappings(self, sql: str) -> tuple[Row, ...]:
        cursor = self._connection.execute(sql)
        names = [column[0] for column in cursor.description]
        return tuple(dict(zip(names, row, strict=True)) for row in cursor)

    def programmes(self) -> tuple[Row, ...]:
        """Return the programmes in their published order, each with the name of its lead."""
        return self._mappings(
            "SELECT p.*, a.name AS lead_name FROM programme p JOIN partner a ON a.id = p.lead "
            "ORDER BY p.rowid"
        )

    def published_targets(self) -> tuple[Row, ...]:
        """Return the published targets, without the assumptions of a demonstration."""
        return self._mappings("SELECT * FROM target WHERE simulated = 0 ORDER BY id")

    def published_conventions(self) -> tuple[Row, ...]:
        """Return the published conventions, without the local ones of networks."""
        return self._mappings(
            "SELECT * FROM convention WHERE simulated = 0 AND network_id IS NULL ORDER BY rowid"
        )

    def convention_parties(self) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return the parties of each published convention: id and name, by name."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        for convention, identifier, name in self._rows(
            "SELECT c.id, a.id, a.name FROM convention_party p "
            "JOIN convention c ON c.id = p.convention AND c.simulated = 0 "
            "JOIN partner a ON a.id = p.partner ORDER BY a.name"
        ):
            found[convention] = (*found.get(convention, ()), (identifier, name))
        return found

    def convention_territories(self) -> dict[str, tuple[Territory, ...]]:
        """Return the territories each published convention names, by code."""
        rows = self._rows(
            "SELECT c.id, t.code FROM convention_territory l "
            "JOIN convention c ON c.id = l.convention AND c.simulated = 0 "
            "JOIN territory t ON t.id = l.territory_id ORDER BY t.code"
        )
        known = {t.code: t for t in self.territories(dict.fromkeys(code for _, code in rows))}
        found: dict[str, tuple[Territory, ...]] = {}
        for convention, code in rows:
            found[convention] = (*found.get(convention, ()), known[code])
        return found
