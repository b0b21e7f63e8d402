"""The interface's own type: the faces of the classic theme, under names that its stylesheets know."""

from __future__ import annotations

from functools import cache

from bmcgen.resources import SHIPPED
from bmcgen.studio.sheet.faces import family_of

_FACES = (
    ("studio", "IBMPlexSans-Regular", "font-weight:400"),
    ("studio", "IBMPlexSans-Italic", "font-weight:400;font-style:italic"),
    ("studio", "IBMPlexSans-Bold", "font-weight:700"),
)


@cache
def _programs() -> dict[str, bytes]:
    """The font files that ship, by the names that browsers know them by."""
    programs = [(SHIPPED / "fonts" / f"{name}.ttf").read_bytes() for _, name, _ in _FACES]
    return {family_of(program): program for program in programs}


def program(family: str) -> bytes | None:
    """The font file of a family."""
    return _programs().get(family)


def stylesheet() -> str:
    """A rule for each face."""
    return "".join(
        f'@font-face{{font-family:"{name}";{style};font-display:swap;'
        f'src:url("/api/fonts/{family[2:]}.ttf") format("truetype")}}\n'
        for (name, _, style), family in zip(_FACES, _programs(), strict=True)
    )
