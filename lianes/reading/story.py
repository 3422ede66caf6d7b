"""The story told on stage: scenes made of what may be said of a scope, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianes.domain.catalogue import Form
from lianes.domain.french import HARD, capital, day, interval, listing, number, percent, plural
from lianes.domain.month import Month
from lianes.metrics.figure import State
from lianes.reading.agreement_scene import agreements
from lianes.reading.dossier import Dossier, Learnt
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import ABSENCES
from lianes.reading.portrait import opened
from lianes.reading.published_scenes import (
    carriers,
    context,
    how,
    judged,
    milestones,
    place,
    promise,
)
from lianes.reading.say import Saying, say
from lianes.reading.scene import Fact, Scene, Shape, estimate_of, own_source, view_of


@dataclass(frozen=True, slots=True)
class Story:
    """The scenes in their order, and those left out with the reason."""

    scenes: tuple[Scene, ...]
    left_out: tuple[tuple[str, str], ...]


LEAST = 10
"""Scenes a story has at least: where little may be said, published facts make it up."""


def story(found: Dossier) -> Story:
    """Return the story of a dossier: a scene whose figures may not be shown is left out."""
    told = [
        promise(found), context(found), place(found), how(found), _map(found), _headline(found),
        _portrait(found), _results(found), _retention(found), _seniors(found),
        agreements(found), _funding(found), _learnt(found), _join(found),
    ]  # fmt: skip
    scenes = [scene for scene in told if isinstance(scene, Scene)]
    for made, before in ((carriers, "carte"), (milestones, "carte"), (judged, "appris")):
        if len(scenes) < LEAST:
            at = next(rank for rank, scene in enumerate(scenes) if scene.id == before)
            scenes.insert(at, made(found))
    return Story(tuple(scenes), tuple(reason for reason in told if isinstance(reason, tuple)))


# ------------------------------------------------------------------ what the networks report
def _map(found: Dossier) -> Scene:
    title = "Les LIANES, trimestre après trimestre"
    end = found.view.scope.period.end
    counts = [(len(opened(found.view.networks, q)), q) for q in quarters_of(found) or (end,)]
    facts = tuple(
        Fact(number(count), f"{'LIANE' if count < 2 else 'LIANES'} à fin {quarter.label}")
        for count, quarter in counts
    )
    known = plural(len(found.view.networks), "LIANE connue", "LIANES connues")
    notes = (f"{known}. Chaque point est un siège.",) if found.view.networks else (
        "Aucune LIANE n'a son siège ici\u00a0: rien n'y est encore déployé.",
    )  # fmt: skip
    return Scene("carte", title, Shape.MAP, facts, own_source(found), notes, view_of(found))


def quarters_of(found: Dossier) -> tuple[Month, ...]:
    """Return the ends of quarters from the first opening to the end of the period."""
    dates = [network.opened_on for network in found.view.networks if network.opened_on]
    if not dates:
        return ()
    first, last = Month.containing(min(dates)), found.view.scope.period.end
    months = (first + rank for rank in range(last - first + 1))
    ends = [month for month in months if month.is_quarter_end]
    return tuple(ends) if ends and ends[-1] == last else (*ends, last)


def _headline(found: Dossier) -> Scene | tuple[str, str]:
    card = found.view.cards[0]
    title = "Où en sommes-nous ?"
    if not card.estimate.is_measured:
        return title, _why(card.estimate)
    parts = []
    if card.goal is not None:
        parts.append(f"sur {number(card.goal.value)} visés")
    if card.planned is not None:
        supposed = " (hypothèse)" if card.goal and card.goal.simulated else ""
        parts.append(f"échéancier{HARD}: {number(card.planned)}{supposed}")
    value = card.estimate.figure.value or 0
    words = "locataire a pris un emploi" if value < 2 else "locataires ont pris un emploi"
    fact = Fact(number(value), words, " · ".join(parts), card.estimate,
                card.goal.value if card.goal else None, card.planned)  # fmt: skip
    notes = (*_spoken(found.sayings[0]), f"Période{HARD}: {found.view.scope.period.label}.")
    return Scene(
        "emplois", title, Shape.PROGRESS, (fact,), own_source(found), notes, view_of(found)
    )


def _portrait(found: Dossier) -> Scene | tuple[str, str]:
    title = "Le portrait d'une LIANE"
    if found.portrait is None:
        return title, "aucune LIANE n'est encore ouverte"
    known = found.portrait.network
    since = f"ouverte le {day(known.opened_on)}" if known.opened_on else ""
    facts = (
        Fact(known.seat_name, f"{known.stage.label.capitalize()}, {since}"),
        *(Fact(kind, role) for kind, role in found.portrait.members),
    )
    kinds = listing([kind.lower() for kind, _ in found.portrait.members])
    notes = (
        f"{known.name}\u00a0: siège à {known.seat_name}, {known.stage.label}, {since}.",
        f"Autour de la table\u00a0: {kinds}." if kinds else "Ses acteurs ne sont pas renseignés.",
        "Hors du programme, aucun chiffre n'est donné par LIANE."
        if str(found.audience) == "externe" else "",
    )  # fmt: skip
    href = f"/?reseau={known.code}&audience={found.audience}"
    return Scene("portrait", f"{title} : {known.name}", Shape.PORTRAIT, facts, own_source(found),
                 tuple(filter(None, notes)), href)  # fmt: skip


def _results(found: Dossier) -> Scene | tuple[str, str]:
    keys = ("employment_exit_rate", "durable_exit_rate", "training_completion")
    return _rates(found, "resultats", "Les parcours mènent-ils à l'emploi ?", keys)


def _retention(found: Dossier) -> Scene | tuple[str, str]:
    keys = ("job_retention_6m", "home_retention_6m")
    return _rates(found, "maintien", "Et six mois après ?", keys)


def _rates(
    found: Dossier, identifier: str, title: str, keys: Sequence[str]
) -> Scene | tuple[str, str]:
    chosen = [one for one in (estimate_of(found, key) for key in keys) if one]
    shown = [one for one in chosen if one.is_measured and one.interval is not None]
    if not shown:
        return title, _why(chosen[0]) if chosen else "indicateurs absents du catalogue"
    facts = tuple(_rate(one) for one in shown)
    notes = tuple(word for one in shown for word in _spoken(_saying(found, one)))
    return Scene(identifier, title, Shape.RATES, facts, own_source(found), notes, view_of(found))


def _rate(one: Estimate) -> Fact:
    limits = one.interval
    span = f"intervalle {interval(limits.low, limits.high)}" if limits else ""
    n = f"n{HARD}={HARD}{number(one.n)}" if one.n is not None else ""
    return Fact(
        percent(one.figure.value or 0),
        one.indicator.label,
        " · ".join(filter(None, (span, n))),
        one,
    )


def _seniors(found: Dossier) -> Scene | tuple[str, str]:
    title = "Pour les seniors, chez eux"
    keys = ("seniors_supported", "dwellings_adapted", "care_hours")
    shown = [one for key in keys if (one := estimate_of(found, key)) and one.is_measured]
    if not shown:
        return title, "aucun de ces chiffres ne peut être dit de ce périmètre"
    facts = tuple(_volume(found, one) for one in shown)
    notes = tuple(word for one in shown for word in _spoken(_saying(found, one)))
    return Scene("seniors", title, Shape.FIGURES, facts, own_source(found), notes, view_of(found))


def _volume(found: Dossier, one: Estimate) -> Fact:
    """Return a count beside its goal, when the page has one."""
    card = next((card for card in found.view.cards if card.estimate == one), None)
    goal = card.goal if card else None
    supposed = " (hypothèse)" if goal and goal.simulated else ""
    basis = f"sur {number(goal.value)} visés{supposed}" if goal else ""
    return Fact(number(one.figure.value or 0), one.indicator.label, basis, one,
                goal.value if goal else None, card.planned if card else None)  # fmt: skip


def _funding(found: Dossier) -> Scene | tuple[str, str]:
    title = "Est-ce financé ?"
    one = estimate_of(found, "funding_secured_rate")
    if one is None or not one.is_measured:
        return title, _why(one) if one else "indicateur absent du catalogue"
    basis = f"{number(one.successes or 0)}{HARD}€ sur {number(one.n or 0)}{HARD}€ de besoin"
    fact = Fact(percent(one.figure.value or 0), "du besoin est signé ou versé", basis, one, 100)
    notes = (one.indicator.definition, *_spoken(_saying(found, one)))
    return Scene(
        "financement", title, Shape.PROGRESS, (fact,), own_source(found), notes, view_of(found)
    )


def _learnt(found: Dossier) -> Scene:
    lessons = varied_lessons(found)[:3]
    facts = [Fact(f"{one.angle} · {one.theme}", one.text) for one in lessons]
    unsaid = found.catalogue.not_measured
    if lessons:
        listed = ", ".join(one.label.lower() for one in unsaid)
        facts.append(Fact("Ce que nous ne mesurons pas", f"{capital(listed)}."))
    else:
        facts = [Fact(one.label, one.reason) for one in unsaid[:4]]
    notes = tuple(f"{one.label}{HARD}: {one.reason}" for one in unsaid)
    source = f"{own_source(found)} et retours d'expérience" if lessons else "Source : page Méthode"
    href = "/retours" if lessons else "/methode"
    title = "Ce que nous avons appris" if lessons else "Ce que nous ne savons pas dire"
    return Scene("appris", title, Shape.STEPS, tuple(facts), source, notes, href)


def varied_lessons(found: Dossier, most: int = 6) -> list[Learnt]:
    """Return a few lessons, one of each angle and theme before a second of any."""
    seen: dict[tuple[str, str], int] = {}
    keyed = []
    for rank, one in enumerate(found.learnt):
        kind = (one.angle, one.theme)
        seen[kind] = seen.get(kind, -1) + 1
        keyed.append((seen[kind], rank, one))
    return [one for _, _, one in sorted(keyed, key=lambda k: k[:2])[:most]]


def _join(found: Dossier) -> Scene:
    facts = (
        Fact("Rejoindre les LIANES", "Chaque chiffre y est, avec sa définition et sa source"),
        Fact("1", "Ouvrez la vue en direct"),
        Fact("2", "Cherchez votre territoire par son nom"),
        Fact("3", "Regardez qui agit déjà près de chez vous, et ce qui manque"),
    )
    notes = ("Inviter la salle à scanner le code et à chercher son territoire.",)
    href = view_of(found)
    return Scene(
        "rejoindre", "Et maintenant ?", Shape.CLOSING, facts, own_source(found), notes, href
    )


# ------------------------------------------------------------------ what may be said
def _saying(found: Dossier, one: Estimate) -> Saying:
    return say(one, found.label, found.view.scope.period, found.meta)


def _spoken(saying: Saying) -> Iterator[str]:
    yield from (word for word in (saying.sentence, *saying.reasons) if word)


def _why(one: Estimate) -> str:
    if one.figure.state is State.MEASURED and one.indicator.form is not Form.COUNT:
        return "sans intervalle"
    return one.reason or ABSENCES[one.figure.state]
