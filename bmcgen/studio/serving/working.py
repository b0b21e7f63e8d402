"""Routes of a document: its state, what is done to it, what comes out of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from bmcgen.diagnostics import Place
from bmcgen.model.content import Typed
from bmcgen.studio.document import Document
from bmcgen.studio.serving.asking import Wrong, answered, body_of, file_name, number, ops_of, said, text
from bmcgen.studio.serving.desk import Desk, Open
from bmcgen.studio.serving.library import PICTURES, Unknown
from bmcgen.studio.serving.out import preview, written
from bmcgen.studio.serving.state import state_of
from bmcgen.studio.splicing.edits import Refused

_ALONE = ("undo", "redo", "sheet")
_INLINE = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; img-src data:; frame-ancestors 'none'"


class Working:
    """Answers for the documents on a desk."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def routes(self) -> list[Route]:
        """The routes."""
        table = [
            ("", self.state, "GET"),
            ("/view", self.state, "GET"),
            ("/ops", self.ops, "POST"),
            ("/look", self.look, "POST"),
            ("/photo", self.photo, "GET"),
            ("/photo", self.new_photo, "POST"),
            ("/ping", self.ping, "POST"),
            ("/export", self.export, "GET"),
            ("/preview.png", self.preview, "GET"),
        ]
        return [Route(f"/api/doc/{{doc}}{end}", answered(does), methods=[method]) for end, does, method in table]

    def _found(self, request: Request) -> Open:
        return self.desk.get(request.path_params["doc"])

    async def state(self, request: Request) -> Response:
        """The whole state, or what changed since a view."""
        found = self._found(request)
        have = number(request.query_params.get("have"))
        whole = not request.url.path.endswith("/view")
        ui = _ui(request)
        async with found.lock:
            state = await self.desk.set(partial(state_of, found, None if whole else have, ui, whole=True))
        tag = f'"{state["rev"]}-{state["view"]}-{have}-{ui}"'
        if not whole and request.headers.get("if-none-match") == tag:
            return Response(status_code=304, headers={"etag": tag})
        return JSONResponse(state, headers={"etag": tag})

    async def ops(self, request: Request) -> Response:
        """Does operations, or shows what they would do."""
        found, given = self._found(request), await said(request)
        ops = ops_of(given)
        client, seq = text(given.get("client"), 60), number(given.get("seq"))
        if not client or seq is None:
            raise Wrong("say which tab this is, and the number of the request")
        ui = text(given.get("ui"), 12) or _ui(request)
        async with found.lock:
            known = found.answers.get(client)
            if known is not None and known[0] >= seq:
                # It was done already, and only the answer was lost.
                if known[0] == seq:
                    return JSONResponse(known[1])
                return JSONResponse({"error": "stale", "message": "a later request was answered"}, 409)
            draft, edit = given.get("draft") is True, text(given.get("edit"), 60)
            work = partial(_done, found, ops, client, edit, draft, number(given.get("view")), ui)
            answer = await self.desk.set(work)
            answer["seq"] = seq
            found.answers[client] = seq, answer
            while len(found.answers) > 2 * len(self.desk.hub.streams) + 16:
                del found.answers[next(iter(found.answers))]
            if draft:
                self.desk.typed(found)
            self.desk.seen(found, client)
        return JSONResponse(answer)

    async def look(self, request: Request) -> Response:
        """Shows the sheet otherwise."""
        found, given = self._found(request), await said(request)
        have, ui = number(given.get("view")), text(given.get("ui"), 12) or _ui(request)
        async with found.lock:
            await self.desk.set(partial(found.document.change_look, given))
            answer = await self.desk.set(partial(state_of, found, have, ui, whole=True))
            self.desk.seen(found)
        return JSONResponse(answer)

    async def ping(self, request: Request) -> Response:
        """Tells other tabs what is being edited in this one."""
        found, given = self._found(request), await said(request)
        client, note = text(given.get("client"), 60), text(given.get("editing"), 60) or None
        if client:
            found.editing[client] = note
            while len(found.editing) > 32:
                del found.editing[next(iter(found.editing))]
            self.desk.hub.publish(found.name, "editing", {"client": client, "note": note})
        return JSONResponse({})

    async def photo(self, request: Request) -> Response:
        """A picture that the document shows, as it is in the folder."""
        found = self._found(request)
        model = found.document.showing.model or {"blocks": []}
        wanted = request.query_params.get("block")
        block = next((each for each in model["blocks"] if each["id"] == wanted and each["kind"] == "picture"), None)
        value = block and block.get("value")
        path = self.desk.library.path(value.get("file") if isinstance(value, dict) else None)
        if path.suffix.lower() not in PICTURES:
            raise Unknown
        kind = "image/png" if path.suffix.lower() == ".png" else "image/jpeg"
        return Response(await self.desk.make(path.read_bytes), media_type=kind)

    async def new_photo(self, request: Request) -> Response:
        """Puts a picture beside the document, and on its sheet."""
        found, block = self._found(request), request.query_params.get("block", "")
        data, name = await body_of(request), file_name(request)
        kind = _picture_kind(data)
        if kind is None:
            raise Refused("a picture is a JPEG or a PNG")
        ui, have = _ui(request), number(request.query_params.get("view"))
        stem = name.rpartition("/")[2].rpartition("\\")[2].rpartition(".")[0] or "photo"
        async with found.lock:
            path = self.desk.library.free(stem, kind)
            work = partial(_with_photo, found.document, path, data, block)
            await self.desk.set(work)
            answer = await self.desk.set(partial(state_of, found, have, ui))
            self.desk.seen(found)
        return JSONResponse(answer)

    async def export(self, request: Request) -> Response:
        """A file to print, or to go on with."""
        found, query = self._found(request), dict(request.query_params)
        await self._keep(found)
        out = await self.desk.make(partial(written, found.document.path, query, _usual(found.document)))
        inline = query.get("inline") == "1"
        headers = {"content-disposition": _disposition(out.name, inline=inline)}
        if inline:
            headers["content-security-policy"] = (
                "frame-ancestors 'none'" if out.type == "application/pdf" else f"{_INLINE}; sandbox"
            )
        return Response(out.data, media_type=out.type, headers=headers)

    async def preview(self, request: Request) -> Response:
        """A small picture of what would be printed."""
        found, query = self._found(request), dict(request.query_params)
        await self._keep(found)
        data, pages = await self.desk.make(partial(preview, found.document.path, query, _usual(found.document)))
        return Response(data, media_type="image/png", headers={"x-pages": str(pages)})

    async def _keep(self, found: Open) -> None:
        """What is printed is what is in the file."""
        async with found.lock:
            if await self.desk.set(found.document.keep):
                self.desk.seen(found)


