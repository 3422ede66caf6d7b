"""The catalogue: measures that networks report and indicators that readers see."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

from lianes.errors import InvalidCatalogue


class Kind(StrEnum):
    """How the values of a measure add up."""

    FLOW = "flow"
    STOCK = "stock"
    COHORT = "cohort"


class Form(StrEnum):
    """How an indicator is computed from measures."""

    COUNT = "count"
    RATIO = "ratio"
    PER = "per"
    MEAN = "mean"
    RETENTION = "retention"
    NETWORKS = "networks"
    FUNDING = "funding"
    COVERAGE = "coverage"


@dataclass(frozen=True, slots=True)
class Measure:
    """What a network reports for a month and a public: a count or an amount, never a rate."""

    id: str
    label: str
    kind: Kind
    unit: str
    publics: tuple[str, ...]
    definition: str
    persons: bool = True
    sensitive: bool = False
    part_of: str | None = None
    events: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A published value shown as context, with its source; never a target."""

    value: float
    label: str
    note: str
    source: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a reader sees: computed from measures, never stored."""

    id: str
    label: str
    question: str
    form: Form
    unit: str
    definition: str
    version: str
    measures: tuple[str, ...] = ()
    numerator: tuple[str, ...] = ()
    denominator: tuple[str, ...] = ()
    numerator_label: str = ""
    denominator_label: str = ""
    event: str = ""
    competing: str | None = None
    age: int = 0
    per: str = ""
    factor: int = 1
    condition: str = ""
    distance_km: int = 0
    decimals: int = 0
    higher_is_better: bool | None = None
    target: str | None = None
    headline: int | None = None
    benchmark: Benchmark | None = None
    companions: tuple[str, ...] = ()

    @property
    def uses(self) -> tuple[str, ...]:
        """Ids of every measure this indicator is computed from."""
        return tuple(dict.fromkeys(self.measures + self.numerator + self.denominator))


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """Something readers may expect and that no figure describes."""

    label: str
    reason: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All measures and indicators, by id, in the order of the file."""

    version: str
    applies_from: str
    measures: Mapping[str, Measure]
    indicators: Mapping[str, Indicator]
    not_measured: tuple[NotMeasured, ...]
    projects: "Catalogue | None" = None
    """What accompanied-housing projects report, and what is read from it."""

    @property
    def reported(self) -> Mapping[str, Measure]:
        """All that may be deposited: the measures of networks, then those of projects."""
        return {**self.measures, **(self.projects.measures if self.projects else {})}

    def headline(self) -> tuple[Indicator, ...]:
        """Return the indicators of the headline, in rank order."""
        ranked = [i for i in self.indicators.values() if i.headline is not None]
        return tuple(sorted(ranked, key=lambda indicator: indicator.headline or 0))

    def publics_of(self, indicator: Indicator) -> frozenset[str]:
        """Return the publics for which every measure of the indicator is reported."""
        publics = [frozenset(self.measures[m].publics) for m in indicator.uses]
        return frozenset.intersection(*publics) if publics else frozenset({"all"})

    def left_out(self, indicator: Indicator) -> tuple[Measure, ...]:
        """Return the parts of a ratio's denominator that its numerator leaves out.

        Whoever reads the ratio reads their sum, by difference.
        """
        parts = (m for m in self.measures.values() if m.part_of in indicator.denominator)
        return tuple(m for m in parts if m.id not in indicator.numerator)


_Block = TypeVar("_Block", Measure, Indicator)
_Enum = TypeVar("_Enum", bound=StrEnum)


def load_catalogue(path: Path) -> Catalogue:
    """Read and check the catalogue; raises InvalidCatalogue."""
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise InvalidCatalogue(f"Catalogue illisible : {path.name} ({error}).") from error
    return parse_catalogue(document)


def parse_catalogue(document: Mapping[str, Any]) -> Catalogue:
    """Build the catalogue from a parsed TOML document; raises InvalidCatalogue."""
    _check_keys("l'en-tête", document.keys(), needed=("version", "applies_from"))
    projects = _part(document, "project_measure", "project_indicator")
    return replace(_part(document, "measure", "indicator"), projects=projects)


def _part(document: Mapping[str, Any], measure: str, indicator: str) -> Catalogue:
    """Build the part of the catalogue that networks, or projects, report."""
    measures = [_measure(block) for block in document.get(measure, [])]
    indicators = [_indicator(block) for block in document.get(indicator, [])]
    catalogue = Catalogue(
        version=document["version"],
        applies_from=document["applies_from"],
        measures=_by_id(measures),
        indicators=_by_id(indicators),
        not_measured=tuple(
            NotMeasured(**_fields(NotMeasured, block)) for block in document.get("not_measured", [])
        ),
    )
    _check_references(catalogue)
    return catalogue


