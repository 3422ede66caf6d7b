"""The blocks of conventions: opening line, timeline, list, one convention, map of territories."""

from collections.abc import Sequence
from datetime import date

from lianes.charts.timeline import Row, timeline
from lianes.documents.cells import Cell, Column, as_published, euro, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, capital, listing, number, percent, plural
from lianes.domain.month import last_day
from lianes.reading.conventions import KINDS, Agreement, Agreements, AxisState, by_kind
from lianes.ui.actor_kit import Tile, grid, grid_told, marked, tiles, words
from lianes.ui.address import link
from lianes.ui.facts import (
    NOT_PUBLISHED,
    amount,
    cited,
    dated,
    not_published,
    pairs,
    said,
    section,
    source_words,
)
from lianes.ui.kit import block_head, empty_state, pill, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag

PAGE = 30
PARTIES_SHOWN = 3
COLUMNS = (Column("Convention", 44), Column("Identifiant", 28), Column("Nature", 24),
           Column("Programme", 26), Column("Signée", 18), Column("Fin", 18), Column("Parties", 44),
           Column("Territoires", 34), Column("Montant (€)"), Column("Source", 60),
           Column("Simulé", 9))  # fmt: skip


def summary(view: Agreements, shown: Sequence[Agreement]) -> str:
    """Return the figures of the scope: shown, ending, without an end, networks with one."""
    soon = [a for a in shown if a.ends_soon(view.as_of)]
    unknown = sum(a.ends_on is None for a in shown)
    published = [a for a in shown if a.amount_eur is not None]
    total = sum(a.amount_eur or 0 for a in published)
    return tiles(
        view.subject.label,
        Tile(number(len(shown)), "conventions affichées", said(_kinds(shown))),
        Tile(number(len(soon)), "finissent dans les 90 jours",
             said("parmi celles dont la fin est publiée")),
        Tile(number(unknown), "sans date de fin publiée",
             said("« non publié » n'est pas « sans fin »")),
        Tile(amount(total if published else None), "de montants publiés",
             said(f"{len(published)} montants sur {len(shown)} conventions")),
        _share(view),
    )  # fmt: skip


def _kinds(shown: Sequence[Agreement]) -> str:
    return " · ".join(
        f"{KINDS.get(kind, kind)} : {count}" for kind, count in by_kind(shown).items()
    )


def _share(view: Agreements) -> Tile:
    if not view.active:
        return Tile("aucune LIANE", "active sur ce territoire", absent=True)
    share, total = len(view.conventioned), len(view.active)
    basis = said(f"{share} LIANES sur {total} actives : un recensement, sans intervalle")
    return Tile(percent(100 * share / total), "des LIANES ont une convention locale", basis)


# ------------------------------------------------------------------ along time
def when(shown: Sequence[Agreement], as_of: date) -> str:
    """Return the signatures and ends along the years, by kind, and those that end soon."""
    head = block_head(
        "Quand ont-elles été signées, quand finissent-elles ?",
        "Une ligne par nature · trait sombre : date des données",
    )
    if not shown:
        return section(head, tag("p", not_published("aucune convention")))
    rows = [_row(KINDS.get(kind, kind), [a for a in shown if a.kind == kind])
            for kind in by_kind(shown)]  # fmt: skip
    drawn = timeline(rows, now=_year(as_of.isoformat()), label=_said(rows))
    key = tag(
        "p",
        said("● signature · ◇ fin publiée · une date publiée au mois ou à l'année se place en fin"),
        class_="key-line",
    )
    frame = tag("div", drawn, class_="scroll", tabindex="0", role="region", aria_label="Frise")
    return section(head, frame, key)


def _row(label: str, found: Sequence[Agreement]) -> Row:
    short = label.replace(" de LIANE", "")
    return Row(
        capital(short),
        tuple(_year(a.signed_on) for a in found if a.signed_on),
        tuple(_year(a.ends_on) for a in found if a.ends_on),
        sum(a.signed_on is None for a in found),
        sum(a.ends_on is None for a in found),
    )


def _year(day: str) -> float:
    found = last_day(day)
    return found.year + (found.timetuple().tm_yday - 1) / 365.25


def _said(rows: Sequence[Row]) -> str:
    parts = [f"{row.label} : {len(row.signed)} datées, {len(row.ends)} fins connues"
             for row in rows]  # fmt: skip
    return f"Frise des conventions. {' ; '.join(parts)}. Le tableau dit chaque date."


# ------------------------------------------------------------------ the list
def agreement_table(view: Agreements, shown: Sequence[Agreement]) -> str:
    """Return the conventions, each a link to its sheet; those that end soon say so."""
    if not shown:
        everything = link(nature="tous", programme="tous", origine="tous")
        return empty_state("Aucune convention pour ces filtres",
                           anchor("Tout afficher", everything))  # fmt: skip
    columns = words("Convention", "Nature", "Signée", "Fin", "Parties", "Territoires",
                    "#Montant", "Source")  # fmt: skip
    rows = [_line(a, view.as_of) for a in shown]
    table = grid("Conventions", columns, rows)
    paid = [(row, a) for row, a in zip(rows, shown, strict=True) if a.amount_eur is not None]
    published = not any(one.simulated for _, one in paid)
    told = [row for row, _ in paid]
    return table + grid_told("Montants", columns, told, view.subject.label, published=published)


