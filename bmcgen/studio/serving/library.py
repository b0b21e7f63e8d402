"""The folder that was opened, and the documents in it. No name leads out of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import is_canvas, read_layout
from bmcgen.assets.localisation.words import read_canvases
from bmcgen.data.content import DEFAULT_LOCALE, read_contents
from bmcgen.data.describing.starter import starter
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.documents.output.files import write_new
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.kinds import kind_of
from bmcgen.source.files import documents_in, read_documents
from bmcgen.source.names import clean
from bmcgen.studio.keeping.store import digest_of
from bmcgen.studio.sheet.board import Board
from bmcgen.studio.sheet.operations import apply
from bmcgen.studio.sheet.setting import Look, Setter

YAML = (".yaml", ".yml")
FOREIGN = (".json", ".md", ".markdown", ".bmml", ".docx", ".pptx", ".xlsx", ".csv", ".drawio", ".html", ".txt", ".pdf")
PICTURES = (".png", ".jpg", ".jpeg")
MOST_FILES = 500
_UNSAFE = re.compile(r"[^\w\- ()+&.,]", re.UNICODE)
_LANGUAGES = ("nl", "de", "en")
_WIDTH = 400


class Unknown(Exception):
    """There is no such file here."""


class Library:
    """A folder of documents."""

    def __init__(self, folder: Path, assets: Assets) -> None:
        self.folder, self.assets = folder.resolve(), assets
        self._known: dict[str, tuple[tuple[int, int], dict[str, Any]]] = {}
        self._pictures: dict[str, bytes] = {}

    def path(self, name: object, *, there: bool = True) -> Path:
        """The path of a file of the folder. `Unknown` for anything else: paths, links that lead out, what is hidden."""
        if not isinstance(name, str) or not name or name != os.path.basename(name) or name.startswith("."):
            raise Unknown
        if any(sign in name for sign in "/\\:\0") or len(name.encode("utf-8", "replace")) > 240:
            raise Unknown
        path = self.folder / name
        if path.is_symlink() and path.resolve().parent != self.folder:
            raise Unknown
        if there and not path.is_file():
            raise Unknown
        return path

    def files(self) -> list[Path]:
        """The files that can be opened."""
        found = []
        with os.scandir(self.folder) as entries:
            for each in entries:
                suffix = os.path.splitext(each.name)[1].lower()
                if suffix in (*YAML, *FOREIGN) and not each.name.startswith((".", "~$")):
                    try:
                        found.append(self.path(each.name))
                    except Unknown:
                        continue
        return sorted(found, key=lambda path: path.name.casefold())[:MOST_FILES]

    def documents(self) -> Iterator[dict[str, Any]]:
        """What there is to say of each document; files that hold none are left out."""
        for path in self.files():
            try:
                about = path.stat()
            except OSError:
                continue
            stamp = (about.st_mtime_ns, about.st_size)
            known = self._known.get(path.name)
            if known is None or known[0] != stamp:
                known = self._known[path.name] = stamp, self._about(path)
            if known[1]:
                modified = datetime.fromtimestamp(about.st_mtime, UTC).isoformat(timespec="seconds")
                yield {**known[1], "modified": modified}

    def _about(self, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {"file": path.name, "name": path.stem, "title": path.stem, "layout": None}
        found |= {"layoutTitle": None, "locale": None, "kind": "yaml", "problems": 0, "picture": None}
        suffix = path.suffix.lower()
        if suffix not in YAML and suffix != ".json":
            ours = importing.is_imported(path) or suffix == importing.PDF
            if suffix == ".txt" and not ours:
                return {}
            return {**found, "kind": "foreign"} if ours else {}
        try:
            sources = read_documents(path, path.name)
            contents = read_contents(sources, path.stem, self.assets, None, path.parent)
        except Problems as exc:
            codes = {each.code for each in exc.diagnostics}
            if codes & {"missing-key", "wrong-type", "unknown-layout"} and "layout" not in _head(path):
                return {}
            found["problems"] = len(exc.diagnostics)
            return found
        content = contents[0]
        title = content.fields.get("title")
        canvas = self.titles(content.layout)
        locale = content.locale or DEFAULT_LOCALE
        found |= {
            "title": title.text if title else path.stem,
            "layout": content.layout,
            "layoutTitle": canvas.get(locale[:2]) or canvas.get("en"),
            "locale": locale,
            "kind": "yaml" if suffix in YAML else "foreign",
        }
        if suffix in YAML:
            found["picture"] = f"/api/picture?file={_quoted(path.name)}&v={digest_of(path.read_bytes())}"
        return found

    def titles(self, layout: str) -> dict[str, str]:
        """What a layout is called, by languages."""
        read = read_layout(self.assets, layout, Place(layout))
        return {code: words.title for code, words in read_canvases(self.assets, read).items()}

    def layouts(self) -> Iterator[dict[str, Any]]:
        """What can be made anew."""
        for name in self.assets.names("layouts"):
            layout = read_layout(self.assets, name, Place(name))
            canvases = {code: each for code, each in read_canvases(self.assets, layout).items() if code in _LANGUAGES}
            notes = any(kind_of(block.kind).segments for block in layout.written)
            kind = (
                "canvas" if is_canvas(layout) and notes else "form" if layout.written and not layout.canvas else "paper"
            )
            yield {
                "name": name,
                "titles": {code: each.title for code, each in canvases.items()},
                "about": {code: each.subject for code, each in canvases.items()},
                "papers": [*layout.papers],
                "kind": kind,
            }

    def picture(self, name: object) -> bytes:
        """A small picture of a document. `Unknown` while it cannot be set."""
        path = self.path(name)
        if path.suffix.lower() not in YAML:
            raise Unknown
        data = path.read_bytes()
        digest = digest_of(data)
        if digest not in self._pictures:
            text = data.decode("utf-8", "replace").removeprefix("\ufeff")
            document = Setter(path, self.assets).set(text, 0, Look()).document
            if document is None:
                raise Unknown
            if len(self._pictures) > MOST_FILES:
                self._pictures.clear()
            from bmcgen.documents.output.document import Document

            first = Document(document.name, document.locale, document.pages[:1], document.metadata, (), document.faces)
            self._pictures[digest] = first.png(dpi=max(20, 72 * _WIDTH / document.pages[0].width))[0]
        return self._pictures[digest]

    def new(self, layout: object, locale: object, title: object = None) -> Path:
        """A new document of a layout. `Problems` if there is no such layout or language."""
        if layout not in self.assets.names("layouts") or not isinstance(layout, str):
            raise Problems([error("unknown-layout", f'there is no layout "{layout}"', Place("layout"))])
        code, said = str(locale or DEFAULT_LOCALE), clean(str(title or ""))[:300]
        path = self.free(said or self.titles(layout).get(code, layout), ".yaml")
        text = starter(layout, code, self.assets, path.name)
        if said:
            text = apply(Board.of(text, self.assets), {"op": "set", "path": ["title"], "value": said}).text
        write_new(path, text.encode())
        return path

    def free(self, name: str, suffix: str) -> Path:
        """A path that nothing has yet, named after something."""
        stem = " ".join(_UNSAFE.sub(" ", name).split())[:60].strip(" .-") or "canvas"
        stem = stem.replace(" ", "-").lower()
        number = 1
        while True:
            path = self.folder / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}"
            if not path.exists() and not path.is_symlink():
                return path
            number += 1

    def taken_in(self, path: Path) -> tuple[Path, str, list[str]]:
        """A new document beside another file that holds a canvas: its path, what was found, what was left out."""
        if path.suffix.lower() == ".json":
            try:
                sources = documents_in(path.read_bytes(), path.name, json=True)
                read_contents(sources, path.stem, self.assets, None, path.parent)
            except Problems:
                pass
            else:
                return self._as_yaml(path.stem, sources[0].tree), "", []
        found = importing.read(path, self.assets, path.name)
        target = self.free(path.stem, ".yaml")
        write_new(target, yaml_text(found.tree, found.finding.left, path.name).encode())
        return target, found.finding.summary, [each.words.text for each in found.finding.left]

    def dropped(self, stem: str, suffix: str, data: bytes) -> tuple[Path, str, list[str]]:
        """The same of a file that is not in the folder; one that is a data file already is put there."""
        if suffix in YAML:
            read_contents(documents_in(data, f"{stem}{suffix}"), stem, self.assets, None, self.folder)
            target = self.free(stem, ".yaml")
            write_new(target, data)
            return target, "", []
        with TemporaryDirectory(prefix="bmcgen-") as folder:
            path = Path(folder) / f"{_UNSAFE.sub(' ', stem)[:60].strip(' .') or 'canvas'}{suffix}"
            path.write_bytes(data)
            return self.taken_in(path)

    @property
    def writable(self) -> bool:
        """Whether files can be made in the folder, as far as that can be told."""
        return os.access(self.folder, os.W_OK)

    def _as_yaml(self, stem: str, tree: Any) -> Path:
        from bmcgen.source.writing.yaml_text import text_of

        target = self.free(stem, ".yaml")
        write_new(target, text_of(tree).encode())
        return target


def _head(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(4000).decode("utf-8", "replace")
    except OSError:
        return ""


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name, safe="")
