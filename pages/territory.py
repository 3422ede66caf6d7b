"""Que se passe-t-il ici ? Context, results, networks, partners, money, twins, whom to call.

Readers: a regional manager who opens "mon territoire". In ten seconds they must read how it does
and whether that is chance; then who is late, which comparable territory to look at, whom to call.
The same sheet stands for a territory, a named perimeter or one's own choice of territories.
"""

from lianes.reading.programmes import concerning
from lianes.ui import reads, territory_context, territory_means, territory_peers
from lianes.ui import territory_blocks as blocks
from lianes.ui.kit import card, page_head, source_line
from lianes.ui.markup import block, emphasised, plain, tag
from lianes.ui.page import current_address
from lianes.ui.perimeters import name_of, perimeter_block, saved_perimeters
from lianes.ui.pin import pinned_territory
from lianes.ui.territory_answers import answers
from lianes.ui.territory_reads import territory_sheet_of
from lianes.ui.territory_results import results
from lianes.ui.territory_trends import trends

address = current_address()
view = territory_sheet_of(address.scope, address.audience)
meta = reads.meta()
concern = concerning(reads.programmes().every_convention, view.subject)
crumbs = [(place.name, f"?territoire={place.code}") for place in view.subject.parents]

mine, codes = saved_perimeters(), blocks.own_code(view)
title = f"Fiche · {name_of(codes, mine) or view.subject.label}"
plain(page_head(title, [emphasised(s) for s in blocks.lead(view)], crumbs)
      + blocks.identity(view, meta, pinned_territory()))  # fmt: skip
if saving := perimeter_block(codes, mine):
    block(saving, key="perimeters")
beside = (
    ("networks", territory_peers.networks(view)), ("twins", territory_peers.twins(view)),
    ("neighbours", territory_peers.neighbours(view)),
    ("publics", territory_context.publics(view)),
    ("contacts", territory_means.contacts(view, meta)),
    ("funding", territory_means.funding(view, meta)),
    ("partners", territory_means.partners(view, meta)),
)  # fmt: skip
sheet = (
    answers(view, meta), card("results", results(view, meta)), card("trends", trends(view)),
    tag("div", "".join(card(*named) for named in beside), class_="sheet-columns"),
    card("context", territory_context.context(view)),
    card("conventions", territory_means.conventions(view, concern)),
)  # fmt: skip
block("".join(sheet), key="sheet")
simulated = "réseaux, acteurs et résultats simulés" if meta.simulated else ""
plain(source_line("Sources : saisies des réseaux, producteurs cités, page Programmes", simulated))
