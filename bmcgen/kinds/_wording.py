"""What a kind is handed to put a block into words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from bmcgen.model.content import Content, Segment, Tag, Trait, Typed
    from bmcgen.model.layout import Block
    from bmcgen.model.locale import CanvasWords
    from bmcgen.model.manuscript import Badge, Chapter, Mark, Text
    from bmcgen.model.page import Page


class Wording(Protocol):
    """What a kind needs to put a block into words: the sheet's words and the person's, each as a `Text`."""

    content: Content
    canvas: CanvasWords
    prompts: str
    about: str
    canvas_blocks: Sequence[Block]
    pictured: Sequence[Block]
    chapters: Sequence[Chapter]

    def say(self, words: str) -> Text: ...

    def say_filled(self, words: str, **values: int | str) -> Text: ...

    def typed(self, typed: Typed) -> Text: ...

    def general(self, key: str, **values: int | str) -> Text: ...

    def badge(self, segment: Segment) -> Badge: ...

    def status(self, status: str) -> Mark: ...

    def tag(self, tag: Tag) -> Mark: ...

    def change(self, change: str) -> Mark: ...

    def colour(self, colour: str) -> Text: ...

    def called(self, trait: Trait) -> Text: ...

    def label(self, field: str) -> Text: ...

    def dated(self, typed: Typed) -> Text: ...

    def case(self, name: str, sides: tuple[float, float] | None, half: str | None) -> Page: ...
