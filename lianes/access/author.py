"""Who deposits: what the configuration says; later, sign-in."""

import os
from collections.abc import Mapping

AUTHOR_VARIABLE = "LIANES_AUTHOR"


def configured_author(environment: Mapping[str, str] = os.environ) -> str:
    """Return the function the configuration names, empty when it names none."""
    return environment.get(AUTHOR_VARIABLE, "").strip()