def _measure(block: Mapping[str, Any]) -> Measure:
    kind = _enum(Kind, block, "kind")
    return Measure(**_fields(Measure, block) | {"kind": kind})


def _indicator(block: Mapping[str, Any]) -> Indicator:
    form = _enum(Form, block, "form")
    values = _fields(Indicator, block) | {"form": form}
    if "benchmark" in values:
        values["benchmark"] = Benchmark(**_fields(Benchmark, values["benchmark"], "benchmark"))
    return Indicator(**values)


def _enum(kind: type[_Enum], block: Mapping[str, Any], key: str) -> _Enum:
    try:
        return kind(block[key])
    except (KeyError, ValueError) as error:
        expected = ", ".join(kind)
        raise InvalidCatalogue(
            f"Catalogue, bloc « {block.get('id')} » : {key} doit être parmi {expected}."
        ) from error


def _fields(cls: type, block: Mapping[str, Any], name: str = "") -> dict[str, Any]:
    """Return the block with lists as tuples and `measure` as `measures`; refuse other keys."""
    values = {key: tuple(v) if isinstance(v, list) else v for key, v in block.items()}
    if cls is Indicator and "measure" in values:
        values["measures"] = (values.pop("measure"),)
    needed = [field.name for field in fields(cls) if field.default is MISSING]
    known = [field.name for field in fields(cls)]
    _check_keys(f"bloc « {name or block.get('id')} »", values.keys(), needed=needed, known=known)
    return values


def _check_keys(
    where: str, keys: Iterable[str], *, needed: Iterable[str], known: Iterable[str] | None = None
) -> None:
    found = set(keys)
    problems = (set(needed) - found) | (found - set(known) if known is not None else set())
    if problems:
        raise InvalidCatalogue(
            f"Catalogue, {where} : clé inconnue ou manquante : {', '.join(sorted(problems))}."
        )


def _by_id(items: Iterable[_Block]) -> dict[str, _Block]:
    found: dict[str, _Block] = {}
    for item in items:
        if item.id in found:
            raise InvalidCatalogue(f"Catalogue : « {item.id} » est déclaré deux fois.")
        found[item.id] = item
    return found


def _check_references(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        _check_known(indicator.id, indicator.uses, catalogue.measures)
        _check_complete(indicator)
        _check_kinds(indicator, catalogue.measures)
        _check_companions(indicator, catalogue.indicators)
    for measure in catalogue.measures.values():
        _check_known(measure.id, [measure.part_of] if measure.part_of else [], catalogue.measures)


def _check_known(owner: str, wanted: Iterable[str], known: Mapping[str, Measure]) -> None:
    unknown = sorted(set(wanted) - known.keys())
    if unknown:
        raise InvalidCatalogue(
            f"Catalogue, bloc « {owner} » : mesure inconnue : {', '.join(unknown)}."
        )


def _check_companions(indicator: Indicator, known: Mapping[str, Indicator]) -> None:
    unknown = sorted(set(indicator.companions) - known.keys())
    if unknown:
        raise InvalidCatalogue(
            f"Catalogue, bloc « {indicator.id} » : indicateur inconnu : {', '.join(unknown)}."
        )


def _check_kinds(indicator: Indicator, known: Mapping[str, Measure]) -> None:
    """Refuse a cohort read as a count, a count read as a cohort, or an event it does not know."""
    retention = indicator.form is Form.RETENTION
    for measure in (known[identifier] for identifier in indicator.uses):
        if retention != (measure.kind is Kind.COHORT):
            said = "n'est pas une cohorte" if retention else "est une cohorte"
            raise InvalidCatalogue(f"Catalogue, bloc « {indicator.id} » : « {measure.id} » {said}.")
        asked = filter(None, (indicator.event, indicator.competing)) if retention else ()
        unknown = sorted(set(asked) - set(measure.events))
        if unknown:
            raise InvalidCatalogue(
                f"Catalogue, bloc « {indicator.id} » : évènement inconnu : {', '.join(unknown)}."
            )


_NEEDED = {
    Form.COUNT: ("measures",),
    Form.RATIO: ("numerator", "denominator", "numerator_label", "denominator_label"),
    Form.PER: ("measures", "per", "factor"),
    Form.MEAN: ("numerator", "denominator", "numerator_label", "denominator_label"),
    Form.RETENTION: ("measures", "event", "age"),
    Form.NETWORKS: ("condition",),
    Form.FUNDING: (),
    Form.COVERAGE: ("distance_km",),
}


def _check_complete(indicator: Indicator) -> None:
    missing = [name for name in _NEEDED[indicator.form] if not getattr(indicator, name)]
    if missing:
        raise InvalidCatalogue(
            f"Catalogue, bloc « {indicator.id} » : il manque {', '.join(missing)}."
        )
