"""« Mon territoire »: a cookie of this browser remembers one territory, nothing of the reader."""

import re

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

COOKIE = "lianes_territoire"
PATH = "/epingle.html"
"""With a suffix, as a file: the navigator leaves it to the browser, which keeps the cookie."""
_CODES = re.compile(r"[A-Z]+-[\w-]+(,[A-Z]+-[\w-]+){0,5}", re.ASCII)
_YEAR = 365 * 24 * 3600


def pinned_territory() -> str | None:
    """Return the territory pinned on this browser; None when there is none or it is unreadable."""
    found = str(st.context.cookies.get(COOKIE, "")).replace("%2C", ",")
    return found if _CODES.fullmatch(found) else None


def routes() -> list[Route]:
    """Return the address that pins: a link of the sheet leads to it, and it leads back."""
    return [Route(PATH, _pin)]


async def _pin(request: Request) -> RedirectResponse:
    asked = request.query_params.get("territoire", "")
    known = _CODES.fullmatch(asked) is not None
    back = f"/territoire?territoire={asked}" if known else "/territoire"
    response = RedirectResponse(back, status_code=303, headers={"cache-control": "no-store"})
    if known:
        value = asked.replace(",", "%2C")
        response.set_cookie(COOKIE, value, max_age=_YEAR, httponly=True, samesite="lax")
    else:
        response.delete_cookie(COOKIE, httponly=True, samesite="lax")
    return response
