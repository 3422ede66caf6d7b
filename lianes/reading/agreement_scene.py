"""The scene of partners and agreements, from what the networks report and what is published."""

from lianes.domain.french import HARD, number, percent
from lianes.reading.dossier import Dossier
from lianes.reading.published_scenes import cited, framework
from lianes.reading.scene import Fact, Scene, Shape, estimate_of, own_source, view_of


def agreements(found: Dossier) -> Scene:
    """Return who signed and who is around the table: shares of networks, published agreements."""
    facts = [
        Fact(percent(one.figure.value or 0), one.indicator.label,
             f"{number(one.successes or 0)} sur {number(one.n or 0)}", one)
        for key in ("conventioned_networks", "complete_networks")
        if (one := estimate_of(found, key)) and one.is_measured and (one.n or 0) > 1
    ] or _around(found)  # fmt: skip
    sources = [own_source(found)] if facts else []
    for fact, source in (_local_conventions(found), _announced(found), framework(found)):
        if fact is not None and len(facts) < 3:
            facts.append(fact)
            sources.append(source)
    notes = tuple(f"{fact.figure} {fact.words}. {fact.basis}" for fact in facts)
    names = [source.partition(f"{HARD}: ")[2] for source in dict.fromkeys(sources)]
    source = f"Source{'s' if len(names) > 1 else ''}{HARD}: {' ; '.join(names)}"
    return Scene("partenaires", "Des partenaires engagés", Shape.FIGURES, tuple(facts), source,
                 notes, view_of(found))  # fmt: skip


def _around(found: Dossier) -> list[Fact]:
    """Return how many kinds of actors stand around the only LIANE there is: no share of one."""
    kinds = len(found.portrait.members) if found.portrait else 0
    words = "sortes d'acteurs autour de la table" if kinds > 1 else "acteur autour de la table"
    return [Fact(number(kinds), words)] if kinds else []


def _local_conventions(found: Dossier) -> tuple[Fact | None, str]:
    local = found.concern.local
    if not local:
        return None, ""
    words = "convention publiée ici" if len(local) < 2 else "conventions publiées ici"
    title = local[0].title if len(local) < 2 else ""
    return Fact(number(len(local)), words, title), cited([s for one in local for s in one.sources])


def _announced(found: Dossier) -> tuple[Fact | None, str]:
    announced = found.programmes.congress
    if announced is None or not found.subject.is_national:
        return None, ""
    fact = Fact(number(announced.announced.value), "conventions annoncées au Congrès",
                "par Action Logement")  # fmt: skip
    return fact, cited(announced.announced.sources)
