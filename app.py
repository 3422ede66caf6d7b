"""ASGI entry of the dashboard: `streamlit run app.py` or `uvicorn app:app`."""

import gc
from pathlib import Path

import streamlit as st

from lianes.ui import server

app = st.App(
    Path(__file__).parent / "lianes" / "ui" / "frame.py",
    routes=server.routes(),
    middleware=server.middleware(),
    lifespan=server.lifespan,
    on_script_error=server.show_error,
)

# What is imported stays for the life of the process: a full collection after each run would
# walk it again (the largest cost of a run, as measured).
gc.collect()
gc.freeze()

if __name__ == "__main__":
    app.run()
