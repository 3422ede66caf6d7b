"""Acting without rights, even when the tests run as root, who may write anywhere."""

import os
from contextlib import contextmanager

NOBODY = 65534


@contextmanager
def as_nobody():
    """Act as a user without rights."""
    if os.geteuid() != 0:
        yield
        return
    os.setresuid(NOBODY, NOBODY, 0)
    try:
        yield
    finally:
        os.setresuid(0, 0, 0)
