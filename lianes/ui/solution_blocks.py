"""The blocks of solutions: challenges, the list of sites, one solution, where it could go next."""

from collections.abc import Sequence

from lianes.documents.cells import Cell, Column, as_published, yes_or_no
from lianes.documents.cells import words as cell
from lianes.domain.french import HARD, listing, number, plural
from lianes.reading.solutions import STAGES, Site, Solution, Solutions, covered, uncovered
from lianes.reading.spread import NEEDS, Next
from lianes.ui.actor_kit import Tile, grid, marked, tiles, words
from lianes.ui.address import link
from lianes.ui.facts import (
    NOT_PUBLISHED,
    cited,
    dated,
    not_published,
    pairs,
    said,
    section,
    source_words,
)
from lianes.ui.kit import block_head, pill, source_line
from lianes.ui.markup import link as anchor
from lianes.ui.markup import tag, text

COLUMNS = (Column("Solution", 30), Column("Territoire", 26), Column("LIANE", 34),
           Column("Étape", 18), Column("Depuis", 18), Column("Source", 60),
           Column("Simulé", 9))  # fmt: skip
Placed = tuple[Solution, Site]


# ------------------------------------------------------------------ opening sentences
def lead(view: Solutions, sites: Sequence[Placed]) -> list[str]:
    """Return what the page says first: how many solutions, where they run, what none covers."""
    real = sum(not s.simulated for s in view.solutions)
    fictive = len(view.solutions) - real
    also = f", {plural(fictive, 'fictive')} pour la démonstration" if fictive else ""
    missing = [c.label for c in uncovered(view)]
    gap = (
        f"**Aucun lauréat ne couvre{HARD}: {listing(missing)}** (lecture du tableau de bord)."
        if missing
        else "Chaque défi a au moins un lauréat (lecture du tableau de bord)."
    )
    where = "en France" if view.subject.is_national else "ici"
    laureates = plural(real, "solution lauréate", "solutions lauréates")
    return [
        f"{plural(len(view.challenges), 'défi')}, **{laureates}**{also}{HARD}; "
        f"{plural(len(sites), 'implantation')} {where}.",
        gap,
    ]


# ------------------------------------------------------------------ challenges
def challenge_table(view: Solutions) -> str:
    """Return challenges × solutions × sites of the scope; a challenge without laureate says so."""
    head = block_head(
        "Quelles solutions pour quel défi, et où ?",
        "Entre parenthèses, les implantations du périmètre · le rattachement aux défis est une "
        "lecture du tableau de bord",
    )
    real, fictive = covered(view, simulated=False), covered(view, simulated=True)
    rows = [
        [anchor(c.label, link(defi=c.id)) + (tag("span", said(c.examples), class_="basis")
                                             if c.examples else ""),
         _several(view, real[c.id]) or not_published("aucun lauréat"),
         _several(view, fictive[c.id]) or not_published("aucune"),
         said(NEEDS[c.id].words) if c.id in NEEDS else not_published("aucun chiffre déclaré"),
         cited([c.source])]
        for c in view.challenges
    ]  # fmt: skip
    columns = words("Défi", "Lauréats", "Solutions fictives ◆", "Besoin lu par", "Source")
    return section(head, grid("Défis et solutions", columns, rows), _unattached(view))


def _several(view: Solutions, found: Sequence[Solution]) -> str:
    return "<br>".join(
        f"{anchor(s.name, link(solution=s.id))} ({number(len(view.here(s)))})" for s in found
    )


def _unattached(view: Solutions) -> str:
    alone = [s for s in view.solutions if not s.challenges]
    if not alone:
        return ""
    names = ", ".join(anchor(s.name, link(solution=s.id)) for s in alone)
    return tag("p", f"Sans défi rattaché{HARD}: {names}", class_="source")


# ------------------------------------------------------------------ sites
def site_table(sites: Sequence[Placed]) -> str:
    """Return where solutions run, from experiment to general use, each row with its source."""
    if not sites:
        return tag("p", not_published("aucune implantation connue pour ces filtres"))
    rows = [_site(solution, site) for solution, site in sites]
    columns = words("Solution", "Territoire", "LIANE", "Étape", "Depuis", "Source")
    return grid("Implantations", columns, rows)


def _site(solution: Solution, site: Site) -> list[str]:
    network = site.network
    return [
        anchor(solution.name, link(solution=solution.id)) + " " + marked(simulated=site.simulated),
        anchor(site.territory.label, link(territoire=site.territory.code)),
        anchor(network.name, f"/reseaux?reseau={network.code}") if network
        else not_published("aucune LIANE"),
        said(STAGES[site.stage]) if site.stage else not_published("étape non publiée"),
        dated(site.since), cited(site.sources),
    ]  # fmt: skip


def stage_tiles(sites: Sequence[Placed], about: str) -> str:
    """Return how many sites stand at each stage; together they are all the sites shown."""
    counts = {s: sum(site.stage == s for _, site in sites) for s in STAGES}
    silent = sum(site.stage is None for _, site in sites)
    return tiles(
        about,
        *(Tile(number(n), STAGES[s], said("implantations simulées")) for s, n in counts.items()),
        Tile(number(silent), "étape non publiée", said("lieux nommés par une source")),
    )


