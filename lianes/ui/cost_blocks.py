"""The blocks of unit costs: per result with an interval, per target tenant by territory."""

from collections.abc import Sequence

from lianes.domain.french import HARD, interval, number, with_unit
from lianes.reading.say import ESTIMATED
from lianes.reading.say_points import say_cost
from lianes.reading.unit_costs import Cost, PerTenant
from lianes.ui.actor_kit import Tile, euros, grid, masked, tiles, words
from lianes.ui.address import link
from lianes.ui.facts import not_published, said, section
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text
from lianes.ui.say import Teller

WARNING = (
    "À lire avec prudence : tout le financement signé ou versé est rapporté à chaque résultat, "
    "donc les coûts ne s'additionnent pas ; ce n'est ni un coût marginal ni une comparaison entre "
    "territoires, et l'effet propre du programme n'est pas mesuré. L'intervalle ne tient compte "
    "que du hasard du nombre de résultats."
)


def cost_card(found: Sequence[Cost], teller: Teller) -> str:
    """Return the cost of each kind of result with its interval, and the warning it needs."""
    head = block_head(
        "Que coûte un résultat ?",
        f"{teller.period.label} · financement au prorata des jours ; pour un logement, travaux "
        "réceptionnés",
    )
    warning = tag("p", said(WARNING), class_="scope-line")
    costs = [_cost(cost, teller) for cost in found]
    return section(head, tiles(teller.label, *costs), warning)


def _cost(cost: Cost, teller: Teller) -> Tile:
    label = f"par {cost.label}"
    if cost.found is None:
        return Tile(masked() if cost.state == "masqué" else not_published(cost.state), label)
    basis = f"{with_unit(round(cost.found.amount), '€')} / {number(cost.found.count)}"
    limits = cost.found.interval
    told = say_cost(cost.found, label, teller.label, teller.period, teller.meta)
    if cost.found.value is None or limits is None:
        few = text(f"{basis} ; il en faut 20")
        return Tile(text(cost.state), label, few, absent=True, told=told)
    around = f"intervalle à 95{HARD}%{HARD}: {interval(limits.low, limits.high, '€')}"
    shown = f"{text(around)}<br>{text(basis)}"
    return Tile(text(with_unit(cost.found.value, "€")), label, shown, told=told)


def tenant_card(rows: Sequence[PerTenant], about: str) -> str:
    """Return the secured euros per target tenant of each département with a LIANE."""
    head = block_head(
        "Combien d'euros par locataire visé ?",
        "Signé ou versé, filtres compris, rapporté aux deux publics estimés du département "
        "entier : pour calibrer, pas pour classer",
    )
    if not rows:
        return section(head, tag("p", not_published("aucune LIANE ici")))
    lines = [
        [anchor(r.territory.label, link(territoire=r.territory.code)), euros(r.secured),
         _people(r.seniors), _people(r.job_seekers), _ratio(r)]
        for r in rows
    ]  # fmt: skip
    columns = words("Département", "#Sécurisé", "#Seniors estimés", "#Locataires en recherche "
                    "d'emploi estimés", "#€ par locataire visé")  # fmt: skip
    source = source_line(
        f"Estimation{HARD}: 197{HARD}000 titulaires de bail et 90{HARD}000 locataires nationaux "
        "répartis par logements sociaux, âge et chômage (voir Méthode)"
    )
    table = grid("Euros par locataire visé", columns, lines, _total(rows), about=about,
                 cares=(ESTIMATED,))  # fmt: skip
    return section(head, table, source)


def _total(rows: Sequence[PerTenant]) -> list[str]:
    hidden = any(r.secured is None for r in rows)
    amount = None if hidden else sum(r.secured or 0 for r in rows)
    seniors, seekers = sum(r.seniors or 0 for r in rows), sum(r.job_seekers or 0 for r in rows)
    whole = PerTenant(rows[0].territory, amount, seniors, seekers)
    return ["Total", euros(amount), _people(seniors), _people(seekers), _ratio(whole)]


def _people(value: float | None) -> str:
    return text(number(round(value))) if value is not None else not_published("non disponible")


def _ratio(row: PerTenant) -> str:
    if row.secured is None:
        return masked()
    value = row.per_tenant
    return text(with_unit(value, "€", 2)) if value is not None else not_published("non disponible")
