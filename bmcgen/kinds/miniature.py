"""The canvas in small, with one block marked, or with a title or a sentence in each."""

from __future__ import annotations

from typing import Any

from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._regions import regions
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords


class _Miniature(Kind):
    nameless = True
    of_canvas = True

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> dict[str, Any]:
        return regions(wording)


KIND = _Miniature()
