"""Theme files to `Theme`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator, Field

from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, validate
from bmcgen.load.files import read_file
from bmcgen.load.source import Mapping as MappingNode
from bmcgen.load.source import Node, Scalar
from bmcgen.model import layout as model


def _colour(value: object) -> model.Colour:
    match = re.fullmatch(r"#([0-9a-fA-F]{6})", str(value))
    if not match:
        raise ValueError(f'"{value}" is not a colour such as "#1A2B3C"')
    red, green, blue = bytes.fromhex(match[1])
    return red / 255, green / 255, blue / 255


Colour = Annotated[model.Colour, BeforeValidator(_colour)]
Text = Annotated[str, Field(min_length=1)]


class _NoteColour(Shape):
    tint: Colour
    edge: Colour
    strong: Colour


class _Colours(Shape):
    ink: Colour
    soft: Colour
    rule: Colour
    hairline: Colour
    paper: Colour


class _Notes(Shape):
    plain: _NoteColour
    blue: _NoteColour
    green: _NoteColour
    orange: _NoteColour
    purple: _NoteColour
    teal: _NoteColour
    red: _NoteColour
    yellow: _NoteColour
    pink: _NoteColour
    grey: _NoteColour


class _Faces(Shape):
    regular: Text
    italic: Text
    bold: Text
    light: Text
    condensed: Text
    condensed_bold: Text


class _Theme(Shape):
    colours: _Colours
    accents: dict[str, Colour]
    notes: _Notes
    faces: _Faces
    fallback: list[Text] = Field(default_factory=list)


def read_theme(assets: Assets, name: str, where: Place) -> model.Theme:
    """The theme of that name. `Problems` if it is unknown, wrong, or lacks a role."""
    path = assets.need("layouts/themes", name, where)
    node = read_file(path).root
    raw = validate(_Theme, node)
    faces = raw.faces.model_dump(by_alias=True)
    problems = []
    for face in dict.fromkeys([*faces.values(), *raw.fallback]):
        if assets.find("fonts", face, ".ttf") is None:
            hint = did_you_mean(face, assets.names("fonts", ".ttf"))
            problems.append(error("unknown-font", f'there is no font "{face}"', _place_of(node, face), hint))
    if problems:
        raise Problems(problems)
    notes = {key: model.NoteColour(each.tint, each.edge, each.strong) for key, each in raw.notes}
    return model.Theme(name, raw.colours.model_dump(by_alias=True), raw.accents, notes, faces, tuple(raw.fallback))


def _place_of(node: Node, face: str) -> Place:
    """Where a face is named."""
    faces = node.get("faces") if isinstance(node, MappingNode) else None
    values = [value for _, value in faces.pairs] if isinstance(faces, MappingNode) else []
    return next((v.where for v in values if isinstance(v, Scalar) and v.text == face), node.where)
