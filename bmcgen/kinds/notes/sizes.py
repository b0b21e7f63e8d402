"""Which type sizes and densities the notes of a page are set in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bmcgen.drawing.sizes import steps
from bmcgen.kinds.notes.density import LOOKS, Look

LEAST_DIFFERENCE = 1.0
SECOND_SIZE = 0.3

Choice = tuple[float, Look]
Fitting = Mapping[Look, float]
"""The largest size that a block could have in each look; a look that does not even fit at the floor is left out."""


def choose(
    blocks: Sequence[Fitting], largest: float, floor: float, looks: Sequence[Look] = LOOKS
) -> tuple[Choice, Choice]:
    """The size and look of a page's notes, and those of its crowded blocks; both are the same where one is enough.

    At least two thirds of the blocks are set in the page's own. Of all pairs the one is taken in which the type, added
    up over the blocks, is largest; a second one must make up for the unrest that it brings. A second size is smaller by
    a point at least, or it would look like a mistake. What fits nowhere is set in the closest look at the floor.
    """
    last: Choice = (floor, looks[-1])
    choices = [(size, look) for size in steps(largest, floor) for look in looks]
    best, score = (choices[0], last), float("-inf")
    if not blocks:
        return choices[0], choices[0]
    worthiest = sorted(choices, key=_worth, reverse=True)
    for body in choices:
        # Neither choice is larger than the page's own size, and the sizes only become smaller.
        if body[0] * len(blocks) <= score:
            break
        rest = [block for block in blocks if not _fits(block, body)]
        if 3 * len(rest) > len(blocks) and body != last:
            continue
        small = _second(rest, body, worthiest, last)
        if small is None:
            continue
        total = _worth(body) * (len(blocks) - len(rest)) + _worth(small) * len(rest)
        total -= SECOND_SIZE * len(blocks) if small != body else 0.0
        if total > score:
            best, score = (body, small), total
    return best


def _second(rest: Sequence[Fitting], body: Choice, choices: Sequence[Choice], last: Choice) -> Choice | None:
    """The best size and look, of choices in that order, for the blocks that the page's own does not fit; None if none
    goes with it.
    """
    if not rest:
        return body
    for choice in choices:
        smaller = choice[0] == body[0] or choice[0] <= body[0] - LEAST_DIFFERENCE
        if smaller and (choice == last or all(_fits(block, choice) for block in rest)):
            return choice
    return None


def _fits(block: Fitting, choice: Choice) -> bool:
    size, look = choice
    return size <= block.get(look, 0.0)


def _worth(choice: Choice) -> float:
    return choice[0] - choice[1].worth
