"""What the sheet of a territory says of its results: intervals, verdicts, trends."""

from lianes.charts.svg import interval_bar
from lianes.domain.articles import of_the
from lianes.domain.catalogue import Form, Kind
from lianes.domain.french import (
    HARD,
    interval,
    number,
    percent,
    plural,
    small,
    with_unit,
)
from lianes.domain.territory import Territory
from lianes.metrics.verdict import Verdict, is_better
from lianes.reading.contested import with_contest
from lianes.reading.estimates import Estimate
from lianes.reading.territory_results import Result
from lianes.reading.territory_sheet import TerritorySheet
from lianes.store.reader import StoreMeta
from lianes.ui import reads
from lianes.ui.grid import grid
from lianes.ui.kit import block_head, empty_state, pill, verdict_pill
from lianes.ui.kpi import absence
from lianes.ui.markup import link, tag, text
from lianes.ui.say import SAY_COLUMN, Teller, say_list
from lianes.ui.territory_trends import trend_pill


# ------------------------------------------------------------------ results
def results(view: TerritorySheet, meta: StoreMeta) -> str:
    """Return every reported indicator: interval, verdicts, trend, and what may be said."""
    parent = view.results.parent
    rest = f"reste {of_the(parent.name)}" if parent else ""
    how = "" if view.subject.is_national else f" · trait{HARD}: reste du programme"
    question = "Que se passe-t-il ici ?"
    head = block_head(
        question,
        f"Barre{HARD}: intervalle à 95{HARD}%{how} · tendance sur douze mois, mêmes LIANES",
    )
    if not view.networks:
        return block_head(question) + empty_state(
            "Pas encore déployé",
            f"Aucune LIANE n'a son siège ici{HARD}: ni résultat, ni partenaire, ni financement. "
            "Les publics estimés, les territoires comparables, les interlocuteurs et le contexte "
            "disent par où commencer.",
        )
    columns = [("Indicateur", None), ("Valeur", "num"), ("Intervalle", None), ("Sur quoi", None)]
    columns += [] if view.subject.is_national else [("Reste du programme", None)]
    columns += [(f"R{rest[1:]}", None)] if parent else []
    columns += [("Tendance", None), SAY_COLUMN]
    first = [row for row in view.results.rows if row.estimate.indicator.headline is not None]
    others = [row for row in view.results.rows if row not in first]
    tables = [
        grid(label, columns, "".join(_result(row, view, meta, parent) for row in rows), stacks=True)
        for label, rows in (("Résultats", first), ("Autres indicateurs", others))
    ]
    count = plural(len(others), "autre indicateur", "autres indicateurs")
    folded = tag("details", tag("summary", text(count)) + tables[1]) if others else ""
    return head + tables[0] + _weighted(view) + folded


def _result(row: Result, view: TerritorySheet, meta: StoreMeta, parent: Territory | None) -> str:
    found = row.estimate
    indicator = found.indicator
    name = link(indicator.label, f"/methode#indicateur-{indicator.id}")
    cells = [
        tag("th", name, scope="row"),
        tag("td", text(value_words(found)), class_="num" if found.is_measured else "num none"),
        tag("td", _bar(found)),
        tag("td", text(_basis(found)), class_="basis-cell"),
    ]
    if not view.subject.is_national:
        cells.append(tag("td", verdict_pill(found.verdict, indicator)))
    if parent is not None:
        label = f"reste {of_the(parent.name)}{HARD}:"
        cells.append(tag("td", _parent_verdict(row), data_label=label))
    cells.append(tag("td", trend_pill(row), data_label=f"tendance{HARD}:"))
    cells.append(Teller(view.subject.label, view.scope.period, meta).mark_of(found))
    return tag("tr", "".join(cells))


def value_words(found: Estimate) -> str:
    """Return a figure in words, or why there is none."""
    if not found.is_measured or found.figure.value is None:
        return absence(found)
    if found.indicator.unit == "%":
        return with_contest(percent(found.figure.value), found.figure)
    return with_contest(number(found.figure.value, found.indicator.decimals), found.figure)


def _bar(found: Estimate) -> str:
    if found.interval is None or found.figure.value is None:
        return ""
    low, high = found.interval.low, found.interval.high
    words = f"{percent(found.figure.value)}, intervalle {interval(low, high)}"
    if found.rest is not None:
        words += f", reste du programme {percent(found.rest)}"
    return interval_bar(found.figure.value, low, high, reference=found.rest, label=words)


def _basis(found: Estimate) -> str:
    if not found.is_measured:
        return ""
    if found.interval is not None and found.n is not None:
        limits = interval(found.interval.low, found.interval.high)
        cases = f"{number(found.successes)} sur {number(found.n)}" if (
            found.indicator.form is Form.RATIO and found.successes is not None
        ) else f"{number(found.n)} suivis"  # fmt: skip
        return f"{limits} · {cases}"
    figure = found.figure
    unit = found.indicator.unit
    if not figure.is_partial:
        return unit
    kinds = {reads.catalogue().measures[name].kind for name in found.indicator.measures}
    when = f"dernier mois{HARD}: " if Kind.STOCK in kinds else ""
    return f"{unit} · {when}{plural(figure.reported, 'envoi')} sur {number(figure.expected)}"


def _parent_verdict(row: Result) -> str:
    """Return the verdict against the rest of the parent, coloured only when real."""
    words = {
        Verdict.ABOVE: ("▲", "au-dessus"),
        Verdict.BELOW: ("▼", "au-dessous"),
        Verdict.COMPARABLE: ("●", "comparable"),
        Verdict.TOO_FEW: ("●", "trop peu ici"),
        Verdict.NO_REFERENCE: ("●", "trop peu autour"),
    }
    if row.parent is None or not row.estimate.is_measured:
        return ""
    better = is_better(row.parent, higher_is_better=row.estimate.indicator.higher_is_better)
    mark, said_ = words[row.parent]
    rate = f" ({percent(row.parent_rate)})" if row.parent_rate is not None else ""
    return pill(f"{said_}{rate}", {True: "above", False: "below", None: ""}[better], mark)


def _weighted(view: TerritorySheet) -> str:
    found = view.results.weighted
    if found is None:
        return ""
    gap = 100 * (found.rate - found.expected)
    low, high = number(100 * found.difference.low), number(100 * found.difference.high)
    span = f"intervalle de {low} à {high}"
    end = "au-delà du hasard" if found.is_beyond_chance else "que le hasard peut expliquer"
    words = (
        "À public comparable (même part de demandeurs d'emploi), le reste du programme aurait "
        f"{percent(100 * found.expected)} de sorties vers l'emploi, ici "
        f"{percent(100 * found.rate)}{HARD}: écart de {with_unit(gap, 'points')} ({span}), {end}."
    )
    teller = Teller(view.subject.label, view.scope.period, reads.meta())
    told = teller.record("À public comparable", f"{small(words).rstrip('.')}")
    return tag("p", text(words), class_="said-line") + say_list([told], teller.label)
