"""The story told on stage: scenes made of what may be said of a scope, and what was left out."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lianes.domain.catalogue import Form
from lianes.domain.french import HARD, day, interval, number, percent, plural
from lianes.domain.month import Month
from lianes.domain.network import Network
from lianes.metrics.figure import State
from lianes.reading.dossier import Dossier, Learnt
from lianes.reading.estimates import Estimate
from lianes.reading.mapping import ABSENCES
from lianes.reading.published_scenes import context, how, promise
from lianes.reading.say import Saying, say
from lianes.reading.scene import Fact, Scene, Shape


@dataclass(frozen=True, slots=True)
class Story:
    """The scenes in their order, and those left out with the reason."""

    scenes: tuple[Scene, ...]
    left_out: tuple[tuple[str, str], ...]


def story(found: Dossier) -> Story:
    """Return the story of a dossier: a scene whose figures may not be shown is left out."""
    told = [
        promise(found), context(found), how(found), _map(found), _headline(found),
        _portrait(found), _results(found), _retention(found), _seniors(found),
        _agreements(found), _funding(found), _learnt(found), _join(found),
    ]  # fmt: skip
    scenes = tuple(scene for scene in told if isinstance(scene, Scene))
    return Story(scenes, tuple(reason for reason in told if not isinstance(reason, Scene)))


# ------------------------------------------------------------------ what the networks report
def _own(found: Dossier) -> str:
    return f"Source{HARD}: saisies des réseaux, données au {day(found.meta.as_of)}"


def view_of(found: Dossier, page: str = "/") -> str:
    """Return the address of a live view of the scope, for the audience of the story."""
    subject = found.subject
    codes = ",".join(found.view.scope.territories)
    scope = f"reseau={subject.network.code}" if subject.network else f"territoire={codes}"
    return f"{page}?{scope}&audience={found.audience}"


def _map(found: Dossier) -> Scene | tuple[str, str]:
    title = "Les LIANES, trimestre après trimestre"
    quarters = quarters_of(found)
    if not quarters:
        return title, "aucune LIANE n'est encore ouverte"
    facts = tuple(Fact(number(len(opened(found, end))), f"à fin {end.label}") for end in quarters)
    known = plural(len(found.view.networks), "LIANE connue", "LIANES connues")
    notes = (f"{known}. Chaque point est un siège.",)
    return Scene("carte", title, Shape.MAP, facts, _own(found), notes, view_of(found))


def quarters_of(found: Dossier) -> tuple[Month, ...]:
    """Return the ends of quarters from the first opening to the end of the period."""
    dates = [network.opened_on for network in found.view.networks if network.opened_on]
    if not dates:
        return ()
    first, last = Month.containing(min(dates)), found.view.scope.period.end
    months = (first + rank for rank in range(last - first + 1))
    ends = [month for month in months if month.is_quarter_end]
    return tuple(ends) if ends and ends[-1] == last else (*ends, last)


def opened(found: Dossier, end: Month) -> tuple[Network, ...]:
    """Return the networks active at the end of a month."""
    return tuple(one for one in found.view.networks if one.is_active(end.last_day))


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
    fact = Fact(number(value), "locataires ont pris un emploi", " · ".join(parts), card.estimate)
    notes = (*_spoken(found.sayings[0]), f"Période{HARD}: {found.view.scope.period.label}.")
    return Scene("emplois", title, Shape.PROGRESS, (fact,), _own(found), notes, view_of(found))


def _portrait(found: Dossier) -> Scene | tuple[str, str]:
    title = "Le portrait d'une LIANE"
    end = found.view.scope.period.end
    known = found.subject.network or next(iter(opened(found, end)), None)
    if known is None or known.opened_on is None:
        return title, "aucune LIANE n'est encore ouverte"
    facts = (
        Fact(known.seat_name, "commune du siège"),
        Fact(known.stage.label, "étape"),
        Fact(day(known.opened_on), "date d'ouverture"),
    )
    notes = (f"{known.name}.", "Hors du programme, aucun chiffre n'est donné par LIANE."
             if str(found.audience) == "externe" else "")  # fmt: skip
    href = f"/?reseau={known.code}&audience={found.audience}"
    return Scene("portrait", f"{title} : {known.name}", Shape.FIGURES, facts, _own(found),
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
    return Scene(identifier, title, Shape.RATES, facts, _own(found), notes, view_of(found))


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
    facts = tuple(Fact(number(one.figure.value or 0), one.indicator.label) for one in shown)
    notes = tuple(word for one in shown for word in _spoken(_saying(found, one)))
    return Scene("seniors", title, Shape.FIGURES, facts, _own(found), notes, view_of(found))


def _agreements(found: Dossier) -> Scene | tuple[str, str]:
    title = "Des partenaires engagés"
    facts = [
        Fact(percent(one.figure.value or 0), one.indicator.label,
             f"{number(one.successes or 0)} sur {number(one.n or 0)}")
        for key in ("conventioned_networks", "complete_networks")
        if (one := estimate_of(found, key)) and one.is_measured
    ]  # fmt: skip
    local = found.concern.local
    if local:
        facts.append(Fact(number(len(local)), "conventions publiées ici"))
    announced = found.programmes.congress
    if announced is not None and found.subject.is_national:
        facts.append(Fact(number(announced.announced.value), "conventions annoncées au Congrès",
                          "par Action Logement"))  # fmt: skip
    if not facts:
        return title, "aucun réseau actif dans ce périmètre"
    notes = tuple(f"{fact.words}{HARD}: {fact.figure}. {fact.basis}" for fact in facts)
    href = view_of(found)
    return Scene("partenaires", title, Shape.FIGURES, tuple(facts), _own(found), notes, href)


def _funding(found: Dossier) -> Scene | tuple[str, str]:
    title = "Est-ce financé ?"
    one = estimate_of(found, "funding_secured_rate")
    if one is None or not one.is_measured:
        return title, _why(one) if one else "indicateur absent du catalogue"
    basis = f"{number(one.successes or 0)}{HARD}€ sur {number(one.n or 0)}{HARD}€ de besoin"
    fact = Fact(percent(one.figure.value or 0), "du besoin est signé ou versé", basis, one)
    notes = (one.indicator.definition, *_spoken(_saying(found, one)))
    return Scene("financement", title, Shape.PROGRESS, (fact,), _own(found), notes, view_of(found))


def _learnt(found: Dossier) -> Scene:
    lessons = varied_lessons(found)[:3]
    facts = [Fact(f"{one.angle} · {one.theme}", one.text) for one in lessons]
    unsaid = found.catalogue.not_measured
    if lessons:
        listed = ", ".join(one.label.lower() for one in unsaid)
        facts.append(Fact("Ce que nous ne mesurons pas", f"{listed[:1].upper()}{listed[1:]}."))
    else:
        facts = [Fact(one.label, one.reason) for one in unsaid[:4]]
    notes = tuple(f"{one.label}{HARD}: {one.reason}" for one in unsaid)
    source = f"{_own(found)} et retours d'expérience" if lessons else "Source : page Méthode"
    href = "/retours" if lessons else "/methode"
    title = "Ce que nous avons appris"
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
    facts = (Fact("Rejoindre les LIANES", "Ouvrez la vue en direct de votre territoire"),)
    notes = ("Inviter la salle à scanner le code et à chercher son territoire.",)
    href = view_of(found)
    return Scene("rejoindre", "Et maintenant ?", Shape.CLOSING, facts, _own(found), notes, href)


# ------------------------------------------------------------------ what may be said
def estimate_of(found: Dossier, indicator: str) -> Estimate | None:
    """Return one indicator of the page, None when the catalogue does not have it."""
    return next((one for one in found.view.indicators if one.indicator.id == indicator), None)


def _saying(found: Dossier, one: Estimate) -> Saying:
    return say(one, found.label, found.view.scope.period, found.meta)


def _spoken(saying: Saying) -> Iterator[str]:
    yield from (word for word in (saying.sentence, *saying.reasons) if word)


def _why(one: Estimate) -> str:
    if one.figure.state is State.MEASURED and one.indicator.form is not Form.COUNT:
        return "sans intervalle"
    return one.reason or ABSENCES[one.figure.state]
