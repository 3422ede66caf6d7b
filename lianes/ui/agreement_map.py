"""The territories of conventions on a map: how many touch each area, a click opens it."""

from collections.abc import Mapping, Sequence

from lianes.domain.french import plural
from lianes.domain.territory import Level, Territory
from lianes.maps.legend import legend_html
from lianes.maps.marks import MapArea, MapPlane
from lianes.maps.side_list import side_list_html
from lianes.maps.territory_map import territory_map
from lianes.metrics.figure import State
from lianes.reading.conventions import Agreement, Agreements, covering
from lianes.reading.say_sums import say_record
from lianes.reading.subject import Subject
from lianes.ui import actor_reads, reads
from lianes.ui.assets import asset_url, geometry_url, manifest
from lianes.ui.flow import columns, native
from lianes.ui.kit import block_head
from lianes.ui.map_sheet import sheet_of
from lianes.ui.markup import block, plain
from lianes.ui.say import say_list

CLASSES = ("aucune", "1", "2", "3", "4 et plus")


def agreement_map(view: Agreements, shown: Sequence[Agreement]) -> None:
    """Show where conventions that are not national apply, at the level that says most."""
    level = _level(view.subject)
    local = [a for a in shown if not a.is_national]
    areas = [
        (place, covering(local, place)) for place in actor_reads.places_inside(view.subject, level)
    ]
    plain(block_head(
        "Où s'appliquent-elles ?",
        f"Conventions par {level.label}, sans les nationales · cliquer pour ouvrir le territoire",
    ))  # fmt: skip
    marks = [_area(place, found) for place, found in areas]
    told = [mark for mark in marks if mark.shade]
    drawing, key = columns([3.3, 1])
    with drawing, native():
        _draw(view, level, marks)
    with key:
        plain(legend_html(CLASSES, states=(), points=False, title="Conventions"))
    names = {place.code: place.label for place, _ in areas}
    block(side_list_html(told, names=names) + _told(told, names), key="agreement_list")


def _told(marks: Sequence[MapArea], names: Mapping[str, str]) -> str:
    """Return what may be said of the conventions of each territory of the map."""
    meta = reads.meta()
    told = [(names[m.code], say_record(m.label, names[m.code], meta)) for m in marks]
    return say_list(told, "conventions par territoire")


def _level(subject: Subject) -> Level:
    if subject.is_national:
        return Level.DEPARTEMENT
    levels = subject.map_levels
    return Level.COMMUNE if Level.COMMUNE in levels else levels[0]


def _area(place: Territory, found: Sequence[Agreement]) -> MapArea:
    if not found:
        return MapArea(place.code, 0, State.MEASURED, "aucune convention")
    words = f"{plural(len(found), 'convention')} : {' ; '.join(a.title for a in found)}"
    return MapArea(place.code, min(len(found), 4), State.MEASURED, words)


def _draw(view: Agreements, level: Level, marks: Sequence[MapArea]) -> None:
    subject = view.subject
    sheet = sheet_of(subject, level, ())
    territory_map(
        key="agreement_map",
        geometry_url=geometry_url(sheet.layer),
        module_url=asset_url("map.js"),
        frames=MapPlane.from_manifest(manifest()),
        areas=marks,
        points=[],
        focus=sheet.focus,
        context_url=geometry_url(sheet.context) if sheet.context else None,
        title=f"Conventions par {level.label}, {subject.label}",
        description="La liste sous la carte dit les mêmes conventions.",
        default_state=State.NOT_DEPLOYED,
        climb=f"?territoire={subject.parents[-1].code}" if subject.parents else None,
    )
