"""The field where the reader chooses a territory, several of them, or a network."""

from collections.abc import Sequence

from lianes.maps.loader import served_component


def scope_search(
    *,
    key: str,
    module_url: str,
    index_url: str,
    networks_url: str,
    current: Sequence[tuple[str, str]],
    label: str,
    beside: Sequence[str] | None = None,
) -> None:
    """Show the field and install the navigator, which turns links into changes of the URL.

    `current` holds the code and the name of what is under study. Nothing is returned: choosing
    is following a link, and the URL of the next run carries the choice. With `beside`, codes
    already compared, choosing adds a code to the parameter `avec` and leaves the scope as it is.
    """
    data = {
        "module": module_url,
        "index": index_url,
        "networks": networks_url,
        "current": [list(entry) for entry in current],
        "label": label,
        "beside": None if beside is None else list(beside),
    }
    served_component("lianes_scope")(key=key, data=data)
