"""The funding page assembled: filters, table by the chosen key, funds that networks could ask."""

from collections import Counter
from collections.abc import Mapping, Sequence

from lianes.domain.french import plural
from lianes.reading.funding import Funding, Line, kept
from lianes.reading.grants import Answer, Fit
from lianes.ui import actor_reads, reads
from lianes.ui.actor_kit import chosen, filter_menu, masked, tools, withheld
from lianes.ui.address import Address, link
from lianes.ui.cost_blocks import cost_card, tenant_card
from lianes.ui.facts import said
from lianes.ui.flow import container
from lianes.ui.fund_block import fund_table
from lianes.ui.funding_blocks import (
    COLUMNS,
    GROUPS,
    at_risk_card,
    file_row,
    group_of,
    group_table,
    ladder_card,
    months_card,
)
from lianes.ui.kit import block_head, segments
from lianes.ui.markup import block, plain, tag
from lianes.ui.partner_blocks import FORMS
from lianes.ui.say import Teller
from lianes.ui.table_files import file_buttons

Filters = Mapping[str, str | None]


def filters(view: Funding, address: Address) -> Filters:
    """Return the filters of the URL; outside, a single funder cannot be asked for."""
    years = {str(line.year) for line in view.lines}
    funders = set() if view.outside else {line.funder for line in view.lines}
    return {
        "annee": chosen(address, "annee", years),
        "financeur": chosen(address, "financeur", funders),
        "forme": chosen(address, "forme", FORMS),
        "programme": chosen(address, "programme", {line.programme for line in view.lines}),
    }


def _about(view: Funding, asked: Filters) -> str:
    """Return of what the sums are, the filters said aloud."""
    others = any(value for name, value in asked.items() if name != "annee")
    filtered = " (lignes filtrées)" if others else ""
    return f"{view.subject.label}, {asked['annee'] or 'toutes années'}{filtered}"


def show(view: Funding, address: Address) -> None:
    """Show the page in the reader's order: at risk, ladder, months, table, costs, funds."""
    asked = filters(view, address)
    if view.outside:  # a filtered sum would tell by difference what the whole does not
        asked = dict.fromkeys(asked)
    lines = kept(view.lines, year=asked["annee"], funder=asked["financeur"], form=asked["forme"],
                 programme=asked["programme"])  # fmt: skip
    funds = actor_reads.funds()
    asks = actor_reads.asks_of(address.scope, address.audience)
    block(at_risk_card(view, funds, asks), key="funding_at_risk")
    if not view.outside:
        block(_menus(view, asked), key="funding_tools")
    about = _about(view, asked)
    block(ladder_card(view, lines, asked["annee"], about), key="funding_ladder")
    block(months_card(view), key="funding_months")
    with container("card_lines"):
        _lines(view, lines, asked, address)
    teller = Teller(view.subject.label, address.scope.period, reads.meta())
    costs = cost_card(actor_reads.costs_of(address.scope, address.audience), teller)
    tenants = actor_reads.per_tenant_of(address.scope, address.audience, lines)
    block(costs, key="funding_costs")
    block(tenant_card(tenants, about), key="funding_tenants")
    block(fund_table(funds, fits(asks), teller.label), key="funds")


def _menus(view: Funding, asked: Filters) -> str:
    names = {p.id: p.name for p in reads.programmes().programmes}
    years = {str(y): str(y) for y in sorted({line.year for line in view.lines})}
    funders = {line.funder: line.funder_name for line in view.lines}
    found = {line.programme: names[line.programme] for line in view.lines}
    return tools(
        filter_menu("Année", "annee", asked["annee"], years, "toutes"),
        filter_menu("Financeur", "financeur", asked["financeur"],
                    dict(sorted(funders.items(), key=lambda item: item[1]))),
        filter_menu("Forme", "forme", asked["forme"], FORMS, "toutes"),
        filter_menu("Programme", "programme", asked["programme"], found),
    )  # fmt: skip


def _lines(view: Funding, lines: Sequence[Line], asked: Filters, address: Address) -> None:
    by = address.parameter("par", tuple(GROUPS), "region")
    reading = f"{plural(len(lines), 'ligne')} de financement, par étape ; le total est leur somme"
    plain(block_head("Qui est financé, par qui, quand ?", reading))
    if view.outside:
        words = "hors du programme, les lignes d'un financeur ou d'une LIANE ne sont pas montrées"
        block(tag("p", f"{masked()} {said(words)}") + withheld(view.subject.label), key="no_lines")
        return
    choices = [(words, link(par=key), key == by) for key, words in GROUPS.items()]
    plain(tools(segments("Regrouper par", choices)))
    places = actor_reads.places_of(tuple({c for x in lines for c in x.network.parents}))
    names = {p.id: p.name for p in reads.programmes().programmes}
    groups = {rank: group_of(line, by, places, names) for rank, line in enumerate(lines)}
    block(group_table(lines, groups, _about(view, asked)), key="funding_lines")
    file_buttons("Financements", view.subject.label, address, COLUMNS,
                 lambda: map(file_row, lines), filters=asked,
                 source="financements déclarés par les réseaux")  # fmt: skip


def fits(asks: Mapping[int, Mapping[str, Answer]]) -> dict[str, dict[Fit, int]]:
    """Count the networks by what the rule of each fund says of them."""
    counts = Counter((fund, a.fit) for found in asks.values() for fund, a in found.items())
    return {fund: {fit: counts[fund, fit] for fit in Fit} for fund in {fund for fund, _ in counts}}
