"""The sheet of a territory or of a network: A4, vector drawings, tagged, in French."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from lianes.documents import palette as p
from lianes.documents.basis import VERDICTS
from lianes.documents.geometry import Ground
from lianes.documents.line_svg import trajectory_svg
from lianes.documents.map_drawing import STATUSES, Drawing, Paint, drawing_of
from lianes.documents.stamp import stamp_of
from lianes.documents.svg import bare_map, swatch
from lianes.documents.typesetting import tagged_pdf
from lianes.documents.words import amount, basis, beside, unmarked, value_words
from lianes.domain.french import day, number, plural, published_date, with_unit
from lianes.metrics.figure import State
from lianes.metrics.verdict import Verdict
from lianes.reading.dossier import Dossier
from lianes.reading.overview import Card
from lianes.reading.sentences import lead, trajectory_question, trajectory_sentence

TEMPLATE = Path(__file__).parent / "sheet.typ"
MAP_AREA = (0.0, 0.0, 900.0, 720.0)
_VERDICT_INKS = {Verdict.ABOVE: ("▲", p.ABOVE), Verdict.BELOW: ("▼", p.BELOW)}


def sheet(found: Dossier, ground: Ground) -> bytes:
    """Return the sheet; a territory without network says so and shows its context."""
    data = json.dumps(content(found, ground), ensure_ascii=False)
    return tagged_pdf(TEMPLATE.read_text(encoding="utf-8"), data=data)


def content(found: Dossier, ground: Ground) -> dict[str, Any]:
    """Return everything the sheet says, as plain values."""
    stamp, deployed = stamp_of(found), bool(found.view.networks)
    return {
        "title": f"{stamp.title} · fiche",
        "kind": _kind(found),
        "name": found.label,
        "stamp": stamp.line,
        "demonstration": stamp.demonstration,
        "lead": [unmarked(sentence) for sentence in lead(found.view)],
        "absent": "" if deployed else _absent(found),
        "cards": [_card(card, found) for card in found.view.cards] if deployed else [],
        **_map(found, ground),
        **_line(found),
        "tables": [table for table in _tables(found, deployed=deployed) if table["rows"]],
    }


def _kind(found: Dossier) -> str:
    if found.subject.network is not None:
        return "Fiche LIANE"
    return "Fiche nationale" if found.subject.is_national else "Fiche territoire"


def _absent(found: Dossier) -> str:
    return (
        f"Aucune LIANE n'a son siège dans « {found.label} » : le programme n'y est pas encore "
        "déployé. Ce n'est pas un zéro. Le contexte du territoire figure ci-dessous."
    )


def _card(card: Card, found: Dossier) -> dict[str, Any]:
    verdict = card.estimate.verdict
    mark, ink = _VERDICT_INKS.get(verdict, ("●", p.GREY)) if verdict else ("", p.GREY)
    return {
        "label": card.estimate.indicator.label,
        "measured": card.estimate.is_measured,
        "amount": amount(card.estimate),
        "beside": beside(card, found),
        "verdict": f"{mark} {VERDICTS[verdict]}" if verdict else "",
        "ink": ink,
    }


# ------------------------------------------------------------------ drawings
def _map(found: Dossier, ground: Ground) -> dict[str, Any]:
    drawing = drawing_of(found, ground)
    return {
        "map": bare_map(drawing, stamp_of(found), MAP_AREA),
        "map_title": drawing.title,
        "map_measure": drawing.measure,
        "map_alt": _map_words(drawing),
        "legend": [*_legend(drawing.legend), *_statuses(drawing.statuses)],
    }


def _map_words(drawing: Drawing) -> str:
    told = [
        f"{area.shape.name} : {area.words}"
        for area in drawing.areas
        if area.paint.state is not State.NOT_DEPLOYED and not area.shape.copy
    ]
    return f"Carte. {drawing.measure}. {' ; '.join(told) or 'Aucun territoire déployé'}."


def _legend(entries: Sequence[tuple[Paint, str]]) -> list[dict[str, str]]:
    return [{"swatch": swatch(paint), "words": words} for paint, words in entries]


def _statuses(statuses: Sequence[str]) -> list[dict[str, str]]:
    return [{"swatch": swatch(status), "words": STATUSES[status]} for status in statuses]


def _line(found: Dossier) -> dict[str, str]:
    sentence = trajectory_sentence(found.view.trajectory)
    return {
        "line": trajectory_svg(found),
        "line_title": trajectory_question(found.view),
        "line_said": sentence or "Nombre de locataires ayant pris un emploi, cumulé",
    }


# ------------------------------------------------------------------ tables
def _tables(found: Dossier, *, deployed: bool) -> list[dict[str, Any]]:
    blocks = [_watch(found), _children(found), _networks(found), _indicators(found)]
    return [*(blocks if deployed else ()), _context(found), _conventions(found), _about(found)]


def _table(
    title: str, heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int],
    *, numeric: Sequence[int] = (), said: str = "",
) -> dict[str, Any]:  # fmt: skip
    return {
        "title": title,
        "said": said,
        "heads": list(heads),
        "rows": [list(row) for row in rows],
        "widths": list(widths),
        "numeric": [rank in numeric for rank in range(len(heads))],
    }


def _watch(found: Dossier) -> dict[str, Any]:
    rows = [(item.label, item.what, item.basis) for item in found.view.attention]
    heads = ("Où", "Quoi", "Sur quoi cela repose")
    return _table("Qu'est-ce qui demande attention ?", heads, rows, (5, 6, 5))


def _children(found: Dossier) -> dict[str, Any]:
    rows = [
        (
            row.territory.label,
            number(row.networks),
            value_words(row.jobs),
            value_words(row.exits),
            basis(row.exits),
            VERDICTS[row.exits.verdict] if row.exits.is_measured and row.exits.verdict else "",
        )
        for row in found.view.children
    ]
    heads = ("Territoire", "LIANES", "Prises d'emploi", "Sorties vers l'emploi",
             "Sur quoi cela repose", "Par rapport au reste")  # fmt: skip
    said = "Verdict à 99,8 %, car les comparaisons sont nombreuses ; jamais de rang par taux."
    title = "Les parcours mènent-ils à l'emploi ?"
    return _table(title, heads, rows, (5, 2, 4, 4, 8, 5), numeric=(1, 2, 3), said=said)


def _networks(found: Dossier) -> dict[str, Any]:
    rows = [
        (one.name, one.seat_name, one.stage.label, day(one.opened_on) if one.opened_on else "")
        for one in found.view.networks
    ]
    heads = ("LIANE", "Siège", "Étape", "Ouverte le")
    title = "Quels réseaux agissent ici ?" if found.subject.network is None else "La LIANE"
    said = plural(len(rows), "LIANE", "LIANES")
    return _table(title, heads, rows, (7, 4, 3, 4), said=said)


def _indicators(found: Dossier) -> dict[str, Any]:
    rows = [(one.indicator.label, value_words(one), basis(one)) for one in found.view.indicators]
    heads = ("Indicateur", "Valeur", "Sur quoi il repose")
    return _table("Que disent tous les indicateurs ?", heads, rows, (6, 4, 8), numeric=(1,))


def _context(found: Dossier) -> dict[str, Any]:
    rows = [
        (one.label, with_unit(one.value, one.unit, 0 if one.value == round(one.value) else 1),
         published_date(one.as_of), one.producer)
        for one in found.context
    ]  # fmt: skip
    heads = ("Contexte", "Valeur", "Date", "Source")
    said = "Chiffres publiés sur le territoire entier ; ce ne sont pas des résultats du programme."
    title = "Dans quel contexte ?"
    return _table(title, heads, rows, (7, 5, 3, 4), numeric=(1,), said=said)


def _conventions(found: Dossier) -> dict[str, Any]:
    known = (*found.concern.local, *found.concern.national)
    rows = [
        (one.title, published_date(one.signed_on), ", ".join(name for _, name in one.parties))
        for one in known
    ]
    heads = ("Convention publiée", "Signée", "Signataires")
    return _table("Quelles conventions concernent ce territoire ?", heads, rows, (8, 4, 7))


def _about(found: Dossier) -> dict[str, Any]:
    pairs = stamp_of(found).pairs
    return _table("D'où viennent ces chiffres ?", ("Ce document", "Valeur"), pairs, (3, 9))
