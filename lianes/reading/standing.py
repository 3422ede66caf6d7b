"""Indicators that no network reports: the networks themselves, their money, who lives near them.

They stand at the day of the store instead of adding up over months.
"""

from collections.abc import Mapping

from lianes.domain.catalogue import Form, Indicator
from lianes.domain.french import HARD, day, number, plural
from lianes.reading.estimates import Estimate
from lianes.store.reader import StoreMeta

STANDING_FORMS = (Form.NETWORKS, Form.FUNDING, Form.COVERAGE)
SOURCES: Mapping[Form, str] = {
    Form.NETWORKS: "fiches des réseaux",
    Form.FUNDING: "besoins et financements déclarés par les réseaux",
    Form.COVERAGE: "estimation, total publié réparti entre communes",
}


def dated(indicator: Indicator, meta: StoreMeta) -> str:
    """Return at which day an indicator stands; empty when a period says it."""
    is_state = indicator.form in (Form.NETWORKS, Form.COVERAGE)
    return f"au {day(meta.as_of)}" if is_state else ""


def rests_on(found: Estimate) -> str:
    """Say which numbers a measured share of networks, money or residents rests on."""
    part, whole = number(found.successes or 0), number(found.n or 0)
    if found.indicator.form is Form.NETWORKS:
        return f"{plural(found.successes or 0, 'réseau actif', 'réseaux actifs')} sur {whole}"
    if found.indicator.form is Form.FUNDING:
        return f"{part}{HARD}€ signés ou versés sur {whole}{HARD}€ de besoin"
    reach = f"{found.indicator.distance_km}{HARD}km"
    return f"{part} titulaires de bail estimés sur {whole}, à {reach}"


def short_basis(found: Estimate) -> str:
    """Say the same where a map or a list has little room."""
    if found.indicator.form is not Form.COVERAGE:
        return rests_on(found)
    return f"≈{HARD}{number(found.successes or 0)} titulaires sur {number(found.n or 0)}"
