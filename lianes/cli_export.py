"""`python -m lianes export`: the files of the page, for any scope, without a browser."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianes.documents.formats import FORMATS, Format
from lianes.errors import LianesError
from lianes.store.connection import reading, store_path

if TYPE_CHECKING:
    from lianes.reading.dossier import Dossier
    from lianes.ui.address import Address


class RefusedScope(LianesError):
    """What the command asks for does not exist, so no file is written."""


@click.group(help="Faire des fichiers : classeur, présentation, fiche, carte, données.")
def export() -> None:
    """Group of the exports."""


_SCOPE = (
    click.option("--store", type=click.Path(path_type=Path), default=store_path,
                 help="Fichier de l'entrepôt."),
    click.option("--territoire", default="FR", show_default=True,
                 help="Codes, séparés par des virgules : FR, REG-32, DEP-59, PER-lorraine…"),
    click.option("--reseau", help="Code d'une LIANE."),
    click.option("--periode", help="Mois de début et de fin : 2026-01..2026-06."),
    click.option("--public", help="Code du public."),
    click.option("--audience", type=click.Choice(["interne", "externe"]),
                 help="externe : pour sortir du programme."),
    click.option("--indicateur", help="Indicateur de la carte."),
    click.option("--niveau", help="Maille de la carte : REG, DEP, EPCI, COM."),
    click.option("--to", type=click.Path(path_type=Path, file_okay=False), default=Path(),
                 help="Dossier où écrire (le dossier courant par défaut)."),
)  # fmt: skip


def scoped(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose a scope."""
    for option in reversed(_SCOPE):
        command = option(command)
    return command


def _add(form: Format) -> None:
    @export.command(form.id, help=f"{form.label} : {form.what}.")
    @scoped
    def make(store: Path, to: Path, **asked: Any) -> None:
        written = write(form, read(store, asked), to)
        click.echo(f"· {written}")


for _form in FORMATS:
    _add(_form)


def read(store: Path, asked: dict[str, str | None]) -> "Dossier":
    """Read the dossier a command asks for; raises RefusedScope, StoreError."""
    from lianes.domain.territory import Level
    from lianes.reading.dossier import MapChoice, read_dossier
    from lianes.ui.reads import catalogue

    address = _address(store, {key: value for key, value in asked.items() if value})
    level = next((found for found in Level if found.prefix == asked.get("niveau")), None)
    choice = MapChoice(asked.get("indicateur"), level)
    return read_dossier(store, catalogue(), address.audience, address.scope, choice)


def _address(store: Path, parameters: dict[str, str]) -> "Address":
    """Read a scope as a page does, but refuse what a page would only tell."""
    from lianes.access.audience import configured_audience
    from lianes.store.reader import Reader
    from lianes.ui.address import read_address

    with reading(store) as connection:
        reader = Reader(connection)
        address = read_address(parameters, reader, reader.meta(), configured_audience())
    if address.notices:
        told = " ".join(notice.text.partition(" : ")[0] + "." for notice in address.notices)
        raise RefusedScope(f"{told} Aucun fichier n'a été écrit.")
    return address


def write(form: Format, found: "Dossier", to: Path) -> Path:
    """Write one file under its plain name; raises EmptyExport before anything is written.

    Programs read what a command makes: CSV is plain here, for French spreadsheets on the page.
    """
    from lianes.documents.delimited import plain_csv
    from lianes.documents.stamp import file_stem
    from lianes.ui.grounds import ground_of

    content = plain_csv(found) if form.id == "csv" else form.make(found, ground_of(found))
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"{file_stem(found)}.{form.extension}"
    path.write_bytes(content)
    return path


@export.command("deck", help="Diaporama (HTML) : un fichier, sans serveur ni réseau.")
@scoped
@click.option("--adresse", default="", help="Adresse du tableau de bord, pour les codes QR.")
def deck(store: Path, to: Path, adresse: str, **asked: Any) -> None:
    """Write the stand-alone deck, for an outside audience unless told otherwise."""
    from lianes.documents.stamp import file_stem
    from lianes.ui.congress_blocks import stand_alone

    found = read(store, asked | {"audience": asked.get("audience") or "externe"})
    content = stand_alone(found, adresse)
    to.mkdir(parents=True, exist_ok=True)
    path = to / f"{file_stem(found)}.html"
    path.write_bytes(content)
    click.echo(f"· {path}")


# ------------------------------------------------------------------ many at once
@export.command("sheets", help="Fiches (PDF) : une par territoire d'une maille, en une fois.")
@click.option("--store", type=click.Path(path_type=Path), default=store_path,
              help="Fichier de l'entrepôt.")  # fmt: skip
@click.option("--maille", type=click.Choice(["REG", "DEP"]), default="DEP", show_default=True,
              help="Régions ou départements.")  # fmt: skip
@click.option("--audience", type=click.Choice(["interne", "externe"]),
              help="externe : pour sortir du programme.")  # fmt: skip
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), default=Path("fiches"),
              show_default=True, help="Dossier où écrire.")  # fmt: skip
def sheets(store: Path, maille: str, audience: str | None, to: Path) -> None:
    """Write one sheet per territory of a level."""
    form = next(one for one in FORMATS if one.id == "pdf")
    codes = _codes(store, maille)
    with click.progressbar(codes, label="Fiches", show_pos=True) as progress:
        for code in progress:
            write(form, read(store, {"territoire": code, "audience": audience}), to)
    click.echo(f"· {len(codes)} fiches dans {to}")


def _codes(store: Path, prefix: str) -> list[str]:
    from lianes.domain.territory import Level
    from lianes.store.reader import Reader

    level = next(one for one in Level if one.prefix == prefix)
    with reading(store) as connection:
        reader = Reader(connection)
        return [place.code for place in reader.children(reader.territory("FR"), level)]
