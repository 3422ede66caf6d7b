"""The blocks of the pathway towards a job, each from values already read."""

from collections.abc import Sequence

from lianes.charts.bars import stacked_bar
from lianes.domain.catalogue import Measure
from lianes.domain.french import HARD, capital, number, percent, plural, small
from lianes.metrics.figure import State
from lianes.metrics.proportion import Z95
from lianes.metrics.verdict import MINIMUM, Verdict, expected_false_alarms
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.exits import Part
from lianes.reading.pathway import CONVERSIONS, Entrants, Lost, Pathway
from lianes.reading.say import Told
from lianes.reading.say_points import say_part, say_share
from lianes.ui import reads
from lianes.ui.curve_block import curve_html, curve_told, rest_words
from lianes.ui.kit import block_head, pill, source_line
from lianes.ui.markup import block, link, tag, text
from lianes.ui.say import Teller, say_list
from lianes.ui.stage_table import (
    REPORTED,
    SHORT_ABSENCES,
    header,
    is_compared,
    nothing_yet,
    number_cell,
    rate_cell,
    rates_table,
    short_absence,
    stage_legend,
    stage_table,
    table,
)

_SHORT = ("Candidats", "Orientés", "En parcours", "Formés", "Rencontres", "Emplois")
_STARTED = "Parcours lancés"
_SHARES = ("Des informés", "Des parcours", "Des emplois")
_MARKS = {Verdict.ABOVE: ("▲", "above"), Verdict.BELOW: ("▼", "below")}


# ------------------------------------------------------------------ stages
def stages_block(view: Pathway) -> None:
    """Show the stages from information to a lasting job, and where people are lost."""
    compared = is_compared(stage.conversion for stage in view.stages)
    alarms = number(expected_false_alarms(len(CONVERSIONS), Z95, sides=2), 1)
    chance = f" (le hasard seul donnerait {alarms} écart)" if compared else ""
    head = block_head(
        "Où perd-on des personnes, de l'information à l'emploi ?",
        stage_legend(view.stages) + chance,
    )
    block(
        head + stage_table(view.stages, _teller(view), view.retentions) + source_line(REPORTED),
        key="stages",
    )


def _teller(view: Pathway) -> Teller:
    return Teller(view.subject.label, view.scope.period, reads.meta())


# ------------------------------------------------------------------ exits
def exits_block(view: Pathway) -> None:
    """Show what becomes of those who leave a pathway, in kinds."""
    head = block_head(
        "Que deviennent ceux qui sortent ?",
        "Sorties examinées, par sorte ; un parcours en cours n'en est pas une",
    )
    if not view.exits.parts:
        block(head + tag("p", text(_sentence(view.exits.reason)), class_="none"), key="exits")
        return
    bars = _stack(view.subject.label, view.exits.parts)
    bars += _stack("Reste du programme", view.exits.rest) if view.exits.rest else ""
    told = say_list(_parts_told(view), f"{view.subject.label}, sorties")
    block(head + bars + told + _rates(view) + source_line(REPORTED), key="exits")


def _parts_told(view: Pathway) -> list[Told]:
    """Return what may be said of each kind of exit, here then in the rest of the programme."""
    sides = ((view.subject.label, view.exits.parts), ("Reste du programme", view.exits.rest))
    return [
        (f"{part.label}, {label}", say_part(
            part.value, sum(p.value for p in parts), f"sorties {part.label}", label,
            view.scope.period, reads.meta(),
        ))
        for label, parts in sides
        for part in parts
        if sum(p.value for p in parts)
    ]  # fmt: skip


def _sentence(words: str) -> str:
    return f"{capital(words)}."


def _stack(label: str, parts: Sequence[Part]) -> str:
    total = sum(part.value for part in parts)
    words = ", ".join(f"{part.label} {number(part.value)}" for part in parts)
    keys = "".join(
        tag("li", tag("i", "", class_=f"key c-key-{rank}", aria_hidden="true")
            + f"<b>{percent(100 * part.value / total)}</b> {text(part.label)}"
            + tag("small", text(f" {number(part.value)}")))
        for rank, part in enumerate(parts)
    )  # fmt: skip
    title = tag("p", tag("b", text(label)) + text(f" · {plural(total, 'sortie')}"))
    drawn = stacked_bar([part.value for part in parts], label=f"{label}{HARD}: {words}")
    return tag("div", title + drawn + tag("ul", keys, class_="keys"), class_="stacked")


def _rates(view: Pathway) -> str:
    shown = ("employment_exit_rate", "durable_exit_rate", "dynamic_exit_rate")
    found = [view.rates[i] for i in shown]
    return rates_table(found, _teller(view), first="Part des sorties", label="Taux de sortie")


# ------------------------------------------------------------------ staying in the job
def retention_block(view: Pathway) -> None:
    """Show how long people stay in the job they took, by months since it."""
    head = block_head(
        "Restent-ils en emploi ?",
        "Part encore en emploi, par mois depuis la prise d'emploi (Kaplan-Meier) · bande claire"
        f"{HARD}: intervalle à 95{HARD}%",
    )
    block(
        head
        + rest_words(view.retentions)
        + curve_html(view.curve, what="encore en emploi", rising=False)
        + curve_told(view.curve, _teller(view), what="encore en emploi", rising=False)
        + source_line(REPORTED, "les personnes perdues de vue comptent jusqu'à leur dernier mois"),
        key="retention",
    )


