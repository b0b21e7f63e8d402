from __future__ import annotations

# First of all, so that what is imported from here on is compiled once for all processes.
import tests.bytecode  # noqa: F401

# isort: split
import gc
import os
from collections.abc import Callable
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml
from hypothesis import HealthCheck, Phase, settings
from hypothesis.internal.conjecture import engine

import bmcgen
from bmcgen.assets.finder import SHIPPED
from bmcgen.diagnostics import Diagnostic
from bmcgen.documents.output.document import Document
from bmcgen.proof import unread
from bmcgen.text.fonts import Face
from tests import matrix

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

SECONDS_OF_SHRINKING = 30
"""In the ordinary run hypothesis looks for a smaller text that a law fails with no longer than that."""
_COMMON: dict[str, Any] = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
settings.register_profile("ordinary", max_examples=24, phases=[*{*Phase} - {Phase.explain}], **_COMMON)
settings.register_profile("slow", max_examples=6000, **_COMMON)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--renew-golden", action="store_true", help="write the golden files anew; read the diff before a commit"
    )
    parser.addoption(
        "--slow", action="store_true", help="try every combination of a matrix, and thousands of examples of each law"
    )


def pytest_xdist_auto_num_workers() -> int:
    """A worker more than there are cores, for those that wait for a browser do nothing meanwhile."""
    return (os.cpu_count() or 1) + 1


def pytest_configure(config: pytest.Config) -> None:
    """Before any module of tests is imported: how much of what they hold is tried."""
    matrix.slow = config.getoption("--slow")
    settings.load_profile("slow" if matrix.slow else "ordinary")
    if not matrix.slow:
        # There is no setting for it.
        engine.MAX_SHRINKING_SECONDS = SECONDS_OF_SHRINKING


def pytest_collection_finish() -> None:
    """What has been imported and collected lives as long as the run: the garbage collector, which takes a seventh of
    the time otherwise, need not look through it again and again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def canvas(**values: Any) -> dict[str, Any]:
    """The data of a poster; `blocks` and masthead fields as keywords."""
    return {"layout": "business-model", "locale": "en"} | {key.replace("_", "-"): each for key, each in values.items()}


@lru_cache(64)
def ready(layout: str, **asked: str) -> Document:
    """A blank document of a layout that ships: made once for all tests of a worker that ask something about it."""
    return bmcgen.make(layout, **asked)  # type: ignore[arg-type]


def loaded(path: Path) -> Any:
    """The value of a YAML file, read by libyaml where PyYAML has it, which is ten times as fast."""
    return yaml.load(path.read_bytes(), getattr(yaml, "CSafeLoader", yaml.SafeLoader))


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
    pdf, read = Document.pdf, set[bytes]()

    def verified(document: Document) -> bytes:
        data = pdf(document)
        digest = blake2b(data, digest_size=16).digest()
        if digest not in read:
            # Tiles are parts of pages, and their text is there several times.
            assert document.press.tiles or unread(data, document.pages) == []
            read.add(digest)
        return data

    monkeypatch.setattr(Document, "pdf", verified)
