"""What is agreed, funded, sent and corrected for one LIANE, each from values already read."""

from collections.abc import Sequence

from lianes.domain.french import (
    HARD,
    day,
    listing,
    number,
    percent,
    plural,
    published_date,
    with_unit,
)
from lianes.domain.funding import STEP_TITLES
from lianes.reading.network_life import life_of
from lianes.reading.network_sentences import secured_words
from lianes.reading.network_sheet import Correction, FundingYear, NetworkSheet
from lianes.reading.say_sums import say_row
from lianes.store.network_sheet_reader import LocalConvention, Report
from lianes.ui import reads
from lianes.ui.kit import block_head, source_line
from lianes.ui.markup import block, tag, text
from lianes.ui.say import say_list
from lianes.ui.stage_table import header, table

_RECENT = 8
_MONTHS = 24
"""Monthly reports shown before the older ones are folded."""
SIMULATED = "simulé (démonstration)"
OUTSIDE = (
    "Réservé au programme : les chiffres et l'argent d'une LIANE ne sont pas publiés hors de lui."
)


def fiche(pairs: Sequence[tuple[str, str]], further: str = "") -> str:
    """Return names and words as a description list; `further` are entries already HTML."""
    inside = "".join(
        tag("div", tag("dt", text(name)) + tag("dd", text(words))) for name, words in pairs
    )
    return tag("dl", inside + further, class_="fiche")


# ------------------------------------------------------------------ agreements and money
def convention(view: NetworkSheet) -> None:
    """Show the local convention: signed, ends, with whom."""
    head = block_head("Y a-t-il une convention locale ?")
    if not view.conventions:
        block(head + tag("p", "Aucune convention locale enregistrée."), key="sheet_convention")
        return
    block(head + "".join(map(_convention, view.conventions)), key="sheet_convention")


def _convention(found: LocalConvention) -> str:
    pairs = [
        ("Signée le", published_date(found.signed_on) if found.signed_on else "non signée"),
        ("Jusqu'au", published_date(found.ends_on) if found.ends_on else "sans terme publié"),
    ]
    parties = listing(found.parties) if found.parties else "non renseignées"
    signed_by = tag("div", tag("dt", "Parties") + tag("dd", text(parties)), class_="wide")
    marked = found.simulated and "démonstration" not in found.title
    title = found.title + (f" · {SIMULATED}" if marked else "")
    purpose = tag("p", text(found.object)) if found.object else ""
    return tag("p", tag("b", text(title))) + purpose + fiche(pairs, signed_by)


def funding(view: NetworkSheet) -> None:
    """Show the funding ladder by year, and until when the network is secured."""
    head = block_head(
        "Comment est-elle financée, et jusqu'à quand ?",
        f"Sécurisé{HARD}: signé ou versé, rapporté au besoin de la même année · l'euro d'un "
        "cofinanceur est compté une fois",
    )
    if view.inside is None:
        block(head + tag("p", text(OUTSIDE), class_="none"), key="sheet_funding")
        return
    said = tag("p", tag("b", text(secured_words(view, view.inside))))
    if not view.inside.years:
        block(head + said, key="sheet_funding")
        return
    columns = header("Année", "Besoin", *STEP_TITLES.values(), "Sécurisé",
                     "Dont en nature", numeric=range(1, 9))  # fmt: skip
    rows = [_year(year) for year in view.inside.years]
    note = source_line("Montants en euros", SIMULATED if view.network.simulated else "")
    amounts = table(columns, rows, "Financements", "compact stack")
    told = _years_told(view.inside.years, view)
    block(head + said + amounts + told + note, key="sheet_funding")


def _years_told(years: Sequence[FundingYear], view: NetworkSheet) -> str:
    """Return what may be said of the money of each year."""
    label = view.network.name
    told = []
    for year in years:
        cells = [(title, with_unit(year.amounts[step], "€")) for step, title in STEP_TITLES.items()]
        cells.append(("Dont en nature", with_unit(year.in_kind, "€")))
        if year.need is not None:
            cells.append(("Besoin", with_unit(year.need, "€")))
        if year.share is not None:
            cells.append(("Sécurisé", percent(year.share)))
        told.append((str(year.year), say_row(cells, f"{label}, {year.year}", reads.meta())))
    return say_list(told, f"{label}, financements")


def _year(year: FundingYear) -> str:
    amounts = "".join(_euros(year.amounts[step], title) for step, title in STEP_TITLES.items())
    need = number(year.need) if year.need is not None else "non renseigné"
    share = percent(year.share) if year.share is not None else "–"
    return tag(
        "tr",
        tag("th", str(year.year), scope="row")
        + tag("td", text(need), class_="num", data_label="Besoin")
        + amounts
        + tag("td", tag("b", text(share)), class_="num", data_label="Sécurisé")
        + _euros(year.in_kind, "Dont en nature"),
    )


