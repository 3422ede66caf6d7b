"""Around Streamlit: health, immutable files, security headers, a French index page."""

import base64
import gzip
import hashlib
import logging
import re
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

import streamlit
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lianes.errors import LianesError
from lianes.store.connection import reading, store_path
from lianes.ui import assets, file_routes, perimeters, pin
from lianes.ui.kit import empty_state
from lianes.ui.markup import plain
from lianes.ui.reads import networks_index
from lianes.ui.sitemap import PATHS
from lianes.ui.warming import keep_warm

TITLE = "1 000 LIANES"
_YEAR = "public, max-age=31536000, immutable"
_TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
_logger = logging.getLogger("lianes")


# ------------------------------------------------------------------ routes
def routes() -> list[Route]:
    """Return our own routes, beside Streamlit's."""
    return [
        Route("/healthz", _health),
        Route("/assets/{digest}/{name}", _asset),
        Route("/geo/{name}", _geometry),
        Route("/index/{name}", _networks),
        *file_routes.routes(),
        *pin.routes(),
        *perimeters.routes(),
    ]


def _health(_: Request) -> Response:
    """Say whether a reader would see figures: this process answers and its store opens."""
    said, status = "ok", 200
    try:
        with reading(store_path()):
            pass
    except LianesError as error:
        said, status = str(error), 503
    return PlainTextResponse(said, status, headers={"cache-control": "no-store"})


async def _asset(request: Request) -> Response:
    path = assets.ASSETS / Path(request.path_params["name"]).name
    if request.path_params["digest"] != assets.digest() or not path.is_file():
        return PlainTextResponse("Fichier inconnu.", status_code=404)
    return _immutable(assets.compressed(path), _TYPES[path.suffix], request)


async def _geometry(request: Request) -> Response:
    name = f"{request.path_params['name']}.gz"
    if name not in assets.manifest()["files"].values():
        return PlainTextResponse("Fond de carte inconnu.", status_code=404)
    return _immutable((assets.GEOMETRY / name).read_bytes(), "application/json", request)


async def _networks(request: Request) -> Response:
    """Serve the list of networks the search field reads; its name changes with the store."""
    try:
        name, content = networks_index()
    except LianesError:
        return PlainTextResponse("Entrepôt indisponible.", status_code=503)
    response = _immutable(content, "application/json", request)
    if request.path_params["name"] != name:
        response.headers["cache-control"] = "no-store"
    return response


def _immutable(zipped: bytes, kind: str, request: Request) -> Response:
    headers = {"cache-control": _YEAR, "vary": "accept-encoding"}
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(zipped, media_type=kind, headers=headers | {"content-encoding": "gzip"})
    return Response(gzip.decompress(zipped), media_type=kind, headers=headers)


# ------------------------------------------------------------------ index page
@cache
def _index() -> bytes:
    """Return Streamlit's index page in French, with our styles and icon."""
    page = Path(streamlit.__file__).parent / "static" / "index.html"
    html = page.read_text(encoding="utf-8")
    links = "".join(
        f'<link rel="stylesheet" href="{assets.asset_url(name)}">' for name in assets.STYLESHEETS
    )
    icon = f'<link rel="icon" type="image/svg+xml" href="{assets.asset_url("icon.svg")}">'
    html = html.replace('<html lang="en">', '<html lang="fr">')
    html = re.sub(r"<title>.*?</title>", f"<title>{TITLE}</title>", html)
    html = re.sub(r'<link rel="shortcut icon"[^>]*>', icon, html)
    html = re.sub(
        r"<noscript>.*?</noscript>", f"<noscript>{_NO_SCRIPT}</noscript>", html, flags=re.S
    )
    html = re.sub(r'(href|src)="\./', r'\1="/', html)  # deep links ask from their own folder
    root = f'<script src="{assets.asset_url("root.js")}"></script>'
    for name in ("french.js", "connection.js"):
        root += f'<script type="module" src="{assets.asset_url(name)}"></script>'
    return html.replace("<title>", f"{root}<title>").replace("</head>", f"{links}</head>").encode()


