"""The moment that a build asks its files to be dated by: the environment's SOURCE_DATE_EPOCH."""

from __future__ import annotations

import os

from bmcgen.diagnostics import Place, Problems, error, short

_MOST = 253_402_300_800
"""The first second of the year 10000, which no PDF date can hold."""


def source_date_epoch() -> int | None:
    """Seconds since 1970; None if none are set. `Problems` for anything that is no such number."""
    text = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    if not text:
        return None
    if not (text.isascii() and text.isdecimal() and len(text) < 20 and int(text) < _MOST):
        message = f'"{short(text)}" is not a number of seconds since 1970'
        hint = "give seconds, such as 1763600000, or unset it"
        raise Problems([error("bad-value", message, Place("SOURCE_DATE_EPOCH"), hint)])
    return int(text)
