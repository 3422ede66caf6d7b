"""Codes and names as people write them, led to what the store knows; told once, remembered."""

from collections import Counter
from collections.abc import Mapping
from difflib import get_close_matches

from lianes.domain.catalogue import Catalogue, Kind
from lianes.domain.french import listing
from lianes.domain.territory import Level
from lianes.intake.layout import measure_words
from lianes.intake.words import Cell, is_blank, plain, text_of
from lianes.store.deposit_reader import DepositReader, KnownSubject

_ALL = {"", "tous", "tous publics", "tous les publics", "ensemble", "total", "all"}


class Unknown(Exception):
    """A cell that names nothing known; `expected` says what would."""

    def __init__(self, expected: str) -> None:
        super().__init__(expected)
        self.expected = expected


class Resolver:
    """Leads cells to ids; holds the words of one store for one deposit."""

    def __init__(self, reader: DepositReader, catalogue: Catalogue) -> None:
        self.reader = reader
        self._catalogue = catalogue
        self._words = measure_words(catalogue)
        self._networks = _by_words(reader.networks)
        self._subjects = _by_words(reader.subjects)
        self._publics = {
            plain(word): number
            for code, (number, label) in reader.publics.items()
            for word in (code, label)
        }

    def network(self, cell: Cell) -> KnownSubject:
        """Return the network of a code or name; raises Unknown with the nearest names."""
        return _found(self._networks, cell, "un réseau")

    def subject(self, cell: Cell) -> KnownSubject:
        """Return the network or project of a code or name; raises Unknown with the nearest."""
        what = "un réseau ou d'un projet" if self.reader.projects else "un réseau"
        return _found(self._subjects, cell, what)

    def measure(self, cell: Cell, kinds: tuple[Kind, ...]) -> int:
        """Return the id of a measure of these kinds; raises Unknown."""
        words = plain(text_of(cell))
        code = self._words.get(words)
        if code is None:
            near = [
                self._label(self._words[w]) for w in get_close_matches(words, self._words, 3, 0.6)
            ]
            hint = f", par exemple {listing(list(dict.fromkeys(near)))}" if near else ""
            raise Unknown(f"une mesure du catalogue{hint}")
        if self._catalogue.reported[code].kind not in kinds:
            where = "« cohortes »" if Kind.COHORT not in kinds else "« mesures »"
            raise Unknown(f"une mesure de cette feuille ; celle-ci se dépose dans {where}")
        return self.reader.measures[code]

    def foreign(self, measure: int, subject: KnownSubject, kinds: tuple[Kind, ...]) -> str:
        """Return what a subject reports instead of a measure that is not its own, or nothing."""
        if self.reader.levels[measure] == subject.level:
            return ""
        who = "un projet" if subject.level is Level.PROJECT else "un réseau"
        own = [m.label for code, m in self._catalogue.reported.items() if m.kind in kinds
               and self.reader.levels[self.reader.measures[code]] == subject.level]  # fmt: skip
        some = listing([f"« {label} »" for label in own[:4]])
        return f"une mesure que rapporte {who}, comme {some}"

    def _label(self, code: str) -> str:
        return f"{code} ({self._catalogue.reported[code].label})"

    def project(self, cell: Cell) -> int:
        """Return the id of a project by its code or name; raises Unknown."""
        words = plain(text_of(cell))
        for code, (number, name) in self.reader.projects.items():
            if words in (plain(code), plain(name)):
                return number
        some = listing(list(self.reader.projects)[:3])
        raise Unknown(f"le code d'un projet connu{f', par exemple {some}' if some else ''}")

    def public(self, cell: Cell) -> int:
        """Return the id of a public; blank is all publics; raises Unknown."""
        words = "" if is_blank(cell) else plain(text_of(cell))
        if words in _ALL:
            return self.reader.publics["all"][0]
        if words not in self._publics:
            known = [label for _, label in self.reader.publics.values()]
            near = get_close_matches(words, self._publics, 1, 0.5)
            hint = [
                label
                for n, label in self.reader.publics.values()
                if near and n == self._publics[near[0]]
            ]
            raise Unknown(f"un public connu, par exemple « {(hint or known)[0]} »")
        return self._publics[words]

    def commune(self, cell: Cell) -> tuple[int, str]:
        """Return the id of a commune and a remark when its code was old or had lost its zero."""
        words = text_of(cell).upper().removeprefix("COM-").replace(" ", "")
        insee = words.zfill(5) if words.isdigit() else words
        if insee in self.reader.communes:
            remark = f"code lu comme {insee}" if insee != words else ""
            return self.reader.places[f"COM-{insee}"], remark
        heirs = self.reader.successors(insee)
        if len(heirs) == 1:
            code, name = heirs[0]
            return self.reader.places[code], f"ancien code, traduit en {code[4:]} ({name})"
        if heirs:
            names = listing([f"{code[4:]} ({name})" for code, name in heirs])
            raise Unknown(f"l'une des communes issues du partage : {names}")
        raise Unknown(f"le code Insee d'une commune d'aujourd'hui{self._towns(text_of(cell))}")

    def _towns(self, words: str) -> str:
        named = [f"{c} ({n})" for c, n in self.reader.communes.items() if plain(n) == plain(words)]
        return f", par exemple {listing(named[:3])}" if named else ", par exemple 59512"

    def place(self, cell: Cell) -> tuple[int, str]:
        """Return the id of a territory of any level; bare digits are a commune."""
        words = text_of(cell).upper()
        if words in self.reader.places:
            return self.reader.places[words], ""
        return self.commune(cell)

    def named(self, table: str, cell: Cell) -> str:
        """Return the id of a row named by its id or its name; raises Unknown."""
        known = self.reader.named(table)
        words = text_of(cell)
        if words in known:
            return words
        by_name = {plain(name): key for key, name in known.items()} | {plain(k): k for k in known}
        if plain(words) in by_name:
            return by_name[plain(words)]
        near = get_close_matches(plain(words), by_name, 3, 0.5)
        some = [f"{by_name[n]} ({known[by_name[n]]})" for n in near] or [
            f"{key} ({name})" for key, name in list(known.items())[:3]
        ]
        hint = f", par exemple {listing(some)}" if some else " ; il n'y en a encore aucun"
        raise Unknown(f"un identifiant connu{hint}")


def _found(known: Mapping[str, KnownSubject], cell: Cell, what: str) -> KnownSubject:
    words = text_of(cell)
    found = known.get(plain(words))
    if found is not None:
        return found
    if not known:
        raise Unknown("un réseau de l'entrepôt ; il n'y en a encore aucun, créez-le d'abord")
    digits = "".join(filter(str.isdigit, words)).lstrip("0")
    alike = [n for n in known if digits and n.partition(" ")[2].lstrip("0") == digits]
    near = [*alike, *get_close_matches(plain(words), list(known), 3, 0.5)][:3]
    names = list(dict.fromkeys(f"{known[n].code} ({known[n].name})" for n in near))
    raise Unknown(f"le code d'{what} connu" + (f", par exemple {listing(names)}" if names else ""))


def _by_words(subjects: Mapping[str, KnownSubject]) -> dict[str, KnownSubject]:
    """Return subjects by plain code and by plain name, when the name is one subject's only."""
    counts = Counter(plain(subject.name) for subject in subjects.values())
    unique = {plain(s.name): s for s in subjects.values() if counts[plain(s.name)] == 1}
    return unique | {plain(subject.code): subject for subject in subjects.values()}
