"""Pages of HTML. Nothing that a page names is fetched, and no script in it is run."""

from __future__ import annotations

from bmcgen.importing.formats._html import HtmlParts
from bmcgen.importing.formats._text import Lines
from bmcgen.importing.outline import Outline
from bmcgen.source.encoding import guess

SUFFIXES = (".html", ".htm")
NEEDS: tuple[str, ...] = ()
MOST = 5_000_000


def read(data: bytes, name: str) -> Outline:
    text, said = guess(data, name)
    return Outline(tuple(HtmlParts(Lines(text, name)).read(text)), said)
