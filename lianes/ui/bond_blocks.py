"""Who acts with whom: the picture and its list, pairs, engagement by territory, governance."""

from collections.abc import Sequence

from lianes.charts.bonds import bonds_circle
from lianes.documents.cells import Cell, Column, count, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, number, plural
from lianes.domain.programme import Programmes
from lianes.reading.bonds import Bond, Engaged, Pair, between_kinds, bonds_of
from lianes.reading.directory import Partner
from lianes.ui.actor_kit import grid, marked, words
from lianes.ui.address import link
from lianes.ui.facts import cited, not_published, said, section
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text

NAMES_DRAWN = 26
"""Above, the picture joins kinds of partners, not partners."""
BONDS_LISTED = 60
COLUMNS = (Column("Partenaire", 36), Column("Nature", 26), Column("Avec", 36),
           Column("Nature de l'autre", 26), Column("Où", 70), Column("Liens", 9),
           Column("Simulé", 9))  # fmt: skip


# ------------------------------------------------------------------ who acts with whom
def picture(partners: Sequence[Partner], found: Sequence[Bond], central: Partner | None) -> str:
    """Return the network picture: partners when few, kinds of partners when many."""
    if central is not None:
        partners = [central, *(other for other, _ in bonds_of(found, central)[:NAMES_DRAWN])]
    bound = {p.id for bond in found for p in (bond.one, bond.other)}
    shown = [p for p in partners if p.id in bound]
    if not shown:
        return tag("p", not_published("aucun lien connu entre ces partenaires"))
    if len(shown) <= NAMES_DRAWN + 1:
        return _drawn(_of_partners(shown, found, central))
    return _drawn(_of_kinds(found))


def _drawn(svg: str) -> str:
    return tag("div", svg, class_="scroll", tabindex="0", role="region", aria_label="Schéma")


def _of_partners(shown: Sequence[Partner], found: Sequence[Bond], central: Partner | None) -> str:
    ordered = sorted(shown, key=lambda p: (p.kind_label, p.name))
    ranks = {p.id: rank for rank, p in enumerate(ordered)}
    chords = {
        (ranks[b.one.id], ranks[b.other.id]): len(b.reasons)
        for b in found
        if b.one.id in ranks and b.other.id in ranks
    }
    return bonds_circle(
        [p.name.replace(" (démonstration)", " ◆") for p in ordered],
        chords,
        label=f"{len(ordered)} partenaires et leurs {len(chords)} liens ; la liste les dit tous",
        hrefs=[link(partenaire=p.id) for p in ordered],
        central=ranks[central.id] if central else None,
    )


def _of_kinds(found: Sequence[Bond]) -> str:
    counted = between_kinds(found)
    names = list(dict.fromkeys(name for pair in counted for name in pair))
    chords = {(names.index(a), names.index(b)): n for (a, b), n in counted.items()}
    return bonds_circle(
        names, chords, label=f"{len(names)} natures de partenaires ; largeur : paires qui agissent"
    )


def bond_list(found: Sequence[Bond], about: str) -> str:
    """Return the same picture as a list: pairs by kinds, then the pairs most bound."""
    counted = between_kinds(found).items()
    kinds = [[said(" × ".join(pair)), number(count)] for pair, count in counted]
    total = ["Toutes les paires", number(len(found))]
    columns = words("Natures", "#Paires")
    by_kind = grid("Liens par nature", columns, kinds, total, about=about)
    rows = [
        [_named(b.one) + f" {HARD}×{HARD} " + _named(b.other), said(" ; ".join(b.reasons))]
        for b in found[:BONDS_LISTED]
    ]
    more = f"{BONDS_LISTED} premières sur {number(len(found))}, la suite dans le fichier"
    summary = more if len(found) > BONDS_LISTED else plural(len(found), "paire")
    each = grid("Liens par paire", words("Paire", "Où elle agit"), rows)
    return by_kind + tag("details", tag("summary", said(f"Lire les paires ({summary})")) + each)


def _named(partner: Partner) -> str:
    return anchor(partner.name, link(partenaire=partner.id))


def file_row(bond: Bond) -> list[Cell]:
    """Return the row of a bond in a file; simulated when one of the two is."""
    simulated = bond.one.simulated or bond.other.simulated
    told = (bond.one.name, bond.one.kind_label, bond.other.name, bond.other.kind_label,
            " ; ".join(bond.reasons))  # fmt: skip
    return [*map(cell, told), count(len(bond.reasons)), yes_or_no(simulated)]


def pair_table(found: Sequence[Pair]) -> str:
    """Return the landlord–manager pairs, the published ones first."""
    head = block_head(
        "Quels couples bailleur–gestionnaire ?",
        "Ensemble dans un lieu publié ou dans des projets de logements accompagnés",
    )
    if not found:
        return section(head, tag("p", not_published("aucun couple connu ici")))
    rows = [
        [_named(p.landlord), _named(p.manager), said(" ; ".join(p.where)),
         marked(simulated=p.simulated) or cited(p.manager.sources)]
        for p in found
    ]  # fmt: skip
    columns = words("Bailleur", "Gestionnaire", "Où", "Origine")
    return section(head, grid("Couples bailleur–gestionnaire", columns, rows))


def engaged_table(found: Sequence[Engaged], about: str) -> str:
    """Return landlords and employers at work, territory by territory."""
    head = block_head(
        "Combien de bailleurs et d'employeurs engagés, où ?",
        "À l'œuvre dans une LIANE du territoire · un partenaire de deux territoires compte dans "
        "chacun : les lignes ne s'additionnent pas",
    )
    if not found:
        return section(head, tag("p", not_published("aucune LIANE ici")))
    rows = [
        [anchor(e.territory.label, link(territoire=e.territory.code)), number(e.networks),
         number(e.landlords), number(e.employers)]
        for e in found
    ]  # fmt: skip
    columns = words("Territoire", "#LIANES", "#Bailleurs", "#Employeurs")
    source = source_line(f"Source{HARD}: acteurs déclarés par les réseaux")
    table = grid("Bailleurs et employeurs engagés", columns, rows, about=about)
    return section(head, table, source)


# ------------------------------------------------------------------ governance
def governance(view: Programmes) -> str:
    """Return who holds which role in each programme, source by source."""
    head = block_head("Qui gouverne chaque programme ?", "Les rôles tels que chaque source les dit")
    rows = [
        [anchor(p.name, f"/programmes?programme={p.id}"), text(role.actor), said(role.role),
         cited([role.source])]
        for p in view.programmes for role in p.roles
    ]  # fmt: skip
    rows += [
        [anchor(p.name, f"/programmes?programme={p.id}"), text(p.lead),
         not_published("aucun rôle publié"), cited(p.sources)]
        for p in view.programmes if not p.roles
    ]  # fmt: skip
    columns = words("Programme", "Acteur", "Rôle", "Source")
    return section(head, grid("Gouvernance", columns, rows))
