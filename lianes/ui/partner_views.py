"""The four views of the partners page: directory, conventions, who acts with whom, governance."""

from lianes.domain.french import number, plural
from lianes.reading.bonds import bonds, pairs
from lianes.reading.conventions import KINDS, Agreements
from lianes.reading.conventions import kept as kept_agreements
from lianes.reading.directory import PAGE, Directory, kept, kinds_of, pages, roles_of
from lianes.ui import actor_reads, reads
from lianes.ui.actor_kit import (
    ORIGINS,
    chosen,
    filter_menu,
    pager,
    search_form,
    tools,
)
from lianes.ui.address import Address, link
from lianes.ui.agreement_blocks import COLUMNS as AGREEMENT_COLUMNS
from lianes.ui.agreement_blocks import PAGE as AGREEMENT_PAGE
from lianes.ui.agreement_blocks import (
    agreement_sheet,
    agreement_table,
    congress_line,
    sources,
    summary,
    when,
)
from lianes.ui.agreement_blocks import file_row as agreement_row
from lianes.ui.agreement_map import agreement_map
from lianes.ui.bond_blocks import COLUMNS as BOND_COLUMNS
from lianes.ui.bond_blocks import bond_list, engaged_table, governance, pair_table, picture
from lianes.ui.bond_blocks import file_row as bond_row
from lianes.ui.facts import section
from lianes.ui.flow import container
from lianes.ui.kit import block_head, segments, source_line
from lianes.ui.markup import block, plain, tag
from lianes.ui.partner_blocks import COLUMNS, file_row, nobody, partner_table, sheet
from lianes.ui.table_files import file_buttons

VIEWS = {
    "annuaire": "Annuaire",
    "conventions": "Conventions",
    "liens": "Qui agit avec qui",
    "gouvernance": "Gouvernance",
}
_REACH = {"ici": "qui agissent ici", "tous": "avec les nationaux"}


# ------------------------------------------------------------------ directory
def show_directory(view: Directory, address: Address) -> None:
    """Show the list of partners under its filters, and the sheet of the one chosen."""
    reach = address.parameter("portee", tuple(_REACH), "tous" if not view.local else "ici")
    partners = view.local if reach == "ici" else view.items
    one = view.partner(address.parameters.get("partenaire", ""))
    if one is not None:
        plain(sheet(one, view, bonds(view.items)))
    kinds = {key: f"{label} ({count})" for key, (label, count) in kinds_of(partners).items()}
    asked = {
        "nature": chosen(address, "nature", kinds),
        "role": chosen(address, "role", roles_of(partners)),
        "programme": chosen(address, "programme", dict(view.programmes)),
        "origine": chosen(address, "origine", ORIGINS),
        "q": address.parameters.get("q", "").strip(),
    }
    found = kept(partners, asked)
    last = pages(found)
    rank = int(address.parameter("liste", [str(n + 1) for n in range(last)], "1"))
    shown = found[(rank - 1) * PAGE : rank * PAGE]
    with container("card_directory"):
        plain(block_head("Qui sont les partenaires ?", _counted(view, len(found), len(partners))))
        block(_directory_tools(view, address, asked, kinds, reach), key="partner_tools")
        listed = partner_table(shown, view.subject.label) + pager(rank, last)
        block(listed if found else nobody(asked["q"] or ""), key="partner_list")
        plain(source_line("Sources : publications citées dans chaque fiche",
                          "partenaires fictifs marqués ◆", "SIREN vérifié par sa clé"))  # fmt: skip
        file_buttons("Partenaires", view.subject.label, address, COLUMNS,
                     lambda: map(file_row, found), filters=asked,
                     source="publications citées en chaque ligne, saisies des réseaux")  # fmt: skip


def _counted(view: Directory, found: int, total: int) -> str:
    beside = len(view.national)
    also = f" · {plural(beside, 'partenaire national', 'partenaires nationaux')} en plus" if (
        beside) else ""  # fmt: skip
    return f"{plural(found, 'partenaire')} sur {number(total)}{also}"


