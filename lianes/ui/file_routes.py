"""`/fichiers/parcours.xlsx?territoire=DEP-59`: the file of a page, made when it is asked for."""

import asyncio
import logging
from concurrent.futures import ThreadPoolExecutor
from html import escape
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lianes.access.audience import configured_audience
from lianes.errors import LianesError
from lianes.ui import assets, reads
from lianes.ui.address import Address
from lianes.ui.file_offers import ORIGIN, OVERVIEW, Made, UnknownFile
from lianes.ui.file_offers import made as make_file

_MAKERS = ThreadPoolExecutor(2, thread_name_prefix="fichiers")
"""Files wait for each other, so that readers never wait for many of them at once."""
_logger = logging.getLogger("lianes")


def routes() -> list[Route]:
    """Return the route of the files."""
    return [Route("/fichiers/{page}.{extension}", _file)]


def href(path: str, extension: str, address: Address) -> str:
    """Return the address of a file of the page at `path`, for what the reader looks at."""
    query = "&".join(
        f"{quote(name)}={quote(value, safe=',.')}" for name, value in address.parameters.items()
    )
    return f"/fichiers/{path or OVERVIEW}.{extension}" + (f"?{query}" if query else "")


async def _file(request: Request) -> Response:
    back = "/" if request.path_params["page"] == OVERVIEW else f"/{request.path_params['page']}"
    try:
        found = await asyncio.get_running_loop().run_in_executor(
            _MAKERS, _made, request.path_params["page"], request.path_params["extension"],
            {**request.query_params, ORIGIN: str(request.base_url)},
        )  # fmt: skip
    except UnknownFile as error:
        return _refused(str(error), "/", 404)
    except LianesError as error:
        return _refused(str(error), f"{back}?{request.url.query}", 422)
    except Exception:
        _logger.exception("Fichier impossible à préparer : %s", request.url)
        return _refused(_UNFORESEEN, f"{back}?{request.url.query}", 500)
    headers = {
        "content-disposition": f'attachment; filename="{found.name}"',
        "cache-control": "no-store",
    }
    return Response(found.content, media_type=found.mime, headers=headers)


def _made(page: str, extension: str, parameters: dict[str, str]) -> Made:
    """Make a file under the audience of the installation, as a page would be."""
    address = reads.read_address_of(parameters, configured_audience())
    return make_file(page, extension, address)


_UNFORESEEN = (
    "Ce fichier n'a pas pu être préparé. L'erreur est inscrite au journal du serveur ; si elle "
    "revient, transmettez l'adresse de cette page à l'équipe qui tient le tableau de bord."
)


def _refused(words: str, back: str, status: int) -> Response:
    """Say in French why there is no file, and how to go back."""
    style = f'<link rel="stylesheet" href="{assets.asset_url("lianes.css")}">'
    html = (
        '<!DOCTYPE html><html lang="fr"><head><meta charset="utf-8"><title>Aucun fichier · '
        f'1 000 LIANES</title><meta name="viewport" content="width=device-width">{style}</head>'
        f'<body class="lost"><main><h1>Aucun fichier n\'a été préparé</h1><p>{escape(words)}</p>'
        f'<p><a href="{escape(back)}">Revenir à la page</a></p></main></body></html>'
    )
    return HTMLResponse(html, status_code=status)
