"""The blocks of seniors and dwellings, each from values already read."""

from lianes.charts.bars import columns
from lianes.charts.svg import progress_bar
from lianes.domain.french import HARD, capital, number, percent, small, with_unit
from lianes.metrics.figure import Figure, State
from lianes.reading.mapping import ABSENCES
from lianes.reading.say import Told
from lianes.reading.say_points import say_part
from lianes.reading.senior_care import Balance, Counted, SeniorCare
from lianes.ui import reads
from lianes.ui.catalogue_table import value_words
from lianes.ui.curve_block import curve_html, curve_told, rest_words
from lianes.ui.dwelling_block import MEANS, delay_pairs, dwellings_html
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import block, link, tag, text
from lianes.ui.say import QUESTION, Teller, say_mark
from lianes.ui.sheet_records import fiche
from lianes.ui.stage_table import (
    REPORTED,
    count_words,
    header,
    nothing_yet,
    number_cell,
    rates_table,
    table,
)

_WAITING, _JOBS, _SUPPORTED = "Seniors en attente", "Prises d'emploi", "Seniors accompagnés"


_FEW_MONTHS = 8
"""Months below which columns keep their width instead of filling the card."""

ENTERED = "entrés en établissement"


# ------------------------------------------------------------------ found, contacted, supported
def way_block(view: SeniorCare) -> None:
    """Show how many seniors were found, contacted, are supported, and wait."""
    head = block_head(
        "Les seniors repérés sont-ils accompagnés ?",
        f"Repérés et contactés{HARD}: cumulés sur la période · accompagnés et en attente{HARD}: "
        f"présents à fin {view.scope.period.end.label}, un stock, pas une part des repérés",
    )
    rows = [
        _row("Repérés", "seniors_identified", view),
        _row("Contactés", "seniors_contacted", view, _contact(view)),
        _row("Accompagnés", "seniors_supported", view, "au moins un service en place"),
        _row("En attente", "seniors_waiting", view, "ont demandé, sans service encore"),
    ]
    columns_ = header("Seniors", "Nombre", "", "", "", numeric=(1,))
    shown = table(columns_, rows, "Seniors", "stages stack")
    block(head + shown + source_line(REPORTED), key="senior_way")


def _contact(view: SeniorCare) -> str:
    rate = view.rates["senior_contact_rate"]
    return f"{value_words(rate)} des repérés" if rate.is_measured else ""


def _teller(view: SeniorCare) -> Teller:
    return Teller(view.subject.label, view.scope.period, reads.meta())


def _row(label: str, measure: str, view: SeniorCare, note: str = "") -> str:
    figure, top = view.counts[measure], view.counts["seniors_identified"].value or 1.0
    value, teller = figure.value, _teller(view)
    told = [teller.count(reads.catalogue().measures[measure], figure)]
    told += [teller.rate(view.rates["senior_contact_rate"])] if "contacted" in measure else []
    drawn = (
        progress_bar(value, top, None, label=f"{label}{HARD}: {number(value)}")
        if value is not None
        else ""
    )
    cells = (
        tag("th", text(label), scope="row"),
        number_cell(figure),
        tag("td", drawn, class_="bar"),
        tag("td", text(note), class_="none"),
        teller.mark(*told),
    )
    return tag("tr", "".join(cells))


def services_block(view: SeniorCare) -> None:
    """Show the seniors supported by kind of service; one may have several."""
    head = block_head(
        "Quels services reçoivent-ils ?",
        "Un senior peut en avoir plusieurs : les lignes ne s'additionnent pas",
    )
    supported = view.counts["seniors_supported"].value
    rows = [_service(found, supported, _teller(view)) for found in view.services]
    columns_ = header("Service", "Seniors", "", "Des accompagnés", "", numeric=(1, 3))
    block(head + table(columns_, rows, "Services", "compact stack") + source_line(REPORTED),
          key="senior_services")  # fmt: skip


