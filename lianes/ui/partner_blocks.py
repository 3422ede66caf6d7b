"""The blocks of partners: opening sentences, the list, the sheet of one."""

from collections.abc import Sequence

from lianes.documents.cells import Cell, Column, count, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, number, percent, plural
from lianes.domain.funding import STEPS
from lianes.reading.bonds import Bond, bonds_of
from lianes.reading.conventions import Agreements
from lianes.reading.directory import Directory, Grant, Partner, Tie
from lianes.ui.actor_kit import euros, grid, marked, words
from lianes.ui.address import link
from lianes.ui.facts import (
    NOT_PUBLISHED,
    cited,
    dated,
    not_published,
    pairs,
    said,
    section,
    source_words,
)
from lianes.ui.kit import block_head, empty_state
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text

FORMS = {"money": "en argent", "in_kind": "en nature"}
COLUMNS = (Column("Partenaire", 36), Column("Identifiant", 28), Column("Nature", 28),
           Column("Note", 60), Column("Territoires", 34), Column("LIANES", 10),
           Column("Conventions", 13),
           Column("Programmes", 34), Column("SIREN", 18), Column("SIRET", 18),
           Column("Source", 60), Column("Simulé", 9))  # fmt: skip


# ------------------------------------------------------------------ opening sentences
def lead(view: Directory, agreements: Agreements) -> list[str]:
    """Return what the page says first: who acts, what is signed, what ends."""
    simulated = sum(p.simulated for p in view.local)
    real = len(view.local) - simulated
    who = (
        f"**{plural(len(view.local), 'organisation')}** {_act(len(view.local))} ici{HARD}: "
        f"{number(real)} connues par des sources publiées, {number(simulated)} fictives."
        if view.local
        else "Aucune organisation n'agit sur ce territoire en particulier."
    )
    ending = agreements.ending
    soon = (
        f"**{plural(len(ending), 'convention')}** {_end(len(ending))} dans les 90{HARD}jours"
        if ending
        else f"aucune convention connue ne finit dans les 90{HARD}jours"
    )
    return [who, f"{plural(len(agreements.items), 'convention')} les lient{HARD}; {soon}.",
            _share(agreements)]  # fmt: skip


def _act(count: int) -> str:
    return "agit" if count < 2 else "agissent"


def _end(count: int) -> str:
    return "finit" if count < 2 else "finissent"


def _share(found: Agreements) -> str:
    if not found.active:
        return ""
    share = percent(100 * len(found.conventioned) / len(found.active))
    return (
        f"{number(len(found.conventioned))} des {number(len(found.active))} LIANES actives ont "
        f"une convention locale en cours ({share})."
    )


# ------------------------------------------------------------------ the list
def partner_table(partners: Sequence[Partner], about: str) -> str:
    """Return the list of partners, each a link to its sheet."""
    columns = words("Partenaire", "Nature", "Territoires", "#LIANES", "#Conventions", "SIREN")
    return grid("Partenaires", columns, map(_line, partners), about=about)


def _line(partner: Partner) -> list[str]:
    name = tag("span", anchor(partner.name, link(partenaire=partner.id)), class_="title")
    note = tag("span", said(partner.note), class_="basis") if partner.note else ""
    return [
        name + note + marked(simulated=partner.simulated),
        text(partner.kind_label) + _acts_as(partner),
        _places(partner),
        number(len(partner.networks)),
        number(len(partner.agreements)),
        text(partner.siren or "") or not_published(partner.siren_words),
    ]


def _acts_as(partner: Partner) -> str:
    others = {t.kind_label for t in partner.ties if t.kind != partner.kind}
    if not others:
        return ""
    return tag("span", text(f"aussi{HARD}: {', '.join(sorted(others)).lower()}"), class_="basis")


def _places(partner: Partner) -> str:
    if not partner.places:
        return not_published()
    return ", ".join(anchor(t.label, link(territoire=t.code)) for t in partner.places)


def nobody(query: str) -> str:
    """Say that no partner meets the filters, and how to come back."""
    asked = f"« {text(query)} »" if query else "ces filtres"
    everything = link(q="", nature="tous", role="tous", programme="tous", origine="tous")
    return empty_state(f"Aucun partenaire pour {asked}", anchor("Tout afficher", everything))


