import shutil
import tempfile
from pathlib import Path

import pytest
from sample import AS_OF, programme, small_country

from lianes.domain.catalogue import load_catalogue
from lianes.metrics.masking import Audience
from lianes.reading.desk import Desk
from lianes.store.build import build_store
from lianes.store.connection import reading
from lianes.store.reader import Reader


@pytest.fixture(scope="session")
def country(tmp_path_factory):
    """The data folder of the small country."""
    return small_country(tmp_path_factory.mktemp("country") / "data")


@pytest.fixture(scope="session")
def catalogue(country):
    return load_catalogue(country / "reference" / "indicators.toml")


@pytest.fixture(scope="session")
def sample_path(tmp_path_factory, country):
    """The store of the sample programme; read it, never write it."""
    path = tmp_path_factory.mktemp("sample") / "lianes.db"
    build_store(path, as_of=AS_OF, simulate=programme, data=country)
    return path


@pytest.fixture(scope="session")
def real_path(tmp_path_factory, country):
    """A real store: no network yet; read it, never write it."""
    path = tmp_path_factory.mktemp("real") / "lianes.db"
    build_store(path, as_of=AS_OF, data=country)
    return path


@pytest.fixture
def sample_copy(tmp_path, sample_path):
    """A copy of the sample store that the test may change."""
    return shutil.copy(sample_path, tmp_path / "lianes.db")


@pytest.fixture
def reader(sample_path):
    with reading(sample_path) as connection:
        yield Reader(connection)


@pytest.fixture
def desk(reader, catalogue):
    """The desk of a reader inside the programme."""
    return Desk(reader, catalogue, Audience.INTERNE, reader.meta())


@pytest.fixture
def outside(reader, catalogue):
    """The desk of a reader outside the programme."""
    return Desk(reader, catalogue, Audience.EXTERNE, reader.meta())


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
