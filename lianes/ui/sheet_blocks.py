"""The blocks of one LIANE's sheet, each from values already read."""

from collections.abc import Callable, Sequence

import streamlit as st

from lianes.domain.french import HARD, day, listing, number, percent, plural, published_date
from lianes.domain.network import Stage
from lianes.domain.territory import Level
from lianes.maps.marks import MapArea, MapPlane, MapPoint, PointStatus
from lianes.maps.territory_map import territory_map
from lianes.metrics.figure import State
from lianes.reading.network_list import KIND_WORDS
from lianes.reading.network_sheet import (
    FUNDING_STAGES,
    Correction,
    FundingYear,
    NetworkSheet,
)
from lianes.store.network_sheet_reader import Actor, LocalConvention, Report
from lianes.ui.address import link as address_link
from lianes.ui.assets import asset_url, geometry_url, manifest
from lianes.ui.catalogue_table import value_words
from lianes.ui.kit import block_head, pill, source_line
from lianes.ui.map_sheet import sheet_of
from lianes.ui.markup import block, link, plain, tag, text
from lianes.ui.pathway_blocks import count_words, header, stage_table, table

SIMULATED = "simulé (démonstration)"
OUTSIDE = (
    "Réservé au programme : les chiffres et l'argent d'une LIANE ne sont pas publiés hors de lui."
)
_STAGE_WORDS = {
    "identified": "Repéré", "requested": "Demandé", "notified": "Notifié", "signed": "Signé",
    "paid": "Versé",
}  # fmt: skip
_DEPLOYMENT_WORDS = {"trial": "à l'essai", "running": "en service", "spreading": "en essaimage"}


def rows(view: NetworkSheet) -> tuple[tuple[Callable[[NetworkSheet], None], ...], ...]:
    """Return the blocks of the sheet, row by row; outside, those without figures."""
    if view.inside is None:
        return ((actors, communes), (convention, solutions), (reports,))
    return (
        (actors, communes), (stages,), (adaptations, convention), (funding,), (reports,),
        (journal,), (solutions, lessons),
    )  # fmt: skip


def pills(view: NetworkSheet) -> str:
    """Return what one must know of the network at a glance."""
    network = view.network
    shown = [pill(network.stage.label, "", "■" if network.stage is Stage.CLOSED else "●")]
    if view.active and view.report is not None:
        late = view.report.months_late
        words = f"{plural(late, 'envoi')} en retard" if late else "envois à jour"
        shown.append(pill(words, "late" if late else "", "◷" if late else "✓"))
    if view.active:
        missing = f"manque{HARD}: {listing(view.missing)}"
        shown.append(
            pill(missing, "late", "○") if view.missing else pill("réseau complet", "", "●")
        )
    if network.simulated:
        shown.append(pill(SIMULATED, "late", "◆"))
    return tag("div", "".join(shown), class_="tool-group")


# ------------------------------------------------------------------ who acts
def actors(view: NetworkSheet) -> None:
    """Show who acts and in which role, and which kind of actor is missing."""
    head = block_head(
        "Qui agit, et que manque-t-il ?",
        f"Un réseau complet réunit {listing(KIND_WORDS)} (ou entreprise d'aide à domicile)",
    )
    rows = [_lacking(words) for words in view.missing] if view.active else []
    rows += [_actor(actor) for actor in view.actors]
    listed = tag("ul", "".join(rows), class_="roles") if rows else tag("p", "Aucun acteur connu.")
    note = "Organisations fictives, pour la démonstration" if view.network.simulated else ""
    block(head + listed + source_line(note), key="sheet_actors")


def _lacking(words: str) -> str:
    said = f"<span><b>Il manque{HARD}: {text(words)}</b></span>"
    return tag("li", f'<span class="mark" aria-hidden="true">○</span>{said}', class_="missing")


def _actor(actor: Actor) -> str:
    mark = "■" if actor.until else "✓"
    left = f", jusqu'au {published_date(actor.until)}" if actor.until else ""
    said = (
        f"<span><b>{text(actor.name)}</b> · {text(actor.kind_label.lower())}"
        f'<span class="basis">{text(actor.role + left)}</span></span>'
    )
    return tag(
        "li", f'<span class="mark" aria-hidden="true">{mark}</span>{said}',
        class_="gone" if actor.until else None,
    )  # fmt: skip


