"""Picture files: found in the data's own folder, read whole, of bounded size."""

from __future__ import annotations

import warnings
from io import BytesIO
from pathlib import Path

from msgspec.structs import replace
from PIL import Image, UnidentifiedImageError
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile

from bmcgen.diagnostics import Place, Problems, did_you_mean, error, short
from bmcgen.model.content import PictureFile, Typed

MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 60_000_000}
"""A PNG has to be in memory whole; a JPEG can be read at a smaller size."""
MOST_BYTES = 40_000_000
_PNG = b"\x89PNG\r\n\x1a\n"
_ORIENTATION = 0x0112
_PILLOW = r"PIL\."


def read_picture(
    name: Typed,
    folder: Path | None,
    focus: tuple[float, float] = (0.5, 0.5),
    alt: Typed | None = None,
    beside: str = "the data file",
) -> PictureFile:
    """The picture of a name in a folder, that of the file which names it. `Problems` if it is elsewhere, missing,
    broken, huge or no picture.
    """
    return replace(picture_of(_bytes(name, folder, beside), name, focus, alt), file=name.text)


def picture_of(data: bytes, name: Typed, focus: tuple[float, float], alt: Typed | None) -> PictureFile:
    """The picture in bytes. `Problems` if it is broken, huge or no picture."""
    if len(data) > MOST_BYTES:
        raise _wrong("too-large", f'"{short(name.text)}" has more than {MOST_BYTES // 1_000_000} MB', name.where)
    orientation, width, height = _measure(data, name)
    return PictureFile(data, orientation, width, height, focus, alt, name.where)


def opened(data: bytes) -> Image.Image:
    """A JPEG or PNG whose pixels are not read yet. UnidentifiedImageError if it is neither.

    What becomes of warnings is settled for a whole process: changed for a while, as `warnings.catch_warnings` does, it
    is changed for all threads. So the formats' own readers are called, for `Image.open` warns of large pictures, which
    are checked here; and Pillow's remarks on metadata are silenced for good.
    """
    if not any(kept[0] == "ignore" and getattr(kept[3], "pattern", "") == _PILLOW for kept in warnings.filters):
        warnings.filterwarnings("ignore", category=UserWarning, module=_PILLOW)
    reader = PngImageFile if data.startswith(_PNG) else JpegImageFile
    try:
        return reader(BytesIO(data))
    except SyntaxError as exc:
        raise UnidentifiedImageError(str(exc)) from None


def _bytes(name: Typed, folder: Path | None, beside: str) -> bytes:
    shown = short(name.text)
    if folder is None:
        raise _wrong(
            "no-folder", "a picture must be in the folder of a data file, and this data comes from no file", name.where
        )
    try:
        inside = folder.resolve()
        path = (inside / name.text).resolve()
        if Path(name.text).is_absolute():
            hint = f"give its path from the folder of {beside}"
            raise _wrong("outside-folder", f'"{shown}" is an absolute path', name.where, hint)
        if "\\" in name.text or not path.is_relative_to(inside):
            hint = f"put it beside {beside}"
            raise _wrong("outside-folder", f'"{shown}" is not in the folder of {beside}', name.where, hint)
        if not path.is_file():
            there = sorted(each.name for each in path.parent.iterdir()) if path.parent.is_dir() else []
            hint = did_you_mean(path.name, there, " ")
            raise _wrong("no-such-file", f'there is no file "{shown}" beside {beside}', name.where, hint.strip())
        if path.stat().st_size > MOST_BYTES:
            raise _wrong("too-large", f'"{shown}" has more than {MOST_BYTES // 1_000_000} MB', name.where)
        return path.read_bytes()
    except (OSError, ValueError, RuntimeError) as exc:
        raise _wrong(
            "unreadable", f'cannot read "{shown}": {getattr(exc, "strerror", None) or exc}', name.where
        ) from None


def _measure(data: bytes, name: Typed) -> tuple[int, int, int]:
    """How the picture lies, and its size as it is looked at. It is decoded once, so that a broken one is found now."""
    shown = short(name.text)
    try:
        with opened(data) as picture:
            width, height = picture.size
            most = MOST_PIXELS["PNG" if picture.format == "PNG" else "JPEG"]
            if width * height > most:
                raise _too_large(name, width, height, most)
            picture.draft("RGB", (1200, 1200))
            picture.load()
            # Asked for earlier, it would hide that a PNG is broken.
            orientation = _orientation(picture)
    except UnidentifiedImageError:
        raise _wrong(
            "not-a-picture", f'"{shown}" is not a JPEG or PNG picture', name.where, "save it as JPEG or PNG"
        ) from None
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError) as exc:
        raise _wrong("broken-picture", f'"{shown}" cannot be read completely: {exc}', name.where) from None
    return (orientation, height, width) if orientation >= 5 else (orientation, width, height)


def _orientation(picture: Image.Image) -> int:
    """The orientation that EXIF gives, 1 where it gives none or cannot be read."""
    try:
        found = picture.getexif().get(_ORIENTATION, 1)
    except Exception:  # Pillow raises whatever a broken EXIF block leads to
        return 1
    return found if found in range(1, 9) else 1


def _too_large(name: Typed, width: int, height: int, most: int) -> Problems:
    message = f'"{short(name.text)}" has {width:,} x {height:,} pixels; {most // 1_000_000} million is the most'
    return _wrong("too-large", message, name.where, "save it smaller: 2,000 pixels across print sharply")


def _wrong(code: str, message: str, where: Place, hint: str = "") -> Problems:
    return Problems([error(code, message, where, hint)])
