"""What of ours a PDF holds: the data it was made from, or a form that was filled in.

Other people's programs have saved it since, so nothing in it is taken for granted. What is read of a field is its
value: what a viewer draws for it may lack letters. Nothing in the file is run or opened.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from itertools import chain, islice
from typing import Any

from msgspec import Struct, field

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice
from bmcgen.source.files import MAX_BYTES

MOST = 50_000_000
_INFLATED = 100_000_000
_MENDED = 5_000_000
"""A damaged file that is larger is not mended: to look for its objects takes long."""
_FIELDS, _DEEPEST, _LONGEST = 20_000, 20, 200_000
_PAGES = 500
FORM = re.compile(r"bmcgen:(?P<version>[0-9]+):(?P<layout>[^:.]+):(?P<locale>[^:.]+)")
"""What the fields of our forms stand under."""
TYPE = "/application/yaml"
_BREAK = re.compile(r"\r\n?")
# Programs that cut characters to 16 bits leave those of pictures in a part of Unicode that has none of its own.
_CUT = re.compile("[\uf300-\ufaff]")
_PICTURES = 0x10000


class Held(Struct):
    """What was found: the text of a data file and what it is said to be; or what was typed, by the name of the form and
    then by that of the field.
    """

    source: str = ""
    about: str = ""
    forms: dict[str, dict[str, str]] = field(default_factory=dict)
    said: list[Diagnostic] = field(default_factory=list)


def held_in(data: bytes, name: str) -> Held:
    """What of ours a PDF holds. `Problems` for a file that cannot be read, and for one that holds nothing of ours."""
    import pikepdf

    here = Place(name)
    try:
        with _limited(pikepdf), pikepdf.open(BytesIO(data), attempt_recovery=len(data) <= _MENDED) as pdf:
            return _held(pdf, here)
    except pikepdf.PasswordError:
        hint = "save it without a password"
        raise Problems([error("not-readable", "this PDF is encrypted", here, hint)]) from None
    except Problems:
        raise
    except Exception as exc:  # pikepdf raises anything where an object is not what its place asks for
        message = f"this PDF is damaged, or no PDF at all: {exc}"[:200]
        raise Problems([error("not-readable", message, here)]) from None


@contextmanager
def _limited(pikepdf: Any) -> Iterator[None]:
    """Streams that would grow beyond all bounds are not read. The limits are those of the process, so they go back."""
    before = pikepdf.settings.get_qpdf_limits()
    names = ("flate_max_memory", "run_length_max_memory", "png_max_memory", "tiff_max_memory", "max_stream_filters")
    pikepdf.settings.set_qpdf_limits(**{**dict.fromkeys(names, _INFLATED), "max_stream_filters": 3})
    try:
        yield
    finally:
        pikepdf.settings.set_qpdf_limits(**{key: before[key] for key in names})


def _held(pdf: Any, here: Place) -> Held:
    found = Held()
    if _has_script(pdf):
        found.said.append(notice("script", "the JavaScript in this PDF is not run", here))
    _Forms(pdf, found, here).read()
    if not found.forms:
        _read_source(pdf, found, here)
    if not found.forms and not found.source:
        raise Problems([_nothing(pdf, here)])
    return found


def _nothing(pdf: Any, here: Place) -> Diagnostic:
    message = "this holds no form of ours, and no data"
    if "/AcroForm" in pdf.Root and "/XFA" in pdf.Root.AcroForm:
        message += "; it is a form of another kind (XFA)"
    hint = "what is printed to a PDF has lost its fields: save the form itself"
    return error("no-form", message, here, hint)


def _has_script(pdf: Any) -> bool:
    root = pdf.Root
    if "/JavaScript" in root.get("/Names", {}):
        return True
    places = [root, root.get("/AcroForm", {}), *_some(root.get("/AcroForm", {}).get("/Fields", ()), _FIELDS)]
    places += [page.obj for page in _some(pdf.pages, _PAGES)]
    return any(_acts(each) for each in chain(places, _annotations(pdf)))


def _annotations(pdf: Any) -> Iterator[Any]:
    """The annotations of all pages, as many as there can be of fields."""
    return islice(chain.from_iterable(page.obj.get("/Annots", ()) for page in _some(pdf.pages, _PAGES)), _FIELDS)


def _acts(place: Any) -> bool:
    """Whether a part of a file has an action that runs a script."""
    actions = [place.get("/OpenAction", None), place.get("/A", None)] if hasattr(place, "get") else []
    more = place.get("/AA", None) if hasattr(place, "get") else None
    if more is not None and hasattr(more, "values"):
        actions += [*more.values()]
    return any(hasattr(each, "get") and str(each.get("/S", "")) == "/JavaScript" for each in actions)


def _some(things: Any, most: int) -> list[Any]:
    return [*islice(things, most)]


def _read_source(pdf: Any, found: Held, here: Place) -> None:
    """The data that the file was made from: the first file in it that is said to be its source, and of our type."""
    for name in _some(pdf.attachments, 100):
        spec = pdf.attachments[name]
        kind = spec.obj.get("/AFRelationship", None)
        stream = spec.obj.get("/EF", {}).get("/F", None)
        if kind is None or str(kind) != "/Source" or stream is None or str(stream.get("/Subtype", "")) != TYPE:
            continue
        data = stream.read_bytes()
        if len(data) > MAX_BYTES:
            message = f"the data in this PDF has {len(data) / 1e6:.1f} MB, more than a data file may hold"
            raise Problems([error("too-large", message, here)])
        found.source, found.about = data.decode("utf-8", "replace"), str(spec.obj.get("/Desc", ""))
        return


class _Forms:
    """Walks the fields of a file: from its form down, then from its pages up, for some programs forget the form."""

    def __init__(self, pdf: Any, found: Held, here: Place) -> None:
        self.pdf, self.found, self.here = pdf, found, here
        self.seen: set[tuple[int, int]] = set()
        self.count = self.letters = 0
        self.mended = self.guessed = False

    def read(self) -> None:
        form = self.pdf.Root.get("/AcroForm", {})
        for each in _some(form.get("/Fields", ()), _FIELDS):
            self._field(each, "", 0)
        for each in _annotations(self.pdf):
            if str(each.get("/Subtype", "")) == "/Widget":
                self._field(*self._up(each))
        if self.mended:
            message = "pictures that the program which saved this cut off were put together again"
            self.found.said.append(notice("mended", message, self.here))

        if self.guessed:
            message = "read as UTF-8, though the program which saved this does not say so"
            self.found.said.append(notice("encoding", message, self.here, "look whether accents are right"))

    def _up(self, widget: Any) -> tuple[Any, str, int, Any]:
        """A widget, and what stands above it: its names, and the value that they give it."""
        names, value, above = [], None, widget.get("/Parent", None)
        for _ in range(_DEEPEST):
            if above is None:
                break
            names += [str(above.T)] if "/T" in above else []
            value = above.get("/V", None) if value is None else value
            above = above.get("/Parent", None)
        return widget, ".".join(reversed(names)), 0, value

    def _field(self, node: Any, above: str, depth: int, value: Any = None) -> None:
        """A field with those below it. What it says itself counts for more than what its widgets show."""
        key = tuple(node.objgen)
        if key != (0, 0) and key in self.seen:
            return
        self.seen.add(key)
        self.count += 1
        if self.count > _FIELDS or depth > _DEEPEST:
            message = f"this form has more than {_FIELDS:,} fields, or too many levels of them"
            raise Problems([error("too-large", message, self.here)])
        own = str(node.T) if "/T" in node else ""
        name = ".".join(filter(None, (above, own)))
        value = node.get("/V", value)
        for kid in _some(node.get("/Kids", ()), _FIELDS):
            self._field(kid, name, depth + 1)
        if value is None and "/AS" in node:
            value = node.AS
        root, _, path = name.partition(".")
        if path and FORM.fullmatch(root):
            said = self._text(value)
            # Some programs write a state as a text.
            self._put(root, path, _state(said) if str(node.get("/FT", "")) == "/Btn" else said)

    def _put(self, root: str, path: str, text: str) -> None:
        fields = self.found.forms.setdefault(root, {})
        self.letters += len(text)
        if self.letters > MAX_BYTES:
            raise Problems([error("too-large", "more is typed into this form than a data file may hold", self.here)])
        if text or path not in fields:
            fields[path] = text

    def _text(self, value: Any) -> str:
        """A value as it was typed: of a box or a choice, its state."""
        import pikepdf

        if isinstance(value, pikepdf.Name):
            return _state(str(value))
        if isinstance(value, pikepdf.Stream):
            value = pikepdf.String(value.read_bytes()[: 4 * _LONGEST])
        if not isinstance(value, pikepdf.String):
            return ""
        text = _decoded(bytes(value), str(value))
        self.guessed |= text != str(value)
        return self._mended(_BREAK.sub("\n", text))

    def _mended(self, text: str) -> str:
        found = _CUT.sub(lambda cut: chr(ord(cut[0]) + _PICTURES), text)
        self.mended |= found != text
        return found


def _state(name: str) -> str:
    """The state that a name stands for; nothing for one that is off."""
    return name.removeprefix("/").removeprefix("Off").removeprefix("is")


def _decoded(data: bytes, text: str) -> str:
    """The text of a string; some programs write it in UTF-8 without saying so (ISO 32000-1, 7.9.2.2)."""
    if data[:2] in (b"\xfe\xff", b"\xff\xfe") or data[:3] == b"\xef\xbb\xbf" or data.isascii():
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return text
