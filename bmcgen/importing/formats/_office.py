"""Files of office programs are archives: looked at before any library opens them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice

MOST = 50_000_000
_INSIDE = 150_000_000
_ENTRIES = 5_000
_OLD = b"\xd0\xcf\x11\xe0"
_DECLARES = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def checked(data: bytes, name: str) -> list[Diagnostic]:
    """What there is to say about an archive. `Problems` for one that is none, is encrypted, would grow beyond all
    bounds, or declares entities.
    """
    here = Place(name)
    if data[:4] == _OLD:
        message = "this is encrypted, or in the format of before 2007"
        raise Problems([error("not-readable", message, here, "save it without a password, in today's format")])
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise Problems([error("not-readable", "this file is damaged, or of another kind", here)]) from None
    if len(entries) > _ENTRIES or sum(entry.file_size for entry in entries) > _INSIDE:
        message = f"unpacked, this is more than {_INSIDE // 1_000_000} MB or {_ENTRIES:,} files"
        raise Problems([error("too-large", message, here, "remove its pictures, or split it into several files")])
    for entry in entries:
        if entry.filename.lower().endswith((".xml", ".rels", ".vml")):
            _check_xml(archive, entry, here)
    if any("vbaproject" in entry.filename.lower() for entry in entries):
        return [notice("macros", "the macros in this file are not looked at", here)]
    return []


def _check_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, here: Place) -> None:
    try:
        content = archive.read(entry)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as exc:
        raise Problems([error("not-readable", f"this file is damaged: {entry.filename}: {exc}", here)]) from None
    if _DECLARES.search(content) or _DECLARES.search(content.replace(b"\0", b"")):
        message = f"{entry.filename} declares entities, which no office program does"
        raise Problems([error("hostile-xml", message, here, "open the file and save it anew")])


def broken(exc: Exception, name: str) -> Problems:
    """What an error of a library that reads such files means."""
    return Problems([error("not-readable", f"this file is damaged: {type(exc).__name__}: {exc}"[:300], Place(name))])
