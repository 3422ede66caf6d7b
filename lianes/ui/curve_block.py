"""A cohort curve with its ages and the people still followed at each, as HTML around an SVG."""

from collections.abc import Sequence

from lianes.charts.survival import cohort_steps
from lianes.domain.french import HARD, capital, interval, number, percent, plural
from lianes.metrics.verdict import Verdict
from lianes.reading.curves import Curve, Point
from lianes.reading.estimates import Estimate
from lianes.reading.say_points import say_ages
from lianes.ui.markup import tag, text
from lianes.ui.say import Teller, say_list

_AGAINST_REST = {
    Verdict.ABOVE: "plus, au-delà du hasard",
    Verdict.BELOW: "moins, au-delà du hasard",
    Verdict.COMPARABLE: "écart que le hasard peut expliquer",
}
SHOWN_AGES = (0, 3, 6, 9, 12)


def curve_html(curve: Curve, *, what: str, rising: bool) -> str:
    """Return the curve, or why there is none; a `rising` one starts at 0, else it starts at 100."""
    if len(curve.points) < 2:
        return tag("p", text(_why(curve)), class_="none")
    last = curve.points[-1]
    beside = [p for p in curve.rest if p.age <= last.age]
    scale = _scale([*curve.points, *beside], rising=rising)
    said = f"{percent(last.value, _decimals(rising))} {what} à {last.age}{HARD}mois"
    label = f"{said}, intervalle {interval(last.low, last.high)}"
    drawn = cohort_steps(
        _steps(curve.points), scale=scale, last_age=last.age, label=label, rest=_steps(beside)
    )
    heights = [scale[1], (scale[0] + scale[1]) / 2, scale[0]]
    rules = "".join(tag("span", text(percent(h))) for h in heights)
    end = tag("span", text(percent(last.value, _decimals(rising))), class_="end",
              style=f"top:{_top(last.value, scale):.1f}%")  # fmt: skip
    figure = tag("div", rules, class_="rules", aria_hidden="true") + tag(
        "div", drawn + end, class_="plot"
    )
    table = _ages(curve.points, beside, _decimals(rising))
    return tag("div", figure, class_="curve") + table + _note(curve, scale[0])


def curve_told(curve: Curve, teller: Teller, *, what: str, rising: bool) -> str:
    """Return what may be said of each age of a curve, or why nothing may."""
    told = say_ages(
        curve, what, teller.label, teller.period, teller.meta, decimals=_decimals(rising)
    )
    return say_list(told, f"{teller.label}, mois après mois")


def _steps(points: Sequence[Point]) -> list[tuple[int, float, float, float]]:
    return [(p.age, p.value, p.low, p.high) for p in points]


def rest_words(found: Sequence[Estimate]) -> str:
    """Say, for the oldest age known here and elsewhere, whether the difference is beyond chance."""
    told = [e for e in found if e.rest is not None and e.verdict in _AGAINST_REST]
    if not told:
        return ""
    last = told[-1]
    words = (
        f"À {last.indicator.age}{HARD}mois, {percent(last.figure.value or 0)} contre "
        f"{percent(last.rest or 0)} dans le reste du programme{HARD}: "
        f"{_AGAINST_REST[last.verdict or Verdict.COMPARABLE]}."
    )
    return tag("p", text(words), class_="said-line")


def _why(curve: Curve) -> str:
    reason = capital(curve.reason) if curve.reason else "Rien à montrer"
    followed = f"{HARD}: {plural(curve.followed, 'personne suivie', 'personnes suivies')}" if (
        curve.followed is not None
    ) else ""  # fmt: skip
    return f"{reason}{followed}."


def _scale(points: Sequence[Point], *, rising: bool) -> tuple[float, float]:
    """Return the two ends of the vertical scale: from 0, or down from 100, in steps of 10."""
    if rising:
        return 0.0, max(10.0, 10 * -(-max(p.high for p in points) // 10))
    return max(0.0, 10 * (min(p.low for p in points) // 10)), 100.0


def _top(value: float, scale: tuple[float, float]) -> float:
    return 100 * (scale[1] - value) / (scale[1] - scale[0])


def _decimals(rising: bool) -> int:
    return 1 if rising else 0


def _ages(points: Sequence[Point], rest: Sequence[Point], decimals: int) -> str:
    """Return the people still followed at some ages: the table the curve rests on."""
    last = points[-1].age
    known = {p.age: p for p in points}
    shown = [age for age in SHOWN_AGES if age in known]
    shown += [last] if last not in shown else []
    ages = "".join(tag("th", text(_age(age)), scope="col", class_="num") for age in shown)
    values = "".join(tag("td", text(number(known[a].value, decimals)), class_="num") for a in shown)
    limits = "".join(
        tag(
            "td",
            text(interval(known[a].low, known[a].high, "", decimals) if a else ""),
            class_="num",
        )
        for a in shown
    )
    people = "".join(tag("td", number(known[a].at_risk), class_="num") for a in shown)
    rows = [("Part (%)", values), ("Intervalle", limits), ("Suivies", people)]
    if rest:
        rows.append(("Reste (%)", "".join(_rest_cell(rest, age, decimals) for age in shown)))
    body = "".join(tag("tr", tag("th", text(name), scope="row") + cells) for name, cells in rows)
    head = tag("thead", tag("tr", tag("th", text("Mois"), scope="col") + ages))
    whole = tag("table", head + tag("tbody", body), class_="grid compact")
    return tag(
        "div", whole, class_="table-wrap", tabindex="0", role="region", aria_label="Courbe en table"
    )


def _rest_cell(rest: Sequence[Point], age: int, decimals: int) -> str:
    """Return the rest at an age: a step that is grouped holds the value of the age before."""
    before = [p for p in rest if p.age <= age]
    is_known = bool(before) and age <= rest[-1].age
    return tag("td", text(number(before[-1].value, decimals)) if is_known else "–", class_="num")


def _age(age: int) -> str:
    return "départ" if age == 0 else str(age)


def _note(curve: Curve, lowest: float) -> str:
    said = ["au moins 20 personnes encore suivies à chaque âge montré"]
    if lowest:
        said.append(f"l'échelle part de {percent(lowest)}")
    if curve.rest:
        said.append("trait sombre fin : reste du programme")
    if curve.grouped:
        said.append("marches de trop peu d'évènements regroupées (secret statistique)")
    if curve.followed is not None:
        followed = plural(curve.followed, "personne suivie", "personnes suivies")
        said.insert(0, f"{followed} depuis le départ")
    return tag("p", text(" · ".join(said)), class_="source")
