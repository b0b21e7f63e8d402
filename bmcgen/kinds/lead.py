"""The definition of a block, set large at the head of what is to be read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from bmcgen.kinds import Kind, Wording
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords
from bmcgen.model.manuscript import BlockText, Text


class _Lead(Kind):
    words_needed = ("definition",)

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> dict[str, Any]:
        return {"lead": wording.say(words.definition)}

    def texts(self, text: BlockText) -> Iterator[Text]:
        if text.lead:
            yield text.lead


KIND = _Lead()
