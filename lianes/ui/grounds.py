"""The ground a file draws a map on: the same sheet of geometry as the page's map."""

from lianes.documents.geometry import Ground
from lianes.reading.dossier import Dossier
from lianes.ui.assets import GEOMETRY, manifest
from lianes.ui.map_sheet import sheet_of


def ground_of(found: Dossier) -> Ground:
    """Return the geometry of the map of a dossier."""
    sheet = sheet_of(found.subject, found.mapped.level, found.view.covered)
    return Ground(GEOMETRY, manifest(), sheet.layer, sheet.context, sheet.focus)
