"""Deep links to a part of a page: `/methode#indicateur-employment_exit_rate`."""

from lianes.maps.loader import served_component
from lianes.ui.assets import asset_url


def follow_anchor() -> None:
    """Bring the part of the page that the URL names into view, once the page is drawn."""
    served_component("lianes_anchor")(key="anchor", data={"module": asset_url("anchor.js")})
