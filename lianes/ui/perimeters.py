"""« Mes périmètres »: territories chosen together, saved under a name on this browser only.

The URL alone restores a perimeter anywhere; the cookie only remembers its name, nothing of the
reader.
"""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from collections.abc import Mapping

import streamlit as st
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Route

from lianes.domain.french import HARD
from lianes.ui.markup import link, tag, text

COOKIE = "lianes_perimetres"
PATH = "/perimetre.html"
"""With a suffix, as a file: the navigator leaves it to the browser, which keeps the cookie."""
MOST = 8
LONGEST_NAME = 40
_CODES = re.compile(r"[A-Z]+-[\w-]+(,[A-Z]+-[\w-]+){1,11}", re.ASCII)
_YEAR = 365 * 24 * 3600


def saved_perimeters() -> dict[str, str]:
    """Return the codes of each perimeter saved on this browser, by name; unreadable ones leave."""
    return decoded(str(st.context.cookies.get(COOKIE, "")))


def encoded(perimeters: Mapping[str, str]) -> str:
    """Return perimeters as the value of a cookie."""
    written = json.dumps(dict(perimeters), ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(written.encode()).decode().rstrip("=")


def decoded(value: str) -> dict[str, str]:
    """Return the perimeters a cookie holds; nothing when it is unreadable."""
    try:
        read = json.loads(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
    except (Error, ValueError):
        return {}
    if not isinstance(read, dict):
        return {}
    known = {
        _named(name): codes for name, codes in read.items()
        if isinstance(codes, str) and _CODES.fullmatch(codes) and _named(name)
    }  # fmt: skip
    return dict(list(known.items())[:MOST])


def name_of(codes: str, perimeters: Mapping[str, str]) -> str | None:
    """Return the name under which these codes are saved, in whatever order."""
    wanted = set(codes.split(","))
    return next((n for n, held in perimeters.items() if set(held.split(",")) == wanted), None)


def _named(words: str) -> str:
    """Return a name on one line, short enough."""
    return " ".join("".join(c for c in words if c.isprintable()).split())[:LONGEST_NAME].strip()


# ------------------------------------------------------------------ on the sheet
def perimeter_block(codes: str, perimeters: Mapping[str, str]) -> str:
    """Return the perimeters saved, and the field that saves the present one when it has no name."""
    items = "".join(_item(name, held, held == codes) for name, held in perimeters.items())
    listed = tag("p", tag("b", "Mes périmètres") + items, class_="mine") if items else ""
    can_save = _CODES.fullmatch(codes) and name_of(codes, perimeters) is None
    if not can_save:
        return listed
    if len(perimeters) >= MOST:
        words = f"{MOST} périmètres sont déjà enregistrés sur ce navigateur{HARD}: oubliez-en un."
        return listed + tag("p", text(words), class_="source")
    return listed + _form(codes)


def _item(name: str, codes: str, is_current: bool) -> str:
    current = "true" if is_current else None
    way = link(name, f"?territoire={codes}", aria_current=current)
    forget = tag("a", "×", href=f"{PATH}?oublier={codes}", rel="nofollow",
                 aria_label=f"Oublier {name}")  # fmt: skip
    return tag("span", way + forget, class_="saved")


def _form(codes: str) -> str:
    field = (
        f'<label for="perimeter-name">Enregistrer ce périmètre sous le nom</label>'
        f'<input id="perimeter-name" name="nom" maxlength="{LONGEST_NAME}" required '
        f'autocomplete="off"><input type="hidden" name="territoire" value="{text(codes)}">'
        "<button>Enregistrer</button><small>sur ce navigateur seulement ; l'adresse de cette page "
        "le restaure partout</small>"
    )
    return tag("form", field, action=PATH, class_="save-perimeter")


# ------------------------------------------------------------------ the address that saves
def routes() -> list[Route]:
    """Return the address that saves or forgets a perimeter, and leads back to the sheet."""
    return [Route(PATH, _keep)]


async def _keep(request: Request) -> RedirectResponse:
    kept = decoded(request.cookies.get(COOKIE, ""))
    codes, name = request.query_params.get("territoire", ""), request.query_params.get("nom", "")
    forgotten = request.query_params.get("oublier", "")
    if forgotten:
        kept = {n: held for n, held in kept.items() if held != forgotten}
    elif _CODES.fullmatch(codes) and _named(name) and len(kept) < MOST:
        kept[_named(name)] = codes
    back = codes or forgotten
    place = f"?territoire={back}" if _CODES.fullmatch(back) else ""
    response = RedirectResponse(
        f"/territoire{place}", status_code=303, headers={"cache-control": "no-store"}
    )
    response.set_cookie(COOKIE, encoded(kept), max_age=_YEAR, httponly=True, samesite="lax")
    return response