def file_row(partner: Partner) -> list[Cell]:
    """Return the row of a partner in a file."""
    places = ", ".join(t.label for t in partner.places) or NOT_PUBLISHED
    return [
        cell(partner.name), cell(partner.id), cell(partner.kind_label), cell(partner.note),
        cell(places),
        count(len(partner.networks)), count(len(partner.agreements)),
        cell(", ".join(sorted(partner.programmes))), cell(partner.siren or partner.siren_words),
        cell(partner.siret or "non renseigné"), cell(source_words(partner.sources)),
        yes_or_no(partner.simulated),
    ]  # fmt: skip


# ------------------------------------------------------------------ one partner
def sheet(partner: Partner, view: Directory, found: Sequence[Bond]) -> str:
    """Return everything known of one partner."""
    close = anchor("Fermer la fiche", link(partenaire=""))
    top = tag("div", tag("h2", text(partner.name)) + close, class_="head")
    known = pairs([
        ("Nature", text(partner.kind_label)),
        ("SIREN", text(partner.siren or "") or not_published(partner.siren_words)),
        ("SIRET", text(partner.siret or "") or not_published("non renseigné")),
        ("Contact (fonction)", text(partner.contact or "") or not_published("non renseigné")),
        ("Territoires desservis", _places(partner)),
        ("Source", cited(partner.sources)),
    ])  # fmt: skip
    columns = (
        _roles(partner, dict(view.programmes))
        + _ties(partner.ties)
        + _agreements(partner)
        + _grants(partner.grants)
        + _projects(partner)
        + _with(partner, found)
        + _details(partner)
    )
    body = tag("div", columns, class_="actor-columns") if columns else ""
    note = tag("p", said(partner.note)) if partner.note else ""
    return section(top, marked(simulated=partner.simulated), note, known, body,
                   class_="card actor-sheet")  # fmt: skip


def _group(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    inside = "".join(tag("li", item) for item in items)
    return tag("div", block_head(title, "", 3) + tag("ul", inside, class_="plain-list"))


def _roles(partner: Partner, names: dict[str, str]) -> str:
    return _group(
        "Rôles dans les programmes",
        [f"<b>{said(names[programme])}</b>{HARD}: {said(role.role)} {cited([role.source])}"
         for programme, role in partner.roles],
    )  # fmt: skip


def _ties(ties: Sequence[Tie]) -> str:
    return _group("LIANES où il agit", [_tie(tie) for tie in ties])


def _tie(tie: Tie) -> str:
    name = anchor(tie.network.name, f"/reseaux?reseau={tie.network.code}")
    since = f", depuis {dated(tie.since)}" if tie.since else ""
    until = f", jusqu'au {dated(tie.until)}" if tie.until else ""
    return f"{name} <span class='basis'>{said(tie.role)}{since}{until}</span>"


def _agreements(partner: Partner) -> str:
    return _group(
        "Conventions",
        [anchor(a.title, link(vue="conventions", convention=a.id)) + " "
         + tag("span", f"signée{HARD}: {dated(a.signed_on)}", class_="basis-inline")
         for a in partner.agreements],
    )  # fmt: skip


def _grants(grants: Sequence[Grant]) -> str:
    return _group(
        "Financements apportés",
        [f"{text(g.network_name)}, {g.year}{HARD}: {euros(g.amount_eur)} "
         f"<span class='basis-inline'>{STEPS[g.stage]}, {FORMS[g.form]}</span>" for g in grants],
    )  # fmt: skip


def _projects(partner: Partner) -> str:
    names = [anchor(name, f"/projets?projet={code}") for code, name in partner.projects]
    return _group("Logements accompagnés", names)


def _with(partner: Partner, found: Sequence[Bond]) -> str:
    return _group(
        "Avec qui il agit",
        [f"{anchor(other.name, link(partenaire=other.id))} "
         f"<span class='basis'>{said(' ; '.join(bond.reasons))}</span>"
         for other, bond in bonds_of(found, partner)[:20]],
    )  # fmt: skip


def _details(partner: Partner) -> str:
    return _group(
        "Ce que disent les sources",
        [f"<b>{said(d.fact)}</b> {said(d.value or '')} {cited(d.sources)}"
         for d in partner.details],
    )  # fmt: skip
