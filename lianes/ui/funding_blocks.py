"""The blocks of funding: opening sentences, ladder, tables by any key, months at risk."""

from collections.abc import Mapping, Sequence
from datetime import date

from lianes.charts.ladder import ladder_bars, month_columns
from lianes.documents.cells import Cell, Column, Kind, euro, on_day, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, day, number, percent, plural, with_unit
from lianes.domain.funding import STEPS
from lianes.domain.territory import Territory
from lianes.reading.attention import FUNDING_DAYS
from lianes.reading.funding import (
    AtRisk,
    Funding,
    Line,
    ladder,
    needed,
    secured,
    sums,
)
from lianes.reading.grants import Answer, Fit, Fund
from lianes.ui.actor_kit import Tile, euros, grid, grid_told, marked, masked, tiles, withheld, words
from lianes.ui.address import link
from lianes.ui.facts import not_published, said, section
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text
from lianes.ui.partner_blocks import FORMS

GROUPS = {
    "liane": "LIANE",
    "region": "Région",
    "departement": "Département",
    "annee": "Année",
    "programme": "Programme",
    "financeur": "Financeur",
}
COLUMNS = (Column("LIANE", 34), Column("Code", 12), Column("Programme", 20), Column("Année", 9),
           Column("Financeur", 30), Column("Forme", 12), Column("Étape", 12),
           Column("Montant (€)", 15), Column("Couvre du", 18), Column("Couvre au", 18),
           Column("Simulé", 9))  # fmt: skip
Group = tuple[str, str | None]
"""A key of the table in words, and its link."""


def short(amount: float) -> str:
    """Write an amount as a sentence does: « 7,3 M€ », « 950 k€ »."""
    if amount >= 1e6:
        return with_unit(amount / 1e6, "M€", 1)
    return with_unit(amount / 1e3, "k€") if amount >= 1e4 else with_unit(amount, "€")


HIDDEN = "Hors du programme, l'argent ne se lit que pour la France entière."


# ------------------------------------------------------------------ opening sentences
def lead(view: Funding) -> list[str]:
    """Return what the page says first: secured against need, who loses its funding soon."""
    need = needed(view.needs, None)
    if not view.networks:
        return ["Aucune LIANE n'a son siège ici : il n'y a ni besoin ni financement à lire."]
    known = (
        f"Le besoin déclaré est de {short(need)}{HARD}; **{short(secured(view.lines))}** sont "
        f"signés ou versés ({percent(100 * secured(view.lines) / need)})."
        if need and not view.masked
        else f"Le besoin déclaré est de {short(need)}." if need
        else HIDDEN if view.hides_need else ""
    )  # fmt: skip
    count = len(view.at_risk)
    loses = "perd son" if count < 2 else "perdent leur"
    soon = (
        f"**{plural(count, 'LIANE', 'LIANES')} sur {number(len(view.active))} {loses} financement "
        f"dans les six mois**{_risk(view)}."
        if count
        else "Aucune LIANE active ne perd son financement dans les six mois."
    )
    return [known, soon]


def _risk(view: Funding) -> str:
    if view.outside:
        return ""
    total = sum(item.uncovered or 0 for item in view.at_risk)
    return f", {short(total)} sans couverture d'ici {view.months[-1].month.label}" if (
        view.months) else ""  # fmt: skip


# ------------------------------------------------------------------ ladder
def ladder_card(view: Funding, lines: Sequence[Line], year: str | None, about: str) -> str:
    """Return the ladder of the lines kept: drawing, amounts and total, need."""
    head = block_head(
        "Combien est repéré, demandé, notifié, signé, versé ?",
        "Chaque euro est à une seule étape · sécurisé = signé + versé ; notifié n'y entre pas",
    )
    if view.masked:
        why = "hors du programme, ces sommes diraient l'argent d'un seul financeur"
        return section(head, tag("p", f"{masked()} {said(why)}"), withheld(about))
    if not lines:
        return section(head, tag("p", not_published("aucune ligne de financement")))
    found = ladder(lines)
    drawn = ladder_bars(
        [(STEPS[s], v["money"], v["in_kind"], with_unit(sum(v.values()), "€"))
         for s, v in found.items()],
        label="Échelle des financements ; le tableau dit les mêmes montants",
    )  # fmt: skip
    key = (
        f'<p class="key-line"><span><span class="swatch money"></span> {FORMS["money"]}</span>'
        f'<span><span class="swatch kind"></span> {FORMS["in_kind"]} (ingénierie)</span></p>'
    )
    frame = tag("div", drawn, class_="scroll", tabindex="0", role="region", aria_label="Échelle")
    left = tag("div", frame + key)
    return section(head, tag("div", left + _ladder_table(found, about), class_="side-by-side"),
                   _figures(view, lines, year, about))  # fmt: skip


