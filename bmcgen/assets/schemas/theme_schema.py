"""What a theme file may hold, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from msgspec.structs import replace
from pydantic import BeforeValidator, Field, WithJsonSchema

from bmcgen.assets.schemas.colours import colour_of
from bmcgen.assets.schemas.layout_schema import Length
from bmcgen.assets.schemas.validation import Shape, read_shape
from bmcgen.diagnostics import Problems, did_you_mean, error
from bmcgen.model import layout as model
from bmcgen.model.content import Typed
from bmcgen.source.tree import at

PALE = 0.92
"""The least grey that cards with a colour have in a grey print."""

_INKS = "( */ *[0-9]{1,3} +[0-9]{1,3} +[0-9]{1,3} +[0-9]{1,3})?"
_COLOUR = {"type": "string", "pattern": f"^ *#[0-9a-fA-F]{{6}}{_INKS} *$", "$comment": "a colour"}
_TINTS = {
    "anyOf": [{"type": "object", "additionalProperties": _COLOUR}, {"type": "array", "items": _COLOUR}],
    "$comment": "colours by names, or a list of colours",
}

Colour = Annotated[model.Colour, BeforeValidator(colour_of), WithJsonSchema(_COLOUR)]
Text = Annotated[str, Field(min_length=1)]


def _by_area(value: object) -> object:
    """Tints by the names of accents; those of a list are for blocks in turn, and have numbers."""
    return {str(number): each for number, each in enumerate(value, 1)} if isinstance(value, list) else value


Tints = Annotated[dict[str, Colour], BeforeValidator(_by_area), WithJsonSchema(_TINTS)]


class _NoteColour(Shape):
    tint: Colour
    edge: Colour
    strong: Colour


class _ThemeColours(Shape):
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
    italic: Text | None = None
    bold: Text
    light: Text
    condensed: Text
    condensed_bold: Text
    condensed_italic: Text | None = None


class _Logo(Shape):
    file: Text
    alt: Text
    place: Literal["head-left", "head-right", "foot-left", "foot-right"] = "head-left"


class ThemeShape(Shape):
    about: Text
    colours: _ThemeColours
    accents: dict[str, Colour]
    notes: _Notes
    faces: _Faces
    fallback: list[Text] = Field(default_factory=list)
    tints: Tints = Field(default_factory=dict)
    ground: Colour | None = None
    bars: float = Field(1.0, ge=0.1, le=4)
    scale: float = Field(1.0, ge=0.8, le=1.5)
    smallest: Length = 0.0
    numerals: float = Field(0.1, ge=0, le=0.2)
    areas: Literal["filled", "outlined"] = "filled"
    logo: _Logo | None = None


def _with_italics(faces: dict[str, str]) -> dict[str, str]:
    """Faces in which the italics that a family lacks are those of ordinary width, or upright."""
    italic = faces.get("italic")
    return {
        **faces,
        "italic": italic or faces["regular"],
        "condensed-italic": faces.get("condensed-italic") or italic or faces["condensed"],
    }


def theme_in(path: Path, name: str) -> tuple[model.Theme, tuple[Typed, Typed] | None]:
    """The theme in a file, yet without its logo, whose file and words are given beside it."""
    raw, node = read_shape(ThemeShape, path)
    problems = [
        error(
            "bad-value",
            f'there is no accent "{key}" for a tint',
            at(node, "tints", key),
            did_you_mean(key, [*raw.accents]),
        )
        for key in raw.tints
        if not key.isdecimal() and key not in raw.accents
    ]
    if problems:
        raise Problems(problems)
    pale = min(raw.notes.plain.tint.grey, PALE) if raw.areas == "filled" else 1.0
    notes = {key: model.NoteColour(_in_grey(key, each.tint, pale), each.edge, each.strong) for key, each in raw.notes}
    theme = model.Theme(
        name=name,
        about=raw.about,
        colours=dict(raw.colours),
        accents=raw.accents,
        notes=notes,
        faces=_with_italics(raw.faces.model_dump(by_alias=True, exclude_none=True)),
        fallback=tuple(raw.fallback),
        tints=raw.tints,
        ground=raw.ground,
        bars=raw.bars,
        scale=raw.scale,
        large=raw.scale > 1,
        smallest=raw.smallest,
        numerals=raw.numerals,
        solid=raw.areas == "filled",
        logo_place=raw.logo.place if raw.logo else "head-left",
    )
    logo = None
    if raw.logo:
        logo = Typed(raw.logo.file, at(node, "logo", "file")), Typed(raw.logo.alt, at(node, "logo", "alt"))
    return theme, logo


def _in_grey(name: str, tint: model.Colour, pale: float) -> model.Colour:
    """The tint of notes of a colour in grey: pale colours are all one grey there, and plain notes white."""
    return replace(tint, grey=1.0 if name == "plain" else pale)
