"""The story as one piece of HTML: every scene at once, so that nothing is asked during the talk."""

from html import escape

from lianes.documents import palette as p
from lianes.documents.geometry import Ground
from lianes.documents.stage_scenes import inside, said
from lianes.documents.stamp import stamp_of
from lianes.errors import EmptyExport
from lianes.reading.cover import PROGRAMME
from lianes.reading.dossier import Dossier
from lianes.reading.scene import Scene, Shape
from lianes.reading.story import Story, story

_CORNERS = (
    '<svg viewBox="0 0 16 16" aria-hidden="true">'
    '<path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4"/></svg>'
)
CONTROLS = (
    ("previous", "Scène précédente (flèche gauche)", "‹"),
    ("next", "Scène suivante (flèche droite, espace)", "›"),
    ("auto", "Défilement automatique (A)", "▶"),
    ("presenter", "Fenêtre de l'orateur (P)", "☰"),
    ("theme", "Fond clair ou sombre (L)", "◐"),
    ("full", "Plein écran (F)", _CORNERS),
)
DESK = """<template class="st-desk"><style>
body { margin: 0; padding: 1.5rem 2rem; font: 22px/1.4 "Source Sans", "Segoe UI", sans-serif; color: #14263b; background: #f6f7f9; }
header, nav { display: flex; gap: 1rem; align-items: center; }
time { font-size: 3rem; font-weight: 700; color: #123a66; font-variant-numeric: tabular-nums; }
header span { margin-left: auto; font-size: 1.4rem; color: #5b6b7c; }
h1 { margin: .4rem 0 .8rem; font-size: 2.1rem; line-height: 1.15; color: #123a66; }
h2 { margin: 1.4rem 0 .2rem; font-size: 1rem; font-weight: 600; color: #5b6b7c; }
.both { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 0 2rem; }
section { padding: .6rem 1.4rem; border: 1px solid #dfe4ea; border-radius: 10px; background: #fff; }
ul { margin: 0; padding: 0; list-style: none; } section li { margin: .7rem 0; font-size: 1.35rem; }
p { margin: 0; font-size: 1.3rem; font-weight: 600; }
.out { color: #8a5a00; font-size: .9rem; }
nav { margin-top: 1rem; }
button { min-height: 2.6rem; padding: 0 1.2rem; border: 1px solid #c3ccd6; border-radius: 8px; background: #fff; color: inherit; font: inherit; cursor: pointer; }
button:focus-visible { outline: 3px solid #e4572e; }
</style><main>
<header><time></time><button type="button" data-do="restart">Remettre à zéro</button><span data-slot="count"></span></header>
<h1 data-slot="title"></h1><section aria-label="Ce qui peut être dit"><ul class="notes"></ul></section>
<nav aria-label="Présentation"><button type="button" data-do="previous">‹ Précédente</button><button type="button" data-do="next">Suivante ›</button><button type="button" data-do="auto">Défilement</button><button type="button" data-do="black">Écran noir</button></nav>
<div class="both"><div><h2>Ensuite</h2><p data-slot="next"></p></div>
<div><h2>Scènes laissées de côté</h2><ul class="out"></ul></div></div></main></template>"""  # noqa: E501
"""What fills the speaker's window: its style is its own, for it opens without our stylesheets."""


def stage(found: Dossier, ground: Ground, *, base: str, leave: str) -> str:
    """Return the stage; `base` is where live views are (empty: none), `leave` the way out.

    Raises EmptyExport when the store has no network at all.
    """
    if found.subject.is_national and not found.view.networks:
        raise EmptyExport("Rien à raconter : aucune LIANE n'est enregistrée dans cet entrepôt.")
    told, stamp = story(found), stamp_of(found)
    scenes = "".join(_scene(scene, found, ground, base) for scene in told.scenes)
    way_out = f'<a class="st-leave" href="{escape(leave)}">Quitter</a>' if leave else ""
    ribbon = f'<p class="st-ribbon">{escape(stamp.demonstration)}</p>' if (
        stamp.demonstration
    ) else ""  # fmt: skip
    return (
        f'<div class="stage" lang="fr" data-title="{escape(stamp.title)}" '
        f'style="--scenes:{len(told.scenes)}"><header class="st-head"><p><b>{PROGRAMME}</b> '
        f"{escape(found.label)}</p>{ribbon}</header>"
        f'<main class="st-scenes">{scenes}</main>{_left_out(told)}{DESK}'
        f'<footer class="st-foot"><p>{escape(stamp.line)}</p>'
        '<p class="st-offline" role="status"></p><p class="st-count"></p>'
        f'<nav class="st-controls" aria-label="Présentation">{_controls()}{way_out}</nav></footer>'
        '<div class="st-done" aria-hidden="true"><i></i></div></div>'
    )


def _controls() -> str:
    return "".join(
        f'<button type="button" data-do="{name}" aria-label="{escape(words)}" '
        f'title="{escape(words)}">{mark}</button>'
        for name, words, mark in CONTROLS
    )


def _left_out(told: Story) -> str:
    """Return what the presenter's window says of the scenes that are not shown."""
    items = "".join(f"<li>{said(f'« {title} » : {why}')}</li>" for title, why in told.left_out)
    return f'<ul class="st-left-out" hidden>{items or "<li>Aucune.</li>"}</ul>'


def _scene(scene: Scene, found: Dossier, ground: Ground, base: str) -> str:
    notes = "".join(f"<li>{said(note)}</li>" for note in scene.notes)
    steps = f' data-steps="{len(scene.facts)}"' if scene.shape is Shape.MAP else ""
    return (
        f'<section class="st-scene st-is-{scene.shape}" id="scene-{scene.id}" tabindex="-1"{steps} '
        f'aria-roledescription="scène" aria-label="{escape(scene.title)}" hidden>'
        f"<h2>{said(scene.title)}</h2>{inside(scene, found, ground)}"
        f'<p class="st-source">{said(scene.source)}</p>'
        f'{_code(base, scene)}<ul class="st-notes" hidden>{notes}</ul></section>'
    )


def _code(base: str, scene: Scene) -> str:
    """Return the QR code of the live view of a scene, made here, nothing asked of anyone."""
    if not base:
        return ""
    import segno

    address = f"{base.rstrip('/')}{scene.href}"
    drawn = segno.make(address, error="m").svg_inline(
        border=2, dark=p.INK, light="#ffffff", omitsize=True
    )
    scaled = drawn.replace("<svg ", '<svg role="img" aria-label="Code QR de la vue en direct" ', 1)
    return (
        f'<a class="st-code" href="{escape(address)}" target="_blank">{scaled}'
        "<span>La vue en direct</span></a>"
    )
