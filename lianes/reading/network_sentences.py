"""Generated sentences of the networks' list and of one network's sheet."""

from lianes.domain.french import HARD, day, listing, number, percent, plural, published_date
from lianes.domain.network import Stage
from lianes.reading.network_list import Networks
from lianes.reading.network_sheet import Inside, NetworkSheet


def lead_of_list(view: Networks) -> tuple[str, ...]:
    """Return the sentences the list opens with."""
    if not view.lines:
        return ()
    return tuple(filter(None, (_stages(view), _late(view), _missing(view))))


def _stages(view: Networks) -> str:
    active = sum(line.active for line in view.lines)
    coming = sum(line.network.opened_on is None for line in view.lines)
    closed = sum(line.network.stage is Stage.CLOSED for line in view.lines)
    others = [f"{number(coming)} en préparation"] if coming else []
    others += [f"{number(closed)} close{'s' if closed > 1 else ''}"] if closed else []
    beside = f", {listing(others)}" if others else ""
    return f"**{plural(active, 'LIANE active', 'LIANES actives')}**{beside}."


def _late(view: Networks) -> str:
    late = sum(line.is_late for line in view.lines)
    if not late:
        return "Toutes ont transmis les mois attendus."
    verb = "n'a" if late == 1 else "n'ont"
    return f"{number(late)} {verb} pas transmis tous les mois attendus."


def _missing(view: Networks) -> str:
    lacking = sum(line.active and not line.is_complete for line in view.lines)
    if not lacking:
        return "Chacune réunit les quatre sortes d'acteurs nécessaires."
    where = plural(lacking, "LIANE", "LIANES")
    return f"Il manque un acteur nécessaire à {where}."


# ------------------------------------------------------------------ one LIANE
def lead_of_sheet(view: NetworkSheet) -> tuple[str, ...]:
    """Return the sentences the sheet opens with."""
    return tuple(filter(None, (_opened(view), _agreed(view), _secured(view), _assessed(view))))


def _opened(view: NetworkSheet) -> str:
    network = view.network
    if network.opened_on is None:
        return f"**LIANE en préparation** ({network.stage.label}), pas encore ouverte."
    return f"**Ouverte le {day(network.opened_on)}**, siège à {network.seat_name}."


def _agreed(view: NetworkSheet) -> str:
    signed = [c for c in view.conventions if c.signed_on]
    if not signed:
        return "Aucune convention locale signée."
    end = signed[0].ends_on
    return f"Convention locale jusqu'au {published_date(end)}." if end else (
        "Convention locale signée, sans terme publié."
    )  # fmt: skip


def _secured(view: NetworkSheet) -> str:
    if view.inside is None or not view.active:
        return ""
    return secured_words(view, view.inside)


def secured_words(view: NetworkSheet, inside: Inside) -> str:
    """Say until when money is signed or paid, and how much of the need it covers, year by year."""
    until = inside.secured_until
    if until is None:
        return "Aucun financement signé."
    if until < view.as_of:
        return f"Financement échu depuis le {day(until)}."
    known = [year for year in inside.years if year.year >= view.as_of.year]
    told = [f"{percent(y.share)} du besoin de {y.year}" for y in known if y.share is not None]
    beside = f"{HARD}: {listing(told)}" if told else ""
    return f"Financement signé ou versé jusqu'au {day(until)}{beside}."


def _assessed(view: NetworkSheet) -> str:
    return f"Bilan du {day(view.assessed_on)}." if view.assessed_on else ""
