"""Command line of deposits: import a file, undo a batch, write a template."""

import sys
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from lianes.access.author import AUTHOR_VARIABLE
from lianes.cli_bar import bar, say
from lianes.store.connection import store_path

if TYPE_CHECKING:
    from lianes.store.deposits import Applied

LISTED = 20
"""Changed cells written on the terminal; the journal holds them all."""
_store = click.option(
    "--store", type=click.Path(path_type=Path), default=store_path, help="Fichier de l'entrepôt."
)
_author = click.option(
    "--author", envvar=AUTHOR_VARIABLE, default="Ligne de commande", show_default=True,
    help="Fonction de qui dépose (jamais un nom de personne).",
)  # fmt: skip
_note = click.option("--note", help="Raison, gardée au journal.")


def today() -> date:
    """Return the day in Paris."""
    return datetime.now(ZoneInfo("Europe/Paris")).date()


@click.command("import", help="Contrôler un fichier, montrer ce qui change, puis l'appliquer.")
@_store
@_author
@_note
@click.option("--form", default="", help="Feuille déposée (mesures, reseaux…) ; devinée sinon.")
@click.option("--provisional", is_flag=True, help="Valeurs provisoires.")
@click.option("--check-only", is_flag=True, help="Contrôler sans rien écrire.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False),
                metavar="FICHIER")  # fmt: skip
def import_file(
    store: Path, author: str, note: str | None, form: str, provisional: bool, check_only: bool,
    file: Path,
) -> None:  # fmt: skip
    """Import a file."""
    from lianes.domain.catalogue import load_catalogue
    from lianes.intake.deposit import Parcel, apply, look, rehearsed, slip_of
    from lianes.intake.layout import Hints
    from lianes.store.build import DATA

    catalogue = load_catalogue(DATA / "reference" / "indicators.toml")
    parcel = Parcel(file.name, file.read_bytes(), Hints(form=form), not provisional)
    with bar("Contrôle") as progress:
        examined = look(store, parcel, catalogue, today=today(), progress=progress)
    click.echo(f"· {examined.understood.form.title} : {', '.join(examined.remarks)}")
    for problem in examined.problems:
        click.echo(f"{'✘' if problem.blocks else '⚠'} {problem.sentence}")
    if examined.is_blocked:
        sys.exit(1)
    if check_only:
        slip = slip_of(parcel, examined, author, note)
        with (
            bar("Aperçu") as progress,
            rehearsed(store, examined.edits, slip, today=today(), progress=progress) as (_, found),
        ):
            _show(found)
        say("Rien n'a été écrit.")
        return
    with bar("Dépôt") as progress:
        applied = apply(
            store, parcel, catalogue, author=author, note=note, today=today(), progress=progress
        )
    _show(applied)
    say(f"Lot {applied.batch} appliqué. Pour l'annuler : undo {applied.batch}")


def _show(found: "Applied") -> None:
    """Write what a deposit changes: counts, then the first cells with old and new value."""
    say(", ".join(f"{count} {what}" for what, count in found.counts.items()))
    for change in found.changes[:LISTED]:
        old, new = ("vide" if value is None else value for value in (change.old, change.new))
        click.echo(f"  {change.row_key} {change.column} : {old} → {new}")
    if len(found.changes) > LISTED:
        click.echo(f"  … et {len(found.changes) - LISTED} autres cellules (journal du lot)")


@click.command(help="Annuler un lot : ce qu'il remplaçait revient.")
@_store
@_author
@_note
@click.option("--conflicts", type=click.Choice(["garder", "retablir"]),
              help="Que faire des lignes modifiées depuis par un autre lot.")  # fmt: skip
@click.argument("batch", type=int, metavar="LOT")
def undo(store: Path, author: str, note: str | None, conflicts: str | None, batch: int) -> None:
    """Undo a batch."""
    from lianes.store.connection import reading
    from lianes.store.deposits import Slip
    from lianes.store.undoing import conflicts as find_conflicts
    from lianes.store.undoing import undo as undo_batch
    from lianes.store.writer import depositing

    with reading(store) as connection:
        disputed = find_conflicts(connection, batch)
    for found in disputed:
        click.echo(f"⚠ {found.row_key} : {found.written} puis {found.standing} (lot {found.later})")
    chosen = {None: None, "garder": frozenset[str](),
              "retablir": frozenset(c.row_key for c in disputed)}[conflicts]  # fmt: skip
    slip = Slip(author, f"Annulation du lot {batch}", "annulation", note=note)
    with depositing(store, author) as connection:
        applied = undo_batch(connection, batch, slip, today=today(), restore=chosen)
    click.echo(f"· Lot {batch} annulé par le lot {applied.batch}.")


@click.command(help="Écrire le modèle à remplir, ou les schémas publiés (--schemas).")
@_store
@click.option("--form", default="mesures", show_default=True, help="Feuille du modèle.")
@click.option(
    "--network", "networks", multiple=True, help="Code d'un réseau ou d'un projet (répétable)."
)
@click.option("--month", help="Mois à remplir, par exemple 2026-10.")
@click.option("--schemas", is_flag=True, help="Écrire les schémas de table dans le dossier nommé.")
@click.argument("target", type=click.Path(path_type=Path), metavar="CIBLE")
def template(
    store: Path, form: str, networks: tuple[str, ...], month: str | None, schemas: bool,
    target: Path,
) -> None:  # fmt: skip
    """Write a template or the schemas."""
    from lianes.domain.catalogue import load_catalogue
    from lianes.domain.month import Month
    from lianes.intake.forms import BY_ID
    from lianes.intake.schemas import write_schemas
    from lianes.intake.template import template as filled
    from lianes.store.build import DATA
    from lianes.store.connection import reading
    from lianes.store.deposit_reader import DepositReader

    catalogue = load_catalogue(DATA / "reference" / "indicators.toml")
    if schemas:
        click.echo(f"· {len(write_schemas(target, catalogue))} schémas écrits dans {target}")
        return
    if form not in BY_ID:
        raise click.BadParameter(f"feuille inconnue ; connues : {', '.join(BY_ID)}")
    chosen = Month.parse(month) if month else Month.containing(today()) + -1
    with reading(store) as connection:
        reader = DepositReader(connection)
        strangers = sorted(set(networks) - reader.subjects.keys())
        if strangers:
            raise click.BadParameter(f"réseau ou projet inconnu : {', '.join(strangers)}")
        content = filled(connection, BY_ID[form], catalogue,
                         subjects=networks or tuple(reader.networks), month=chosen)  # fmt: skip
    target.write_bytes(content)
    click.echo(f"· Modèle écrit : {target}")


def register(group: click.Group) -> None:
    """Add these commands to the command line."""
    for command in (import_file, undo, template):
        group.add_command(command)
