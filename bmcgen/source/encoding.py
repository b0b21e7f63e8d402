"""The bytes of a file to its text: UTF-8, or what spreadsheets and old editors write where that leaves no doubt.

Windows-1252 has a character for almost any byte, so that text in other encodings reads as nonsense in it. It is taken
only where every sign beyond ASCII is one of Dutch, German, English or French, in a place where such a sign stands.
"""

from __future__ import annotations

import re

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice

_LETTERS = "äöüßÄÖÜéèêëáàâíìîïóòôúùûçñœæÉÈÊËÁÀÂÍÌÎÏÓÒÔÚÙÛÇÑŒÆ"
_SIGNS = "\u00a0‘’‚“”„–—…•€£¥§°©®™«»·×¡¿½¼¾²³ªº"
_IMPLAUSIBLE = (
    rf"[^\x00-\x7f{_LETTERS}{_SIGNS}]"  # not in these languages
    rf"|[{_LETTERS}]{{3}}"  # whole words of them, as Cyrillic or Greek would be
    rf"|(?<=[^\W\d_])[{_SIGNS.replace('’', '')}](?=[^\W\d_])(?<![\u00a0–—…])"  # in the middle of a word
    r"|[\x00-\x08\x0e-\x1f\x7f]"
)
_UTF_8 = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_BOMS = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SHOWN = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "cp1252": "Windows-1252"}
_ENOUGH = 4
"""So many letters tell by their zeros which UTF-16 it is."""
HINT = "save it as UTF-8"
EXCEL = 'save it as UTF-8; in Excel: Save As, "CSV UTF-8 (Comma delimited)"'


def decode(data: bytes, name: str) -> str:
    """The text of a file in UTF-8, with or without a byte order mark. `Problems` that name the encoding it seems to
    have instead.
    """
    text, before = _utf_8(data)
    if text is not None:
        return text
    encoding = _encoding(data)
    if encoding is None:
        raise _unknown(data, name, before, HINT)
    message = f"not UTF-8: this looks like {_SHOWN[encoding]}"
    raise Problems([error("not-utf-8", message, _place(before, name), HINT)])


def guess(data: bytes, name: str, hint: str = HINT) -> tuple[str, tuple[Diagnostic, ...]]:
    """The text of a file, and a notice where it is not in UTF-8. `Problems` that name the encoding it may have where
    that cannot be told for sure.
    """
    text, before = _utf_8(data)
    if text is not None:
        return text, ()
    encoding = _encoding(data)
    if encoding is None:
        raise _unknown(data, name, before, hint)
    text = data.decode(encoding).removeprefix("\ufeff")
    message = f"read as {_SHOWN[encoding]}"
    found = re.search(r"\w*[^\x00-\x7f]\w*", text)
    where = Place(name)
    if found and encoding == "cp1252":
        where = _place(text[: found.start()], name)
        message += f', with words such as "{found[0][:30]}"'
    return text, (notice("encoding", message, where, f"to be sure, {hint}"),)


def _utf_8(data: bytes) -> tuple[str | None, str]:
    """The text of bytes in UTF-8; None where they are no such text, with what stands before the first that is not."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        return None, data[: exc.start].decode("utf-8", "replace")
    zero = text.find("\0")
    return (text, "") if zero < 0 else (None, text[:zero])


def _encoding(data: bytes) -> str | None:
    """What the encoding is where there is no doubt."""
    return _utf_16(data) or ("cp1252" if _is_1252(data) else None)


def _unknown(data: bytes, name: str, before: str, hint: str) -> Problems:
    if b"\0" in data and data[:2] not in _BOMS:
        return Problems([error("not-text", f"{name} is not a text file", _place(before, name))])
    return Problems([error("not-utf-8", f"not UTF-8: {_likely(data)}", _place(before, name), hint)])


def _utf_16(data: bytes) -> str | None:
    """Which UTF-16 this is: by its mark, or by the zeros in every other byte of a text in Latin letters."""
    encoding = _BOMS.get(data[:2])
    if encoding is None and len(data) >= 2 * _ENOUGH and len(data) % 2 == 0:
        even, odd = data[::2].count(0), data[1::2].count(0)
        half = len(data) / 2
        if max(even, odd) > 0.9 * half and min(even, odd) == 0:
            encoding = "utf-16-be" if even else "utf-16-le"
    if encoding is None:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else encoding


def _is_1252(data: bytes) -> bool:
    if _UTF_8.search(data):  # a damaged UTF-8 file, rather
        return False
    try:
        return not re.search(_IMPLAUSIBLE, data.decode("cp1252"))
    except UnicodeDecodeError:
        return False


def _place(before: str, name: str) -> Place:
    return Place(name, before.count("\n") + 1, len(before) - before.rfind("\n"))


def _likely(data: bytes) -> str:
    if data[:2] in _BOMS:
        return "this looks like damaged UTF-16"
    if _UTF_8.search(data):
        return "some of its bytes are damaged"
    return "this may be Windows-1252 or another single-byte encoding"
