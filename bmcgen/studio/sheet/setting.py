"""The text of a file to the finished pages of one of its sheets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.data.content import read_contents
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.documents.asking import asked_of
from bmcgen.documents.output.document import Document
from bmcgen.documents.selection import layout_for
from bmcgen.documents.typesetting import compose
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout
from bmcgen.pages.set_sheet import Held
from bmcgen.source.files import documents_in


class Look(Struct, frozen=True):
    """How a sheet is shown: all that its file does not say. What is None is as usual."""

    theme: str | None = None
    paper: str | None = None
    prompts: str | None = None
    layout: str | None = None


class SetSheet(Struct, frozen=True):
    """A sheet that is set: what it says, on which layout, and its pages; or the `problems` that keep it from being set.
    `contents` are those of all sheets of the file.
    """

    problems: tuple[Diagnostic, ...] = ()
    contents: tuple[Content, ...] = ()
    content: Content | None = None
    layout: Layout | None = None
    document: Document | None = None
    unreadable: bool = False
    """Whether nothing in the file can be told, for it is no YAML, or not what it seems to be."""


class Setter:
    """Sets the sheets of a file in a folder."""

    def __init__(self, path: Path, assets: Assets) -> None:
        self.path, self.assets = path, assets

    def set(self, text: str, sheet: int, look: Look, held: Sequence[Held] = ()) -> SetSheet:
        """A sheet of a text; where it is `held` how it was set before, it is set so again."""
        try:
            sources = documents_in(text.encode("utf-8", "replace"), self.path.name)
        except Problems as exc:
            return SetSheet(exc.diagnostics, unreadable=True)
        wrong = [each for source in sources for each in source.problems if each.severity == "error"]
        try:
            contents = read_contents(sources, self.path.stem, self.assets, None, self.path.parent)
            content = contents[min(sheet, len(contents) - 1)]
        except Problems as exc:
            return SetSheet(exc.diagnostics, unreadable=bool(wrong))
        return self._set(tuple(contents), content, look, held)

    def _set(self, contents: tuple[Content, ...], content: Content, look: Look, held: Sequence[Held]) -> SetSheet:
        found = SetSheet(contents=contents, content=content)
        asked = asked_of(theme=look.theme, prompts=look.prompts, skip_unprintable=True, source=False)
        try:
            layout = layout_for(content, self.assets, look.layout, look.paper)
            document = compose(content, layout, self.assets, asked, held=held)
        except Problems as exc:
            return replace(found, problems=exc.diagnostics)
        return replace(found, layout=layout, document=document)


def look_of(given: Mapping[str, object], before: Look) -> Look:
    """A look with what is given of it; None is as usual."""
    known = {key: value for key, value in given.items() if key in Look.__struct_fields__}
    if any(value is not None and not isinstance(value, str) for value in known.values()):
        raise ValueError("a look is made of names")
    return replace(before, **{key: value or None for key, value in known.items()})