def _service(found: Counted, supported: float | None, teller: Teller) -> str:
    label = found.measure.label.removeprefix("Seniors avec ").removeprefix("un ")
    label = label.removeprefix("une ").removeprefix("des ")
    value = found.figure.value
    told = value is not None and bool(supported)
    share = percent(100 * (value or 0) / (supported or 1)) if told else ""
    words = f"{label}{HARD}: {share} des accompagnés"
    drawn = progress_bar(value or 0, supported or 1, None, label=words) if told else ""
    cells = (
        tag("th", text(capital(label)), scope="row"),
        number_cell(found.figure),
        tag("td", drawn, class_="bar"),
        tag("td", text(share), class_="num", data_label="Des accompagnés" if share else None),
        teller.mark(teller.count(found.measure, found.figure), *_share(found, supported, teller)),
    )
    return tag("tr", "".join(cells))


def _share(found: Counted, supported: float | None, teller: Teller) -> list[Told]:
    """Return what may be said of the share of the seniors supported who have a service."""
    value = found.figure.value
    if value is None or not supported:
        return []
    words = f"{small(found.measure.label)}, des accompagnés"
    said = say_part(value, supported, words, teller.label, teller.period, teller.meta)
    return [("Part des accompagnés", said)]


def hours_block(view: SeniorCare) -> None:
    """Show the hours of home help, month by month."""
    figure = view.counts["care_hours"]
    total = f"{count_words(figure)}{HARD}heures" if figure.value is not None else (
        ABSENCES[figure.state]
    )  # fmt: skip
    came = f"{number(figure.reported)} envois sur {number(figure.expected)}"
    is_partial = figure.is_partial and figure.value is not None
    partial = f" · partiel{HARD}: {came}" if is_partial else ""
    head = block_head("Combien d'heures d'aide à domicile ?", f"{total} sur la période{partial}")
    if not view.months:
        words = "Hors du programme, seul ce total est publié, à la fin d'un trimestre."
        block(head + tag("p", text(words), class_="none"), key="senior_hours")
        return
    drawn = _months(view) or tag("p", "Aucun mois reçu sur la période.", class_="none")
    said = tag(
        "div",
        say_mark([_hours_said(view)], "Heures d'aide à domicile", words=QUESTION),
        class_="tool-group",
    )
    block(head + drawn + said, key="senior_hours")


def _months(view: SeniorCare) -> str:
    """Return one column a month from the first that was reported; empty when none was."""
    hours = list(zip(view.months, view.hours, strict=True))
    while hours and hours[0][1] is None:
        hours.pop(0)
    if not hours:
        return ""
    (first, _), (last, _) = hours[0], hours[-1]
    values = [value for _, value in hours]
    peak = max(value for value in values if value is not None)
    missing = f" · pointillé{HARD}: rien de reçu" if None in values else ""
    most = f"au plus {with_unit(peak, 'heures')} par mois{missing}"
    drawn = columns(values, label=f"Heures par mois, de {first.label} à {last.label}, {most}")
    few = len(hours) < _FEW_MONTHS
    ends: tuple[str, ...] = (first.short_label, most, last.short_label)
    if few:
        drawn = tag("div", drawn, style=f"max-width:{3 * len(hours)}rem")
        several = f"de {first.short_label} à {last.short_label} · {most}"
        ends = (several if first != last else last.label,)
    return drawn + tag("div", "".join(tag("span", text(w)) for w in ends), class_="months-axis")


def _hours_said(view: SeniorCare) -> Told:
    return _teller(view).count(reads.catalogue().measures["care_hours"], view.counts["care_hours"])


# ------------------------------------------------------------------ dwellings
def adaptations_block(view: SeniorCare) -> None:
    """Show the dwellings adapted by level, what each level costs and how long they took."""
    head = block_head(
        "Quels logements, à quel coût, en combien de temps ?",
        "Logements comptés une fois, à la réception des travaux ; aucune définition des niveaux ne "
        "fait consensus",
    )
    teller, rates = _teller(view), view.rates
    delay, cost = rates["adaptation_mean_delay"], rates["adaptation_mean_cost"]
    adapted = view.counts["dwellings_adapted"]
    shown = dwellings_html(view.levels, adapted, cost, teller)
    pairs = [
        ("Demandes reçues", count_words(view.counts["adaptation_requests"])),
        *delay_pairs(delay, adapted),
    ]
    requests = reads.catalogue().measures["adaptation_requests"]
    told = [teller.count(requests, view.counts[requests.id]), teller.rate(delay)]
    said = say_mark(told, "Demandes et délai", words=QUESTION)
    asked = fiche(pairs) + tag("div", said, class_="tool-group")
    block(
        head + shown + asked + source_line(REPORTED, MEANS if adapted.value else ""),
        key="adaptations",
    )


