"""Tables of stages and rates: bars, passages with their interval, short words for what lacks."""

from collections.abc import Iterable, Sequence

from lianes.charts.svg import interval_bar, progress_bar
from lianes.domain.french import HARD, capital, interval, number, percent, plural
from lianes.metrics.figure import Figure, State
from lianes.reading.contested import contest_words, with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import ABSENCES
from lianes.reading.pathway import Stage
from lianes.ui.kit import verdict_pill
from lianes.ui.markup import tag, text
from lianes.ui.say import Teller

SHORT_ABSENCES = {**ABSENCES, State.MASKED: "masqué"}
REPORTED = f"Source{HARD}: saisies mensuelles des réseaux"


def count_words(figure: Figure) -> str:
    """Write a count, or why there is none."""
    if figure.value is None:
        return SHORT_ABSENCES[figure.state]
    return with_contest(number(figure.value), figure)


def short_absence(found: Estimate) -> str:
    """Say in few words why there is no value, for the cells of a table."""
    return found.reason or SHORT_ABSENCES[found.figure.state]


def header(*columns: str, numeric: Sequence[int] = ()) -> str:
    """Return the head of a table; `numeric` are the ranks of columns of numbers."""
    cells = (
        tag("th", text(words), scope="col", class_="num" if rank in numeric else None)
        for rank, words in enumerate(columns)
    )
    return tag("thead", tag("tr", "".join(cells)))


def table(head: str, rows: Sequence[str], label: str, kind: str = "") -> str:
    """Return a table that scrolls inside its card."""
    whole = tag("table", head + tag("tbody", "".join(rows)), class_=f"grid {kind}".strip())
    return tag(
        "div", whole, class_="table-wrap", tabindex="0", role="region", aria_label=label
    )  # fmt: skip


def is_compared(found: Iterable[Estimate | None]) -> bool:
    """Whether some rate has a rest to be compared with: there is none for the whole country."""
    return any(one is not None and one.rest is not None for one in found)


def stage_legend(stages: Sequence[Stage]) -> str:
    """Say how to read the table of stages."""
    rest = f" · trait{HARD}: reste du programme" if _compared(stages) else ""
    return (
        f"Barre{HARD}: personnes à chaque étape · point{HARD}: part qui y passe, avec son "
        f"intervalle à 95{HARD}%{rest}"
    )


def _compared(stages: Sequence[Stage]) -> bool:
    return is_compared(stage.conversion for stage in stages)


def stage_table(
    stages: Sequence[Stage], teller: Teller, kept: Sequence[Estimate] = ()
) -> str:  # fmt: skip
    """Return the stages as a table with bars and passages; `kept` are rates that follow them.

    Where no stage may be told, one sentence says why.
    """
    states = {stage.figure.state for stage in stages}
    if len(states) == 1 and State.MEASURED not in states:
        words = ABSENCES[states.pop()]
        return tag("p", text(f"{capital(words)}."), class_="none")
    top = max((s.figure.value for s in stages if s.figure.value is not None), default=1.0) or 1.0
    compared = _compared(stages) or is_compared(kept)
    rows = [_stage(stage, top, teller, compared=compared) for stage in stages]
    rows += [_kept(found, teller, compared=compared) for found in kept]
    head = header(
        "Étape", "Nombre", "", "Passage et intervalle", "Passage", "Sur", *against(compared),
        "", numeric=(1, 4),
    )  # fmt: skip
    return table(head, rows, "Étapes du parcours", "stages stack") + _not_parts(stages)


def against(compared: bool) -> tuple[str, ...]:
    """Return the heading of the verdicts, where there are any."""
    return ("Par rapport au reste",) if compared else ()


def _stage(stage: Stage, top: float, teller: Teller, *, compared: bool) -> str:
    value = stage.figure.value
    label = stage.measure.label
    drawn = progress_bar(value, top, None, label=f"{label}{HARD}: {number(value)}") if (
        value is not None
    ) else ""  # fmt: skip
    cells = (
        tag("th", text(label), scope="row"),
        number_cell(stage.figure),
        tag("td", drawn, class_="bar"),
        *_passage(stage.conversion, exact=stage.exact, compared=compared),
        teller.mark(
            teller.count(stage.measure, stage.figure),
            *([teller.rate(stage.conversion)] if stage.conversion else []),
        ),
    )
    return tag("tr", "".join(cells))


