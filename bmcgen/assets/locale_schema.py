"""What the file of a locale's general words may hold, and what becomes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator

from bmcgen.assets.validation import Shape, read_shape
from bmcgen.diagnostics import Problems, error
from bmcgen.model import locale as model


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text.strip()


Text = Annotated[str, AfterValidator(_some)]


class _Words(Shape):
    segments: Text
    sheet: Text
    page: Text
    page_at: Text
    continued: Text
    goes_on: Text
    questions: Text
    tiles_title: Text
    tiles_how: Text
    tiles_ruler: Text
    map_of_one: Text
    map_of_all: Text
    ticked: Text
    not_ticked: Text
    position: Text
    no_position: Text
    picture_of: Text
    too_few: Text
    too_many: Text


class _Fields(Shape):
    title: Text
    designed_for: Text
    designed_by: Text
    date: Text
    version: Text


class _Starter(Shape):
    opening: Text
    fields: Text
    segments: Text
    segment_example: Text
    blocks: Text
    prose: Text
    list: Text
    scale: Text
    choice: Text
    picture: Text


class _Colours(Shape):
    blue: Text
    green: Text
    orange: Text
    purple: Text
    teal: Text
    red: Text
    yellow: Text
    pink: Text
    grey: Text


class _Locale(Shape):
    name: Text
    region: Text
    fields: _Fields
    words: _Words
    continues: dict[str, Text]
    pages: dict[str, Text]
    colours: _Colours
    starter: _Starter


def locale_in(path: Path) -> model.Locale:
    """The general words in a file, for its language as such."""
    raw, root = read_shape(_Locale, path)
    forms = {"continues": raw.continues, "pages": raw.pages}
    missing = [key for key, each in forms.items() if "other" not in each]
    if missing:
        raise Problems([error("missing-key", f'"other" is missing under {key}', root.where) for key in missing])

    def flat(shape: Shape) -> dict[str, str]:
        return shape.model_dump(by_alias=True)

    return model.Locale(
        code="",
        language="",
        region=raw.region,
        name=raw.name,
        fields=flat(raw.fields),
        words=flat(raw.words),
        continues=raw.continues,
        pages=raw.pages,
        colours=flat(raw.colours),
        starter=flat(raw.starter),
    )