def file_row(solution: Solution, site: Site) -> list[Cell]:
    """Return the row of a site in a file."""
    return [
        cell(solution.name), cell(site.territory.label),
        cell(site.network.name if site.network else ""),
        cell(STAGES[site.stage] if site.stage else NOT_PUBLISHED), as_published(site.since),
        cell(source_words(site.sources)), yes_or_no(site.simulated),
    ]  # fmt: skip


# ------------------------------------------------------------------ one solution
def solution_sheet(view: Solutions, found: Solution) -> str:
    """Return what is known of one solution, and what is not."""
    close = anchor("Fermer la fiche", link(solution=""))
    top = tag("div", tag("h2", text(found.name)) + close, class_="head")
    labels = {c.id: c.label for c in view.challenges}
    challenges = ", ".join(labels[c] for c in found.challenges)
    carrier = (
        anchor(found.partner_name, f"/partenaires?partenaire={found.partner}")
        if found.partner_name
        else not_published("non renseigné")
    )
    known = pairs([
        ("Porteur", carrier),
        ("Défis (notre lecture)", said(challenges) or not_published("aucun rattachement")),
        ("Implantations connues", text(number(len(found.sites)))),
        ("Source", cited(found.sources)),
    ])  # fmt: skip
    return section(top, marked(simulated=found.simulated), tag("p", said(found.purpose)), known,
                   _details(found), class_="card actor-sheet")  # fmt: skip


def _details(found: Solution) -> str:
    told = [d for d in found.details if d.fact != "Défis"]
    if not told:
        absent = "solution fictive" if found.simulated else "aucun autre fait publié"
        return tag("p", not_published(absent))
    items = "".join(
        tag("li", f"<b>{said(d.fact)}</b> {said(d.value or '')} "
            + (f"({dated(d.as_of)}) " if d.as_of else "") + cited(d.sources))
        for d in told
    )  # fmt: skip
    absent = "" if found.is_place_published else tag("p", not_published("territoires non publiés"))
    return tag("ul", items, class_="details-list") + absent


# ------------------------------------------------------------------ next
def next_card(found: Solution, places: Sequence[Next]) -> str:
    """Return where a solution could go next: ready places first, each point of the score told."""
    head = block_head(
        f"Où {found.name} pourrait-elle aller ensuite, et qui appeler ?",
        "Départements dans le quart où le besoin est le plus fort, sans elle aujourd'hui · un "
        "point par ligne vérifiée ; une orientation, pas un classement",
    )
    if not any(c in NEEDS for c in found.challenges):
        return section(head, tag("p", not_published("aucun défi rattaché : besoin non lisible")))
    if not places:
        words_ = "aucun département du périmètre n'a ce besoin sans avoir déjà la solution"
        return section(head, tag("p", said(words_.capitalize() + ".")))
    ready = sum(place.is_ready for place in places)
    said_ = (
        f"{plural(ready, 'département') if ready else 'Aucun département'} avec une LIANE ou une "
        f"convention{HARD}; {number(len(places) - ready)} en fort besoin, sans l'une ni l'autre."
    )
    columns = words("Département", "#Points", "Pourquoi", "Qui appeler", "Fonds possibles")
    rows = [_next(place) for place in places]
    table = grid("Où aller ensuite", columns, rows, about=found.name)
    source = source_line(
        f"Besoin{HARD}: chiffre de contexte déclaré par défi (Méthode)",
        "absence : d'après les lieux publiés, incomplets", "fonds : voir Financements",
    )  # fmt: skip
    return section(head, tag("p", text(said_), class_="scope-line"), table, source)


def _next(place: Next) -> list[str]:
    lines = "".join(
        tag("li", f'<span aria-hidden="true">{"✓" if r.point else "○"}</span> {said(r.words)}'
            + ("" if r.point else ' <span class="sr-only">(sans point)</span>'))
        for r in place.reasons
    )  # fmt: skip
    reasons = tag("ul", lines, class_="plain-list")
    if not place.is_ready:
        summary = f"{plural(place.score, 'point vérifié', 'points vérifiés')}{HARD}: lire pourquoi"
        reasons = tag("details", tag("summary", text(summary)) + reasons)
    cited_ = " " + pill("région citée, sites non publiés : à vérifier", "late", "◷")
    ready = "" if place.is_ready else tag("span", "ni LIANE ni convention", class_="basis")
    contact = place.contact
    call = (
        anchor(contact.name, f"/partenaires?partenaire={contact.id}")
        + tag("span", said(contact.contact or "fonction et coordonnées non renseignées"),
              class_="basis")
        if contact
        else not_published("non renseigné")
    )  # fmt: skip
    funds = "<br>".join(said(f.name) for f in place.funds) or not_published("à vérifier")
    return [
        anchor(place.territory.label, link(territoire=place.territory.code)) + ready
        + (cited_ if place.is_cited else ""),
        f"{place.score} / {len(place.reasons)}", reasons, call,
        funds,
    ]  # fmt: skip
