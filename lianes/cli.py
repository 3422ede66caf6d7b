"""The command line: make, check, save and restore the store."""

import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from lianes import cli_intake
from lianes.cli_bar import bar, say
from lianes.cli_export import export
from lianes.domain.month import Month
from lianes.errors import LianesError, StoreError, StoreNotFound, StoreTooOld
from lianes.geo.commands import geo
from lianes.store.connection import open_read_only, store_path

LAUNCH_MONTH = Month.of(2025, 9)


def main() -> None:
    """Run the command line; errors of ours are one French sentence and exit status 1."""
    try:
        cli(prog_name="python -m lianes", standalone_mode=False)
    except LianesError as error:
        click.echo(f"Erreur : {error}", err=True)
        sys.exit(1)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)


@click.group(help="Tableau de bord du programme 1 000 LIANES : gestion de l'entrepôt de données.")
def cli() -> None:
    """Group of the commands."""


cli.add_command(geo)
cli_intake.register(cli)
cli.add_command(export)

_store_option = click.option(
    "--store", type=click.Path(path_type=Path), default=store_path, help="Fichier de l'entrepôt."
)
_force_option = click.option("--force", is_flag=True, help="Remplacer un entrepôt existant.")
_as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    help="Date de référence des retards et des échéances (aujourd'hui par défaut).",
)


@cli.command(help="Créer un entrepôt réel : référentiels et faits, aucun réseau.")
@_store_option
@_force_option
@_as_of_option
def init(store: Path, force: bool, as_of: datetime | None) -> None:
    """Make a real store with no network."""
    from lianes.store.build import build_store

    _refuse_existing(store, force=force)
    day = as_of or datetime.now(ZoneInfo("Europe/Paris"))
    with bar("Entrepôt") as progress:
        build_store(store, as_of=day.date(), progress=progress)
    say(f"Entrepôt vide prêt : {store}")


@cli.command(help="Créer l'entrepôt de démonstration : réseaux et résultats simulés.")
@_store_option
@_force_option
@click.option("--networks", default=48, show_default=True, help="Nombre de réseaux simulés.")
@click.option("--months", default=14, show_default=True, help="Nombre de mois simulés.")
@click.option("--seed", default=None, type=int, help="Graine du tirage.")
def demo(store: Path, force: bool, networks: int, months: int, seed: int | None) -> None:
    """Make the demonstration store."""
    _refuse_existing(store, force=force)
    _build_demonstration(store, networks=networks, months=months, seed=seed)


@cli.command(help="Créer ou mettre à niveau l'entrepôt si besoin (appelé par make run).")
@_store_option
def prepare(store: Path) -> None:
    """Make the demonstration store when there is none, migrate an older one."""
    try:
        open_read_only(store).close()
    except StoreNotFound:
        _build_demonstration(store, networks=48, months=14, seed=None)
    except StoreTooOld:
        _migrate(store)


@cli.command(help="Mettre l'entrepôt au schéma de cette version (sur une copie, après sauvegarde).")
@_store_option
def migrate(store: Path) -> None:
    """Migrate the store."""
    if not _migrate(store):
        say("Entrepôt déjà à jour.")


@cli.command(help="Contrôler l'entrepôt ; le code de sortie est 1 si un contrôle échoue.")
@_store_option
def check(store: Path) -> None:
    """Print what each check found."""
    from lianes.store.backup import check as check_path

    findings = check_path(store)
    for finding in findings:
        click.echo(f"{'✔' if finding.passed else '✘'} {finding.title}")
        for problem in finding.problems:
            click.echo(f"    {problem}")
    failed = sum(not finding.passed for finding in findings)
    click.echo(f"{len(findings)} contrôles, {failed} en échec.")
    if failed:
        sys.exit(1)


@cli.command(help="Sauvegarder l'entrepôt (sans l'arrêter).")
@_store_option
@click.option("--to", type=click.Path(path_type=Path), help="Fichier à écrire.")
def backup(store: Path, to: Path | None) -> None:
    """Save the store."""
    from lianes.store.backup import backup as backup_path

    say(f"Sauvegarde : {backup_path(store, to)}")


@cli.command(help="Remettre en place une sauvegarde saine.")
@_store_option
@click.argument("saved", type=click.Path(path_type=Path), metavar="SAUVEGARDE")
def restore(store: Path, saved: Path) -> None:
    """Restore a backup."""
    from lianes.store.backup import restore as restore_path

    restore_path(saved, store)
    say(f"Entrepôt restauré depuis {saved}")


def _build_demonstration(store: Path, *, networks: int, months: int, seed: int | None) -> None:
    from lianes.demo import Parameters, simulate
    from lianes.store.build import build_store

    chosen = {} if seed is None else {"seed": seed}
    parameters = Parameters(networks=networks, months=months, start=LAUNCH_MONTH, **chosen)
    with bar("Entrepôt") as progress:
        build_store(
            store,
            as_of=parameters.as_of,
            simulate=lambda ground: simulate(ground, parameters),
            progress=progress,
        )
    say(f"Entrepôt de démonstration prêt : {store}")


def _migrate(store: Path) -> bool:
    from lianes.store.backup import migrate as migrate_path

    saved = migrate_path(store)
    if saved is not None:
        say(f"Entrepôt mis à niveau ; l'ancien est sauvegardé dans {saved}")
    return saved is not None


def _refuse_existing(store: Path, *, force: bool) -> None:
    if store.exists() and not force:
        raise StoreError(
            f"Un entrepôt existe déjà : {store}. Ajoutez --force pour le remplacer, "
            "ou nommez-en un autre avec --store."
        )
