"""Quels programmes, portés par qui, où en sont-ils ? Published facts only, each with its source.

Readers: an executive or a partner. In ten seconds they must read what each programme is for, who
holds which role and what is published; then choose one and go to its conventions.
"""

from lianes.reading.programmes import concerning
from lianes.ui import reads
from lianes.ui.convention_blocks import conventions_of, other_conventions
from lianes.ui.kit import page_head
from lianes.ui.markup import block, emphasised, plain
from lianes.ui.page import current_address
from lianes.ui.programme_blocks import (
    lead,
    other_figures,
    overview,
    provenance_line,
    scope_line,
    sheet,
)

address = current_address()
view = reads.programmes()
subject = reads.subject(address.scope)
chosen = view.programme(address.parameter("programme", view.ids, view.ids[0]))
concern = concerning(view.every_convention, subject)

plain(page_head("Programmes", [emphasised(sentence) for sentence in lead(view)]))
plain(provenance_line(simulated=reads.meta().simulated))
if not subject.is_national:
    plain(scope_line(subject.label, concern, view))
plain(overview(view, chosen.id))
block(sheet(chosen), key="programme")
plain(conventions_of(chosen.name, chosen.conventions, concern))
plain(other_conventions(view.conventions, view.congress, concern))
block(other_figures(view.figures), key="other_figures")
