import shutil
import tempfile
from pathlib import Path

import pytest


@pytest.fixture
def closed_folder(sample_path):
    """A store in a folder that everyone may enter and nobody may write."""
    folder = Path(tempfile.mkdtemp(prefix="lianes-closed-"))
    path = Path(shutil.copy(sample_path, folder / "lianes.db"))
    path.chmod(0o444)
    folder.chmod(0o555)
    yield path
    folder.chmod(0o755)
    shutil.rmtree(folder)
