"""The blocks of one LIANE's sheet, each from values already read."""

from collections.abc import Callable

from lianes.domain.french import HARD, day, listing, plural, published_date
from lianes.domain.network import Stage
from lianes.domain.territory import Level
from lianes.maps.marks import MapArea, MapPlane, MapPoint, PointStatus
from lianes.maps.territory_map import territory_map
from lianes.metrics.figure import State
from lianes.reading.network_list import KIND_WORDS
from lianes.reading.network_sheet import (
    NetworkSheet,
)
from lianes.store.network_sheet_reader import Actor
from lianes.ui import reads
from lianes.ui.address import link as address_link
from lianes.ui.assets import asset_url, geometry_url, manifest
from lianes.ui.catalogue_table import value_words
from lianes.ui.dwelling_block import MEANS, delay_pairs, dwellings_html
from lianes.ui.flow import container, native
from lianes.ui.kit import block_head, pill, source_line
from lianes.ui.map_sheet import sheet_of
from lianes.ui.markup import block, link, plain, tag, text
from lianes.ui.say import Teller, say_list
from lianes.ui.sheet_records import (
    OUTSIDE,
    SIMULATED,
    convention,
    events,
    fiche,
    funding,
    journal,
    reports,
)
from lianes.ui.stage_table import stage_legend, stage_table

Block = Callable[[NetworkSheet], None]
"""What draws one card of the sheet."""

_DEPLOYMENT_WORDS = {"trial": "à l'essai", "running": "en service", "spreading": "en essaimage"}


def rows(view: NetworkSheet) -> tuple[tuple[tuple[Block, ...], ...], ...]:
    """Return the blocks of the sheet, row by row, column by column.

    Outside the programme, those without figures; before the opening, those that have something.
    """
    if view.inside is None:
        return (((actors,), (communes,)), ((reports,),), ((events,), (convention, solutions)))
    if view.network.opened_on is None:
        return (
            ((actors,), (communes,)), ((funding,),), ((convention, events), (solutions, lessons)),
        )  # fmt: skip
    return (
        ((actors,), (communes,)), ((stages,),), ((adaptations,), (convention,)), ((funding,),),
        ((reports,),), ((events,), (journal, solutions, lessons)),
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
    with container("sheet_map"), native():
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
    plain(_legend(view, status) + listed)


def _legend(view: NetworkSheet, status: PointStatus) -> str:
    """Say what the colours of the map mean."""
    keys = (
        ("c-key-seat", f"commune du siège ({view.network.seat_name})"),
        ("c-key-covered", "commune couverte"),
        ("c-key-not", "commune non couverte"),
        (f"c-key-point {status}", "siège de la LIANE"),
    )
    return tag("ul", "".join(
        tag("li", tag("i", "", class_=f"key {kind}", aria_hidden="true") + text(words))
        for kind, words in keys
    ), class_="keys")  # fmt: skip


# ------------------------------------------------------------------ results
def stages(view: NetworkSheet) -> None:
    """Show the pathway of the network, and what is joined in it."""
    joined = view.rates["integrated_pathways"]
    basis = f" ({joined.successes} sur {joined.n})" if joined.is_measured else ""
    said = tag("p", tag("b", text(f"Parcours intégrés{HARD}: {value_words(joined)}{basis}"))
               + text(f" · {joined.indicator.definition}"), class_="said-line")  # fmt: skip
    teller = _teller(view)
    head = block_head("Où en sont les parcours ?", stage_legend(view.stages))
    said += say_list([teller.rate(joined)], f"{view.network.name}, parcours intégrés")
    way = link("Voir la page Parcours vers l'emploi", f"/parcours?reseau={view.network.code}")
    block(
        head + stage_table(view.stages, teller) + said + tag("p", way, class_="source"),
        key="sheet_stages",
    )


def _teller(view: NetworkSheet) -> Teller:
    return Teller(view.network.name, view.scope.period, reads.meta())


def adaptations(view: NetworkSheet) -> None:
    """Show the dwellings adapted, by level, with their mean cost and delay."""
    head = block_head("Quels logements ont été adaptés ?", "Comptés une fois, à la réception")
    teller = _teller(view)
    mean, delay = view.rates["adaptation_mean_cost"], view.rates["adaptation_mean_delay"]
    shown = dwellings_html(view.levels, view.adapted, mean, teller)
    pairs = delay_pairs(delay, view.adapted)
    told = say_list([teller.rate(delay)], f"{view.network.name}, délai d'adaptation")
    further = fiche(pairs) + told + source_line(MEANS) if pairs else ""
    block(head + shown + further, key="sheet_adaptations")


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
