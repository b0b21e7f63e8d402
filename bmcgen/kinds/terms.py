"""Terms under coloured bars, beside one another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._explained import explained
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text


class _Terms(Kind):
    words_needed = ("terms",)

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> dict[str, Any]:
        return {"terms": explained(words.terms, wording)}

    def texts(self, text: BlockText) -> Iterator[Text]:
        for each in text.terms:
            yield each.term
            yield each.text


KIND = _Terms()
