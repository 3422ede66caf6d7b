"""Reading networks: where they are, who acts in them, what is agreed, funded and sent."""

from collections.abc import Sequence
from datetime import date

from lianes.domain.month import Month, Period, last_day
from lianes.domain.network import Network
from lianes.domain.territory import Level
from lianes.errors import UnknownNetwork
from lianes.store.rows import NETWORK, marks, network_of, report_status_of
from lianes.store.store_reader import StoreReader
from lianes.store.values import Entity, ReportStatus


class NetworkReader(StoreReader):
    """Reads the networks of one open connection."""

    def network(self, code: str) -> Network:
        """Return one network; raises UnknownNetwork."""
        found = next((network for network in self.networks() if network.code == code), None)
        if found is None:
            raise UnknownNetwork(f"Aucune LIANE ne porte le code « {code} ».")
        return found

    def networks(self, within: Sequence[Entity] = ((Level.FRANCE, 1),)) -> tuple[Network, ...]:
        """Return the networks whose seat lies in any of these entities, by code."""
        every = self.once("networks", self._every_network)
        if any(level is Level.FRANCE for level, _ in within):
            return every
        networks = [e for level, e in within if level is Level.NETWORK]
        places = [e for level, e in within if level is not Level.NETWORK]
        rows = self._rows(
            f"SELECT id FROM network WHERE id IN ({marks(networks)}) "
            f"OR seat_id IN ({marks(places)}) OR seat_id IN (SELECT child_id FROM territory_link "
            f"WHERE parent_id IN ({marks(places)}))",
            [*networks, *places, *places],
        )
        inside = {identifier for (identifier,) in rows}
        return tuple(network for network in every if network.id in inside)

    def _every_network(self) -> tuple[Network, ...]:
        return tuple(map(network_of, self._rows(f"{NETWORK} GROUP BY n.id ORDER BY n.code")))

    def covered_communes(self, network: Network) -> tuple[str, ...]:
        """Return the codes of the communes a network covers."""
        return tuple(
            code
            for (code,) in self._rows(
                "SELECT t.code FROM network_commune c JOIN territory t ON t.id = c.territory_id "
                "WHERE c.network_id = ? ORDER BY t.code",
                [network.id],
            )
        )

    def actor_kinds(self, network_ids: Sequence[int], day: date) -> dict[int, frozenset[str]]:
        """Return the kinds of actors at work in each network on a day."""
        found: dict[int, set[str]] = {}
        for network, kind in self._rows(
            "SELECT network_id, kind FROM network_partner WHERE "
            f"network_id IN ({marks(network_ids)}) AND (until IS NULL OR until > ?)",
            [*network_ids, day.isoformat()],
        ):
            found.setdefault(network, set()).add(kind)
        return {network: frozenset(kinds) for network, kinds in found.items()}

    def landlords(self, network_ids: Sequence[int], day: date) -> dict[int, tuple[str, ...]]:
        """Return the names of the landlords at work in each network on a day."""
        rows = self._rows(
            "SELECT x.network_id, p.name FROM network_partner x JOIN partner p ON p.id = x.partner "
            f"WHERE x.kind = 'landlord' AND x.network_id IN ({marks(network_ids)}) "
            "AND (x.until IS NULL OR x.until > ?) ORDER BY p.name",
            [*network_ids, day.isoformat()],
        )
        found: dict[int, tuple[str, ...]] = {}
        for network, name in rows:
            found[network] = (*found.get(network, ()), name)
        return found

    def conventioned(self, day: date) -> frozenset[int]:
        """Return the networks with a signed local convention that has not ended by that day."""
        return self._identifiers(
            "SELECT network_id FROM convention WHERE network_id IS NOT NULL "
            "AND signed_on <= ? AND (ends_on IS NULL OR ends_on >= ?)",
            day.isoformat(), day.isoformat(),
        )  # fmt: skip

    def documented(self, day: date) -> frozenset[int]:
        """Return the networks with an assessment dated by that day."""
        return self._identifiers("SELECT id FROM network WHERE assessed_on <= ?", day.isoformat())

    def _identifiers(self, sql: str, *days: str) -> frozenset[int]:
        """Return ids picked in the whole store, for days that only its date of reference tells."""
        return self.once((sql, *days), lambda: frozenset(i for (i,) in self._rows(sql, days)))

    def local_conventions_end(self, network_ids: Sequence[int]) -> dict[int, date]:
        """Return the day the last local convention of each network ends, where it is known."""
        rows = self._rows(
            "SELECT network_id, group_concat(ends_on) FROM convention WHERE "
            f"network_id IN ({marks(network_ids)}) GROUP BY network_id "
            "HAVING count(*) = count(ends_on)",
            network_ids,
        )
        return {network: max(map(last_day, ends.split(","))) for network, ends in rows}

    def secured_until(self, network_ids: Sequence[int]) -> dict[int, date]:
        """Return the last day covered by signed or paid funding of each network."""
        rows = self._rows(
            "SELECT network_id, max(covers_until) FROM funding WHERE stage IN ('signed', 'paid') "
            f"AND network_id IN ({marks(network_ids)}) GROUP BY network_id",
            network_ids,
        )
        return {network: date.fromisoformat(day) for network, day in rows if day}

    def funding_need(self, network_ids: Sequence[int], period: Period) -> dict[int, float]:
        """Return the need in euros of each network, for the funding years that a period touches."""
        return dict(
            self._rows(
                f"SELECT network_id, sum(amount_eur) FROM funding_need WHERE {_WITHIN} "
                f"AND network_id IN ({marks(network_ids)}) GROUP BY network_id",
                [*_bounds(period), *network_ids],
            )
        )

    def secured_amounts(
        self, network_ids: Sequence[int], period: Period
    ) -> dict[int, dict[str, float]]:
        """Return each network's euros signed or paid, by funder, for the years of its need."""
        found: dict[int, dict[str, float]] = {}
        for network, funder, amount in self._rows(
            "SELECT f.network_id, f.funder, sum(f.amount_eur) FROM funding f "
            f"WHERE stage IN ('signed', 'paid') AND network_id IN ({marks(network_ids)}) "
            "AND EXISTS (SELECT 1 FROM funding_need n "
            "WHERE n.network_id = f.network_id AND f.covers_from BETWEEN n.starts_on "
            f"AND n.ends_on AND {_WITHIN}) GROUP BY f.network_id, f.funder",
            [*network_ids, *_bounds(period)],
        ):
            found.setdefault(network, {})[funder] = amount
        return found

    def report_status(self, network_ids: Sequence[int], day: date) -> dict[int, ReportStatus]:
        """Return what each network has sent among the reports due by that day."""
        rows = self._rows(
            f"SELECT n.id, n.code, (SELECT e.month {_OWED} AND e.received_on IS NOT NULL "
            "ORDER BY e.month DESC LIMIT 1), "
            f"(SELECT count(*) {_OWED} AND e.received_on IS NULL AND e.due_on < ?), "
            f"(SELECT min(e.due_on) {_OWED} AND e.received_on IS NULL AND e.due_on < ?) "
            f"FROM network n WHERE n.id IN ({marks(network_ids)}) AND EXISTS (SELECT 1 {_OWED})",
            [day.isoformat(), day.isoformat(), *network_ids],
        )
        return {row[0]: report_status_of(row, day) for row in rows}

    def reports(self, network_ids: Sequence[int], month: Month) -> tuple[int, int]:
        """Return how many of these networks owe a report for a month, and how many sent it."""
        expected, received = self._rows(
            "SELECT count(*), count(received_on) FROM expected_report WHERE subject_level = 6 "
            f"AND month = ? AND subject_id IN ({marks(network_ids)})",
            [month.ordinal, *network_ids],
        )[0]
        return expected, received


_OWED = "FROM expected_report e WHERE e.subject_level = 6 AND e.subject_id = n.id"
_WITHIN = "starts_on <= ? AND ends_on >= ?"


def _bounds(period: Period) -> tuple[str, str]:
    """Return what `_WITHIN` compares the two ends with."""
    return period.end.last_day.isoformat(), period.start.first_day.isoformat()
