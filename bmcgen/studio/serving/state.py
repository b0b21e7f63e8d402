"""The state of a document as a browser gets it."""

from __future__ import annotations

from typing import Any

from bmcgen.assets.layouts import read_layout, served
from bmcgen.diagnostics import Place, Problems
from bmcgen.documents.printing.inks import THEME
from bmcgen.documents.selection import layout_for
from bmcgen.studio.document import Document
from bmcgen.studio.serving.desk import Open
from bmcgen.studio.sheet.model import diagnostic_of
from bmcgen.studio.words import sentences


def state_of(found: Open, have: int | None, ui: str, *, model: bool = True, whole: bool = False) -> dict[str, Any]:
    """What changed for a browser that has a view; all of it where it has none."""
    document, showing = found.document, found.document.showing
    say = sentences(document.assets, ui)
    undo, redo = document.history.undo, document.history.redo
    state: dict[str, Any] = {
        "doc": found.name,
        "file": document.path.name,
        "name": document.path.stem,
        "rev": document.rev,
        "view": showing.number,
        "saved": document.saved,
        "fonts": showing.faces.digest,
        "canUndo": undo is not None or bool(document.drafts),
        "canRedo": redo is not None,
        "undoLabel": undo.kind if undo else None,
        "redoLabel": redo.kind if redo else None,
        "patch": showing.patch(have),
        "diagnostics": showing.told(say),
        "failed": [diagnostic_of(each, None, "", say) for each in document.failed],
    }
    broken = [diagnostic_of(each, None, "", say) for each in document.broken]
    state["broken"] = {"problems": broken} if broken else None
    if model:
        state["model"] = _with_picture(showing.model, found.name)
    if whole:
        editing = [{"client": client, "note": note} for client, note in found.editing.items() if note]
        state |= {"look": look_of(document), "editing": editing, "restored": document.restored}
    return state


def _with_picture(model: dict[str, Any] | None, name: str) -> dict[str, Any] | None:
    """The model with addresses of pictures."""
    if model is None:
        return None
    return {**model, "blocks": [_addressed(block, name) for block in model["blocks"]]}


def _addressed(block: dict[str, Any], name: str) -> dict[str, Any]:
    if block["kind"] != "picture":
        return block
    value = block.get("value")
    there = isinstance(value, dict) and value.get("file")
    return {**block, "picture": f"/api/doc/{name}/photo?block={block['id']}" if there else None}


def look_of(document: Document) -> dict[str, Any]:
    """How a document is shown, and how it can be."""
    assets, look, content = document.assets, document.look, document.showing.found.content
    found: dict[str, Any] = {
        "theme": look.theme or THEME,
        "paper": look.paper,
        "prompts": look.prompts or "none",
        "layout": look.layout,
        "themes": [*assets.names("layouts/themes")],
        "papers": [],
        "layouts": [],
    }
    if content is None:
        return found
    try:
        layout = layout_for(content, assets, look.layout, look.paper)
        found["paper"] = look.paper or layout.page.paper
        found["papers"] = [*layout.papers]
    except Problems:
        pass
    for name in assets.names("layouts"):
        try:
            each = read_layout(assets, name, Place(name))
            if each.parts:
                continue
            layout_for(content, assets, name, None)
        except Problems:
            continue
        if served(assets, name) is None or name != content.layout:
            found["layouts"].append(name)
    return found
