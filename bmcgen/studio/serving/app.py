"""All routes, with what is not about one document: the page, the folder, fonts, news."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bmcgen import __version__, importing
from bmcgen.assets.localisation.locales import readable
from bmcgen.importing.formats import by_suffix
from bmcgen.studio.serving import dress
from bmcgen.studio.serving.asking import Busy, Wrong, answered, body_of, file_name, refusal, said, text
from bmcgen.studio.serving.desk import Desk
from bmcgen.studio.serving.library import YAML, Unknown
from bmcgen.studio.serving.working import Working
from bmcgen.studio.sheet.faces import ShownFaces
from bmcgen.studio.words import ui_languages, ui_words

STATIC = Path(__file__).parents[1] / "static"
TYPES: Mapping[str, str] = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".woff2": "font/woff2",
    ".webmanifest": "application/manifest+json",
    ".ico": "image/x-icon",
}
_IMMUTABLE = "private, max-age=31536000, immutable"


class Studio:
    """The server's answers, but for those of documents."""

    def __init__(self, desk: Desk, file: str | None) -> None:
        self.desk, self.file = desk, file

    def app(self) -> Starlette:
        """The application."""
        table = [
            ("/", self.page, "GET"),
            ("/d/{rest:path}", self.page, "GET"),
            ("/favicon.ico", self.icon, "GET"),
            ("/static/{path:path}", self.static, "GET"),
            ("/api/start", self.start, "GET"),
            ("/api/words", self.words, "GET"),
            ("/api/picture", self.picture, "GET"),
            ("/api/new", self.new, "POST"),
            ("/api/open", self.open, "POST"),
            ("/api/import", self.take_in, "POST"),
            ("/api/events", self.events, "GET"),
            ("/api/fonts.css", self.stylesheet, "GET"),
            ("/api/fonts/{font}.ttf", self.font, "GET"),
        ]
        routes = [Route(path, answered(does), methods=[method]) for path, does, method in table]
        routes += Working(self.desk).routes()

        @asynccontextmanager
        async def lifespan(_: Starlette) -> AsyncIterator[None]:
            yield
            await self.desk.close()

        missing = {404: _not_found, 405: _not_found}
        return Starlette(routes=routes, lifespan=lifespan, exception_handlers=missing)

    async def page(self, request: Request) -> Response:
        """The one page."""
        return _file(STATIC / "index.html", request)

    async def icon(self, request: Request) -> Response:
        """The icon that browsers ask for by this name."""
        return _file(STATIC / "icon.svg", request)

    async def static(self, request: Request) -> Response:
        """A file of the interface."""
        parts = request.path_params["path"].split("/")
        if len(parts) > 2 or any(not part or part.startswith(".") or "\\" in part for part in parts):
            raise Unknown
        return _file(STATIC.joinpath(*parts), request)

    async def start(self, request: Request) -> Response:
        """What the start page shows."""
        library, assets = self.desk.library, self.desk.assets
        return JSONResponse(await self.desk.make(partial(self._start, library, assets)))

    def _start(self, library: Any, assets: Any) -> dict[str, Any]:
        layouts = [*library.layouts()]
        papers = [paper for layout in layouts for paper in layout["papers"]]
        return {
            "version": __version__,
            "folder": library.folder.name,
            "file": self.file,
            "writable": library.writable,
            "documents": [*library.documents()],
            "layouts": layouts,
            "locales": [{"code": code, "name": each.name} for code, each in readable(assets).items()],
            "uiLocales": [*ui_languages(assets)],
            "themes": [*assets.names("layouts/themes")],
            "papers": [*dict.fromkeys(papers)],
            "importable": sorted([*by_suffix(), importing.PDF]),
        }

    async def words(self, request: Request) -> Response:
        """The words of the interface."""
        language = text(request.query_params.get("locale"), 12) or "en"
        return JSONResponse(await self.desk.make(partial(ui_words, self.desk.assets, language)))

    async def picture(self, request: Request) -> Response:
        """A small picture of a document."""
        data = await self.desk.make(partial(self.desk.library.picture, request.query_params.get("file")))
        return Response(data, media_type="image/png", headers={"cache-control": _IMMUTABLE})

    async def new(self, request: Request) -> Response:
        """A new document."""
        given = await said(request)
        work = partial(self.desk.library.new, given.get("layout"), given.get("locale"), given.get("title"))
        path = await self.desk.make(work)
        self.desk.hub.publish("", "documents", {})
        return JSONResponse({"file": path.name})

    async def open(self, request: Request) -> Response:
        """Opens a document; another file becomes a new one beside it."""
        given = await said(request)
        path = self.desk.library.path(given.get("file"))
        more: dict[str, Any] = {}
        if path.suffix.lower() not in YAML:
            source = path
            path, summary, left = await self.desk.make(partial(self.desk.library.taken_in, path))
            more = {"from": source.name, "summary": summary, "left": left}
            self.desk.hub.publish("", "documents", {})
        found = await self.desk.open(path)
        return JSONResponse({"doc": found.name, "file": path.name, **more})

    async def take_in(self, request: Request) -> Response:
        """A new document from a file that was dropped on the page."""
        name, data = file_name(request), await body_of(request)
        base = name.replace("\\", "/").rpartition("/")[2]
        stem, dot, suffix = base.rpartition(".")
        kind = f".{suffix.lower()}" if dot else ""
        if not stem or (kind not in (*by_suffix(), *YAML, ".json", importing.PDF)):
            raise Wrong(f"{kind or base} files cannot be read")
        path, summary, left = await self.desk.make(partial(self.desk.library.dropped, stem, kind, data))
        self.desk.hub.publish("", "documents", {})
        return JSONResponse({"file": path.name, "summary": summary, "left": left})

    async def events(self, request: Request) -> Response:
        """News of a document, or of the folder."""
        doc = request.query_params.get("doc", "")
        if doc:
            self.desk.get(doc)
        stream = self.desk.hub.open(doc)
        if stream is None:
            raise Busy

        async def lines() -> AsyncIterator[str]:
            try:
                async for line in stream.lines():
                    yield line
            finally:
                self.desk.hub.close(stream)

        return StreamingResponse(lines(), media_type="text/event-stream")

    async def stylesheet(self, request: Request) -> Response:
        """A rule for each font of a document, or of the interface itself."""
        doc = request.query_params.get("doc")
        if doc is None:
            return Response(dress.stylesheet(), media_type="text/css")
        faces: ShownFaces = self.desk.get(doc).document.showing.faces
        return Response(faces.stylesheet(), media_type="text/css")

    async def font(self, request: Request) -> Response:
        """A font file of any document that is open, or of the interface."""
        family = f"f-{request.path_params['font']}"
        faces = (found.document.showing.faces for found in self.desk.open_ones.values())
        data = next((program for each in faces if (program := each.program(family))), dress.program(family))
        if data is None:
            raise Unknown
        return Response(data, media_type="font/ttf", headers={"cache-control": _IMMUTABLE})


async def _not_found(request: Request, exc: Exception) -> Response:
    return refusal(404, "not-found", "there is no such thing here")


def _file(path: Path, request: Request) -> Response:
    """A file of the interface. `Unknown` if there is none, or its kind is not one of those that are sent."""
    kind = TYPES.get(path.suffix)
    if kind is None or not path.is_file():
        raise Unknown
    data = path.read_bytes()
    tag = f'"{blake2b(data, digest_size=8).hexdigest()}"'
    headers = {"etag": tag, "cache-control": "no-cache"}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=kind, headers=headers)
