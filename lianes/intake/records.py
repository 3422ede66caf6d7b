"""Rows of networks, targets, partners, agreements and money turned into edits of the store."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lianes.domain.catalogue import Catalogue
from lianes.domain.french import number
from lianes.domain.network import Stage
from lianes.domain.siren import is_valid
from lianes.domain.territory import Level
from lianes.intake.cells import amount_cell, count_cell, day_cell, solid, year_cell
from lianes.intake.conformity import Conformity
from lianes.intake.fields import Field, Form, Type
from lianes.intake.forms import NETWORKS, PARTNERS, TARGETS, TYPOLOGIES
from lianes.intake.layout import Understood
from lianes.intake.problem import Problem, Spot, blocking, warning
from lianes.intake.resolve import Resolver, Unknown
from lianes.intake.words import Cell, is_blank, plain, text_of
from lianes.store.deposit_reader import DepositReader
from lianes.store.edits import Edit, Value
from lianes.store.row_keys import Key, RowKeys

_EMPTIED = "retirer"
_EXPECTED = {
    Type.IDENTIFIER: "un identifiant en minuscules sans accent, par exemple bailleur-du-nord",
    Type.NETWORK_CODE: "un code comme LIANE-49",
    Type.PROJECT_CODE: "un code comme PROJET-001",
    Type.SIREN: "les neuf chiffres du SIREN, dont la clé est juste",
    Type.SIRET: "les quatorze chiffres du SIRET, dont la clé est juste",
    Type.COUNT: "un nombre entier positif",
    Type.AMOUNT: "un montant positif",
    Type.YEAR: "une année, par exemple 2026",
    Type.DAY: "un jour, par exemple 31/10/2026",
    Type.TEXT: "un texte",
}
_CODED = (Type.IDENTIFIER, Type.NETWORK_CODE, Type.PROJECT_CODE, Type.SIREN, Type.SIRET)
"""What the published schemas judge, and what is said of a cell they refuse."""


@dataclass(frozen=True, slots=True)
class Records:
    """The edits of a sheet of records and what of it cannot be read."""

    edits: tuple[Edit, ...]
    problems: tuple[Problem, ...]
    blanks: int


class _Sheet:
    """Reads the lines of one form."""

    def __init__(
        self, understood: Understood, resolver: Resolver, catalogue: Catalogue, keys: RowKeys
    ) -> None:
        self._understood = understood
        self._form: Form = understood.form
        self._resolver = resolver
        self._reader: DepositReader = resolver.reader
        self._catalogue = catalogue
        self._keys = keys
        self._schema = Conformity(self._form, catalogue)
        self._headings = {c.role: c.heading for c in understood.columns if c.role}
        self._next: int | None = None
        self._seen: dict[Key, int] = {}
        self.problems: list[Problem] = []
        self.blanks = 0

    def read(self) -> list[Edit]:
        """Return the edits of every line."""
        edits: list[Edit] = []
        rows = self._understood.sheet.rows
        for row_number in range(self._understood.header + 1, len(rows) + 1):
            row = rows[row_number - 1]
            if all(map(is_blank, row)):
                self.blanks += 1
                continue
            before = sum(problem.blocks for problem in self.problems)
            values, links = self._values(row_number, row)
            if sum(problem.blocks for problem in self.problems) == before:
                edits += self._edits(row_number, values, links)
        return edits

    # -------------------------------------------------------------- cells
    def _values(
        self, row_number: int, row: Sequence[Cell]
    ) -> tuple[dict[str, Value], dict[Field, list[Value]]]:
        values: dict[str, Value] = {}
        links: dict[Field, list[Value]] = {}
        for field in self._form.fields:
            place = self._understood.places.get(field.name)
            cell = row[place] if place is not None and place < len(row) else None
            try:
                self._one(row_number, field, cell, values, links)
            except Unknown as unknown:
                spot = self._spot(row_number, field)
                self.problems.append(blocking(spot, text_of(cell), unknown.expected))
        return values, links

    def _one(
        self, row_number: int, field: Field, cell: Cell, values: dict[str, Value],
        links: dict[Field, list[Value]],
    ) -> None:  # fmt: skip
        if is_blank(cell):
            if field.required:
                raise Unknown("une valeur dans cette case")
        elif isinstance(cell, str) and plain(cell) == _EMPTIED and not field.required:
            values.update({field.column: None} if field.column else {})
            links.update({} if field.column else {field: []})
        elif field.is_list:
            parts = [part for part in re.split(r"[|;,]", text_of(cell)) if part.strip()]
            links[field] = [self._read(row_number, field, part) for part in parts]
        else:
            values[field.column] = self._read(row_number, field, cell)
            if field.type is Type.COMMUNE:
                values["declared_seat_code"] = f"COM-{text_of(cell).removeprefix('COM-').zfill(5)}"

    def _read(self, row_number: int, field: Field, cell: Cell) -> Value:
        """Return what a cell says, judged by the published schema when it is a plain value."""
        value = self._understood_as(row_number, field, cell)
        wrong = field.type in _EXPECTED and not self._schema.accepts(field.name, str(value))
        if wrong or (field.type in (Type.SIREN, Type.SIRET) and not is_valid(str(value))):
            raise Unknown(_EXPECTED[field.type])
        return value

    def _understood_as(self, row_number: int, field: Field, cell: Cell) -> Value:
        if field.type in _CODED:
            return _code(field, cell)
        if field.type in (Type.COMMUNE, Type.PLACE):
            return self._place(row_number, field, cell)
        if field.type is Type.CHOICE:
            return self._choice(field, cell)
        readers: Mapping[Type, Callable[[Cell], Value]] = {
            Type.TEXT: text_of,
            Type.DAY: day_cell,
            Type.COUNT: count_cell,
            Type.YEAR: year_cell,
            Type.AMOUNT: amount_cell,
            Type.NETWORK: lambda c: self._resolver.network(c).id,
            Type.PROJECT: self._resolver.project,
            Type.PUBLIC: self._public_code,
            Type.REFERENCE: lambda c: (
                TYPOLOGIES.get(text_of(c).upper()) or self._resolver.named(field.refers_to, c)
            ),
        }
        return readers[field.type](cell)

    def _place(self, row_number: int, field: Field, cell: Cell) -> Value:
        if self._form is TARGETS:
            return text_of(cell).upper()
        find = self._resolver.commune if field.type is Type.COMMUNE else self._resolver.place
        identifier, remark = find(cell)
        if remark:
            spot = self._spot(row_number, field)
            self.problems.append(warning(spot, text_of(cell), f"un code d'aujourd'hui ; {remark}"))
        return identifier

    def _choice(self, field: Field, cell: Cell) -> Value:
        choices = field.choices or {
            word: identifier
            for identifier, indicator in self._catalogue.indicators.items()
            for word in (indicator.label, identifier)
        }
        words = {plain(w): stored for w, stored in choices.items()}
        words |= {plain(stored): stored for stored in choices.values()}
        found = words.get(plain(text_of(cell)))
        if found is None:
            shown = list(choices) if field.choices else sorted(set(choices.values()))
            raise Unknown("l'une de ces valeurs : " + ", ".join(shown[:12]))
        return found

    def _public_code(self, cell: Cell) -> Value:
        identifier = self._resolver.public(cell)
        return next(c for c, (n, _) in self._reader.publics.items() if n == identifier)

    # -------------------------------------------------------------- rows
    def _edits(
        self, row_number: int, values: dict[str, Value], links: dict[Field, list[Value]]
    ) -> list[Edit]:
        problem = self._completed(row_number, values)
        if problem is not None:
            self.problems.append(problem)
            return []
        key, fresh = self._key(values)
        if key in self._seen:
            spot = Spot(self._understood.sheet.name, row_number)
            expected = f"une seule ligne ; la ligne {self._seen[key]} porte la même clé"
            self.problems.append(blocking(spot, "/".join(map(str, key)), expected))
            return []
        self._seen[key] = row_number
        columns = self._keys.other_columns(self._form.table)
        row = {name: value for name, value in values.items() if name in columns}
        start = {n: v for n, v in self._form.fixed.items() if n in columns and fresh}
        edit = Edit(self._form.table, key, {**start, **row})
        return [edit, *self._linked(key[0], links)]

    def _completed(self, row_number: int, values: dict[str, Value]) -> Problem | None:
        if self._form is NETWORKS:
            return self._network(row_number, values)
        if self._form is TARGETS:
            return self._target(row_number, values)
        if self._form.table == "project":
            values.pop("declared_seat_code", None)
        if self._form is PARTNERS and "kind" not in values:
            self._kind_supposed(row_number, values)
        return None

    def _kind_supposed(self, row_number: int, values: dict[str, Value]) -> None:
        """Warn that the kind of a partner nobody has told yet is supposed."""
        if self._reader.id_or_none("partner", str(values["id"])) is None:
            expected = "un type d'acteur ; sans lui, « Association d'insertion » est supposé"
            spot = self._spot(row_number, self._form.field_of("type"))
            self.problems.append(warning(spot, "", expected))

    def _network(self, row_number: int, values: dict[str, Value]) -> Problem | None:
        if values.get("closed_on"):
            values["stage"] = Stage.CLOSED.value
        spot = self._spot(row_number, self._form.field_of("ouverture"))
        known = self._reader.networks.get(str(values["code"]))
        opened = values.get("opened_on") or (known and known.opened_on)
        if values["stage"] in ("experiment", "deployed", "closed") and not opened:
            return blocking(spot, "", "le jour d'ouverture d'un réseau en activité")
        if values.get("closed_on") and str(values["closed_on"]) <= str(opened):
            return blocking(spot, values["closed_on"], "une fermeture après l'ouverture")
        return None

    def _target(self, row_number: int, values: dict[str, Value]) -> Problem | None:
        code = str(values["code"])
        if code in self._reader.networks:
            values["subject_level"], values["subject_id"] = 6, self._reader.networks[code].id
        else:
            try:
                identifier, _ = self._resolver.place(code)
            except Unknown as unknown:
                spot = self._spot(row_number, self._form.field_of("territoire"))
                return blocking(
                    spot, code, f"un code de réseau ou de territoire, ou {unknown.expected}"
                )
            place = next(n for n, i in self._reader.places.items() if i == identifier)
            prefix = place.split("-")[0]
            values["subject_level"] = next(int(v) for v in Level if v.prefix == prefix)
            values["subject_id"] = identifier
        indicator = self._catalogue.indicators[str(values["indicator"])]
        values["code"] = f"{indicator.id}-{code}"
        values["unit"] = indicator.unit
        aim = f"Objectif : {number(float(values['value'] or 0))} {indicator.unit}"
        values.setdefault("wording", aim)
        return None

    def _key(self, values: dict[str, Value]) -> tuple[Key, bool]:
        """Return the key of a row and whether the row is yet to be made."""
        names = self._keys.key_columns(self._form.table)
        if names != ("id",):
            return tuple(solid(values[name]) for name in names), True
        if self._form.key == "id":
            identifier = str(values["id"])
            stands = self._reader.id_or_none(self._form.table, identifier)
            return (identifier,), not stands
        wanted = {name: values.get(name) for name in self._form.natural or (self._form.key,)}
        found = self._reader.id_of(self._form.table, wanted)
        return (self._numbered() if found is None else found,), found is None

    def _numbered(self) -> int:
        self._next = (self._next or self._reader.next_id(self._form.table) - 1) + 1
        return self._next

    def _linked(self, owner: int | str, links: dict[Field, list[Value]]) -> list[Edit]:
        edits: list[Edit] = []
        for field, members in links.items():
            assert field.link is not None
            table, owner_column, member_column = field.link
            standing = self._reader.members(table, owner_column, member_column, owner)
            wanted = dict.fromkeys(solid(member) for member in members)
            edits += [Edit(table, (owner, member), {}) for member in wanted]
            edits += [
                Edit(table, (owner, gone), None)
                for gone in sorted(standing - wanted.keys(), key=str)
            ]
        return edits

    def _spot(self, row_number: int, field: Field) -> Spot:
        heading = self._headings.get(field.name, field.title)
        return Spot(self._understood.sheet.name, row_number, heading)


def _code(field: Field, cell: Cell) -> str:
    """Return a code without the blanks and small letters that people give it."""
    words = text_of(cell).strip()
    if field.type in (Type.SIREN, Type.SIRET):
        return words.replace(" ", "").replace("\u00a0", "")
    return words.lower() if field.type is Type.IDENTIFIER else words.upper()


def read_records(
    understood: Understood, resolver: Resolver, catalogue: Catalogue, keys: RowKeys
) -> Records:
    """Return the edits of a sheet of records; every problem is told at once."""
    sheet = _Sheet(understood, resolver, catalogue, keys)
    edits = sheet.read()
    return Records(tuple(edits), tuple(sheet.problems), sheet.blanks)