def _done(
    found: Open, ops: list[dict[str, Any]], client: str, edit: str, draft: bool, have: int | None, ui: str
) -> dict[str, Any]:
    document = found.document
    name = ops[0].get("op")
    refused: list[int] = []
    if name in _ALONE:
        if len(ops) > 1 or draft:
            raise Wrong(f"{name} stands alone")
        if name == "sheet":
            document.sheet(number(ops[0].get("index")) or 0)
        elif name == "undo":
            document.undo()
        else:
            document.redo()
    elif draft:
        document.draft(client, ops, edit)
    else:
        refused = document.commit(ops, edit)
    return {**state_of(found, have, ui, model=not draft), "refused": refused}


def _with_photo(document: Document, path: Any, data: bytes, block: str) -> None:
    from bmcgen.documents.output.files import write_new
    from bmcgen.source.pictures import picture_of

    picture_of(data, Typed(path.name, Place(path.name)), (0.5, 0.5), None)
    write_new(path, data)
    try:
        had = document.showing.model or {"blocks": []}
        value = next((each.get("value") for each in had["blocks"] if each["id"] == block), None)
        if isinstance(value, dict):
            document.commit([{"op": "set", "path": ["blocks", block], "value": {"file": path.name}}], "")
        else:
            document.commit([{"op": "set", "path": ["blocks", block, "file"], "value": path.name}], "")
    except Refused:
        path.unlink(missing_ok=True)
        raise


def _picture_kind(data: bytes) -> str | None:
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return ".png"
    return ".jpg" if data.startswith(b"\xff\xd8\xff") else None


def _usual(document: Document) -> dict[str, Any]:
    look, content = document.look, document.showing.found.content
    own = {"blank": content.layout, "language": content.locale} if content else {}
    return {"theme": look.theme, "paper": look.paper, "prompts": look.prompts, "layout": look.layout, **own}


def _ui(request: Request) -> str:
    given = request.query_params.get("ui") or request.headers.get("accept-language", "")
    return given.partition(",")[0].partition(";")[0].strip()[:12] or "en"


def _disposition(name: str, *, inline: bool) -> str:
    from urllib.parse import quote

    return f"{'inline' if inline else 'attachment'}; filename*=UTF-8''{quote(name, safe='')}"
