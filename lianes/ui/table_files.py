"""The filtered table of a page as files, each made only when its button is clicked."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import streamlit as st

from lianes.documents.cells import Cell, Column, Table
from lianes.documents.formats import XLSX_MIME
from lianes.documents.stamp import Stamp
from lianes.domain.french import HARD
from lianes.ui import reads
from lianes.ui.address import Address
from lianes.ui.flow import native

Rows = Callable[[], Iterable[Sequence[Cell]]]


def file_buttons(
    name: str, place: str, address: Address, columns: Sequence[Column], rows: Rows, *,
    filters: Mapping[str, str | None], source: str, period: str = "",
) -> None:  # fmt: skip
    """Offer the rows on the screen as a workbook and as CSV, under the same filters and masking.

    `name` fits the tab of a sheet: 31 characters at most.
    """

    def made() -> tuple[Table, Stamp]:
        from lianes.documents.listing import listing_stamp

        meta = reads.meta()
        stamp = listing_stamp(
            name, place, address.audience, as_of=meta.as_of, simulated=meta.simulated,
            thresholds=meta.thresholds,
            filters=filters, source=source, period=period,
        )  # fmt: skip
        return Table(name, name, "", tuple(columns), tuple(map(tuple, rows()))), stamp

    def workbook() -> bytes:
        from lianes.documents.listing import table_xlsx

        return table_xlsx(*made())

    def text() -> bytes:
        from lianes.documents.listing import table_csv

        return table_csv(*made())

    stem = f"lianes-{name.lower().replace(' ', '-')}"
    offers = (("XLSX", workbook, XLSX_MIME), ("CSV", text, "text/csv"))
    with native(), st.container(horizontal=True, key=f"files_{stem}"):
        for kind, made_by, mime in offers:
            file = f"{stem}.{kind.lower()}"
            st.download_button(
                f"Télécharger ({kind}){HARD}: {name.lower()}", data=made_by, file_name=file,
                mime=mime, on_click="ignore", key=file,
            )  # fmt: skip
