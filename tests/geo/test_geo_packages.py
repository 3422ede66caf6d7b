"""Packages are read from an archive or a folder, and what is wrong is said in French."""

import io
import tarfile
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner

from lianes.errors import GeographyError
from lianes.geo.commands import geo
from lianes.geo.contours import read_contours
from lianes.geo.packages import read_member
from lianes.geo.records import read_official_code


def tgz(path: Path, name: str, content: bytes) -> Path:
    with tarfile.open(path, "w:gz") as archive:
        member = tarfile.TarInfo(name)
        member.size = len(content)
        archive.addfile(member, io.BytesIO(content))
    return path


def test_a_member_is_read_from_each_kind_of_package(tmp_path: Path) -> None:
    archive = tgz(tmp_path / "a.tgz", "package/data/epci.json", b"[1]")
    wheel = tmp_path / "a.whl"
    with zipfile.ZipFile(wheel, "w") as file:
        file.writestr("some/data/epci.json", "[1]")
    folder = tmp_path / "unpacked" / "data"
    folder.mkdir(parents=True)
    (folder / "epci.json").write_bytes(b"[1]")
    for package in (archive, wheel, folder.parent):
        assert read_member(package, "/data/epci.json") == b"[1]"


def test_a_missing_package_is_named(tmp_path: Path) -> None:
    with pytest.raises(GeographyError, match="introuvable"):
        read_member(tmp_path / "absent.tgz", "/data/epci.json")


def test_an_unreadable_archive_is_named(tmp_path: Path) -> None:
    broken = tmp_path / "broken.tgz"
    broken.write_bytes(b"not an archive")
    with pytest.raises(GeographyError, match="illisible"):
        read_member(broken, "/data/epci.json")


def test_a_package_without_the_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeographyError, match=r"communes\.json"):
        read_official_code(tgz(tmp_path / "a.tgz", "package/data/other.json", b"[]"))


def test_a_broken_list_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GeographyError, match="communes"):
        read_official_code(tgz(tmp_path / "a.tgz", "package/data/communes.json", b"{"))


def test_unreadable_boundaries_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GeographyError, match=r"communes\.csv"):
        read_contours(tgz(tmp_path / "a.tgz", "x/data/communes.csv.lzma", b"not lzma"))


def test_the_command_shows_the_reason_without_a_traceback(tmp_path: Path) -> None:
    empty = tgz(tmp_path / "a.tgz", "package/data/other.json", b"[]")
    options = ["--decoupage", str(empty), "--contours", str(empty), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(geo, ["build", *options])
    assert result.exit_code == 1
    assert "ne se trouve pas dans" in result.output
    assert "Traceback" not in result.output