def _line(found: Agreement, as_of: date) -> list[str]:
    name = tag("span", anchor(found.title, link(convention=found.id)), class_="title")
    return [
        name + marked(simulated=found.simulated),
        said(KINDS.get(found.kind, found.kind)),
        dated(found.signed_on),
        dated(found.ends_on) + _soon(found, as_of),
        _parties(found),
        _places(found),
        amount(found.amount_eur),
        cited(found.sources),
    ]


def _soon(found: Agreement, as_of: date) -> str:
    if not found.ends_soon(as_of):
        return ""
    left = found.days_left(as_of) or 0
    return " " + pill(f"dans {plural(left, 'jour')}", "late", "◷")


def _parties(found: Agreement) -> str:
    if not found.parties:
        return not_published("parties non publiées")
    links = "<br>".join(anchor(name, link(vue="annuaire", partenaire=key, convention=""))
                        for key, name in found.parties)  # fmt: skip
    if len(found.parties) <= PARTIES_SHOWN:
        return links
    return tag("details", tag("summary", plural(len(found.parties), "partie")) + links)


def _places(found: Agreement) -> str:
    if not found.territories:
        return not_published()
    return "<br>".join(anchor(t.label, link(territoire=t.code)) for t in found.territories)


def file_row(found: Agreement) -> list[Cell]:
    """Return the row of a convention in a file; what is not published says so."""
    return [
        cell(found.title), cell(found.id), cell(KINDS.get(found.kind, found.kind)),
        cell(found.programme_name), as_published(found.signed_on), as_published(found.ends_on),
        cell(", ".join(name for _, name in found.parties) or NOT_PUBLISHED),
        cell(", ".join(t.label for t in found.territories) or NOT_PUBLISHED),
        euro(found.amount_eur, NOT_PUBLISHED), cell(source_words(found.sources)),
        yes_or_no(found.simulated),
    ]  # fmt: skip


# ------------------------------------------------------------------ one convention
def agreement_sheet(found: Agreement, as_of: date) -> str:
    """Return everything known of one convention, its axes first."""
    close = anchor("Fermer la fiche", link(convention=""))
    top = tag("div", tag("h2", said(found.title)) + close, class_="head")
    network = (
        anchor(found.network.name, f"/reseaux?reseau={found.network.code}")
        if found.network
        else not_published("aucune LIANE")
    )
    known = pairs([
        ("Nature", said(KINDS.get(found.kind, found.kind))),
        ("Signée", dated(found.signed_on)),
        ("Fin", dated(found.ends_on) + _soon(found, as_of)),
        ("Montant", amount(found.amount_eur)),
        ("Programme", said(found.programme_name) if found.programme_name
         else not_published("aucun programme")),
        ("LIANE", network),
        ("Source", cited(found.sources)),
    ])  # fmt: skip
    purpose = tag("p", f"<b>Objet{HARD}:</b> {said(found.object)}") if found.object else ""
    note = tag("p", said(found.note), class_="basis") if found.note else ""
    columns = _axes(found.axes) + _list("Parties", _parties(found)) + _list(
        "Territoires", _places(found))  # fmt: skip
    body = tag("div", columns, class_="actor-columns")
    return section(top, marked(simulated=found.simulated), known, purpose, note, body,
                   class_="card actor-sheet", id_=found.id)  # fmt: skip


def _list(title: str, content: str) -> str:
    return tag("div", block_head(title, "", 3) + tag("p", content))


def _axes(axes: Sequence[AxisState]) -> str:
    if not axes:
        return _list("Axes", not_published("axes non publiés"))
    items = "".join(tag("li", _axis(axis)) for axis in axes)
    reading = "Mesurable : progression et preuve attendues ; engagement : sans barre"
    return tag("div", block_head("Axes", reading, 3) + tag("ol", items, class_="plain-list"))


def _axis(axis: AxisState) -> str:
    if not axis.measurable:
        return f"{said(axis.words)} {pill('engagement', mark='○')}"
    if axis.progress is None:
        state = not_published("progression non publiée")
    else:
        bar = tag("progress", max="100", value=f"{axis.progress:g}")
        state = f"{bar} {percent(axis.progress)}"
    proof = tag("span", said(axis.evidence), class_="basis") if axis.evidence else ""
    return f"{said(axis.words)} {pill('mesurable', mark='◉')} {state}{proof}"


# ------------------------------------------------------------------ the Congress
def congress_line(view: Agreements) -> str:
    """Return how many conventions of the Congress are known, where it applies."""
    congress = view.congress
    here = {a.id for a in view.items}
    if congress is None or not here & {c.id for c in congress.identified}:
        return ""
    announced = number(congress.announced.value)
    there = [c.title for c in congress.identified if c.id in here]
    where = "" if view.subject.is_national else f" ; ici : {listing(there)}"
    found = f"{len(congress.identified)} identifiées sur {announced} annoncées au Congrès"
    return tag("p", f"<b>{said(found)}</b>{said(where)}. {cited(congress.announced.sources)}",
               class_="scope-line")  # fmt: skip


def sources() -> str:
    """Return the source line of the list."""
    return source_line(f"Sources{HARD}: publications citées ligne par ligne",
                       "conventions de LIANES saisies par les réseaux")  # fmt: skip
