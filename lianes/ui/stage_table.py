"""Tables of stages and rates: bars, passages with their interval, short words for what lacks."""

from collections.abc import Sequence

from lianes.charts.svg import interval_bar, progress_bar
from lianes.domain.french import HARD, interval, number, percent
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


def stage_table(stages: Sequence[Stage], teller: Teller, extra: str = "") -> str:
    """Return the stages as a table with bars and passages; `extra` are further rows."""
    top = max((s.figure.value for s in stages if s.figure.value is not None), default=1.0) or 1.0
    rows = [_stage(stage, top, teller) for stage in stages]
    head = header(
        "Étape", "Nombre", "", "Passage et intervalle", "Passage", "Sur", "Par rapport au reste",
        "", numeric=(1, 4),
    )  # fmt: skip
    return table(head, [*rows, extra], "Étapes du parcours", "stages") + _not_parts(stages)


def _stage(stage: Stage, top: float, teller: Teller) -> str:
    value = stage.figure.value
    label = stage.measure.label
    drawn = progress_bar(value, top, None, label=f"{label}{HARD}: {number(value)}") if (
        value is not None
    ) else ""  # fmt: skip
    cells = (
        tag("th", text(label), scope="row"),
        tag("td", text(count_words(stage.figure)), class_="num" if value is not None else "none"),
        tag("td", drawn, class_="bar"),
        *_passage(stage.conversion, exact=stage.exact),
        teller.mark(
            teller.count(stage.measure, stage.figure),
            *([teller.rate(stage.conversion)] if stage.conversion else []),
        ),
    )
    return tag("tr", "".join(cells))


def _passage(found: Estimate | None, *, exact: bool) -> tuple[str, ...]:
    if found is None:
        return (tag("td", ""), tag("td", ""), tag("td", ""), tag("td", ""))
    base = found.indicator.denominator_label + ("" if exact else " *")
    value = found.figure.value
    if value is None:
        return (
            tag("td", ""), tag("td", text(short_absence(found)), class_="none"),
            tag("td", text(base)), tag("td", ""),
        )  # fmt: skip
    return (
        tag("td", rate_bar(found)),
        tag("td", tag("b", text(percent(value))) + span(found), class_="num"),
        tag("td", text(base)),
        tag("td", verdict_pill(found.verdict, found.indicator) if found.verdict else ""),
    )


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