# ------------------------------------------------------------------ where
def communes(view: NetworkSheet) -> None:
    """Show the communes covered, on a map and as a list."""
    plain(
        block_head(
            "Quelles communes couvre-t-elle ?",
            f"{plural(len(view.communes), 'commune')} · siège{HARD}: {view.network.seat_name} · "
            "les chiffres comptent pour la commune du siège",
        )
    )
    sheet = sheet_of(view.subject, Level.COMMUNE, tuple(c.code for c in view.communes))
    covered = [
        MapArea(c.code, 3 if c.code == view.network.seat else 1, State.MEASURED, "couverte")
        for c in view.communes
    ]
    network = view.network
    status: PointStatus = "active" if view.active else "preparing"
    if network.stage is Stage.CLOSED:
        status = "closed"
    seat = f"siège{HARD}: {network.seat_name}"
    with st.container(key="sheet_map"):
        territory_map(
            key="sheet_communes",
            geometry_url=geometry_url(sheet.layer),
            module_url=asset_url("map.js"),
            frames=MapPlane.from_manifest(manifest()),
            areas=covered,
            points=[MapPoint(network.code, network.name, network.x, network.y, status, seat)],
            focus=sheet.focus,
            context_url=geometry_url(sheet.context) if sheet.context else None,
            title=f"Communes couvertes par {network.name}",
            description="La liste sous la carte dit les mêmes communes.",
            default_state=State.NOT_DEPLOYED,
        )
    places = "".join(tag("li", link(c.label, f"/?territoire={c.code}")) for c in view.communes)
    listed = tag("details", tag("summary", "Lire la carte en liste") + tag("ul", places))
    plain(listed)


# ------------------------------------------------------------------ results
def stages(view: NetworkSheet) -> None:
    """Show the pathway of the network, and what is joined in it."""
    joined = view.rates["integrated_pathways"]
    basis = f" ({joined.successes} sur {joined.n})" if joined.is_measured else ""
    said = f"Parcours intégrés{HARD}: {value_words(joined)}{basis}"
    head = block_head("Où en sont les parcours ?", said)
    way = link("Voir la page Parcours vers l'emploi", f"/parcours?reseau={view.network.code}")
    block(head + stage_table(view.stages) + tag("p", way, class_="source"), key="sheet_stages")


def adaptations(view: NetworkSheet) -> None:
    """Show the dwellings adapted, by level, with their mean cost and delay."""
    pairs = [(label, count_words(figure)) for label, figure in view.levels]
    for identifier in ("adaptation_mean_cost", "adaptation_mean_delay"):
        found = view.rates[identifier]
        n = f" (n{HARD}={HARD}{number(found.n)})" if found.is_measured and found.n else ""
        pairs.append((found.indicator.label, value_words(found) + n))
    head = block_head("Quels logements ont été adaptés ?", "Comptés une fois, à la réception")
    block(head + fiche(pairs), key="sheet_adaptations")


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
    title = found.title + (f" · {SIMULATED}" if found.simulated else "")
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
    until = view.inside.secured_until
    words = f"Sécurisée jusqu'au {day(until)}." if until else "Aucun financement signé."
    if until and until < view.as_of:
        words = f"Financement échu depuis le {day(until)}."
    said = tag("p", tag("b", text(words)))
    if not view.inside.years:
        block(head + said, key="sheet_funding")
        return
    columns = header("Année", "Besoin", *(_STAGE_WORDS[s] for s in FUNDING_STAGES), "Sécurisé",
                     "Dont en nature", numeric=range(1, 9))  # fmt: skip
    rows = [_year(year) for year in view.inside.years]
    note = source_line("Montants en euros", SIMULATED if view.network.simulated else "")
    block(head + said + table(columns, rows, "Financements", "compact") + note, key="sheet_funding")


def _year(year: FundingYear) -> str:
    amounts = "".join(
        tag("td", number(year.amounts[stage]) if year.amounts[stage] else "–", class_="num")
        for stage in FUNDING_STAGES
    )
    need = number(year.need) if year.need is not None else "non renseigné"
    share = percent(year.share) if year.share is not None else "–"
    in_kind = number(year.in_kind) if year.in_kind else "–"
    return tag(
        "tr",
        tag("th", str(year.year), scope="row")
        + tag("td", text(need), class_="num")
        + amounts
        + tag("td", tag("b", text(share)), class_="num")
        + tag("td", in_kind, class_="num"),
    )


