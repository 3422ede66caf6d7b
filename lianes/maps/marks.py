"""What a map shows: areas in one of four states, networks as points, and the plane they lie in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Self

from lianes.metrics.figure import State

STATE_WORDS = {
    State.MEASURED: "mesuré",
    State.NOT_REPORTED: "non renseigné",
    State.MASKED: "masqué (secret statistique)",
    State.NOT_DEPLOYED: "pas encore déployé",
}

PointStatus = Literal["active", "preparing", "closed"]
POINT_WORDS: dict[PointStatus, str] = {
    "active": "LIANE active",
    "preparing": "LIANE en préparation",
    "closed": "LIANE close",
}


@dataclass(frozen=True, slots=True)
class MapArea:
    """One territory: its shade from 0 to 4 when measured, and the words that tell its figure."""

    code: str
    shade: int | None
    state: State
    label: str


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One network, in metres of the map plane; `reach` is a radius in its kilometres."""

    code: str
    name: str
    x: float
    y: float
    status: PointStatus
    label: str
    reach: float | None = None


@dataclass(frozen=True, slots=True)
class MapPlane:
    """The plane of the shapes: its frame, the framed insets, and the copy of the inner ring."""

    frame: Sequence[float]
    insets: Sequence[Mapping[str, Any]]
    inner_ring: Mapping[str, Any]

    @classmethod
    def from_manifest(cls, manifest: Mapping[str, Any]) -> Self:
        """Return the plane that the manifest of the geometry describes."""
        return cls(manifest["frame"], manifest["frames"], manifest["inner_ring"])
