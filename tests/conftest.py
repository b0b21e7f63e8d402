from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, settings

import bmcgen
from bmcgen.assets.finder import SHIPPED
from bmcgen.diagnostics import Diagnostic
from bmcgen.documents.document import Document
from bmcgen.proof import unread
from bmcgen.text.fonts import Face

SAMPLES = Path(__file__).parent / "samples"
LOCALES = ("nl", "de", "en")
"""The languages whose sheets are compared with golden files and pictures, and whose terms are listed."""
ADDED = ("es", "fr")
"""Languages added since; they may lack layouts. What they have is held to the same rules."""
EVERY = (*LOCALES, *ADDED)
DIALECTS = ("de-AT", "de-CH", "nl-BE", "nl-x-dutch", "nl-x-english")
"""Locales that extend one of these."""
BLOCKS = (
    "customer-segments",
    "value-propositions",
    "channels",
    "customer-relationships",
    "revenue-streams",
    "key-resources",
    "key-activities",
    "key-partners",
    "cost-structure",
)

settings.register_profile("default", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("slow", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="write the golden files anew; read the diff before a commit"
    )


def canvas(**values: Any) -> dict[str, Any]:
    """The data of a poster; `blocks` and masthead fields as keywords."""
    return {"layout": "business-model", "locale": "en"} | {key.replace("_", "-"): each for key, each in values.items()}


def extracted(pdf: bytes) -> list[str]:
    """The text of each page, as pypdfium2 reads it."""
    document = pypdfium2.PdfDocument(pdf)
    return [page.get_textpage().get_text_bounded() for page in document]


def squeezed(text: str) -> str:
    """A text without spaces and hyphens, so that the ways of breaking it do not matter."""
    return "".join(text.replace("\u00ad", "").replace("\ufffe", "").replace("\u0002", "").replace("-", "").split())


@pytest.fixture
def problems(tmp_path: Path) -> Callable[[str], list[Diagnostic]]:
    """What is wrong with a data file of this text; an empty list if nothing is."""

    def check(text: str | bytes, name: str = "f.yaml") -> list[Diagnostic]:
        path = tmp_path / name
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        try:
            bmcgen.make(path)
        except bmcgen.Problems as exc:
            return list(exc.diagnostics)
        return []

    return check


@pytest.fixture(scope="session")
def regular() -> Face:
    return Face("IBMPlexSans-Regular", SHIPPED / "fonts" / "IBMPlexSans-Regular.ttf")


@pytest.fixture(autouse=True)
def _every_file_is_read_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a test writes: what pypdfium2 reads in it is what was put on its pages."""
    pdf = Document.pdf

    def verified(document: Document) -> bytes:
        data = pdf(document)
        # Tiles are parts of pages, and their text is there several times.
        assert document.press.tiles or unread(data, document.pages) == []
        return data

    monkeypatch.setattr(Document, "pdf", verified)