def _ladder_table(found: Mapping[str, Mapping[str, float]], about: str) -> str:
    rows = [
        [said(STEPS[s]), euros(v["money"]), euros(v["in_kind"]), euros(sum(v.values()))]
        for s, v in found.items()
    ]
    money, kind = (sum(v[form] for v in found.values()) for form in ("money", "in_kind"))
    total = ["Total", euros(money), euros(kind), euros(money + kind)]
    columns = words("Étape", "#En argent", "#En nature", "#Ensemble")
    return tag("div", grid("Échelle des financements", columns, rows, total, about=about))


def _figures(view: Funding, lines: Sequence[Line], year: str | None, about: str) -> str:
    need, have = needed(view.needs, year), secured(lines)
    notified = sum(line.amount for line in lines if line.stage == "notified")
    share = percent(100 * have / need) if need else "non renseigné"
    return tiles(
        about,
        Tile(euros(need) if need else not_published("besoin non renseigné"), "de besoin",
             said(f"déclaré par les LIANES, {year or 'toutes années'}")),
        Tile(euros(have), "sécurisés", said("signés ou versés, filtres compris")),
        Tile(share, "du besoin est sécurisé", said("le besoin ne dépend que de l'année choisie")),
        Tile(euros(notified), "notifiés", said("annoncés, pas encore signés : à côté")),
    )  # fmt: skip


# ------------------------------------------------------------------ by any key
def group_of(
    line: Line, by: str, places: Mapping[str, Territory], names: Mapping[str, str]
) -> Group:
    """Return under which row of the table a line stands."""
    if by == "liane":
        return line.network.name, f"/reseaux?reseau={line.network.code}"
    if by == "annee":
        return str(line.year), link(annee=str(line.year))
    if by == "programme":
        return names.get(line.programme, line.programme), f"/programmes?programme={line.programme}"
    if by == "financeur":
        return line.funder_name, f"/partenaires?partenaire={line.funder}"
    prefix = "REG-" if by == "region" else "DEP-"
    code = next((c for c in line.network.parents if c.startswith(prefix)), "")
    place = places.get(code)
    return (place.label, link(territoire=code)) if place else ("non renseigné", None)


def group_table(lines: Sequence[Line], groups: Mapping[int, Group], about: str) -> str:
    """Return the stages of each group; the last row is the sum of the rows above."""
    amounts: dict[Group, dict[str, float]] = {}
    for rank, line in enumerate(lines):
        row = amounts.setdefault(groups[rank], dict.fromkeys(STEPS, 0.0))
        row[line.stage] += line.amount
    simulated = {groups[rank] for rank, line in enumerate(lines) if line.simulated}
    rows = [
        [(anchor(g[0], g[1]) if g[1] else text(g[0])) + " " + marked(simulated=g in simulated),
         *(euros(row[s]) for s in STEPS), euros(sum(row.values()))]
        for g, row in sorted(amounts.items(), key=lambda item: item[0][0])
    ]  # fmt: skip
    by_stage = sums(lines, lambda line: line.stage)
    total = ["Total", *(euros(by_stage.get(s, 0.0)) for s in STEPS),
             euros(sum(by_stage.values()))]  # fmt: skip
    columns = words("Ligne", *(f"#{STEPS[s]}" for s in STEPS), "#Ensemble")
    return grid("Financements", columns, rows, total, about=about)


def file_row(line: Line) -> list[Cell]:
    """Return the row of a funding line in a file."""
    return [
        cell(line.network.name), cell(line.network.code), cell(line.programme),
        Cell(line.year, Kind.YEAR), cell(line.funder_name), cell(FORMS[line.form]),
        cell(STEPS[line.stage]), euro(line.amount), _covered(line.covers_from),
        _covered(line.covers_until), yes_or_no(line.simulated),
    ]  # fmt: skip


def _covered(limit: date | None) -> Cell:
    return on_day(limit) if limit else cell("non renseigné")


