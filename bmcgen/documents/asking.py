"""What is asked for by the keywords of `make`."""

from __future__ import annotations

from typing import Any

from bmcgen.documents.arguments import TEXTS, check_count, check_flag, check_texts, names
from bmcgen.documents.printing.press import press_of
from bmcgen.documents.room import room_of
from bmcgen.documents.typesetting import Asked

KEYWORDS = (
    *(*TEXTS, "blocks", "without", "marks", "threads", "strip", "votes", "lines", "dots", "per_sheet"),
    *("fillable", "source", "skip_unprintable", "archive", "output_intent", "proof"),
)
"""What `make` can be asked for beside data, fields and assets."""


def asked_of(**given: Any) -> Asked:
    """What is asked for by the keywords of `make`. TypeError or ValueError for a value that cannot be meant."""
    check_texts(**{key: given.get(key) for key in TEXTS})
    flags: dict[str, Any] = {
        "threads": False,
        "fillable": False,
        "source": True,
        "skip_unprintable": False,
        "proof": False,
    }
    flags |= {key: given[key] for key in flags if key in given}
    for key, value in flags.items():
        check_flag(key, value)
    return Asked(
        locale=given.get("locale"),
        prompts=given.get("prompts"),
        paper=given.get("paper"),
        layout=given.get("layout"),
        blocks=names("blocks", given.get("blocks")),
        without=names("without", given.get("without")),
        theme=given.get("theme"),
        press=press_of(**given),
        tiles=given.get("tiles"),
        room=room_of(**given),
        per_sheet=check_count("per_sheet", given.get("per_sheet", 1)),
        duplex=given.get("duplex"),
        **flags,
    )
