"""Values of a program that are printed as they are written."""

from __future__ import annotations

from datetime import date


def plain(value: object) -> str | None:
    """A text, a number or a date as it is written (a Decimal keeps its zeros); None for anything else."""
    if isinstance(value, str):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float | date):
        return str(value)
    # Few programs have other numbers; both modules are slow to import.
    from decimal import Decimal
    from numbers import Real

    return str(value) if isinstance(value, Decimal | Real) else None
