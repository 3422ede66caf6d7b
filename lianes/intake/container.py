"""What kind of file this is, told by its bytes; what must never be opened is refused here."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

from lianes.domain.french import number
from lianes.errors import DepositRefused


class Kind(StrEnum):
    """The formats that are read."""

    XLSX = "XLSX"
    ODS = "ODS"
    CSV = "CSV"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may hold; beyond, it is refused with a sentence."""

    size: int = 20 * 2**20
    rows: int = 250_000
    columns: int = 400
    sheets: int = 20
    unpacked: int = 300 * 2**20
    ratio: int = 200
    parts: int = 2_000


LIMITS = Limits()
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Ouvrez-le puis enregistrez-le au format « Classeur Excel (.xlsx) »"
_RATIO_FROM = 4 * 2**20
"""A part smaller than this may be as compressible as it likes."""


def kind_of(content: bytes, limits: Limits = LIMITS) -> Kind:
    """Return the format of a file; raises DepositRefused with what to do instead."""
    if not content.strip(b"\0 \t\r\n"):
        raise DepositRefused("Le fichier est vide. Déposez le fichier rempli.")
    if len(content) > limits.size:
        raise DepositRefused(
            f"Le fichier pèse {_mega(len(content))} Mo ; la limite est de {_mega(limits.size)} Mo. "
            "Déposez-le en plusieurs fois, par exemple région par région."
        )
    if content.startswith(_OLD_EXCEL):
        raise DepositRefused(
            "Ce fichier est un ancien classeur Excel (.xls) ou un classeur protégé par mot de "
            f"passe. {_SAVE_AS}, sans mot de passe, et déposez-le de nouveau."
        )
    if content.startswith(b"PK\x03\x04"):
        return _archive(content, limits)
    return _text(content)


def _text(content: bytes) -> Kind:
    head = content[:4096]
    if content.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"Rar!")):
        raise DepositRefused(f"Ce fichier n'est pas un tableau. {_ACCEPTED}")
    if re.match(rb"(\xef\xbb\xbf)?\s*(<\?xml|<!doctype|<html|\{|\{\\rtf)", head, re.I):
        raise DepositRefused(f"Ce fichier n'est ni un classeur ni un CSV. {_ACCEPTED}")
    if b"\0" in content and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise DepositRefused(f"Ce fichier n'est pas un tableau lisible. {_ACCEPTED}")
    return Kind.CSV


_ACCEPTED = "Formats acceptés : XLSX, ODS et CSV."


def _archive(content: bytes, limits: Limits) -> Kind:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
            _refuse_bombs(parts, limits)
            names = {part.filename for part in parts}
            _refuse_active(names)
            _refuse_entities(archive, parts)
            return _spreadsheet(archive, names)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError,
            RuntimeError, ValueError) as error:  # fmt: skip
        raise DepositRefused(
            f"Ce classeur est endommagé ou protégé. {_SAVE_AS} et déposez-le de nouveau."
        ) from error


def _refuse_bombs(parts: list[zipfile.ZipInfo], limits: Limits) -> None:
    total = sum(part.file_size for part in parts)
    swollen = any(
        part.file_size > _RATIO_FROM and part.file_size > limits.ratio * max(part.compress_size, 1)
        for part in parts
    )
    if len(parts) > limits.parts or total > limits.unpacked or swollen:
        raise DepositRefused(
            "Ce classeur se décompresse en un volume anormal "
            f"({_mega(total)} Mo pour {number(len(parts))} parties ; la limite est de "
            f"{_mega(limits.unpacked)} Mo). Supprimez les lignes vides et les mises en forme "
            "inutiles, ou déposez un CSV."
        )


def _refuse_active(names: set[str]) -> None:
    lowered = {name.lower() for name in names}
    if any("vbaproject" in n or n.startswith(("basic/", "scripts/")) for n in lowered):
        raise DepositRefused(f"Ce classeur contient des macros. {_SAVE_AS}, qui n'en garde aucune.")
    if any(n.startswith("xl/externallinks/") for n in lowered):
        raise DepositRefused(
            "Ce classeur contient des liens vers d'autres fichiers. Rompez les liaisons (Données > "
            "Modifier les liens > Rompre la liaison) ou copiez les valeurs, puis déposez-le."
        )
    if "EncryptedPackage" in names:
        raise DepositRefused("Ce classeur est protégé par mot de passe. Retirez-le puis déposez.")


def _refuse_entities(archive: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    """Refuse any declaration of entities: no spreadsheet needs one, and bombs are made of them."""
    for part in parts:
        if part.file_size and part.filename.lower().endswith((".xml", ".rels")):
            with archive.open(part) as file:
                head = file.read(65_536)
            if b"<!DOCTYPE" in head.upper() or b"<!ENTITY" in head.upper() or _wide_entity(head):
                raise DepositRefused(
                    f"Ce classeur contient des déclarations XML interdites. {_SAVE_AS}."
                )


def _wide_entity(head: bytes) -> bool:
    return head[:2] in (b"\xff\xfe", b"\xfe\xff") and b"!\0D\0O\0C" in head.replace(b"\0!", b"!\0")


def _spreadsheet(archive: zipfile.ZipFile, names: set[str]) -> Kind:
    if "xl/workbook.xml" in names:
        kinds = archive.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
        if b"macroEnabled" in kinds:
            raise DepositRefused(f"Ce classeur accepte les macros (.xlsm). {_SAVE_AS}.")
        return Kind.XLSX
    declared = archive.read("mimetype") if {"content.xml", "mimetype"} <= names else b""
    if b"spreadsheet" in declared:
        return Kind.ODS
    if any(name.startswith("xl/") and name.endswith(".bin") for name in names):
        raise DepositRefused(f"Ce fichier est un classeur binaire (.xlsb). {_SAVE_AS}.")
    raise DepositRefused(
        f"Cette archive n'est pas un classeur. {_ACCEPTED} Si c'est un dossier compressé, "
        "déposez les fichiers qu'il contient un par un."
    )


def _mega(size: int) -> str:
    return number(size / 2**20, 0 if size > 10 * 2**20 else 1)
