"""The page as one workbook: a sheet per block, real numbers, native charts."""

from io import BytesIO
from math import ceil
from typing import TYPE_CHECKING, Any

from lianes.documents.book import Book
from lianes.documents.cells import Cell, Chart, Draw, Kind, Table
from lianes.documents.stamp import Stamp
from lianes.metrics.figure import State

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

HEAD_ROW = 4
"""Rows above the headings: question, how to read, stamp, and one empty."""
_NUMBERS = {
    Kind.COUNT: "[$-40C]#,##0",
    Kind.DECIMAL: "[$-40C]#,##0.0",
    Kind.PERCENT: "[$-40C]0.0 %",
    Kind.EURO: '[$-40C]#,##0 "€"',
    Kind.CENTS: '[$-40C]#,##0.00 "€"',
    Kind.YEAR: "0",
    Kind.DATE: "[$-40C]d mmmm yyyy",
}
"""Excel's codes; 40C is French, so that separators and months are French everywhere."""
LINE_HEIGHT = 15
_PATTERNS = {State.MASKED: 14, State.NOT_DEPLOYED: 17, State.NOT_REPORTED: 0}
"""Excel's own patterns: thin diagonal stripes, fine dots, none."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def workbook(found: Book) -> bytes:
    """Return the bytes of the workbook."""
    import xlsxwriter

    target = BytesIO()
    with xlsxwriter.Workbook(target, _OPTIONS) as book:
        _describe(book, found.stamp)
        style = _Style(book)
        for table in (*found.front, *found.blocks, *found.back):
            _sheet(book, table, found.stamp, style)
    return target.getvalue()


def _describe(book: "Workbook", stamp: Stamp) -> None:
    book.set_properties({
        "title": stamp.title,
        "subject": stamp.line,
        "author": "Tableau de bord 1 000 LIANES",
        "comments": stamp.words,
        "category": stamp.demonstration,
    })  # fmt: skip


class _Style:
    """The formats of one workbook, each made once."""

    def __init__(self, book: "Workbook") -> None:
        base = {"font_name": "Calibri", "font_size": 11, "font_color": "#14263b"}
        self._book, self._base = book, base
        self.title = book.add_format(base | {"bold": True, "font_size": 16})
        self.reading = book.add_format(base | {"font_color": "#5b6b7c"})
        self.warning = book.add_format(
            base | {"bold": True, "font_color": "#8a5a00", "bg_color": "#fdf3dc"}
        )
        self.head = book.add_format(
            base | {"bold": True, "font_color": "#ffffff", "bg_color": "#123a66",
                    "text_wrap": True, "valign": "vcenter"}
        )  # fmt: skip
        self._made: dict[tuple[Kind, State, str], Any] = {}

    def of(self, cell: Cell) -> Any:
        """Return the format of a cell."""
        key = (cell.kind, cell.state, cell.contested)
        if key not in self._made:
            self._made[key] = self._book.add_format(self._base | _shape(cell))
        return self._made[key]


def _shape(cell: Cell) -> dict[str, Any]:
    shape: dict[str, Any] = {"bottom": 1, "bottom_color": "#dfe4ea", "valign": "top"}
    if cell.state is not State.MEASURED:
        pattern = _PATTERNS[cell.state]
        shape |= {"italic": True, "font_color": "#5b6b7c", "align": "right"}
        if pattern:
            shape |= {"pattern": pattern, "fg_color": "#c3ccd6", "bg_color": "#ffffff"}
    elif cell.kind is Kind.TEXT:
        shape["text_wrap"] = True
    else:
        said = f'" ({cell.contested})"' if cell.contested else ""
        shape |= {"num_format": _NUMBERS[cell.kind] + said, "align": "right"}
    return shape


# ------------------------------------------------------------------ sheets
def _sheet(book: "Workbook", table: Table, stamp: Stamp, style: _Style) -> None:
    sheet = book.add_worksheet(table.name)
    sheet.write_string(0, 0, table.question, style.title)
    sheet.write_string(1, 0, table.reading, style.reading)
    sheet.write_string(2, 0, stamp.line, style.reading)
    if stamp.demonstration:
        sheet.write_string(3, 0, stamp.demonstration, style.warning)
    for rank, column in enumerate(table.columns):
        sheet.set_column(rank, rank, column.width)
        sheet.write_string(HEAD_ROW, rank, column.title, style.head)
    for row, cells in enumerate(table.rows, HEAD_ROW + 1):
        sheet.set_row(row, LINE_HEIGHT * _lines_of(table, cells))
        for rank, cell in enumerate(cells):
            _write(sheet, row, rank, cell, style)
    _arrange(sheet, table, stamp)
    if table.chart:
        _draw(book, sheet, table, table.chart)


def _lines_of(table: Table, cells: tuple[Cell, ...]) -> int:
    """Return how many lines the longest text of a row takes in its column."""
    pairs = zip(table.columns, cells, strict=True)
    return max(ceil(len(cell.words) * 1.08 / column.width) or 1 for column, cell in pairs)


def _write(sheet: "Worksheet", row: int, rank: int, cell: Cell, style: _Style) -> None:
    """Write a number as a number, a date as a date, anything else as text, never a formula."""
    form, value = style.of(cell), cell.value
    if cell.kind is Kind.DATE and value is not None:
        sheet.write_datetime(row, rank, value, form)
    elif isinstance(value, (int, float)):
        sheet.write_number(row, rank, _stored(cell), form)
    elif cell.words:
        sheet.write_string(row, rank, cell.words, form)
    else:
        sheet.write_blank(row, rank, None, form)


def _stored(cell: Cell) -> float:
    """Return a number as spreadsheets store it: a share is a fraction."""
    assert isinstance(cell.value, (int, float))
    return cell.value / 100 if cell.kind is Kind.PERCENT else cell.value


def _arrange(sheet: "Worksheet", table: Table, stamp: Stamp) -> None:
    """Freeze the headings, filter, and prepare the printed page."""
    last = len(table.columns) - 1
    sheet.hide_gridlines(2)
    sheet.set_row(HEAD_ROW, 32)
    sheet.freeze_panes(HEAD_ROW + 1, min(table.names, 2) if last > 2 else 0)
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + len(table.rows), last)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEAD_ROW)
    sheet.set_footer(f"&L&8{_footer(stamp.words)}&R&8&P / &N")


def _footer(words: str) -> str:
    """Return words a footer accepts: 200 characters at most, no control sign."""
    return words.replace("&", "et")[:200]


# ------------------------------------------------------------------ charts
_LOOKS: tuple[dict[str, Any], ...] = (
    {"color": "#1f5f9e", "width": 3},
    {"color": "#5b6b7c", "width": 1.5, "dash_type": "dash"},
    {"color": "#8bb2d9", "width": 1.25},
    {"color": "#1f5f9e", "width": 1.25, "dash_type": "square_dot"},
    {"color": "#8bb2d9", "width": 1.25},
)
"""One look per series, told apart by their dashes as well as by colour."""
_SIZE = {"x_scale": 1.5, "y_scale": 1.4}


def _draw(book: "Workbook", sheet: "Worksheet", table: Table, asked: Chart) -> None:
    """Put a native chart on the right of its table."""
    chart = book.add_chart({"type": asked.draw.value})
    for look, rank in zip(_LOOKS, asked.series, strict=False):
        shown = {"line": look} if asked.draw is Draw.LINE else {"fill": {"color": look["color"]},
                 "gap": 60}  # fmt: skip
        values = _drawn_column(sheet, table, asked, rank)
        chart.add_series(_series(table, asked.names, rank, values) | shown)
    chart.set_title({"name": f"{table.question} {asked.axis}", "name_font": {"size": 12}})
    values_axis = {"num_format": _NUMBERS[_kind(table, asked)], "major_gridlines":
                   {"visible": True, "line": {"color": "#dfe4ea"}}}  # fmt: skip
    if asked.draw is Draw.BAR:  # the axes of bars are swapped
        chart.set_x_axis(values_axis)
        chart.set_y_axis({"reverse": True})
    else:
        chart.set_y_axis(values_axis)
    chart.set_legend({"none": True} if len(asked.series) == 1 else {"position": "bottom"})
    chart.show_blanks_as("gap")
    chart.show_hidden_data()
    said = f"{table.question} {table.reading} Les valeurs sont dans le tableau."
    place = (HEAD_ROW, len(table.columns) + len(asked.series) + 1)
    sheet.insert_chart(*place, chart, _SIZE | {"description": said})


def _drawn_column(sheet: "Worksheet", table: Table, asked: Chart, rank: int) -> int:
    """Return the column a series is drawn from: its own, or a hidden copy without the words.

    Spreadsheets draw a word such as « masqué » at zero; the copy leaves a gap.
    """
    cells = [row[rank] for row in table.rows]
    if all(cell.is_number or not cell.words for cell in cells):
        return rank
    copy = len(table.columns) + asked.series.index(rank)
    sheet.set_column(copy, copy, None, None, {"hidden": True})
    for row, cell in enumerate(cells, HEAD_ROW + 1):
        if isinstance(cell.value, (int, float)):
            sheet.write_number(row, copy, _stored(cell))
    return copy


def _kind(table: Table, asked: Chart) -> Kind:
    """Return how the values of a chart are written: as the first number of its series."""
    cells = (row[rank] for rank in asked.series for row in table.rows)
    return next((cell.kind for cell in cells if cell.is_number), Kind.COUNT)


def _series(table: Table, names: int, rank: int, values: int) -> dict[str, Any]:
    first, last = HEAD_ROW + 1, HEAD_ROW + len(table.rows)
    return {
        "name": table.columns[rank].title,
        "categories": [table.name, first, names, last, names],
        "values": [table.name, first, values, last, values],
    }
