"""Write gzip files that are identical from one build to the next."""

import csv
import gzip
import hashlib
import io
import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

DIGITS = 8


def compact_json(content: Any) -> bytes:
    """JSON without any space, in UTF-8."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def fingerprint(content: bytes) -> str:
    """First hexadecimal digits of the SHA-256 of the uncompressed content."""
    return hashlib.sha256(content).hexdigest()[:DIGITS]


def write_hashed(folder: Path, name: str, content: Any) -> str:
    """Write `<name>-<hash>.json.gz`; returns the file name."""
    data = compact_json(content)
    file = f"{name}-{fingerprint(data)}.json.gz"
    _write_gzip(folder / file, data)
    return file


def write_table(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a gzip CSV in UTF-8 with commas and Unix line ends."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    _write_gzip(path, text.getvalue().encode())


def _write_gzip(path: Path, data: bytes) -> None:
    path.write_bytes(gzip.compress(data, 9, mtime=0))


def remove_stale(folder: Path, kept: Iterable[str]) -> None:
    """Delete the hashed files of an earlier build."""
    names = set(kept)
    for path in folder.glob("*.json.gz"):
        if path.name not in names:
            path.unlink()
