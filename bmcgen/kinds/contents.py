"""What parts a document has, and where each is."""

from __future__ import annotations

from typing import Any

from bmcgen.kinds import Kind, Wording
from bmcgen.model.layout import Block
from bmcgen.model.locale import BlockWords


class _Contents(Kind):
    nameless = True

    def words(self, block: Block, words: BlockWords, content: object, wording: Wording) -> dict[str, Any]:
        return {"chapters": tuple(wording.chapters)}


KIND = _Contents()
