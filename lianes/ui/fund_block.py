"""The catalogue of funds: rules, what the sources say, how many networks fit."""

from collections.abc import Mapping, Sequence

from lianes.domain.french import number, plural
from lianes.reading.grants import Fit, Fund
from lianes.ui.actor_kit import grid, words
from lianes.ui.facts import cited, not_published, said, section
from lianes.ui.kit import block_head
from lianes.ui.markup import tag, text


def fund_table(
    funds: Sequence[Fund], fits: Mapping[str, Mapping[Fit, int]], about: str
) -> str:  # fmt: skip
    """Return the catalogue of funds, its rules with their source, and how many networks fit."""
    head = block_head(
        "Quels fonds demander ?",
        "Une règle par fonds, avec sa source ou « à vérifier » : elle oriente, elle ne décide pas",
    )
    rows = [
        [tag("span", said(f.name), class_="title") + (tag("span", said(f.note), class_="basis")
                                                      if f.note else ""),
         said(f.rule) + " " + (cited([f.rule_source]) if f.rule_source
                               else not_published("à vérifier")),
         _told(f),
         *(number(fits.get(f.id, {}).get(fit, 0)) for fit in Fit),
         cited(f.sources)]
        for f in funds
    ]  # fmt: skip
    columns = words("Fonds", "Règle appliquée", "Ce que disent les sources", "#LIANES possibles",
                    "#À vérifier", "#Condition manquante", "Source")  # fmt: skip
    return section(head, grid("Fonds du catalogue", columns, rows, about=about))


def _told(fund: Fund) -> str:
    """Return what the sources say of a fund, folded until it is wanted."""
    if not fund.details:
        return not_published("rien de plus")
    items = "".join(
        tag("li", f"<b>{said(d.fact)}</b> {said(d.value or '')} {cited(d.sources)}")
        for d in fund.details
    )
    summary = tag("summary", text(plural(len(fund.details), "fait publié", "faits publiés")))
    return tag("details", summary + tag("ul", items))
