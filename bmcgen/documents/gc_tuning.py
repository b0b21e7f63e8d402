"""How often Python looks for dead values in processes of ours."""

from __future__ import annotations

import gc


def seldom() -> None:
    """A sheet is thousands of values that all live until it is printed: to look for dead ones among them as often as
    Python does takes a tenth of the time, and finds nothing.
    """
    gc.set_threshold(50_000, 20, 20)
