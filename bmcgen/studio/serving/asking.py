"""What a request says, checked, and answers to what cannot be done."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import unquote

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bmcgen.diagnostics import Problems
from bmcgen.studio.keeping.store import Gone
from bmcgen.studio.serving.guard import TooLarge
from bmcgen.studio.serving.library import Unknown
from bmcgen.studio.sheet.model import diagnostic_of
from bmcgen.studio.splicing.edits import Refused

MOST_OPS = 200
SLOWEST = 20.0
"""Seconds in which a body must have come."""
Handler = Callable[[Request], Awaitable[Response]]


class Wrong(Exception):
    """A request that says nothing that can be meant."""


class Busy(Exception):
    """Too much at once."""


def answered(handler: Handler) -> Handler:
    """A handler whose refusals are answers."""

    async def again(request: Request) -> Response:
        try:
            return await handler(request)
        except (Unknown, Gone):
            return refusal(404, "not-found", "there is no such thing here")
        except Refused as exc:
            return refusal(422, "refused", str(exc))
        except Problems as exc:
            told = [diagnostic_of(each, None, "", {}) for each in exc.diagnostics]
            codes = {each.code for each in exc.diagnostics}
            status = 507 if "cannot-write" in codes else 422
            code = "cannot-write" if status == 507 else "problems"
            return refusal(status, code, exc.diagnostics[0].message, diagnostics=told)
        except Busy:
            return refusal(429, "busy", "too many at once")
        except TooLarge:
            return refusal(413, "too-large", "this is too large")
        except (Wrong, ValueError, TypeError, RecursionError) as exc:
            return refusal(400, "bad-request", str(exc)[:200])
        except (TimeoutError, ClientDisconnect):
            return refusal(408, "bad-request", "the request did not come whole")

    return again


def refusal(status: int, code: str, message: str, **more: Any) -> JSONResponse:
    """An answer that says what is wrong."""
    return JSONResponse({"error": code, "message": message, **more}, status)


async def body_of(request: Request) -> bytes:
    """The body of a request."""
    return await asyncio.wait_for(request.body(), SLOWEST)


async def said(request: Request) -> dict[str, Any]:
    """The mapping that a request holds. `Wrong` for anything else."""
    try:
        found = json.loads(await body_of(request))
    except (ValueError, RecursionError):
        raise Wrong("this is no JSON") from None
    if not isinstance(found, dict):
        raise Wrong("a mapping is wanted")
    return found


def number(given: object) -> int | None:
    """A whole number that a request names; None for anything else."""
    if isinstance(given, bool):
        return None
    if isinstance(given, int):
        return given if 0 <= given < 1 << 31 else None
    return int(given) if isinstance(given, str) and given.isascii() and given.isdigit() and len(given) < 9 else None


def text(given: object, most: int = 200) -> str:
    """A text that a request holds; empty for anything else."""
    return given[:most] if isinstance(given, str) else ""


def file_name(request: Request) -> str:
    """The name that an upload says the file has."""
    return unquote(request.query_params.get("name", ""))


def ops_of(given: dict[str, Any]) -> list[dict[str, Any]]:
    """The operations of a request. `Wrong` where they are none, or too many."""
    found = given.get("ops")
    if not isinstance(found, list) or not found or len(found) > MOST_OPS:
        raise Wrong(f"from one to {MOST_OPS} operations are wanted")
    if not all(isinstance(op, dict) for op in found):
        raise Wrong("an operation is a mapping")
    return found
