"""What docs/ say of keys is what the program checks: `python docs/reference.py` writes it anew."""

import importlib.util
from types import ModuleType

import pytest

from tests.docs.markdown import ROOT


@pytest.fixture(scope="module")
def reference() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference", ROOT / "docs" / "reference.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_of_keys_is_that_of_today(reference: ModuleType) -> None:
    text = reference.PAGE.read_text(encoding="utf-8")
    assert text.count("<!-- keys:") > 10
    assert reference.page(text) == text


def test_the_schemas_are_those_of_today(reference: ModuleType) -> None:
    made = reference.schemas()
    assert {path.name: path.read_text(encoding="utf-8") for path in reference.SCHEMAS.iterdir()} == made


def test_every_key_of_a_layout_has_a_default_and_says_what_it_takes(reference: ModuleType) -> None:
    rows = [line for line in reference.PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    cells = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in rows]
    assert len(cells) > 80
    assert [row for row in cells if not all(row) or len(row) not in (3, 5)] == []
