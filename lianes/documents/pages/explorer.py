"""The map page as tables: the list beside the map, the networks, the quarters."""

from collections.abc import Sequence

from lianes.documents.basis import BASIS, basis_cells
from lianes.documents.cells import (
    SHORT_STATES,
    Cell,
    Chart,
    Column,
    Draw,
    Kind,
    Table,
    figure_cell,
    on_day,
    words,
)
from lianes.reading.explorer import Explorer, Layer, Spot
from lianes.reading.explorer_history import Panel


def tables(
    view: Explorer, found: Layer, spots: Sequence[Spot], panels: Sequence[Panel]
) -> tuple[Table, ...]:
    """Return the blocks of the page; `spots` are in the order the reader asked for."""
    return (_spots(found, spots), _networks(view), _quarters(found, panels))


def _spots(found: Layer, spots: Sequence[Spot]) -> Table:
    theme = found.theme
    columns = (Column("Code", 14), Column(found.level.label.capitalize(), 30),
               Column(theme.label, 24), Column("Unité", 16), Column("Classe de la carte", 24),
               *BASIS, Column("En mots", 60))  # fmt: skip
    rows = tuple(
        (words(spot.territory.code), words(spot.territory.label), _value(found, spot),
         words(theme.unit),
         words(found.class_words[spot.shade] if spot.shade is not None else None),
         *(basis_cells(spot.estimate) if spot.estimate else (words(None),) * len(BASIS)),
         words(spot.label))
        for spot in spots
    )  # fmt: skip
    absent = f"Un territoire absent du tableau est « {SHORT_STATES.get(found.rest, 'mesuré')} »"
    chart = Chart(Draw.BAR, 1, (2,), theme.label) if len(spots) <= _MOST_BARS else None
    return Table("Carte", theme.question, absent, columns, rows, 2, chart)


_MOST_BARS = 40
"""Beyond, bars cannot be read; the table stands alone."""


def _value(found: Layer, spot: Spot) -> Cell:
    if spot.estimate is not None:
        return figure_cell(spot.estimate)
    if spot.value is None:
        return Cell(None, state=spot.state)
    kind = Kind.PERCENT if found.theme.unit == "%" else (
        Kind.DECIMAL if found.theme.decimals else Kind.COUNT)  # fmt: skip
    return Cell(spot.value, kind, decimals=found.theme.decimals)


def _networks(view: Explorer) -> Table:
    columns = (Column("Code", 12), Column("LIANE", 44), Column("Siège", 26), Column("Étape", 18),
               Column("Ouverte le", 18), Column("Provenance", 12))  # fmt: skip
    rows = tuple(
        (words(one.code), words(one.name), words(one.seat_name), words(one.stage.label),
         on_day(one.opened_on), words("simulée" if one.simulated else "réelle"))
        for one in view.networks
    )  # fmt: skip
    return Table("LIANES", "Quelles LIANES sont sur la carte ?", "", columns, rows, names=2)


def _quarters(found: Layer, panels: Sequence[Panel]) -> Table:
    places = {c: s.territory for panel in panels for c, s in panel.spots.items()}
    columns = (Column("Code", 12), Column("Région", 30),
               *(Column(panel.period.end.label, 18) for panel in panels))  # fmt: skip
    rows = [
        (words(code), words(place.label),
         *(_value(found, panel.spots[code]) if code in panel.spots else words("pas encore déployé")
           for panel in panels))
        for code, place in sorted(places.items(), key=lambda item: item[1].label)
    ]  # fmt: skip
    if panels:
        rows.append((words("FR"), words("France"), *(figure_cell(p.whole) for p in panels)))
    reading = f"{found.theme.label}, depuis le lancement jusqu'à la fin de chaque trimestre"
    return Table("Par trimestre", "Comment la carte s'est-elle remplie ?", reading, columns,
                 tuple(rows), names=2)  # fmt: skip
