"""Serving a page loads none of the writers: they come when a file is asked for."""

import subprocess
import sys

import pytest

WRITERS = {"xlsxwriter", "pptx", "typst", "segno", "geopandas", "shapely", "pyproj"}


@pytest.mark.parametrize(
    "module", ["lianes.ui.download_block", "lianes.ui.congress_blocks", "lianes.cli"]
)
def test_no_writer_is_loaded_before_a_file_is_asked_for(module):
    program = f"import sys, {module}; print(sorted({WRITERS!r} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.endswith("[]\n"), done.stdout + done.stderr