# ------------------------------------------------------------------ who enters, near or far
def profile_block(view: Pathway) -> None:
    """Show who enters beside how they leave, so that choosing the easiest would show."""
    head = block_head(
        "Qui entre, et qui sort vers l'emploi ?",
        "Un bon taux de sortie obtenu en n'accueillant que les plus proches de l'emploi se verrait "
        "ici : la part d'un public baisserait de l'information au parcours",
    )
    teller = _teller(view)
    rows = [_entrant(found, teller) for found in view.entrants]
    columns = header(
        "Public", *_SHARES, "Sorties vers l'emploi", "", numeric=(1, 2, 3, 4)
    )  # fmt: skip
    note = "Une personne peut relever des deux publics : les parts ne s'additionnent pas à 100 %."
    block(
        head
        + table(columns, rows, "Publics", "compact stack")
        + tag("p", text(note), class_="source"),
        key="profile",
    )


def _entrant(found: Entrants, teller: Teller) -> str:
    shares = "".join(
        tag("td", text(percent(s.value) if s.value is not None else SHORT_ABSENCES[s.state]),
            class_="num" if s.value is not None else "num none", data_label=label)
        for s, label in zip(found.shares, _SHARES, strict=True)
    )  # fmt: skip
    return tag(
        "tr",
        tag("th", text(found.label), scope="row")
        + shares
        + rate_cell(found.exits, "Sorties vers l'emploi")
        + _entrant_told(found, teller),
    )


def _entrant_told(found: Entrants, teller: Teller) -> str:
    """Return what may be said of each share of a public, then of its exits."""
    wholes = ("des informés", "des parcours", "des emplois")
    told = [
        (f"Part {whole}", say_share(
            share, f"{whole} sont du public « {small(found.label)} »", teller.label,
            teller.period, teller.meta,
        ))
        for whole, share in zip(wholes, found.shares, strict=True)
    ]  # fmt: skip
    own = teller.of(f"{teller.label}, {small(found.label)}")
    return teller.mark(*told, own.rate(found.exits))


def nearness_block(view: Pathway) -> None:
    """Show whether jobs are near home and in home care, and whether efforts are joined."""
    head = block_head(
        "Les emplois sont-ils proches, et les efforts joints ?",
        f"Point et barre{HARD}: taux et intervalle à 95{HARD}%"
        + (f" · trait{HARD}: reste du programme" if is_compared(view.rates.values()) else ""),
    )
    shown = ("local_jobs", "home_care_jobs", "integrated_pathways")
    rates = [view.rates[i] for i in shown]
    block(head + rates_table(rates, _teller(view), first="Part", label="Emplois"), key="nearness")


def seniors_block(view: Pathway) -> None:
    """Show the seniors who wish to work as a public of their own."""
    head = block_head(
        "Et les seniors qui souhaitent travailler ?",
        "Un public à part entière, avec ses propres étapes"
        + (
            " ; comparé au même public ailleurs"
            if is_compared(s.conversion for s in view.seniors)
            else ""
        ),
    )
    teller = _teller(view).of(f"{view.subject.label}, seniors qui souhaitent travailler")
    block(head + stage_table(view.seniors, teller) + source_line(REPORTED), key="senior_workers")


# ------------------------------------------------------------------ inside the scope
def lost_block(view: Pathway) -> None:
    """Show each territory's passages, marked only where the difference is beyond chance."""
    compared = len(view.children) * len(CONVERSIONS)
    alarms = expected_false_alarms(compared, 3.0902)
    expected = "moins de 0,1" if alarms < 0.1 else number(alarms, 1)
    head = block_head(
        f"Où, par {view.child_level.label}, et à quelle étape ?",
        f"Part qui passe à chaque étape · ▲ ▼ seulement si l'écart au reste dépasse le hasard "
        f"(99,8{HARD}%, {expected} fausse alerte attendue sur {number(compared)} comparaisons) · "
        f"en italique{HARD}: moins de {MINIMUM} cas, trop peu pour comparer",
    )
    columns = header(
        view.child_level.label.capitalize() if view.child_level.label != "EPCI" else "EPCI",
        _STARTED, *_SHORT, "", numeric=range(1, 8),
    )  # fmt: skip
    teller, started = _teller(view), reads.catalogue().measures["pathways_started"]
    rows = [_lost(row, started, teller.of(row.label)) for row in view.children]
    block(head + table(columns, rows, "Passages par territoire", "compact stack"), key="lost")


def _lost(row: Lost, started: Measure, teller: Teller) -> str:
    name = tag("th", link(row.label, row.href), scope="row")
    told = teller.mark(teller.count(started, row.pathways), *map(teller.rate, row.conversions))
    if row.pathways.state is State.NOT_DEPLOYED:
        return tag("tr", name + nothing_yet(1 + len(row.conversions)) + told)
    cells = "".join(map(_mark, row.conversions, _SHORT))
    return tag("tr", name + number_cell(row.pathways, _STARTED) + cells + told)


def _mark(found: Estimate, label: str) -> str:
    value = found.figure.value
    if value is None:
        return tag("td", text(short_absence(found)), class_="num none", data_label=label)
    if found.verdict in _MARKS:
        mark, kind = _MARKS[found.verdict]
        words = "au-dessus du reste" if kind == "above" else "au-dessous du reste"
        hidden = tag("span", text(f", {words}"), class_="sr-only")
        said = with_contest(percent(value), found.figure)
        return tag("td", pill(said, kind, mark) + hidden, class_="num", data_label=label)
    few = found.n is not None and found.verdict is Verdict.TOO_FEW
    words = with_contest(percent(value), found.figure)
    return tag("td", text(words), class_="num few" if few else "num", data_label=label)
