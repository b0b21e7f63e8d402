"""Data to the other files that people keep a canvas in."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import language_of
from bmcgen.assets.localisation.pairs import first_of
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.data.content import DEFAULT_LOCALE
from bmcgen.data.speaking import plain, typed_in
from bmcgen.diagnostics import Diagnostic, Problems, error, warning
from bmcgen.documents.arguments import check_folder
from bmcgen.documents.given import Data, data_of, is_data
from bmcgen.documents.making import load
from bmcgen.documents.output.files import write, write_new
from bmcgen.importing.exports import Sheet, Telling, export_of, exports
from bmcgen.model.content import Content, PictureFile


class Exported(Struct, frozen=True):
    """A file of a `format` that says what data says, and `warnings` of what it has no place for. `pictures` are the
    files that it names and does not hold.
    """

    name: str
    format: str
    data: bytes
    warnings: tuple[Diagnostic, ...] = ()

    def save(self, path: str | os.PathLike[str], *, force: bool = False) -> Path:
        """Writes the file, whole or not at all. `Problems` if it cannot be written, or if there is one already and it
        is not to be overwritten by `force`. ValueError for a name that ends as files of another format do.
        """
        target = Path(os.fspath(path))
        suffix = target.suffix.lower().removeprefix(".")
        if suffix != self.format:
            raise ValueError(f"{target} does not end in .{self.format}")
        (write if force else write_new)(target, self.data)
        return target


def export(what: Data, format: str, *, assets: str | os.PathLike[str] | None = None) -> Exported:
    """What a data file's path, an open data file, the bytes of one or a mapping of the same keys says, as a file of a
    `format`: bmml, csv, json, md or xlsx.

    `assets` is a folder with layouts, locales, themes and fonts of one's own. `Problems` with everything that is wrong
    with the data, or if the format can hold nothing of it. TypeError or ValueError for an argument that cannot be
    meant.
    """
    check_folder(assets)
    if not isinstance(format, str):
        raise TypeError(f"give the name of a format, not a value of type {type(format).__name__}")
    export_of(format)
    given = data_of(what)
    found = Assets.of(Path(assets) if assets is not None else None)
    if isinstance(given, str) and not is_data(given) and given in found.names("layouts"):
        raise ValueError(f"{given} is a layout, and holds nothing to export")
    return exported(load(given, found, None, {}), format, found)


def formats() -> tuple[str, ...]:
    """The names of the formats to export to."""
    return tuple(exports())


def exported(contents: Iterable[Content], form: str, assets: Assets) -> Exported:
    """One file of all contents. `Problems` where the format cannot hold them."""
    each = list(contents)
    module = export_of(form)
    tell = Telling(module.SUFFIX)
    if module.SINGLE and len(each) > 1:
        message = f"a {module.SUFFIX} file holds one canvas, and here are {len(each)}"
        hint = f"give each a file: -o '{{name}}{module.SUFFIX}'"
        raise Problems([error("cannot-hold", message, each[1].where, hint)])
    held = each if module.LANGUAGES else [_in_one(content, tell) for content in each]
    data = module.write([_sheet(content, assets) for content in held], tell)
    said = [warning for content in each for warning in content.warnings]
    name = each[0].name if each else ""
    return Exported(name, module.SUFFIX.removeprefix("."), data, (*said, *tell.said(), *_pictures(each)))


def _in_one(content: Content, tell: Telling) -> Content:
    """A content in the language that leads, for a format that has no place for others."""
    code = first_of(content.locale or content.language or DEFAULT_LOCALE)
    for typed in typed_in((content.fields, content.blocks)):
        if typed.others:
            kept = typed.in_language(code).language
            tell.lost(f'a text in several languages, so it holds "{kept}" alone', typed.where)
    return plain(content, code)


def _sheet(content: Content, assets: Assets) -> Sheet:
    layout = read_layout(assets, content.layout, content.where)
    language = language_of(assets, first_of(content.locale or DEFAULT_LOCALE), content.where)
    kinds = {block.name: block.kind for block in layout.blocks}
    return Sheet(content, read_canvas(assets, language, layout).blocks, kinds)


def _pictures(contents: Iterable[Content]) -> list[Diagnostic]:
    """Names of pictures are held, the pictures themselves are not."""
    held = [each for content in contents for each in content.blocks.values() if isinstance(each, PictureFile)]
    return [
        warning(
            "not-held", f'the picture "{each.file or "…"}" is not in the file', each.where, "keep it beside the file"
        )
        for each in held
    ]


def labels_of(content: Content) -> dict[str, str]:
    """What a pattern may name of a content that is exported."""
    fields = {key: typed.text for key, typed in content.fields.items()}
    return {**fields, "name": content.name, "layout": content.layout, "locale": content.locale or DEFAULT_LOCALE}
