"""What is asked for of the printing, and of what the file says of its colours."""

from __future__ import annotations

import os
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from bmcgen.diagnostics import Diagnostic, Place, Problems, error, notice
from bmcgen.documents.arguments import check_flag
from bmcgen.geometry import length
from bmcgen.model.choices import INKS
from bmcgen.model.page import Page, Panel, Press, Profile

ARCHIVE, INTENT = "--archive", "--output-intent"
MOST = 20 * 1024 * 1024
_SPACES: dict[str, Literal["rgb", "cmyk", "grey"]] = {"RGB": "rgb", "CMYK": "cmyk", "GRAY": "grey"}
_CLASSES = ("prtr", "mntr")
_HINT = "give the profile of the press, a file that ends with .icc or .icm; print shops have it on their sites"


def press_of(**given: Any) -> Press:
    """What is asked for by the keywords of `make`."""
    check_flag("marks", marks := given.get("marks", False))
    check_flag("archive", archive := given.get("archive", False))
    inks: Any
    inks, named = given.get("colour", "rgb"), given.get("output_intent")
    if named is not None and not isinstance(named, str | os.PathLike):
        raise TypeError(f"output_intent must be the path of a profile, not {type(named).__name__}")
    if inks not in INKS:
        raise ValueError(f"colour must be one of {', '.join(INKS)}")
    intent = profile_of(Path(named), inks) if named is not None else None
    return Press(inks, length(given.get("bleed") or "0"), marks, archive=archive, intent=intent)


def check_archive(press: Press, *, fillable: bool) -> None:
    """ValueError where no archive takes what is asked for."""
    if not press.archive:
        return
    if press.inks == "cmyk" and press.intent is None:
        raise ValueError(
            "an archive asks what the four inks look like: leave out --colour cmyk, or name the profile of the press "
            f"with {INTENT}"
        )
    if fillable:
        raise ValueError("an archive keeps what is finished, and a form is filled in later: choose one")


def profile_of(path: Path, inks: str) -> Profile:
    """The ICC profile in a file, for what is printed in these inks. `Problems` if it is none, or is for others."""
    from PIL import ImageCms

    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MOST and path.is_file() else b""
    except OSError as exc:
        reason = (exc.strerror or str(exc)).lower()
        raise Problems(
            [error("no-such-file", f"the profile cannot be read: {reason}", Place(str(path)), _HINT)]
        ) from None
    if size > MOST:
        raise Problems([_wrong(path, f"it is larger than {MOST // 1024 // 1024} MB")])
    if data[36:40] != b"acsp" or int.from_bytes(data[:4], "big") != len(data):
        raise Problems([_wrong(path, "it is no ICC profile, or is cut off")])
    try:
        about = ImageCms.ImageCmsProfile(BytesIO(data)).profile
        space, kind, version = about.xcolor_space.strip(), about.device_class.strip(), about.version
        said = about.profile_description
    except (OSError, ImageCms.PyCMSError):
        raise Problems([_wrong(path, "it is damaged")]) from None
    own = _SPACES.get(space)
    if own is None or kind not in _CLASSES or version >= 5:
        raise Problems([_wrong(path, "it is not the profile of a press or a screen")])
    if inks not in (own, "grey"):
        hint = f"add --colour {own}, or give a profile for {inks}"
        message = f"the profile is for {own}, and the sheets are printed in {inks}"
        raise Problems([error("bad-profile", message, Place(str(path)), hint)])
    name = " ".join("".join(char if char.isprintable() else " " for char in said or "").split())
    return Profile(data, own, name[:120] or path.stem)


def _wrong(path: Path, why: str) -> Diagnostic:
    return error("bad-profile", f"the profile cannot be used: {why}", Place(str(path)), _HINT)


def idle_bleed(bleed: float, pages: Iterable[Page]) -> list[Diagnostic]:
    """A notice where there is bleed, and nothing that reaches it."""
    panels = (mark for page in pages for mark in page.marks if isinstance(mark, Panel))
    if not bleed or any(panel.rect.x < 0 or panel.rect.y < 0 for panel in panels):
        return []
    message = "nothing on these pages reaches the trim, so bleed changes only the boxes of the file"
    return [notice("idle-bleed", message, Place("--bleed"))]
