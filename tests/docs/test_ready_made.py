"""The PDFs for people without Python hold what the program makes: make them anew with
`bmcgen make pack --locale nl,de,en -o docs/print/`.
"""

from pathlib import Path

import pypdfium2
import pytest

import bmcgen
from tests.conftest import LOCALES

ROOT = Path(__file__).parents[2]
PRINT = ROOT / "docs" / "print"
Letters = list[tuple[str, tuple[int, ...]]]


def pages_of(pdf: bytes | Path) -> list[tuple[tuple[float, float], Letters]]:
    """The size of each page, and its lines of text with their boxes in tenths of a point."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for page in document:
        text = page.get_textpage()
        boxes = [text.get_rect(number) for number in range(text.count_rects())]
        lines = [(text.get_text_bounded(*box), tuple(round(10 * side) for side in box)) for box in boxes]
        found.append((page.get_size(), lines))
    document.close()
    return found


@pytest.mark.parametrize("locale", LOCALES)
def test_ready_made_documents_are_those_of_today(locale: str) -> None:
    made = {Path(path).name: path for path in PRINT.glob(f"*-{locale}.pdf")}
    parts = ("cover", "business-model", "persona", "worksheets", "handout", "prompt-cards", "facilitation")
    assert {*made} == {f"{part}-{locale}.pdf" for part in parts}
    for part in parts[1:]:
        assert pages_of(made[f"{part}-{locale}.pdf"]) == pages_of(bmcgen.make(part, locale=locale).pdf()), part


def test_the_readme_leads_to_each_of_them() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for path in PRINT.glob("*.pdf"):
        assert f"docs/print/{path.name}" in text
