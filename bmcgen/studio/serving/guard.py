"""Who may ask for anything at all: the browser that was handed the token, on the page that this server sent.

It stands before all routes, and what it does not know it refuses. That a server listens on this machine alone keeps
nobody out: any page in the browser can send it requests, pages of other ports with the cookies of this one, and a
name that leads elsewhere a moment ago may lead here.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from urllib.parse import parse_qs

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "bmcgen_"
OWN_HEADER = "x-studio"
MOST_BODY = 1_000_000
MOST_UPLOAD = 20_000_000
_SAFE = ("GET", "HEAD")
_WRITES = ("POST",)
_SITE = "sec-fetch-site"
POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)
HEADERS: Mapping[str, str] = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Lets in what comes from the one page. `token` opens the door once; the cookie it is exchanged for is another."""

    def __init__(self, app: ASGIApp, port: int, token: str, shut: Callable[[], str]) -> None:
        self.app, self.port = app, port
        self._shut = shut
        """What a person reads who is not let in."""
        self._token: str | None = token
        self._cookie = secrets.token_urlsafe(32)
        self.hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    @property
    def cookie_name(self) -> str:
        """Cookies are shared by all ports of a machine, so the name has the port."""
        return f"{COOKIE}{self.port}"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            # There is no other way in.
            if scope["type"] == "websocket":
                await receive()
                await send({"type": "websocket.close", "code": 1008})
            return
        shown = _with_headers(send)
        refusal = self._refusal(scope)
        if refusal is not None:
            await refusal(scope, receive, shown)
            return
        limit = MOST_UPLOAD if _is_upload(scope) else MOST_BODY
        if _length(scope) > limit:
            await _refused(413, "too-large")(scope, receive, shown)
            return
        await self.app(scope, _Limited(receive, limit), shown)

    def _refusal(self, scope: Scope) -> Response | None:
        """The answer to what is not let in; None for what is."""
        headers, method = Headers(scope=scope), scope["method"]
        if not self._is_addressed(headers) or method not in (*_SAFE, *_WRITES):
            return _refused(403, "locked")
        if not self._is_own_page(headers, scope):
            return _refused(403, "locked")
        if scope["path"] == "/" and (given := _query(scope, "token")):
            return RedirectResponse("/", 303) if self._has_cookie(headers) else self._let_in(given, headers)
        if not self._has_cookie(headers):
            return self._locked(headers)
        if method in _WRITES and not _is_written_by_page(headers, scope):
            return _refused(403, "locked")
        return None

    def _is_addressed(self, headers: Headers) -> bool:
        """Whether it was sent to the very name and port of this server, which a rebound name never is."""
        hosts = headers.getlist("host")
        return len(hosts) == 1 and hosts[0] in self.hosts

    def _is_own_page(self, headers: Headers, scope: Scope) -> bool:
        """Whether the page that sent it is one of this server's, as far as the browser tells."""
        origins, sites = headers.getlist("origin"), headers.getlist(_SITE)
        host = headers["host"]
        if origins and origins != [f"http://{host}"]:
            return False
        if not origins and scope["method"] in _WRITES:
            return False
        if sites and sites != ["same-origin"]:
            # Typed into the address bar, or opened by this program.
            return sites == ["none"] and scope["method"] in _SAFE and _is_page(scope["path"])
        return True

    def _has_cookie(self, headers: Headers) -> bool:
        given = [
            value.strip()
            for header in headers.getlist("cookie")
            for name, _, value in (part.partition("=") for part in header.split(";"))
            if name.strip() == self.cookie_name
        ]
        return len(given) == 1 and secrets.compare_digest(given[0].encode(), self._cookie.encode())

    def _locked(self, headers: Headers) -> Response:
        """Words for a person in a browser, and for scripts what they read."""
        if "text/html" in headers.get("accept", ""):
            return PlainTextResponse(self._shut(), 403)
        return _refused(403, "locked")

    def _let_in(self, given: str, headers: Headers) -> Response:
        """The cookie for the token, which is good for nothing afterwards."""
        if self._token is None or not secrets.compare_digest(given.encode(), self._token.encode()):
            return self._locked(headers)
        self._token = None
        answer = RedirectResponse("/", 303)
        answer.set_cookie(self.cookie_name, self._cookie, httponly=True, samesite="strict", path="/")
        return answer


def _is_page(path: str) -> bool:
    """What is shown in a tab of its own: the page, and files to look at and to print."""
    return path == "/" or path.startswith("/d/") or path.endswith("/export")


def _is_upload(scope: Scope) -> bool:
    return bool(scope["path"] == "/api/import" or scope["path"].endswith("/photo"))


def _is_written_by_page(headers: Headers, scope: Scope) -> bool:
    """Whether it has what a form of another page cannot send."""
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    wanted = "application/octet-stream" if _is_upload(scope) else "application/json"
    return kind == wanted and headers.getlist(OWN_HEADER) == ["1"]


def _query(scope: Scope, key: str) -> str:
    found = parse_qs(scope["query_string"].decode("latin-1")).get(key, [])
    return found[0] if len(found) == 1 else ""


def _length(scope: Scope) -> int:
    given = Headers(scope=scope).get("content-length", "0")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 12 else MOST_UPLOAD + 1


def _refused(status: int, code: str) -> Response:
    said = {"locked": "open the address that the terminal shows", "too-large": "this is too large"}
    return JSONResponse({"error": code, "message": said[code]}, status)


def _with_headers(send: Send) -> Send:
    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            known = {name.lower() for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in known]
            if b"cache-control" not in known:
                more.append((b"cache-control", b"no-store"))
            message = {**message, "headers": [*message["headers"], *more]}
        await send(message)

    return sent


class TooLarge(Exception):
    """More came than was announced, or allowed."""


class _Limited:
    """Receives no more than a limit."""

    def __init__(self, receive: Receive, limit: int) -> None:
        self._receive, self._left = receive, limit

    async def __call__(self) -> Message:
        message = await self._receive()
        if message["type"] == "http.request":
            self._left -= len(message.get("body", b""))
            if self._left < 0:
                raise TooLarge
        return message