_NO_SCRIPT = "Ce tableau de bord a besoin de JavaScript. Activez-le puis rechargez la page."


@cache
def _security_headers() -> tuple[tuple[bytes, bytes], ...]:
    inline = re.findall(rb"<script>(.*?)</script>", _index(), re.S)
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script).digest()).decode()}'"
        for script in inline
    )
    policy = (
        f"default-src 'self'; script-src 'self' {hashes} 'unsafe-eval' 'wasm-unsafe-eval' blob:; "
        "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
        "connect-src 'self' ws: wss:; worker-src 'self' blob:; frame-ancestors 'self'; "
        "object-src 'none'; base-uri 'self'; form-action 'self'"
    )
    headers = {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=()",
        "cross-origin-opener-policy": "same-origin",
    }
    return tuple((name.encode(), value.encode()) for name, value in headers.items())


# ------------------------------------------------------------------ middleware
def middleware() -> list[Middleware]:
    """Return what every request goes through before Streamlit."""
    return [Middleware(Front)]


class Front:
    """Serves the French index for pages, adds security headers to everything."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one connection."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sender = _with_headers(send)
        if _asks_for_page(scope):
            known = scope["path"].strip("/") in PATHS
            answer = _page(Request(scope)) if known else _unknown_page()
            await answer(scope, receive, sender)
        else:
            await self.app(scope, receive, sender)


def _asks_for_page(scope: Scope) -> bool:
    """Whether the request is for a page of ours: one word without extension, or the root."""
    accepts = dict(scope["headers"]).get(b"accept", b"")
    word = scope["path"].strip("/")
    return (
        scope["method"] in ("GET", "HEAD")
        and (b"text/html" in accepts or word == "")
        and re.fullmatch(r"[a-z-]*", word) is not None
        and word != "healthz"
    )


def _page(request: Request) -> Response:
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    content = _zipped_index() if zipped else _index()
    headers = {"cache-control": "no-cache", "vary": "accept-encoding"}
    if zipped:
        headers["content-encoding"] = "gzip"
    return Response(content, media_type="text/html; charset=utf-8", headers=headers)


def _unknown_page() -> Response:
    """Say in French that nothing stands at this address: Streamlit would say it in English."""
    style = f'<link rel="stylesheet" href="{assets.asset_url("lianes.css")}">'
    html = (
        f'<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Page inconnue · {TITLE}'
        f'</title><meta name="viewport" content="width=device-width">{style}</head>'
        '<body class="lost"><main><h1>Cette page n\'existe pas</h1>'
        '<p>Vérifiez l\'adresse, ou repartez de la <a href="/">vue nationale</a>.</p>'
        "</main></body></html>"
    )
    return HTMLResponse(html, status_code=404)


@cache
def _zipped_index() -> bytes:
    return gzip.compress(_index(), mtime=0)


def _with_headers(send: Send) -> Send:
    async def sender(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), *_security_headers()]
        await send(message)

    return sender


# ------------------------------------------------------------------ life
@asynccontextmanager
async def lifespan(_: Any) -> AsyncIterator[dict[str, Any]]:
    """Prepare what the first reader would otherwise wait for."""
    _index()
    _security_headers()
    ends = threading.Event()
    threading.Thread(target=keep_warm, args=(ends,), name="warming", daemon=True).start()
    try:
        yield {}
    finally:
        ends.set()


def show_error(error: Exception) -> bool:
    """Log an unforeseen error for the operator and tell the reader, who never sees its trace."""
    _logger.error("Erreur imprévue", exc_info=error)
    plain(
        empty_state(
            "Cette partie de la page n'a pas pu être affichée",
            "L'erreur est inscrite au journal du serveur. Rechargez la page ; si elle revient, "
            "transmettez l'adresse de cette page à l'équipe qui tient le tableau de bord.",
        )
    )
    return True
