"""Published conventions as a table: parties, territories, dates and amounts, or « non publié »."""

from collections.abc import Sequence

from lianes.domain.french import listing, number, plural
from lianes.domain.programme import Axis, Congress, Convention, KeyFigure
from lianes.reading.programmes import Concern
from lianes.ui.facts import amount, cited, dated, not_published, row, said, section, table
from lianes.ui.kit import block_head, pill
from lianes.ui.markup import link, tag, text

_KINDS = {
    "cadre": "convention cadre",
    "territoire": "convention de territoire",
    "régionale": "convention régionale",
    "locale": "convention locale",
}
_COLUMNS = ("Convention", "Nature", "Signée", "Fin", "Parties", "Territoires", "Montant", "Source")


def conventions_of(name: str, conventions: Sequence[Convention], concern: Concern) -> str:
    """Return the conventions attached to a programme."""
    head = block_head("Quelles conventions le portent ?", "", 3)
    if not conventions:
        return section(head, tag("p", not_published("aucune convention publiée")))
    return section(head, conventions_table(f"Conventions de {name}", conventions, concern))


def other_conventions(
    conventions: Sequence[Convention], congress: Congress | None, concern: Concern
) -> str:
    """Return the conventions of no programme, and how many of those announced are known."""
    if not conventions:
        return ""
    head = block_head("Autres conventions d'Action Logement")
    known = _coverage(congress, conventions) if congress else ""
    return section(head, known, conventions_table("Autres conventions", conventions, concern))


def _coverage(congress: Congress, here: Sequence[Convention]) -> str:
    beside = [f"« {c.title} »" for c in congress.identified if c not in here]
    where = f" : {listing(['celles de ce tableau', *beside])}"
    undated = congress.undated
    verb = "n'a" if undated < 2 else "n'ont"
    dates = f" {plural(undated, 'convention')} {verb} pas de date publiée." if undated else ""
    words = f"{len(congress.identified)} identifiées sur {_announced(congress.announced)}"
    start = f"<b>{said(words)} annoncées au Congrès</b>{said(where)}.{said(dates)}"
    return tag("p", f"{start} {cited(congress.announced.sources)}", class_="coverage")


def _announced(figure: KeyFigure) -> str:
    value = number(figure.value)
    return f"{figure.qualifier} {value}" if figure.qualifier else value


def conventions_table(label: str, conventions: Sequence[Convention], concern: Concern) -> str:
    """Return a table of conventions; those of the place under study say so."""
    local = {convention.id for convention in concern.local}
    rows = [_row(convention, is_local=convention.id in local) for convention in conventions]
    return table(label, _COLUMNS, rows)


def _row(convention: Convention, *, is_local: bool) -> str:
    return row(
        _title(convention, is_local=is_local),
        said(_KINDS.get(convention.kind, convention.kind)),
        dated(convention.signed_on),
        dated(convention.ends_on),
        _list([text(name) for _, name in convention.parties], "parties non publiées"),
        _list([link(t.label, f"?territoire={t.code}") for t in convention.territories]),
        amount(convention.amount_eur),
        cited(convention.sources),
        id_=convention.id,
    )


def _title(convention: Convention, *, is_local: bool) -> str:
    parts = [tag("span", said(convention.title), class_="title")]
    if is_local:
        parts.append(pill("concerne le territoire affiché", mark="◆"))
    parts += [
        tag("span", said(words), class_="basis")
        for words in (convention.object, convention.note)
        if words
    ]
    return "".join(parts) + _axes(convention.axes)


def _axes(axes: Sequence[Axis]) -> str:
    if not axes:
        return ""
    items = "".join(tag("li", f"{said(axis.words)} {_measurable(axis)}") for axis in axes)
    return tag("details", tag("summary", text(plural(len(axes), "axe"))) + tag("ul", items))


def _measurable(axis: Axis) -> str:
    words = "mesurable" if axis.measurable else "engagement"
    return tag("span", f"({words})", class_="basis-inline")


def _list(items: Sequence[str], absent: str = "non publié") -> str:
    return "<br>".join(items) if items else not_published(absent)
