"""The list of local networks: filters as links, one line per LIANE, pages by links."""

from collections.abc import Sequence

from lianes.charts.svg import interval_bar, progress_bar, sparkline
from lianes.domain.french import HARD, capital, day, interval, listing, number, percent, plural
from lianes.domain.network import Stage
from lianes.metrics.masking import Audience
from lianes.metrics.verdict import Verdict
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.monthly import Monthly
from lianes.reading.network_list import (
    FILTERS,
    Curves,
    Line,
    Networks,
    landlords_of,
    page_of,
    pages,
)
from lianes.reading.subject import Subject
from lianes.ui import reads
from lianes.ui.address import FIRST_NETWORK, Address, link
from lianes.ui.kit import (
    block_head,
    choice,
    contest_pill,
    empty_state,
    pill,
    source_line,
    verdict_pill,
)
from lianes.ui.kpi import absence
from lianes.ui.markup import block, plain, tag, text
from lianes.ui.markup import link as anchor
from lianes.ui.network_filters import ANY, filter_tools, lines_kept
from lianes.ui.say import Teller

EXITS = "Sorties vers l'emploi"


def network_list(view: Networks, address: Address) -> None:
    """Show the list of a scope as the reader filtered, sorted and paged it."""
    found = lines_kept(view, address)
    last = pages(found)
    number_ = int(address.parameter("liste", [str(n + 1) for n in range(last)], "1"))
    plain(block_head("Quelles LIANES, et où en est chacune ?", _reading(view, found, address)))
    block(filter_tools(address, landlords_of(view.lines)), key="network_tools")
    if not found:
        plain(_none_kept())
        return
    shown, inside = page_of(found, number_), address.audience is Audience.INTERNE
    curves = reads.network_curves_of(view.scope, address.audience, shown)
    block(
        _table(view, shown, curves, inside=inside)
        + _pager(number_, last, len(found))
        + source_line(
            f"Source{HARD}: saisies des réseaux",
            *(("verdicts à 99,8 %", "jamais de classement par taux") if inside else ()),
        ),
        key="network_list",
    )


def _reading(view: Networks, found: Sequence[Line], address: Address) -> str:
    shown = f"{plural(len(found), 'LIANE', 'LIANES')} sur {number(len(view.lines))}"
    if not found:
        return shown
    if address.audience is Audience.EXTERNE:
        return f"{shown} · hors du programme, les chiffres d'une LIANE ne sont pas publiés"
    goal = f" · barre{HARD}: progression vers l'objectif, trait{HARD}: échéancier" if any(
        line.goal for line in found
    ) else ""  # fmt: skip
    if not _has_exits(view):
        return f"{shown}{goal} · les sorties vers l'emploi n'ont pas de sens pour ce public"
    rate = f"point et barre claire{HARD}: taux et intervalle à 95{HARD}%, trait{HARD}: reste"
    return f"{shown}{goal} · {rate}"


def _has_exits(view: Networks) -> bool:
    """Whether the public of the scope leaves pathways: the figures of seniors have no exit."""
    publics = (reads.catalogue().publics_of(line.exits.indicator) for line in view.lines[:1])
    return any(view.scope.public in found for found in publics)


# ------------------------------------------------------------------ nothing to show
def no_network(subject: Subject) -> str:
    """Say why a scope has no network, and where to go."""
    if subject.is_national:
        return empty_state(
            "Aucun réseau n'est enregistré dans cet entrepôt",
            "Il manque les LIANES et leurs chiffres mensuels.",
            anchor("Créer un premier réseau", FIRST_NETWORK) + ", puis déposer ses chiffres.",
            "Pour commencer par un exemple rempli, lancez "
            "<code>python -m lianes demo --force</code> puis relancez le serveur.",
        )
    up = subject.parents[-1] if subject.parents else None
    way = anchor(f"Remonter à {up.name}", link(territoire=up.code)) if up else ""
    return empty_state(
        "Aucune LIANE n'a son siège ici",
        "Les chiffres d'une LIANE comptent pour la commune de son siège et pour les territoires "
        "qui la contiennent.",
        way,
    )


def not_released() -> str:
    """Say that a LIANE's figures stay inside the programme, and where those released are."""
    return empty_state(
        "Les chiffres d'une LIANE ne sont pas publiés hors du programme",
        "Hors du programme, seuls la France, les régions et les départements ont des chiffres, à "
        "la fin de chaque trimestre (secret statistique).",
        anchor("Voir la France", link(territoire="FR")),
    )


def undefined_public(public: str, what: str) -> str:
    """Say that a page does not exist for a public, and lead to all publics."""
    return empty_state(
        f"Le public « {public} » n'a pas de sens ici",
        f"Les réseaux ne remontent pas {what} pour ce public : ce n'est pas zéro.",
        anchor("Voir tous les publics", link(public="all")),
    )


def _none_kept() -> str:
    clear = dict.fromkeys(FILTERS, ANY) | {"liste": "1"}
    return empty_state(
        "Aucune LIANE ne répond à ces filtres",
        f"Enlevez un filtre, ou {anchor('effacez-les tous', link(**clear))}.",
    )


def _pager(current: int, last: int, total: int) -> str:
    if last == 1:
        return ""
    choices = [(str(n), link(liste=str(n)), n == current) for n in range(1, last + 1)]
    words = f"{number(total)} LIANES, page {current} sur {last}"
    links = tag("nav", "".join(map(choice, choices)), class_="segments", aria_label="Pages")
    return tag("div", tag("span", text(words), class_="tool-label") + links, class_="tool-group")


