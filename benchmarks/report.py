"""Keep the measures: a JSON file by day and the tables of docs/performance.md."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

from benchmarks.serving import ROOT

DOCUMENT = ROOT / "docs" / "performance.md"
RESULTS = ROOT / "benchmarks" / "results"
START, END = "<!-- mesures : début -->", "<!-- mesures : fin -->"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the document: its title, its headings, its rows of text and numbers."""

    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str | float, ...], ...]


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure read against the most, or the least, it should be."""

    name: str
    value: float
    unit: str
    limit: float
    least: bool = False

    @property
    def holds(self) -> bool:
        return self.value >= self.limit if self.least else self.value <= self.limit

    @property
    def row(self) -> tuple[str, str, str, str]:
        sign = "≥" if self.least else "≤"
        held = "oui" if self.holds else "**non**"
        return (self.name, f"{_text(self.value)} {self.unit}",
                f"{sign} {_text(self.limit)} {self.unit}", held)  # fmt: skip


def goals_table(goals: Sequence[Goal]) -> Table:
    """Return the goals beside what was measured."""
    rows = tuple(goal.row for goal in goals)
    return Table("Objectifs", ("Mesure", "Résultat", "Objectif", "Tenu"), rows)


def keep(day: date, machine: Mapping[str, str], tables: Sequence[Table]) -> str:
    """Write the results of a day, replace those of the document, and return them as text."""
    RESULTS.mkdir(exist_ok=True)
    content = {
        "date": day.isoformat(),
        "machine": dict(machine),
        "mesures": [asdict(table) for table in tables],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    (RESULTS / f"{day}.json").write_text(text, encoding="utf-8")
    written = markdown(day, machine, tables)
    put(written, DOCUMENT, START, END)
    return written


def put(content: str, document: Path, start: str, end: str) -> None:
    """Replace what stands between two marks of a document."""
    before, rest = document.read_text(encoding="utf-8").split(start)
    _, after = rest.split(end)
    document.write_text(f"{before}{start}\n{content}\n{end}{after}", encoding="utf-8")


def markdown(day: date, machine: Mapping[str, str], tables: Sequence[Table]) -> str:
    """Return the tables in Markdown, after the machine's description."""
    described = ", ".join(f"{name} : {value}" for name, value in machine.items())
    parts = [f"Mesuré le {day.isoformat()} ({described})."]
    return "\n\n".join([*parts, *map(table_markdown, tables)])


def table_markdown(table: Table) -> str:
    """Return a table in Markdown, under its title."""
    lines = [f"### {table.title}", "", _line(table.headings)]
    lines.append("|---|" + "--:|" * (len(table.headings) - 1))
    return "\n".join([*lines, *map(_line, table.rows)])


def _line(cells: Sequence[str | float]) -> str:
    return "| " + " | ".join(map(_text, cells)) + " |"


def _text(cell: str | float) -> str:
    """Return a number in French, with a decimal when it is small."""
    if isinstance(cell, str):
        return cell
    digits = 0 if abs(cell) >= 100 or cell == round(cell) else 1
    return f"{cell:.{digits}f}".replace(".", ",")
