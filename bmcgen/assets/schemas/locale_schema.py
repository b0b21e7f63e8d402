"""What the file of a locale's general words may hold, and what becomes of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

from msgspec.structs import replace
from pydantic import AfterValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from bmcgen.assets.overlay import layered
from bmcgen.assets.schemas.validation import EMPTY, Shape, read_shape, validate
from bmcgen.assets.templates import TemplateProblem, check
from bmcgen.diagnostics import Problems, error
from bmcgen.model import locale as model
from bmcgen.source.files import read_file
from bmcgen.source.tree import Mapping, Node, Scalar


def _some(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("empty_words", EMPTY)
    return text.strip()


Text = Annotated[str, AfterValidator(_some)]


def phrase_of(*names: str) -> AfterValidator:
    """Checks words with places for values of these names."""

    def checked(text: str) -> str:
        try:
            check(text, names)
        except TemplateProblem as exc:
            hint = f"values that can be filled in: {', '.join(names)}" if names else "nothing can be filled in here"
            raise PydanticCustomError("bad_phrase", "{said}", {"said": str(exc), "hint": hint}) from None
        return text

    return AfterValidator(checked)


Choices = Annotated[Text, phrase_of("choices")]


class _Words(Shape):
    segments: Annotated[Text, phrase_of()]
    status: Annotated[Text, phrase_of()]
    tags: Annotated[Text, phrase_of()]
    total: Annotated[Text, phrase_of()]
    change: Annotated[Text, phrase_of()]
    changes: Annotated[Text, phrase_of()]
    no_changes: Annotated[Text, phrase_of()]
    masthead: Annotated[Text, phrase_of()]
    before: Annotated[Text, phrase_of()]
    after: Annotated[Text, phrase_of()]
    colour: Annotated[Text, phrase_of()]
    group: Annotated[Text, phrase_of()]
    block: Annotated[Text, phrase_of()]
    leads: Annotated[Text, phrase_of()]
    leads_to: Annotated[Text, phrase_of("number")]
    sheet: Annotated[Text, phrase_of("number", "total")]
    page: Annotated[Text, phrase_of("number", "total")]
    page_at: Annotated[Text, phrase_of("number")]
    continued: Annotated[Text, phrase_of()]
    goes_on: Annotated[Text, phrase_of("sheet")]
    questions: Annotated[Text, phrase_of()]
    tiles_title: Text
    tiles_print: Annotated[Text, phrase_of("length")]
    tiles_cut: Text
    tiles_glue: Annotated[Text, phrase_of("overlap")]
    tiles_ruler: Annotated[Text, phrase_of("length")]
    map_of_one: Annotated[Text, phrase_of("title", "number")]
    map_of_all: Annotated[Text, phrase_of("titles")]
    ticked: Annotated[Text, phrase_of()]
    not_ticked: Annotated[Text, phrase_of()]
    position: Annotated[Text, phrase_of("value", "low", "high")]
    no_position: Annotated[Text, phrase_of("low", "high")]
    picture_of: Annotated[Text, phrase_of("name")]
    opens: Annotated[Text, phrase_of("address")]
    new_lines: Annotated[Text, phrase_of("title")]
    unprintable_note: Annotated[Text, phrase_of("place")]
    unprintable: Annotated[Text, phrase_of("place")]
    line: Annotated[Text, phrase_of("number")]
    own_notes: Annotated[Text, phrase_of()]
    form_only: Annotated[Text, phrase_of()]


class _Strip(Shape):
    state: Text
    as_is: Text
    to_be: Text
    team: Text
    role: Text
    segments: Text
    assumptions: Text
    test: Text
    who: Text
    when: Text
    parking: Text


class _Fields(Shape):
    title: Text
    tagline: Text
    designed_for: Text
    designed_by: Text
    date: Text
    version: Text


class _Starter(Shape):
    opening: Annotated[Text, phrase_of("title", "file")]
    fields: Text
    words: str = ""
    segments: Annotated[Text, phrase_of("colours")]
    segment_example: Text
    blocks: Annotated[Text, phrase_of("segment")]
    prose: Choices
    list: Choices
    scale: Choices
    choice: Choices
    picture: Choices
    quote: Choices
    more_fields: Choices
    free: Choices


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


class _Statuses(Shape):
    assumption: Text
    testing: Text
    proven: Text
    rejected: Text


class _Changes(Shape):
    kept: Text
    changed: Text
    new: Text
    dropped: Text


class LocaleShape(Shape):
    name: Text
    region: Text
    extends: Text | None = None
    replace: dict[str, str] = Field(default_factory=dict)
    fields: _Fields
    words: _Words
    strip: _Strip
    continues: dict[str, Annotated[Text, phrase_of("count", "sheet")]]
    pages: dict[str, Annotated[Text, phrase_of("count", "paper")]]
    colours: _Colours
    statuses: _Statuses
    changes: _Changes
    also_called: dict[str, list[Text]] = Field(default_factory=dict)
    starter: _Starter

    @model_validator(mode="after")
    def _extending(self) -> LocaleShape:
        """Only what is another locale's can be replaced."""
        if self.replace and not self.extends:
            raise ValueError('"replace" changes the words of another locale: say which with "extends"')
        return self

    @model_validator(mode="after")
    def _named(self) -> LocaleShape:
        """Only a status can have other names."""
        if unknown := [key for key in self.also_called if key not in _Statuses.model_fields]:
            raise ValueError(f'"also-called" names "{unknown[0]}", which is not a status')
        return self


def extends_in(path: Path) -> str:
    """The locale that a file says it extends; empty where it is a language by itself."""
    tree = read_file(path).tree
    typed = tree.get("extends") if isinstance(tree, Mapping) else None
    return typed.text.strip() if isinstance(typed, Scalar) else ""


def locale_in(paths: Sequence[Path]) -> model.Locale:
    """The general words in a file, for its language as such; those of a dialect over those that it extends."""
    if paths[1:]:
        trees = [read_file(path).root for path in paths]
        replacements = tuple(map(_replacements, trees))
        root: Node = layered([*zip(trees, replacements, strict=True)])
        return replace(locale_of(validate(LocaleShape, root), root), replacements=replacements)
    return locale_of(*read_shape(LocaleShape, paths[0]))


def _replacements(tree: Node) -> dict[str, str]:
    """What a dialect replaces. `Problems` where it says so in another way than by pairs of texts."""
    raw = tree.get("replace") if isinstance(tree, Mapping) else None
    if raw is None or (isinstance(raw, Scalar) and raw.empty):
        return {}
    if not isinstance(raw, Mapping):
        hint = "write pairs: replace: {ß: ss}"
        raise Problems([error("wrong-type", '"replace" must be keys and values', raw.where, hint)])
    wrong = [
        error("wrong-type", f'what replaces "{key.text}" must be a text', value.where)
        for key, value in raw.pairs
        if not isinstance(value, Scalar)
    ]
    if wrong:
        raise Problems(wrong)
    return {key.text: value.text for key, value in raw.pairs if isinstance(value, Scalar) and key.text}


def locale_of_tree(tree: Node) -> model.Locale:
    """The general words in a tree."""
    return locale_of(validate(LocaleShape, tree), tree)


def locale_of(raw: LocaleShape, root: Node) -> model.Locale:
    """General words that were read, for their language as such."""
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
        strip=flat(raw.strip),
        continues=raw.continues,
        pages=raw.pages,
        colours=flat(raw.colours),
        statuses=flat(raw.statuses),
        changes=flat(raw.changes),
        also_called=raw.also_called,
        starter=flat(raw.starter),
    )