# ------------------------------------------------------------------ the table
def _table(view: Networks, lines: Sequence[Line], curves: Curves, *, inside: bool) -> str:
    exits = _has_exits(view)
    figures = (view.indicator.label, "Évolution", *((EXITS,) if exits else ())) if inside else ()
    columns = ("LIANE", "Étape", *figures, "Acteurs", "Envois", *(("",) if inside else ()))
    header = "".join(tag("th", text(words), scope="col") for words in columns)
    meta = reads.meta()
    rows = "".join(
        _row(
            n, curves[n.network.code], Teller(n.network.name, view.scope.period, meta), exits=exits
        )
        if inside
        else tag("tr", _known(n))
        for n in lines
    )
    table = tag("table", tag("thead", tag("tr", header)) + tag("tbody", rows), class_="grid lines")
    return tag(
        "div", table, class_="table-wrap", tabindex="0", role="region", aria_label="LIANES"
    )  # fmt: skip


def _row(line: Line, curve: Monthly, teller: Teller, *, exits: bool) -> str:
    drawn = sparkline(curve.values, label=_curve_words(line, curve))
    figures = (
        tag("td", _volume(line), class_="volume", data_label=line.volume.indicator.label)
        + tag("td", drawn, class_="curve-cell", data_label="Évolution" if drawn else None)
        + (tag("td", _exits(line), data_label=EXITS) if exits else "")
    )
    told = (line.volume, line.exits) if exits else (line.volume,)
    return tag("tr", _known(line, figures) + teller.mark_of(*told))


def _known(line: Line, figures: str = "") -> str:
    """Return the cells of a network; `figures` are those that stay inside the programme."""
    return (
        tag("th", _name(line), scope="row")
        + tag("td", _stage(line), data_label="Étape")
        + figures
        + tag("td", _actors(line), data_label="Acteurs")
        + tag("td", _freshness(line), data_label="Envois")
    )


def _name(line: Line) -> str:
    network = line.network
    where = [network.seat_name] if network.seat_name not in network.name else []
    where += [line.departement] if line.departement else []
    said = " · ".join((network.code, *([", ".join(where)] if where else [])))
    said += " · simulée" if network.simulated else ""
    return anchor(network.name, link(reseau=network.code)) + tag("span", text(said), class_="basis")


def _stage(line: Line) -> str:
    opened = line.network.opened_on
    since = f"ouverte le {day(opened)}" if opened else "pas encore ouverte"
    stage = line.network.stage.label
    return text(capital(stage)) + tag("span", text(since), class_="basis")


def _volume(line: Line) -> str:
    value = line.volume.figure.value
    if value is None:
        return tag("span", text(absence(line.volume)), class_="none")
    goal = f"<small>{HARD}/{HARD}{number(line.goal.value)}</small>" if line.goal else ""
    mark = contest_pill(line.volume.figure)
    amount = tag("span", f"<b>{number(value)}</b>{goal}") + mark
    if line.goal is None:
        return amount
    planned = f", échéancier {number(line.planned)}" if line.planned is not None else ""
    words = f"{number(value)} sur {number(line.goal.value)}{planned}"
    return amount + progress_bar(value, line.goal.value, line.planned, label=words)


def _curve_words(line: Line, curve: Monthly) -> str:
    if curve.is_empty:
        return ""
    months = curve.months
    return f"{line.volume.indicator.label}, de {months[0].label} à {months[-1].label}"


def _exits(line: Line) -> str:
    found = line.exits
    if not found.is_measured or found.interval is None or found.figure.value is None:
        return tag("span", text(absence(found)), class_="none")
    low, high, value = found.interval.low, found.interval.high, found.figure.value
    words = f"{percent(value)}, intervalle {interval(low, high)}"
    bar = interval_bar(value, low, high, reference=found.rest, label=words, width=110)
    said = f"{percent(value)} · {interval(low, high)} · n{HARD}={HARD}{number(found.n or 0)}"
    said = with_contest(said, found.figure)
    shown = tag("span", text(said), class_="basis")
    return tag("div", bar + _judgement(found), class_="rated") + shown


def _judgement(found: Estimate) -> str:
    """Return a pill when the difference is real, plain words when it is not."""
    if found.verdict in (Verdict.ABOVE, Verdict.BELOW):
        return verdict_pill(found.verdict, found.indicator)
    words = {Verdict.COMPARABLE: "comparable", Verdict.TOO_FEW: "trop peu pour comparer"}
    said = words.get(found.verdict, "") if found.verdict else ""
    return tag("span", text(said), class_="none")


def _actors(line: Line) -> str:
    if not line.active:
        return tag("span", "sans objet", class_="none")
    if line.is_complete:
        return tag("span", "complet", class_="none")
    return pill(f"manque{HARD}: {listing(line.missing)}", "late", "○")


def _freshness(line: Line) -> str:
    network, report = line.network, line.report
    if network.stage is Stage.CLOSED:
        when = f"close le {day(network.closed_on)}" if network.closed_on else "close"
        after = link(reseau=network.successor) if network.successor else ""
        follows = anchor(f"suite{HARD}: {network.successor}", after) if network.successor else ""
        return f"{pill(when, '', '■')} {follows}"
    if not line.active or report is None:
        return tag("span", "rien d'attendu", class_="none")
    last = report.last_received
    said = tag("span", text(f"dernier{HARD}: {last.label}" if last else "aucun"), class_="basis")
    if line.is_late:
        return pill(f"{plural(report.months_late, 'envoi')} en retard", "late", "◷") + said
    return text("à jour") + said
