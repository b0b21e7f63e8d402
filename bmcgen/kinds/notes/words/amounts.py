"""Amounts as people write them, and their total: one unit, and numbers that can be read in one way only."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from bmcgen.model.content import Typed

POINTED = frozenset({"en", "zh", "ja", "ko", "th", "he", "mt", "ga", "cy"})
"""Languages whose decimal sign is a point; in the others it is a comma."""
_SPACES = "\u00a0\u202f\u2009 "
_NUMBER = re.compile(rf"(?<![^\W\d])(?:[-−–]\s?)?\d(?:[\d.,'’{_SPACES}]*\d)?")
_GROUPED = re.compile(rf"\d{{1,3}}(?:([.,'’{_SPACES}])\d{{3}})(?:\1\d{{3}})*")


class Amount(Struct, frozen=True):
    """An amount in its parts: what stands before and behind its number, and the number as it was typed."""

    before: str
    number: str
    after: str

    @property
    def unit(self) -> str:
        """What it is an amount of, however it is spaced."""
        return re.sub(rf"[{_SPACES}]", "", f"{self.before}\x00{self.after}").casefold()


class Sum(Struct, frozen=True):
    """The total of amounts, or why there is none. `doubt` says what of it was read by the language alone."""

    text: str = ""
    why: str = ""
    where: Typed | None = None
    doubt: Typed | None = None
    read_as: str = ""


def parsed(text: str) -> Amount | None:
    """The parts of an amount; None if it has no number, or several."""
    found = [*_NUMBER.finditer(text)]
    if len(found) != 1:
        return None
    match = found[0]
    return Amount(text[: match.start()].strip(), match[0], text[match.end() :].strip())


def decimal_signs(number: str) -> set[str]:
    """Which signs may be its decimal sign: one where that is clear, both where it is not, none where it cannot be read.
    A number without any sign leaves it open.
    """
    digits = re.sub(rf"[-−–'’{_SPACES}]", "", number)
    points, commas = digits.count("."), digits.count(",")
    if not points and not commas:
        return {".", ","}
    if points and commas:
        last = "." if digits.rfind(".") > digits.rfind(",") else ","
        return {last} if digits.count(last) == 1 and _grouped(digits.partition(last)[0]) else set()
    sign, other = (".", ",") if points else (",", ".")
    grouped = _grouped(digits)
    if points + commas > 1:
        return {other} if grouped else set()
    return {".", ","} if grouped and not digits.startswith("0") else {sign}


def is_ambiguous(number: str) -> bool:
    """Whether a number could be a thousand times another: `1.200` by itself."""
    return len(decimal_signs(number)) == 2 and ("." in number or "," in number)


def _grouped(digits: str) -> bool:
    return bool(re.fullmatch(r"\d+", digits) or _GROUPED.fullmatch(digits))


def total(amounts: Sequence[Typed], language: str) -> Sum:
    """The total of amounts, written as they are."""
    read = [(each, parsed(each.text)) for each in amounts]
    for typed, amount in read:
        if amount is None:
            return Sum(why=f'"{typed.text}" is not one number with a unit', where=typed)
    known = [(typed, amount) for typed, amount in read if amount]
    for typed, amount in known[1:]:
        if amount.unit != known[0][1].unit:
            return Sum(why=f'"{known[0][0].text}" and "{typed.text}" have different units', where=typed)
    signs = {".", ","}
    for typed, amount in known:
        own = decimal_signs(amount.number)
        if not own:
            return Sum(why=f'"{typed.text}" cannot be read as a number', where=typed)
        if not own & signs:
            against = next(each for each, other in known if not decimal_signs(other.number) & own)
            return Sum(why=f'"{against.text}" and "{typed.text}" write numbers in different ways', where=typed)
        signs &= own
    sign = next(iter(signs)) if len(signs) == 1 else "." if language.split("-", maxsplit=1)[0] in POINTED else ","
    values = [_value(amount.number, sign) for _, amount in known]
    first, doubt = known[0][1], None
    if len(signs) == 2:
        doubt = next((typed for typed, amount in known if is_ambiguous(amount.number)), None)
    number = _written(sum(values, Decimal(0)), sign, [amount.number for _, amount in known], language)
    spaced = _like(known[0][0].text, first, number)
    return Sum(text=spaced, doubt=doubt, read_as=_plain(doubt, sign))


def _plain(doubt: Typed | None, sign: str) -> str:
    amount = parsed(doubt.text) if doubt else None
    return f"{_value(amount.number, sign):f}" if amount else ""


def _value(number: str, sign: str) -> Decimal:
    digits = re.sub(rf"[-−–'’{_SPACES}]", "", number).replace("." if sign == "," else ",", "")
    value = Decimal(digits.replace(",", "."))
    return -value if number[0] in "-−–" else value


def _written(value: Decimal, sign: str, numbers: Sequence[str], language: str) -> str:
    """A number with as many decimals as the most exact of those it is the sum of, grouped like them."""
    places = max(len(each.rpartition(sign)[2]) if sign in each else 0 for each in numbers)
    text = f"{abs(value):,.{places}f}"
    whole, _, rest = text.partition(".")
    grouping = next((match for each in numbers if (match := _grouping(each, sign))), None)
    if grouping is None:
        grouping = "" if any(len(re.sub(r"\D", "", each.partition(sign)[0])) > 3 for each in numbers) else None
    if grouping is None:
        grouping = "," if sign == "." else "."
    negative = next((each[0] for each in numbers if each[0] in "-−–"), "−") if value < 0 else ""
    return negative + whole.replace(",", grouping) + (sign + rest if rest else "")


def _grouping(number: str, sign: str) -> str | None:
    """The sign that a number sets thousands apart with."""
    match = re.search(rf"\d([.,'’{_SPACES}])\d{{3}}(?!\d)", number)
    return match[1] if match and match[1] != sign else None


def _like(text: str, amount: Amount, number: str) -> str:
    """A number with its unit, spaced as in the amount that it is like."""
    head, _, tail = text.partition(amount.number)
    return f"{head}{number}{tail}"
