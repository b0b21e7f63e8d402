"""The part of a matrix that the ordinary run tries, and how long it looks for a smaller text that a law fails with."""

from itertools import product

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.internal.conjecture import engine

from tests import matrix
from tests.conftest import SECONDS_OF_SHRINKING

PAPERS, THEMES, CODES = ["A3", "A4", "Letter"], ["classic", "ink"], ["nl", "de", "en"]


@pytest.fixture(autouse=True)
def _ordinary(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "slow", False)


def test_every_value_meets_every_other() -> None:
    found = matrix.tried(product(PAPERS, THEMES, CODES))
    for places in ((0, 1), (0, 2), (1, 2)):
        axes = [(PAPERS, THEMES, CODES)[place] for place in places]
        assert {tuple(each[place] for place in places) for each in found} == {*product(*axes)}
    assert len(found) < len([*product(PAPERS, THEMES, CODES)]) * 2 / 3


def test_every_value_is_tried_once_at_least() -> None:
    found = matrix.tried(product(PAPERS, THEMES, CODES), together=1)
    assert [{each[place] for each in found} for place in range(3)] == [{*PAPERS}, {*THEMES}, {*CODES}]
    assert len(found) == 3


def test_the_slow_run_tries_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "slow", True)
    assert matrix.tried(product(PAPERS, THEMES), together=1) == [*product(PAPERS, THEMES)]


def calls(seconds: float, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often a law is tried that fails with any long text, if so much time may be spent on shorter ones."""
    monkeypatch.setattr(engine, "MAX_SHRINKING_SECONDS", seconds)
    found = 0

    @settings(database=None, derandomize=True, phases=[Phase.generate, Phase.shrink])
    @given(st.lists(st.integers(), min_size=20))
    def law(numbers: list[int]) -> None:
        nonlocal found
        found += 1
        assert sum(numbers) < 1000

    with pytest.raises(AssertionError):
        law()
    return found


def test_the_time_for_shrinking_is_bounded(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    slow = request.config.getoption("--slow")
    assert slow or engine.MAX_SHRINKING_SECONDS == SECONDS_OF_SHRINKING
    assert calls(0, monkeypatch) < calls(30, monkeypatch) / 2
