"""Déposer : comment envoyer des chiffres ? Template, file or form, checks, preview, apply, undo.

Readers: whoever sends the figures of a network or a project, a regional manager who corrects them.
In two minutes a right file is in; a wrong one is refused with the place of each mistake; anything
can be undone.
"""

import streamlit as st

from lianes.metrics.masking import Audience
from lianes.ui import deposit_blocks as blocks
from lianes.ui import deposit_reads, reads
from lianes.ui.address import link
from lianes.ui.deposit_entry import entry
from lianes.ui.deposit_mapping import mapping
from lianes.ui.flow import no_more_flow
from lianes.ui.journal_blocks import journal
from lianes.ui.kit import empty_state, page_head, segments
from lianes.ui.markup import plain
from lianes.ui.page import current_address, end_page
from lianes.ui.preview_blocks import preview

WAYS = {"fichier": "Par fichier", "saisie": "Par formulaire", "journal": "Journal et annulation"}

no_more_flow()
address = current_address()
subject = reads.subject(address.scope)
lead = "Le fichier est contrôlé, ce qui changerait est montré, rien n'est écrit avant votre accord."
plain(page_head("Déposer", [lead]))
if address.audience is Audience.EXTERNE:
    plain(empty_state("Réservé au programme", "Le dépôt se fait depuis une installation interne."))
    end_page()
way = address.parameter("depot", list(WAYS), "fichier")
plain(segments("Manière", [(words, link(depot=key), key == way) for key, words in WAYS.items()]))
blocks.done()
with st.container(key="card_author"):
    author = blocks.author_box()
if way == "journal":
    with st.container(key="card_journal"):
        journal(address, author)
    end_page()
if way == "fichier":
    with st.container(key="card_template"):
        projects = deposit_reads.projects_within(address.scope)
        blocks.templates(deposit_reads.networks_within(subject.entities), projects, subject.label)
with st.container(key="card_deposit"):
    parcel = blocks.file_box() if way == "fichier" else entry(address)
if parcel is None:
    end_page()
found = blocks.examined(parcel)
with st.container(key="card_checked"):
    blocks.understood(found)
    if way == "fichier":
        mapping(parcel, found)
    blocks.problems(found.problems)
if not found.is_blocked:
    with st.container(key="card_preview"):
        if preview(parcel, address.audience):
            blocks.apply_box(parcel, author, key=way)
