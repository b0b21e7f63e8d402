"""How often Python looks for dead values in processes of ours."""

from __future__ import annotations

import atexit
import gc


def seldom() -> None:
    """A sheet is thousands of values that all live until it is printed: to look for dead ones among them as often as
    Python does takes a tenth of the time, and finds nothing.
    """
    gc.set_threshold(50_000, 20, 20)
    # Python looks once more when it ends, when the system takes back everything anyway: leave it nothing to look at.
    atexit.register(gc.freeze)
