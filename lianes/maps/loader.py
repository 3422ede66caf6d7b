"""Mounts a component whose JavaScript is served as a module instead of travelling inline."""

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from lianes.maps.packing import packed

LOADER = """export default async (component) => {
  const { data, parentElement } = component;
  try {
    const module = data.module ?? new TextDecoder().decode(data.subarray(0, data.indexOf(10)));
    const { render } = await import(new URL(module, document.baseURI).href);
    return await render(component);
  } catch (error) {
    console.error(error);
    parentElement.textContent = "Cette partie de la page n'a pas pu être chargée. "
      + "Rechargez la page.";
  }
};
"""
"""Streamlit takes a script without a newline for a path, and shows import errors in English."""


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
