"""Keep the measures: a JSON file by day and the table of docs/performance.md."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date

from benchmarks.serving import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
RESULTS = ROOT / "benchmarks" / "results"
START, END = "<!-- mesures : début -->", "<!-- mesures : fin -->"


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the table: a figure, its unit and the goal it is read against, if any."""

    name: str
    value: float
    unit: str
    goal: float | None = None
    detail: str = ""

    @property
    def holds(self) -> bool:
        return self.goal is None or self.value <= self.goal


def keep(day: date, machine: Mapping[str, str], measures: Sequence[Measure]) -> None:
    """Write the results of a day and replace the table of the document."""
    RESULTS.mkdir(exist_ok=True)
    content = {
        "date": day.isoformat(),
        "machine": dict(machine),
        "mesures": [asdict(measure) for measure in measures],
    }
    text = json.dumps(content, ensure_ascii=False, indent=2) + "\n"
    (RESULTS / f"{day}.json").write_text(text, encoding="utf-8")
    _replace(table(day, machine, measures))


def table(day: date, machine: Mapping[str, str], measures: Sequence[Measure]) -> str:
    """Return the table in Markdown."""
    described = ", ".join(f"{name} : {value}" for name, value in machine.items())
    lines = [f"Mesuré le {day.isoformat()} ({described}).", ""]
    lines += ["| Mesure | Résultat | Objectif | Tenu | Précision |", "|---|--:|--:|:-:|---|"]
    return "\n".join([*lines, *map(_line, measures)])


def _line(measure: Measure) -> str:
    goal = "" if measure.goal is None else f"≤ {_number(measure.goal)} {measure.unit}"
    held = "" if measure.goal is None else ("oui" if measure.holds else "**non**")
    value = f"{_number(measure.value)} {measure.unit}"
    return f"| {measure.name} | {value} | {goal} | {held} | {measure.detail} |"


def _number(value: float) -> str:
    digits = 0 if value >= 100 or value == round(value) else 1
    return f"{value:.{digits}f}".replace(".", ",")


def _replace(content: str) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(START)
    _, after = rest.split(END)
    DOCUMENT.write_text(f"{before}{START}\n{content}\n{END}{after}", encoding="utf-8")