# ------------------------------------------------------------------ at risk
def months_card(view: Funding) -> str:
    """Return the months to come: what nothing signed or paid covers, and its sum."""
    head = block_head(
        "Quand l'argent manque-t-il ?",
        "Besoin du mois des LIANES actives, au prorata des jours ; sans couverture = ni signé ni "
        "versé ce mois-là, LIANE par LIANE",
    )
    if view.masked:
        return section(head, tag("p", masked()), withheld(view.subject.label))
    if not view.months:
        return section(head, tag("p", not_published("aucun besoin déclaré pour les mois à venir")))
    drawn = month_columns(
        [(m.month.short_label, m.need, m.risk, short(m.risk)) for m in view.months],
        label="Besoin et part sans couverture, mois par mois ; le tableau dit les mêmes montants",
    )
    key = (
        '<p class="key-line"><span><span class="swatch kind"></span> couvert</span>'
        '<span><span class="swatch gap"></span> sans couverture (montant écrit)</span></p>'
    )
    rows = [[said(m.month.label), euros(round(m.need)), euros(round(m.risk))] for m in view.months]
    total = ["Total", euros(sum(round(m.need) for m in view.months)),
             euros(sum(round(m.risk) for m in view.months))]  # fmt: skip
    columns = words("Mois", "#Besoin", "#Sans couverture")
    table = grid("Mois par mois", columns, rows, total)
    told = grid_told("Mois par mois", columns, [*rows, total], view.subject.label)
    frame = tag("div", drawn, class_="scroll", tabindex="0", role="region", aria_label="Mois")
    folded = tag("details", tag("summary", "Lire les mois en tableau") + table)
    return section(head, frame, key, folded, told)


def at_risk_card(
    view: Funding, funds: Sequence[Fund], asks: Mapping[int, Mapping[str, Answer]]
) -> str:
    """Return the networks that lose their funding soon, and what could replace it."""
    head = block_head(
        "Quelles LIANES perdent leur financement, et par quoi le remplacer ?",
        f"Pas de financement signé ou versé au-delà de {FUNDING_DAYS}{HARD}jours · fonds : ceux "
        "dont aucune condition connue ne manque",
    )
    if not view.at_risk:
        return section(head, tag("p", said("Aucune LIANE active n'est dans ce cas.")))
    names = {fund.id: fund.name for fund in funds}
    rows = [_risk_row(item, asks.get(item.network.id, {}), names) for item in view.at_risk]
    columns = words("LIANE", "Sécurisée jusqu'au", "#Sans couverture", "Déjà en cours",
                    "Fonds à demander")  # fmt: skip
    whole = sum(item.uncovered or 0 for item in view.at_risk)
    total = ["Total", "", euros(None if view.outside else round(whole)), "", ""]
    source = source_line(f"Sources{HARD}: financements déclarés", "règles du catalogue ci-dessous")
    table = grid("LIANES à financer", columns, rows, total, about=view.subject.label)
    return section(head, table, source)


def _risk_row(item: AtRisk, asks: Mapping[str, Answer], names: Mapping[str, str]) -> list[str]:
    link_ = anchor(item.network.name, f"/reseaux?reseau={item.network.code}")
    until = text(day(item.until)) if item.until else not_published("aucun financement signé")
    amount = euros(None if item.uncovered is None else round(item.uncovered))
    return [link_ + " " + marked(simulated=item.network.simulated), until, amount,
            _pipeline(item), _asks(asks, names)]  # fmt: skip


def _pipeline(item: AtRisk) -> str:
    if item.pipeline is None:
        return masked()
    parts = [f"{STEPS[s]}{HARD}: {short(item.pipeline[s])}" for s in STEPS
             if item.pipeline.get(s)]  # fmt: skip
    return "<br>".join(map(text, parts)) or not_published("rien d'engagé")


def _asks(asks: Mapping[str, Answer], names: Mapping[str, str]) -> str:
    by_fit = {fit: [names[f] for f, a in asks.items() if a.fit is fit] for fit in Fit}
    parts = []
    if by_fit[Fit.POSSIBLE]:
        parts.append(f"<b>possible{HARD}:</b> {said(' ; '.join(by_fit[Fit.POSSIBLE]))}")
    if by_fit[Fit.TO_CHECK]:
        parts.append(f"à vérifier{HARD}: {said(' ; '.join(by_fit[Fit.TO_CHECK]))}")
    return "<br>".join(parts) or not_published("aucun fonds du catalogue")
