"""Terms with a text that explains each."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from bmcgen.kinds import Wording
from bmcgen.model.locale import Term
from bmcgen.model.manuscript import Text


class Explained(Struct, frozen=True):
    """A term, and what it means. In a plain cell of a table the term is empty."""

    term: Text
    text: Text


def explained(terms: Iterable[Term], wording: Wording) -> tuple[Explained, ...]:
    return tuple(Explained(wording.say(each.term), wording.say(each.text)) for each in terms)