def _euros(value: float | None, label: str) -> str:
    return tag("td", number(value) if value else "–", class_="num", data_label=label)


# ------------------------------------------------------------------ what came, what was corrected
def reports(view: NetworkSheet) -> None:
    """Show each monthly report, the latest first: in time, late, awaited or overdue."""
    head = block_head(
        "Les envois arrivent-ils ?",
        "Du plus récent au plus ancien · ✓ reçu à temps · ◷ reçu après l'échéance · "
        f"○ pas encore dû · ! en retard au {day(view.as_of)}"
        if view.reports
        else "",
    )
    if not view.reports:
        block(head + tag("p", "Aucun envoi n'est attendu à ce jour."), key="sheet_reports")
        return
    shown = [_report(report, view) for report in view.reports]
    recent = tag("ol", "".join(shown[:_MONTHS]), class_="strip")
    older = ""
    if len(shown) > _MONTHS:
        rest = plural(len(shown) - _MONTHS, "mois plus ancien", "mois plus anciens")
        strip = tag("ol", "".join(shown[_MONTHS:]), class_="strip")
        older = tag("details", tag("summary", text(rest)) + strip)
    block(head + recent + older, key="sheet_reports")


def _report(found: Report, view: NetworkSheet) -> str:
    kind, mark, words = _standing(found, view)
    name, year = found.month.short_label.split(" ")
    label = f"{found.month.label}{HARD}: {words}"
    shown = (
        f'<b aria-hidden="true">{mark}</b><span aria-hidden="true">{text(name)}</span>'
        f'<span aria-hidden="true">{year}</span><span class="sr-only">{text(label)}</span>'
    )
    return tag("li", shown, class_=kind, title=label)


def _standing(found: Report, view: NetworkSheet) -> tuple[str, str, str]:
    due = f"attendu le {day(found.due_on)}"
    if found.received_on is None:
        if found.due_on < view.as_of:
            return "overdue", "!", f"non reçu, {due}"
        return "awaited", "○", f"pas encore dû, {due}"
    received = f"reçu le {day(found.received_on)}, {due}"
    if found.received_on > found.due_on:
        return "after", "◷", received
    return "in-time", "✓", received


def events(view: NetworkSheet) -> None:
    """Show the life of the network, the latest first."""
    head = block_head("Que s'est-il passé ?", "Ouverture, accords, acteurs et solutions, par date")
    found = life_of(view)
    rows = [
        tag("li", tag("b", text(published_date(event.when))) + " " + text(event.words))
        for event in found
    ]
    first = tag("ul", "".join(rows[:_RECENT]), class_="notes")
    older = tag("ul", "".join(rows[_RECENT:]), class_="notes")
    rest = plural(len(rows) - _RECENT, "évènement plus ancien", "évènements plus anciens")
    folded = tag("details", tag("summary", text(rest)) + older) if len(rows) > _RECENT else ""
    note = source_line(SIMULATED if view.network.simulated else "")
    none = tag("p", "Aucun évènement daté à ce jour.")
    block(head + (first + folded + note if rows else none), key="sheet_events")


def journal(view: NetworkSheet) -> None:
    """Show what was corrected: what stood, what stands, why."""
    head = block_head("Qu'est-ce qui a été corrigé ?", "Ancienne valeur, nouvelle valeur, raison")
    if view.inside is None:
        block(head + tag("p", text(OUTSIDE), class_="none"), key="sheet_journal")
        return
    if not view.inside.corrections:
        block(head + tag("p", "Aucune correction à ce jour."), key="sheet_journal")
        return
    columns = header("Le", "Quoi", "Avant", "Après", "Pourquoi, par qui", numeric=(2, 3))
    rows = [_corrected(found) for found in view.inside.corrections]
    block(
        head + table(columns, rows, "Journal des corrections", "journal stack"), key="sheet_journal"
    )


def _corrected(found: Correction) -> str:
    why = found.reason or "raison non renseignée"
    cells = (
        tag("td", text(published_date(found.changed_on)), data_label="Le"),
        tag("th", text(found.what), scope="row"),
        tag("td", text(_value(found.old)), class_="num", data_label="Avant"),
        tag("td", text(_value(found.new)), class_="num", data_label="Après"),
        tag("td", text(why) + tag("span", text(found.author), class_="basis")),
    )
    return tag("tr", "".join(cells))


def _value(words: str | None) -> str:
    if words is None:
        return "masqué"
    return number(float(words)) if words.isdecimal() else words