# ------------------------------------------------------------------ staying at home
def home_block(view: SeniorCare) -> None:
    """Show the cumulative incidence of moves to an institution, death competing."""
    head = block_head(
        "Les seniors restent-ils chez eux ?",
        "Part entrée durablement en établissement, par mois depuis le premier service ; le décès "
        f"est concurrent (Aalen-Johansen) · bande claire{HARD}: intervalle à 95{HARD}%",
    )
    curve = curve_html(view.curve, what=ENTERED, rising=True)
    said = rest_words(view.retentions)
    curve += curve_told(view.curve, _teller(view), what=ENTERED, rising=True)
    block(head + said + curve + _levels_kept(view) + _baseline(view), key="home")


def _levels_kept(view: SeniorCare) -> str:
    return rates_table(
        view.retentions, _teller(view), first="Niveau", label="Maintien à domicile"
    )  # fmt: skip


def _baseline(view: SeniorCare) -> str:
    if not any(found.is_measured for found in view.retentions):
        return ""
    marks = [e.indicator.benchmark for e in view.retentions if e.indicator.benchmark]
    if not marks:
        words = (
            " : aucune valeur de départ n'est publiée, on ne peut pas dire si les seniors restent "
            "chez eux plus longtemps qu'avant le programme."
        )
        said = tag("b", text("Niveau, pas amélioration")) + text(words)
        return tag("p", said, class_="said-line")
    said = "; ".join(f"{mark.label}{HARD}: {percent(mark.value)} ({mark.note})" for mark in marks)
    return tag("p", text(said), class_="said-line")


# ------------------------------------------------------------------ who waits, who works
def balances_block(view: SeniorCare) -> None:
    """Show, per territory, the seniors who wait beside the jobs taken there."""
    level = view.subject.table_level
    head = block_head(
        f"Où des seniors attendent-ils, et des emplois ont-ils été pris, par {level.label} ?",
        f"Même échelle pour les deux barres, du plus grand nombre de seniors en attente au plus "
        f"petit · en attente{HARD}: à fin {view.scope.period.end.label}{HARD}; prises d'emploi"
        f"{HARD}: sur la période · un emploi pris n'est pas encore une place pour eux",
    )
    counts = [figure.value for row in view.balances for figure in (row.waiting, row.jobs)]
    top = max((value for value in counts if value is not None), default=0.0) or 1.0
    rows = [_balance(row, top, _teller(view).of(row.territory.label)) for row in view.balances]
    name = level.label.capitalize() if level.label != "EPCI" else "EPCI"
    columns_ = header(name, "LIANES", _WAITING, "", _JOBS, "", _SUPPORTED, "",
                      numeric=(1, 2, 4, 6))  # fmt: skip
    shown = table(columns_, rows, "Attente et emplois", "compact balances stack")
    block(head + shown + source_line(REPORTED), key="balances")


def _balance(row: Balance, top: float, teller: Teller) -> str:
    measures = reads.catalogue().measures
    told = (("seniors_waiting", row.waiting), ("jobs_started", row.jobs),
            ("seniors_supported", row.supported))  # fmt: skip
    counted = (teller.count(measures[m], figure) for m, figure in told)
    mark = teller.mark(teller.networks_here(row.networks), *counted)
    name = tag("th", link(row.territory.label, f"?territoire={row.territory.code}"), scope="row")
    name += tag("td", number(row.networks), class_="num", data_label="LIANES")
    if all(figure.state is State.NOT_DEPLOYED for _, figure in told):
        return tag("tr", name + nothing_yet(5) + mark)
    cells = (
        number_cell(row.waiting, _WAITING),
        tag("td", _bar(row.waiting, top, "en attente"), class_="bar waiting"),
        number_cell(row.jobs, _JOBS),
        tag("td", _bar(row.jobs, top, "prises d'emploi"), class_="bar"),
        number_cell(row.supported, _SUPPORTED),
    )
    return tag("tr", name + "".join(cells) + mark)


def _bar(figure: Figure, top: float, what: str) -> str:
    if figure.value is None:
        return ""
    return progress_bar(figure.value, top, None, label=f"{number(figure.value)} {what}")
