"""The tests of `bmcgen.text` hyphenate as a document without assets of its own does."""

from collections.abc import Iterator

import pytest

from bmcgen.assets.hyphenation import shipped_rules
from bmcgen.text.hyphenation import Hyphenator, hyphenated_by


@pytest.fixture(autouse=True)
def _shipped_hyphenation() -> Iterator[None]:
    with hyphenated_by(Hyphenator(shipped_rules)):
        yield
