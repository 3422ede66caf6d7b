"""Que se passe-t-il ici ? Context, results, networks, partners, money, twins, whom to call.

Readers: a regional manager who opens "mon territoire". In ten seconds they must read how it does
and whether that is chance; then who is late, which comparable territory to look at, whom to call.
The same sheet stands for a territory, a named perimeter or one's own choice of territories.
"""

import streamlit as st

from lianes.reading.programmes import concerning
from lianes.ui import reads
from lianes.ui import territory_blocks as blocks
from lianes.ui.kit import page_head, source_line
from lianes.ui.markup import block, emphasised, plain
from lianes.ui.page import current_address
from lianes.ui.pin import pinned_territory

address = current_address()
view = reads.territory_sheet_of(address.scope, address.audience)
meta = reads.meta()
concern = concerning(reads.programmes().every_convention, view.subject)
crumbs = [(place.name, f"?territoire={place.code}") for place in view.subject.parents]

plain(page_head(f"Fiche · {view.subject.label}", [emphasised(s) for s in blocks.lead(view)], crumbs)
      + blocks.actions(view, pinned_territory()))  # fmt: skip
plain(blocks.identity(view, meta))
with st.container(key="card_results"):
    block(blocks.results(view, meta), key="results")
rows = (
    ("publics", blocks.publics(view)), ("contacts", blocks.contacts(view, meta)),
    ("networks", blocks.networks(view)), ("funding", blocks.funding(view)),
    ("twins", blocks.twins(view)), ("neighbours", blocks.neighbours(view)),
    ("partners", blocks.partners(view)),
)  # fmt: skip
left, right = st.columns(2)
for rank, (key, html) in enumerate(rows):
    with (left, right)[rank % 2], st.container(key=f"card_{key}"):
        plain(html)
with st.container(key="card_context"):
    plain(blocks.context(view))
with st.container(key="card_conventions"):
    plain(blocks.conventions(view, concern))
simulated = "réseaux, acteurs et résultats simulés" if meta.simulated else ""
plain(source_line("Sources : saisies des réseaux, producteurs cités, page Programmes", simulated))