def _directory_tools(
    view: Directory, address: Address, asked: dict[str, str | None], kinds: dict[str, str],
    reach: str,
) -> str:  # fmt: skip
    parts = [
        search_form(address, "q", "Nom, nature ou territoire", asked["q"] or ""),
        filter_menu("Nature", "nature", asked["nature"], kinds, "toutes"),
        filter_menu("Agit comme", "role", asked["role"], roles_of(view.items)),
        filter_menu("Programme", "programme", asked["programme"], dict(view.programmes)),
        filter_menu("Origine", "origine", asked["origine"], ORIGINS, "toutes"),
    ]
    if view.national:
        choices = [(w, link(portee=key, liste="1"), key == reach) for key, w in _REACH.items()]
        parts.append(segments("Portée", choices))
    return tools(*parts)


# ------------------------------------------------------------------ conventions
def show_agreements(view: Agreements, directory: Directory, address: Address) -> None:
    """Show the conventions of the scope under their filters, on a map and along time."""
    kinds = {key: words for key, words in KINDS.items() if any(a.kind == key for a in view.items)}
    asked = {
        "nature": chosen(address, "nature", kinds),
        "programme": chosen(address, "programme", dict(directory.programmes)),
        "origine": chosen(address, "origine", ORIGINS),
    }
    shown = kept_agreements(view.in_order, kind=asked["nature"], programme=asked["programme"],
                            origin=asked["origine"])  # fmt: skip
    one = next((a for a in view.items if a.id == address.parameters.get("convention")), None)
    if one is not None:
        plain(agreement_sheet(one, view.as_of))
    block(
        tools(
            filter_menu("Nature", "nature", asked["nature"], kinds, "toutes"),
            filter_menu("Programme", "programme", asked["programme"], dict(directory.programmes)),
            filter_menu("Origine", "origine", asked["origine"], ORIGINS, "toutes"),
        ),
        key="agreement_tools",
    )
    block(congress_line(view) + summary(view, shown), key="agreement_summary")
    block(when(shown, view.as_of), key="agreement_time")
    with container("card_agreement_map"):
        agreement_map(view, shown)
    with container("card_agreements"):
        plain(block_head("Quelles conventions ?", _split(view, len(shown))))
        last = max(1, -(-len(shown) // AGREEMENT_PAGE))
        rank = int(address.parameter("liste", [str(n + 1) for n in range(last)], "1"))
        here = shown[(rank - 1) * AGREEMENT_PAGE : rank * AGREEMENT_PAGE]
        plain(agreement_table(view, here) + pager(rank, last) + sources())
        file_buttons("Conventions", view.subject.label, address, AGREEMENT_COLUMNS,
                     lambda: map(agreement_row, shown), filters=asked,
                     source="publications citées en chaque ligne, saisies des réseaux")  # fmt: skip


def _split(view: Agreements, shown: int) -> str:
    local, national = len(view.local), len(view.national)
    return f"{plural(shown, 'convention')} affichées : ici {local}, nationales {national} en tout"


# ------------------------------------------------------------------ bonds
def show_bonds(view: Directory, address: Address) -> None:
    """Show the network picture, the same as a list, pairs and engagement by territory."""
    partners = view.items
    found = bonds(partners)
    central = view.partner(address.parameters.get("partenaire", ""))
    reading = (
        "Un trait relie deux partenaires d'une même LIANE, convention ou projet · au-delà de "
        "26 partenaires, les natures ; choisir un partenaire montre les siens"
    )
    listed = tag("div", bond_list(found, view.subject.label))
    drawn = tag("div", picture(partners, found, central) + listed, class_="side-by-side")
    block(section(block_head("Qui agit avec qui ?", reading), drawn), key="bonds")
    file_buttons("Liens entre partenaires", view.subject.label, address, BOND_COLUMNS,
                 lambda: map(bond_row, found), filters={},
                 source="LIANES, conventions et projets communs")  # fmt: skip
    plain(pair_table(pairs(partners)))
    engaged = actor_reads.engaged_of(address.scope, address.audience)
    block(engaged_table(engaged, view.subject.label), key="engaged")


def show_governance() -> None:
    """Show who holds which role in each programme."""
    plain(governance(reads.programmes()))
