"""The numbers and titles of the canvas's blocks, as a list."""

from __future__ import annotations

from typing import Any

from bmcgen.kinds import Kind, Wording
from bmcgen.kinds._regions import regions
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords


class _Overview(Kind):
    nameless = True
    of_canvas = True

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> dict[str, Any]:
        return regions(wording)


KIND = _Overview()
