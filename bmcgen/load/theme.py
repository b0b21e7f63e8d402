"""Theme files to `Theme`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BeforeValidator, Field

from bmcgen.diagnostics import Place, Problems, did_you_mean, error
from bmcgen.load.assets import Assets
from bmcgen.load.checked import Shape, validate
from bmcgen.load.files import read_file
from bmcgen.load.source import Mapping as MappingNode
from bmcgen.load.source import Node, Scalar
from bmcgen.model import layout as model
from bmcgen.model.content import COLOURS

T = TypeVar("T")


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


class _Theme(Shape):
    colours: dict[Literal["ink", "soft", "rule", "hairline", "paper"], Colour]
    accents: dict[str, Colour]
    notes: dict[str, _NoteColour]
    faces: dict[Literal["regular", "italic", "bold", "light", "condensed", "condensed-bold"], Text]


def read_theme(assets: Assets, name: str, where: Place) -> model.Theme:
    """The theme of that name. `Problems` if it is unknown, wrong, or lacks a role."""
    path = assets.need("layouts/themes", name, where)
    node = read_file(path).root
    raw = validate(_Theme, node)
    problems = []
    for kind, have in (("colours", raw.colours), ("faces", raw.faces)):
        literal = _Theme.model_fields[kind].annotation.__args__[0]  # type: ignore[union-attr]
        problems += [
            error("missing-key", f'"{role}" is missing under {kind}', node.where)
            for role in literal.__args__
            if role not in have
        ]
    for face in dict.fromkeys(raw.faces.values()):
        if assets.find("fonts", face, ".ttf") is None:
            hint = did_you_mean(face, assets.names("fonts", ".ttf"))
            problems.append(error("unknown-font", f'there is no font "{face}"', _place_of(node, face), hint))
    problems += [
        error("missing-key", f'"{colour}" is missing under notes', node.where)
        for colour in ("plain", *COLOURS)
        if colour not in raw.notes
    ]
    if problems:
        raise Problems(problems)
    notes = {key: model.NoteColour(value.tint, value.edge, value.strong) for key, value in raw.notes.items()}
    return model.Theme(name, _by_role(raw.colours), raw.accents, notes, _by_role(raw.faces))


def _place_of(node: Node, face: str) -> Place:
    """Where a face is named."""
    faces = node.get("faces") if isinstance(node, MappingNode) else None
    values = [value for _, value in faces.pairs] if isinstance(faces, MappingNode) else []
    return next((v.where for v in values if isinstance(v, Scalar) and v.text == face), node.where)


def _by_role(values: Mapping[Any, T]) -> dict[str, T]:
    return {str(role): value for role, value in values.items()}
