"""Mounts a component whose JavaScript is served as a module instead of travelling inline."""

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from lianes.maps.packing import packed

LOADER = """export default async (c) => { const d = c.data; try {
return await (await import(new URL(
d.module ?? new TextDecoder().decode(d.subarray(0, d.indexOf(10))), document.baseURI))).render(c);
} catch (e) { console.error(e); c.parentElement.textContent =
"Cette partie de la page n'a pas pu être chargée. Rechargez la page."; } };
"""
"""Imports the module that `data` names, alone or on its first line; sent with each component, so
short. Streamlit takes a script without a newline for a path, and shows import errors in English."""


@cache
def served_component(name: str) -> ComponentRenderer:
    """Return the component `name`, drawn by `render` of the module whose URL is `data["module"]`.

    Styles are not isolated: the stylesheets of the page apply inside.
    """
    return st.components.v2.component(name, js=LOADER, isolate_styles=False)


def mount(name: str, *, key: str, module: str, text: str) -> None:
    """Mount a component that is given a text; it travels deflated behind the module's address.

    `unpacked` of `packed.js` returns the text.
    """
    served_component(name)(key=key, data=module.encode() + b"\n" + packed(text))
