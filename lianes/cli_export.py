"""`python -m lianes export`: the files of the page, for any scope, without a browser."""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from lianes.documents.formats import FORMATS, Format
from lianes.errors import LianesError
from lianes.store.connection import STORE_VARIABLE, reading, store_path

if TYPE_CHECKING:
    from lianes.reading.dossier import Dossier
    from lianes.ui.address import Address


Option = Callable[[Callable[..., None]], Callable[..., None]]


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
_PAGE = (
    click.option("--page", default="vue-nationale", show_default=True,
                 help="Page à écrire, par son adresse : parcours, reseaux, territoire…"),
    click.option("--filtre", "filters", multiple=True, metavar="NOM=VALEUR",
                 help="Filtre de la page, comme dans son adresse : retard=oui."),
)  # fmt: skip


def scoped(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options that choose a scope."""
    return _with(_SCOPE, command)


def _with(options: Sequence[Option], command: Callable[..., None]) -> Callable[..., None]:
    for option in reversed(options):
        command = option(command)
    return command


def _add(form: Format) -> None:
    def make(store: Path, to: Path, page: str, filters: tuple[str, ...], **asked: Any) -> None:
        kept = dict(one.partition("=")[::2] for one in filters)
        click.echo(f"· {_written(store, page, form.extension, asked | kept, to)}")

    told = export.command(form.id, help=f"{form.label} : {form.what}.")
    told(_with((*_SCOPE, *_PAGE), make))


for _form in FORMATS:
    _add(_form)


def _written(
    store: Path, page: str, extension: str, asked: dict[str, str | None], to: Path
) -> Path:
    """Write one file of a page; programs read what a command makes, so that CSV is plain."""
    from lianes.ui.file_offers import made

    with _reading_from(store):
        address = _address(store, {key: value for key, value in asked.items() if value})
        found = made(page, extension, address, is_plain=True)
    return _save(found.content, to, found.name)


@contextmanager
def _reading_from(store: Path) -> Iterator[None]:
    """Read a store as the pages do, which find it by the environment."""
    before = os.environ.get(STORE_VARIABLE)
    os.environ[STORE_VARIABLE] = str(store)
    try:
        yield
    finally:
        if before is None:
            del os.environ[STORE_VARIABLE]
        else:
            os.environ[STORE_VARIABLE] = before


def _save(content: bytes, to: Path, name: str) -> Path:
    to.mkdir(parents=True, exist_ok=True)
    path = to / name
    path.write_bytes(content)
    return path


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


@export.command("deck", help="Diaporama (HTML) : un fichier, sans serveur ni réseau.")
@scoped
@click.option("--adresse", default="", help="Adresse du tableau de bord, pour les codes QR.")
def deck(store: Path, to: Path, adresse: str, **asked: Any) -> None:
    """Write the stand-alone deck, for an outside audience unless told otherwise."""
    from lianes.documents.stamp import stamp_of
    from lianes.ui.congress_blocks import stand_alone

    found = read(store, asked | {"audience": asked.get("audience") or "externe"})
    content = stand_alone(found, adresse)
    click.echo(f"· {_save(content, to, f'{stamp_of(found).stem}.html')}")


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
    codes = _codes(store, maille)
    with click.progressbar(codes, label="Fiches", show_pos=True) as progress:
        for code in progress:
            asked = {"territoire": code, "audience": audience}
            _written(store, "vue-nationale", "pdf", asked, to)
    click.echo(f"· {len(codes)} fiches dans {to}")


def _codes(store: Path, prefix: str) -> list[str]:
    from lianes.domain.territory import Level
    from lianes.store.reader import Reader

    level = next(one for one in Level if one.prefix == prefix)
    with reading(store) as connection:
        reader = Reader(connection)
        return [place.code for place in reader.children(reader.territory("FR"), level)]
