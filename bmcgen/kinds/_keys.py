"""The values of keys that belong to one kind, in a layout or in words: annotations that say how they are checked.

Only who reads layouts and words has pydantic, so it is imported there and then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

LENGTH: Mapping[str, Any] = {
    "type": "string",
    "pattern": r"^[0-9]+([.][0-9]+)? *(mm|cm|in|pt)$",
    "$comment": "a length",
}


class Checked:
    """A value that a function takes from what the file holds, `Annotated[float, Checked(side, LENGTH)]`: the function
    returns it, or raises ValueError with what is wrong. `shown` is its JSON Schema.
    """

    def __init__(self, check: Callable[[object], Any], shown: Mapping[str, Any] | None = None) -> None:
        self.check, self.shown = check, shown or {}

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(self, core_schema: Any, handler: Any) -> dict[str, Any]:
        return {**self.shown}


class Count:
    """A whole number within limits: `Annotated[int, Count(1, 99)]`."""

    def __init__(self, least: int, most: int) -> None:
        self.least, self.most = least, most

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.int_schema(ge=self.least, le=self.most)


class Said:
    """Words, `Annotated[str, Said()]`: a text that is not empty."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_after_validator_function(_some, core_schema.str_schema())


def is_text(value: object) -> bool:
    """Whether what a file holds is a text, and not empty."""
    return isinstance(value, str) and bool(value.strip())


def _some(text: str) -> str:
    if not text.strip():
        raise ValueError("this may not be empty")
    return text
