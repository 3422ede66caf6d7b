"""Serves the small application with its assets, geometry and networks, as the real entry does."""

import gzip
import json
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

ROOT = Path(__file__).parents[2]
TYPES = {".js": "text/javascript", ".css": "text/css"}
NETWORKS = [
    ["LIANE-07", "LIANE 07 (démonstration), Roubaix", "Roubaix", "Nord"],
    ["LIANE-12", "LIANE 12 (démonstration), Lens", "Lens", "Pas-de-Calais"],
]


async def asset(request: Request) -> Response:
    file = ROOT / "lianes/ui/assets" / request.path_params["name"]
    return Response(file.read_bytes(), media_type=TYPES[file.suffix])


async def geometry(request: Request) -> Response:
    file = ROOT / "data/geo" / f"{request.path_params['name']}.gz"
    if not file.exists():
        return Response(status_code=404)
    return Response(gzip.decompress(file.read_bytes()), media_type="application/json")


async def manifest(_: Request) -> Response:
    return Response((ROOT / "data/geo/manifest.json").read_bytes(), media_type="application/json")


async def networks(_: Request) -> Response:
    return Response(json.dumps(NETWORKS), media_type="application/json")


app = st.App(
    Path(__file__).with_name("map_app.py"),
    routes=[
        Route("/assets/test/{name}", asset),
        Route("/geo/manifest.json", manifest),
        Route("/geo/{name}", geometry),
        Route("/networks.json", networks),
    ],
)
