"""The solutions page assembled: challenges, one solution and its next places, sites."""

from collections.abc import Sequence

from lianes.domain.french import plural
from lianes.reading.directory import INNOVATION
from lianes.reading.solutions import STAGES, Solutions, sites_of
from lianes.ui import actor_reads
from lianes.ui.actor_kit import ORIGINS, chosen, filter_menu, tools
from lianes.ui.address import Address
from lianes.ui.flow import container
from lianes.ui.kit import block_head
from lianes.ui.markup import block, plain, tag
from lianes.ui.solution_blocks import (
    COLUMNS,
    Placed,
    challenge_table,
    file_row,
    next_card,
    site_table,
    solution_sheet,
    stage_tiles,
)
from lianes.ui.table_files import file_buttons

PROGRAMMES = {"lianes": "1 000 LIANES (dans une LIANE)", INNOVATION: "Innovation sociale et Hlm"}
"""A site inside a network counts for 1 000 LIANES, one a source names for its call."""


def show(view: Solutions, address: Address) -> None:
    """Show the page in the reader's order."""
    one = view.solution(address.parameters.get("solution", ""))
    if one is not None:
        places = actor_reads.next_places_of(address.scope, address.audience, one.id)
        cards = solution_sheet(view, one) + next_card(one, places)
        block(tag("div", cards, class_="actor-stack"), key="solution")
    plain(challenge_table(view))
    _sites(view, address)


def _sites(view: Solutions, address: Address) -> None:
    challenges = {c.id: c.label for c in view.challenges}
    asked = {
        "defi": chosen(address, "defi", challenges),
        "etape": chosen(address, "etape", STAGES),
        "origine": chosen(address, "origine", ORIGINS),
        "programme": chosen(address, "programme", PROGRAMMES),
    }
    found = kept(sites_of(view, view.solutions), asked)
    with container("card_sites"):
        reading = "lieux publiés des lauréats, implantations fictives marquées ◆"
        counted = f"{plural(len(found), 'implantation')} · {reading}"
        plain(block_head("Où sont-elles à l'œuvre ?", counted))
        block(
            tools(
                filter_menu("Défi", "defi", asked["defi"], challenges),
                filter_menu("Étape", "etape", asked["etape"], STAGES, "toutes"),
                filter_menu("Origine", "origine", asked["origine"], ORIGINS, "toutes"),
                filter_menu("Programme", "programme", asked["programme"], PROGRAMMES),
            ),
            key="site_tools",
        )
        block(stage_tiles(found, view.subject.label) + site_table(found), key="sites")
        file_buttons("Implantations", view.subject.label, address, COLUMNS,
                     lambda: (file_row(*pair) for pair in found), filters=asked,
                     source="publications citées en chaque ligne")  # fmt: skip


def kept(sites: Sequence[Placed], asked: dict[str, str | None]) -> list[Placed]:
    """Return the sites of a challenge, a stage, an origin and a programme."""
    return [
        (solution, site)
        for solution, site in sites
        if (asked["defi"] is None or asked["defi"] in solution.challenges)
        and asked["etape"] in (None, site.stage)
        and asked["origine"] in (None, "simule" if site.simulated else "publie")
        and asked["programme"] in (None, "lianes" if site.network else INNOVATION)
    ]