def _passage(found: Estimate | None, *, exact: bool, compared: bool) -> tuple[str, ...]:
    if found is None:
        return (tag("td", ""),) * (4 if compared else 3)
    base = found.indicator.denominator_label + ("" if exact else f"{HARD}*")
    return _rate_cells(found, base, compared=compared)


def _kept(found: Estimate, teller: Teller, *, compared: bool) -> str:
    """Return a row of retention: among those who took a job, not a count of the period."""
    followed = plural(found.n or 0, "personne suivie", "personnes suivies")
    cells = (
        tag("th", text(found.indicator.label), scope="row"),
        tag("td", "") * 2,
        *_rate_cells(
            found, followed if found.is_measured else "prises d'emploi suivies", compared=compared
        ),
        teller.mark_of(found),
    )
    return tag("tr", "".join(cells))


def _rate_cells(found: Estimate, base: str, *, compared: bool) -> tuple[str, ...]:
    judged = verdict_pill(found.verdict, found.indicator) if found.is_measured else ""
    return (
        tag("td", rate_bar(found), class_="rate"),
        rate_cell(found),
        tag("td", text(base), class_="base"),
        *((tag("td", judged, class_="judged"),) if compared else ()),
    )


def number_cell(figure: Figure, label: str | None = None) -> str:
    """Return a cell with a count, or why there is none; `label` names it on a narrow screen."""
    kind = "num" if figure.value is not None else "num none"
    return tag("td", text(count_words(figure)), class_=kind, data_label=label)


def nothing_yet(columns: int) -> str:
    """Return the one cell of a place where nothing is deployed, across `columns`."""
    said = text(ABSENCES[State.NOT_DEPLOYED])
    return tag("td", said, class_="num none", colspan=str(columns))


def rate_cell(found: Estimate, label: str | None = None) -> str:
    """Return a cell with a rate and its interval, or why there is none."""
    if found.figure.value is None:
        return tag("td", text(short_absence(found)), class_="num none", data_label=label)
    said = tag("b", text(percent(found.figure.value))) + span(found)
    return tag("td", said, class_="num", data_label=label)


def rates_table(
    found: Sequence[Estimate], teller: Teller, *, first: str, label: str
) -> str:  # fmt: skip
    """Return rates one under the other: interval, value, verdict where there is a rest."""
    compared = is_compared(found)
    rows = [
        tag(
            "tr",
            tag("th", text(one.indicator.label), scope="row")
            + tag("td", rate_bar(one, 120), class_="rate")
            + rate_cell(one)
            + (tag("td", verdict_pill(one.verdict, one.indicator) if one.is_measured else "",
                   class_="judged") if compared else "")
            + teller.mark_of(one),
        )
        for one in found
    ]  # fmt: skip
    head = header(first, "", "Taux", *against(compared), "", numeric=(2,))
    return table(head, rows, label, "compact stack")


def rate_bar(found: Estimate, width: int = 150) -> str:
    """Return a rate with its interval and the rest of the programme; empty when unknown."""
    value, limits = found.figure.value, found.interval
    if value is None or limits is None:
        return ""
    words = f"{percent(value)}, intervalle {interval(limits.low, limits.high)}"
    if found.rest is not None:
        words += f", reste du programme {percent(found.rest)}"
    return interval_bar(
        value, limits.low, limits.high, reference=found.rest, label=words, width=width
    )


def span(found: Estimate) -> str:
    """Return the interval of a rate and what is contested of it, under it."""
    limits = found.interval
    said = (interval(limits.low, limits.high) if limits else "", contest_words(found.figure))
    words = " · ".join(filter(None, said))
    return tag("span", text(words), class_="basis") if words else ""


def _not_parts(stages: Sequence[Stage]) -> str:
    if all(stage.exact for stage in stages if stage.conversion):
        return ""
    words = (
        "* L'étape n'est pas une part exacte de la précédente : on peut prendre un emploi sans "
        "formation ni rencontre comptée. Le passage est le rapport de deux comptages de la même "
        "période."
    )
    return tag("p", text(words), class_="source")