# ------------------------------------------------------------------ what came, what was corrected
def reports(view: NetworkSheet) -> None:
    """Show each monthly report: in time, late, awaited or overdue."""
    head = block_head(
        "Les envois arrivent-ils ?",
        f"✓ reçu à temps · ◷ reçu après l'échéance · ○ pas encore dû · ! en retard au "
        f"{day(view.as_of)}",
    )
    if not view.reports:
        block(head + tag("p", "Aucun envoi n'est attendu à ce jour."), key="sheet_reports")
        return
    strip = "".join(_report(report, view) for report in view.reports)
    block(head + tag("ol", strip, class_="strip"), key="sheet_reports")


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
    block(head + table(columns, rows, "Journal des corrections", "journal"), key="sheet_journal")


def _corrected(found: Correction) -> str:
    why = found.reason or "raison non renseignée"
    cells = (
        tag("td", text(published_date(found.changed_on))),
        tag("th", text(found.what), scope="row"),
        tag("td", text(_value(found.old)), class_="num"),
        tag("td", text(_value(found.new)), class_="num"),
        tag("td", text(why) + tag("span", text(found.author), class_="basis")),
    )
    return tag("tr", "".join(cells))


def _value(words: str | None) -> str:
    if words is None:
        return "masqué"
    return number(float(words)) if words.isdecimal() else words


# ------------------------------------------------------------------ solutions and lessons
def solutions(view: NetworkSheet) -> None:
    """Show the solutions mobilised."""
    head = block_head("Quelles solutions mobilise-t-elle ?")
    rows = [
        tag("li", tag("b", text(found.solution)) + text(f" · {_deployment(found.stage)}")
            + tag("span", text(f"{found.purpose} · depuis le {published_date(found.since)}"
                               + (f" · {SIMULATED}" if found.simulated else "")), class_="basis"))
        for found in view.deployments
    ]  # fmt: skip
    listed = tag("ul", "".join(rows), class_="notes") if rows else tag("p", "Aucune, à ce jour.")
    block(head + listed, key="sheet_solutions")


def _deployment(stage: str | None) -> str:
    return _DEPLOYMENT_WORDS.get(stage or "", stage or "étape non renseignée")


def lessons(view: NetworkSheet) -> None:
    """Show what the network noted from its own practice."""
    head = block_head("Qu'a-t-elle appris ?")
    if view.inside is None:
        block(head + tag("p", text(OUTSIDE), class_="none"), key="sheet_lessons")
        return
    rows = [
        tag("li", tag("b", text(f"{found.angle} · {found.theme}")) + tag("p", text(found.text))
            + tag("span", text(f"noté le {published_date(found.noted_on)}"
                               + (f" · {SIMULATED}" if found.simulated else "")), class_="basis"))
        for found in view.inside.lessons
    ]  # fmt: skip
    listed = tag("ul", "".join(rows), class_="notes") if rows else tag("p", "Rien de noté encore.")
    block(head + listed, key="sheet_lessons")


# ------------------------------------------------------------------ a life that ended or moved
def life(view: NetworkSheet) -> str:
    """Say that a network is closed, follows another, or whose commune changed its code."""
    said = [*_closed(view), *_follows(view), *_recoded(view)]
    return "".join(tag("p", words, class_="notice") for words in said)


def _closed(view: NetworkSheet) -> list[str]:
    network, after = view.network, view.successor
    if network.stage is not Stage.CLOSED:
        return []
    when = f" le {day(network.closed_on)}" if network.closed_on else ""
    words = text(f"Cette LIANE est close{when}. Son histoire reste, elle n'est pas en retard.")
    if after is None:
        return [words]
    return [f"{words} {text('Sa suite :')} {link(after.name, address_link(reseau=after.code))}."]


def _follows(view: NetworkSheet) -> list[str]:
    links = [link(n.name, address_link(reseau=n.code)) for n in view.predecessors]
    return [f"Elle prend la suite de {' et de '.join(links)}."] if links else []


def _recoded(view: NetworkSheet) -> list[str]:
    if view.declared_seat is None:
        return []
    old, today = view.declared_seat, view.network
    words = (
        f"La commune déclarée ({old.removeprefix('COM-')}) a changé de code : ses chiffres "
        f"comptent pour {today.seat_name} ({today.seat.removeprefix('COM-')})."
    )
    return [text(words)]
