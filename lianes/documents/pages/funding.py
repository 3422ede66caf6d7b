"""The money of a scope as tables: what is at risk, the ladder, the months, costs, funds."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lianes.documents.cells import (
    Cell,
    Column,
    Kind,
    Table,
    count,
    euros,
    on_day,
    words,
)
from lianes.documents.pages.programmes import SOURCE, cited
from lianes.domain.french import published_date
from lianes.domain.funding import STEP_TITLES
from lianes.domain.programme import Detail
from lianes.metrics.figure import State
from lianes.reading.funding import PIPELINE, Funding, ladder
from lianes.reading.grants import Fit, Fund
from lianes.reading.unit_costs import Cost, PerTenant

_MASKED = Cell(None, state=State.MASKED)


def tables(
    view: Funding,
    lines: Table,
    costs: Sequence[Cost],
    tenants: Sequence[PerTenant],
    funds: Sequence[Fund],
    fits: Mapping[str, Mapping[Fit, int]],
) -> tuple[Table, ...]:
    """Return the blocks of the page; `lines` are the funding lines as the page lists them."""
    return (_at_risk(view), _ladder(view), _months(view), lines, _costs(costs), _tenants(tenants),
            _funds(funds, fits))  # fmt: skip


def _money(amount: float | None) -> Cell:
    return _MASKED if amount is None else euros(amount)


def _at_risk(view: Funding) -> Table:
    columns = (Column("LIANE", 44), Column("Code", 12), Column("Sécurisée jusqu'au", 20),
               Column("Besoin non couvert", 18),
               *(Column(STEP_TITLES[s]) for s in PIPELINE))  # fmt: skip
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words(one.network.name), words(one.network.code), on_day(one.until),
         _money(one.uncovered),
         *(_MASKED if one.pipeline is None else euros(one.pipeline.get(s, 0.0))
           for s in PIPELINE))
        for one in view.at_risk
    )  # fmt: skip
    lacking = [one.uncovered for one in view.at_risk]
    if rows:
        whole = None if None in lacking else sum(amount or 0 for amount in lacking)
        rows = (*rows, (words("Total"), *(words(None),) * 2, _money(whole), *(words(None),) * 3))
    question = "Quelles LIANES perdent leur financement, et quand ?"
    return Table("À sécuriser", question, "", columns, rows)


def _ladder(view: Funding) -> Table:
    columns = (Column("Étape", 20), Column("Argent", 16), Column("En nature", 16),
               Column("Total", 16))  # fmt: skip
    found = ladder(view.lines)
    rows = tuple(
        (words(STEP_TITLES[stage]), *((_MASKED,) * 3 if view.masked else (
            euros(found[stage]["money"]), euros(found[stage]["in_kind"]),
            euros(sum(found[stage].values())))))
        for stage in STEP_TITLES
    )  # fmt: skip
    question = "Combien est repéré, demandé, notifié, signé, versé ?"
    reading = "Chaque euro est à une seule étape ; sécurisé = signé + versé"
    whole = [sum(one[form] for one in found.values()) for form in ("money", "in_kind")]
    total = (words("Total"), *((_MASKED,) * 3 if view.masked else map(euros, (*whole, sum(whole)))))
    kept = (*rows, total) if view.lines else ()
    return Table("Échelle", question, reading, columns, kept)


def _months(view: Funding) -> Table:
    columns = (Column("Mois", 20), Column("Besoin", 16), Column("Non couvert", 16))
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (words(one.month.label), euros(round(one.need)), euros(round(one.risk)))
        for one in view.months
    )
    if rows:
        needs, risks = ([round(one.need) for one in view.months],
                        [round(one.risk) for one in view.months])  # fmt: skip
        rows = (*rows, (words("Total"), euros(sum(needs)), euros(sum(risks))))
    question = "Quand l'argent manquera-t-il ?"
    return Table("Mois à venir", question, "", columns, rows)


def _costs(found: Sequence[Cost]) -> Table:
    columns = (Column("Coût par", 40), Column("Valeur", 18), Column("Borne basse", 14),
               Column("Borne haute", 14), Column("Montant", 16), Column("Nombre", 12))  # fmt: skip
    return Table("Coûts", "Que coûte un résultat ?", "Financement au prorata des jours", columns,
                 tuple(map(_cost, found)))  # fmt: skip


def _cost(one: Cost) -> tuple[Cell, ...]:
    found = one.found
    if found is None:
        said = _MASKED if one.state == "masqué" else words(one.state)
        return (words(one.label), said, *(words(None),) * 4)
    limits = found.interval
    known = found.value is not None and limits is not None
    return (
        words(one.label),
        euros(found.value) if known else words(one.state),
        euros(limits.low if known and limits else None),
        euros(limits.high if known and limits else None),
        euros(round(found.amount)),
        count(found.count),
    )


def _tenants(rows: Sequence[PerTenant]) -> Table:
    columns = (Column("Département", 30), Column("Code", 12), Column("Sécurisé", 16),
               Column("Seniors estimés", 16),
               Column("Locataires en recherche d'emploi estimés", 22),
               Column("Euros par locataire visé", 16))  # fmt: skip
    found = [_tenant(one.territory.label, one) for one in rows]
    if rows:
        hidden = any(one.secured is None for one in rows)
        whole = replace(
            rows[0],
            secured=None if hidden else sum(one.secured or 0 for one in rows),
            seniors=sum(one.seniors or 0 for one in rows),
            job_seekers=sum(one.job_seekers or 0 for one in rows),
        )
        found.append(_tenant("Total", whole))
    question = "Combien d'euros par locataire visé ?"
    reading = "Pour calibrer, pas pour classer"
    return Table("Par locataire", question, reading, columns, tuple(found))


def _tenant(label: str, one: PerTenant) -> tuple[Cell, ...]:
    code = one.territory.code if label != "Total" else None
    ratio = _MASKED if one.secured is None else Cell(one.per_tenant, Kind.CENTS, decimals=2)
    return (words(label), words(code), _money(one.secured), count(_whole(one.seniors)),
            count(_whole(one.job_seekers)), ratio)  # fmt: skip


def _whole(value: float | None) -> float | None:
    return round(value) if value is not None else None


def detail_words(found: Detail) -> str:
    """Return a published detail with its date."""
    on = f" ({published_date(found.as_of)})" if found.as_of else ""
    return f"{found.fact} {found.value or 'non publié'}{on}"


def _funds(funds: Sequence[Fund], fits: Mapping[str, Mapping[Fit, int]]) -> Table:
    columns = (Column("Fonds", 44), Column("Nature", 24), Column("Règle appliquée", 70),
               Column("Note", 60), Column("Précisions", 70), Column("LIANES possibles", 12),
               Column("À vérifier", 12), Column("Condition manquante", 12), SOURCE)  # fmt: skip
    rows = tuple(
        (words(one.name), words(one.kind), words(one.rule), words(one.note),
         words(" ; ".join(detail_words(d) for d in one.details)),
         *(count(fits.get(one.id, {}).get(fit, 0)) for fit in Fit),
         cited((*([one.rule_source] if one.rule_source else ()), *one.sources)))
        for one in funds
    )  # fmt: skip
    return Table("Fonds", "Quels fonds peuvent être demandés ?", "", columns, rows)
