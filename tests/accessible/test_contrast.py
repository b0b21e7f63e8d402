"""Words stand out from what lies beneath them, on every theme: 4.5 to 1 (WCAG 2.1, 1.4.3), and 3 to 1 where they are
large.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

import bmcgen
from bmcgen.model.layout import Colour
from bmcgen.model.page import Line, Page, Panel, Picture
from tests.conftest import SAMPLES
from tests.places.cases import THEMES

WHITE = (1.0, 1.0, 1.0)
LARGE = 18.0
DOCUMENTS: Mapping[str, Callable[[str], bmcgen.Document]] = {
    "a blank poster": lambda theme: bmcgen.make("business-model", locale="nl", prompts="full", theme=theme),
    "a poster for a room": lambda theme: bmcgen.make("business-model", strip=True, votes=True, lines=True, theme=theme),
    "a filled poster": lambda theme: bmcgen.make(SAMPLES / "fietsbieb.yaml", theme=theme),
    "threads": lambda theme: bmcgen.make(SAMPLES / "tidewell.yaml", theme=theme, threads=True),
    "two languages": lambda theme: bmcgen.make(SAMPLES / "hofwerk.yaml", theme=theme, locale="de+en"),
    "a persona": lambda theme: bmcgen.make(SAMPLES / "personas" / "sanne.yaml", theme=theme),
    "cards": lambda theme: bmcgen.make("prompt-cards", locale="de", theme=theme),
    "a guide": lambda theme: bmcgen.make("handout", locale="de", blocks=["channels"], theme=theme),
    "a cover": lambda theme: bmcgen.make("pack", locale="en", theme=theme, without=["handout", "facilitation"]),
}


def luminance(rgb: tuple[float, ...]) -> float:
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def beneath(page: Page, number: int, line: Line) -> Iterator[tuple[float, ...]]:
    """The grounds that the two ends and the middle of a line stand on, as they are drawn before it."""
    for x in (line.x + 0.5, line.x + line.width / 2, line.x + line.width - 0.5):
        ground: tuple[float, ...] | None = WHITE
        for mark in page.marks[:number]:
            if isinstance(mark, Panel | Picture):
                rect, y = mark.rect, line.y - 0.3 * line.size
                if rect.x <= x <= rect.x + rect.w and rect.y <= y <= rect.y + rect.h:
                    ground = mark.fill.rgb if isinstance(mark, Panel) else None
        if ground is not None:
            yield ground


def faint(document: bmcgen.Document, inks: Callable[[Colour], tuple[float, ...]]) -> list[str]:
    found = []
    for page in document.pages:
        for number, line in enumerate(page.marks):
            if not isinstance(line, Line) or not line.text.strip():
                continue
            least = 3.0 if line.size >= LARGE else 4.5
            worst = min((contrast(inks(line.colour), ground) for ground in beneath(page, number, line)), default=21.0)
            if worst < least:
                found.append(f"{line.text!r}: {worst:.2f}")
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
@pytest.mark.parametrize("theme", THEMES)
def test_words_stand_out(theme: str, name: str) -> None:
    document = DOCUMENTS[name](theme)
    assert sum(1 for page in document.pages for _ in page.lines()) > 20
    assert faint(document, lambda colour: colour.rgb) == []


def test_faint_words_would_be_found() -> None:
    document = DOCUMENTS["a persona"]("classic")
    grey = (0.6, 0.6, 0.6)
    assert len(faint(document, lambda _: grey)) > 20
