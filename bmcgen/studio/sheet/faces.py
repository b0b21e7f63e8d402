"""The fonts of a sheet as a browser gets them: whole, so that what is typed looks as it will be printed."""

from __future__ import annotations

from hashlib import blake2b

from bmcgen.backends.svg.fonts import WebFont
from bmcgen.text.fonts import Face, Faces


class ShownFaces:
    """The faces that sheets are shown in, by their names, each under a name of its own for browsers."""

    def __init__(self) -> None:
        self._by_name: dict[str, Face] = {}
        self.fonts: dict[str, WebFont] = {}
        self._programs: dict[str, bytes] = {}

    def take(self, faces: Faces, names: set[str]) -> None:
        """Adds faces; those whose font file is another now get another name."""
        for name in sorted(names):
            face = faces.by_name(name)
            known = self._by_name.get(name)
            if known is not None and known.program is face.program:
                continue
            family = family_of(face.program)
            self._by_name[name] = face
            self.fonts[name] = WebFont(family, "", ())
            self._programs[family] = face.program

    def family(self, name: str) -> str:
        """The family that a face is shown in."""
        return self.fonts[name].family if name in self.fonts else ""

    @property
    def digest(self) -> str:
        """What changes when a face is added."""
        return blake2b("".join(sorted(self._programs)).encode(), digest_size=6).hexdigest()

    def program(self, family: str) -> bytes | None:
        """The font file of a family."""
        return self._programs.get(family)

    def stylesheet(self) -> str:
        """A rule for each family, and for its class. Kerning is in the places of the letters, and browsers set what is
        typed without it.
        """
        return "".join(
            f'@font-face{{font-family:"{family}";src:url("/api/fonts/{family[2:]}.ttf") format("truetype")}}\n'
            f'.{family}{{font-family:"{family}",sans-serif;white-space:pre;font-kerning:none;'
            "font-variant-ligatures:none}\n"
            for family in sorted(self._programs)
        )


def family_of(program: bytes) -> str:
    """What a font is called in a browser."""
    return f"f-{blake2b(program, digest_size=8).hexdigest()}"
