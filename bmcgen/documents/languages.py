"""The words of a sheet in the language that is asked for, or in two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.pairs import SIGN, read_languages
from bmcgen.data.bilingual import ALL, Once, bilingual
from bmcgen.data.manuscript import Cases, PartOf, localise
from bmcgen.data.speaking import spoken
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.drawing.languages import RUNNING
from bmcgen.model.content import Content
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.locale import CanvasWords, Locale
from bmcgen.model.manuscript import Manuscript

Words = Callable[[Assets, str, Layout], CanvasWords]


class Languages(Struct, frozen=True):
    """The language that leads with its words for a canvas, and the one below it, if there is one."""

    first: Locale
    canvas: CanvasWords
    second: Locale | None = None
    below: CanvasWords | None = None

    @classmethod
    def of(cls, assets: Assets, layout: Layout, asked: str, where: Place, words: Words) -> Languages:
        """What is asked for, such as `nl` or `nl+en`, with the words of a layout. `Problems` where it lacks some, or is
        to be read in one language.
        """
        first, second = read_languages(assets, asked, where)
        if second and layout.languages == 1:
            message = f"{layout.name} is a text to be read, which is not printed in two languages at once"
            hint = f"a comma makes one in each: --locale {first.code},{second.code}"
            raise Problems([error("two-languages", message, where, hint)])
        below = words(assets, second.language, layout) if second else None
        return cls(first, words(assets, first.language, layout), second, below)

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.first.code, *([self.second.code] if self.second else []))

    @property
    def code(self) -> str:
        """How the sheet's languages are asked for."""
        return SIGN.join(self.codes)

    def sized(self, layout: Layout, least: float) -> Layout:
        """A layout whose sizes are large enough for what stands below them to be no smaller than the least."""
        return replace(layout, sizes=layout.sizes.no_smaller(least / RUNNING)) if self.second else layout

    def manuscript(
        self,
        content: Content,
        layout: Layout,
        sheet: Sheet,
        prompts: str,
        parts: Sequence[PartOf],
        cases: Cases,
        once: Once = ALL,
    ) -> Manuscript:
        """The words of a sheet; of two languages, what is to stand there `once` is in the first alone."""
        said = spoken(content, self.first.code)
        manuscript = localise(said, layout, sheet, self.first, self.canvas, prompts, parts, cases)
        if self.second is None or self.below is None:
            return manuscript
        # What a person wrote in one language is set by the rules of that on both.
        said = replace(spoken(content, self.second.code), language=content.language or self.first.code)
        theirs = [part.second or part for part in parts]
        return bilingual(
            manuscript, localise(said, layout, sheet, self.second, self.below, prompts, theirs, cases), once
        )
