"""The words of a sheet in the language that is asked for, or in two of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct
from msgspec.structs import replace

from bmcgen.assets.finder import Assets
from bmcgen.assets.localisation.pairs import SIGN, read_languages
from bmcgen.data.bilingual import bilingual
from bmcgen.data.manuscript import Cases, PartOf, localise
from bmcgen.data.own_words import suited, worded
from bmcgen.data.speaking import spoken, untranslated
from bmcgen.diagnostics import Diagnostic, Place, Problems, error
from bmcgen.documents.unprintable import Printable
from bmcgen.drawing.languages import RUNNING
from bmcgen.model.content import Content, OwnWords
from bmcgen.model.layout import Layout, Sheet
from bmcgen.model.locale import CanvasWords, Locale
from bmcgen.model.manuscript import Manuscript
from bmcgen.text.fonts import Faces

CARD_TEXT = 7.5
"""How small what is to be read on a card in two languages may be."""
Words = Callable[[Assets, str, Layout], CanvasWords]


class Languages(Struct, frozen=True):
    """The language that leads with its words for a canvas, and the one below it, if there is one; and what leaves out
    texts that cannot be set, where that is asked for.
    """

    first: Locale
    canvas: CanvasWords
    second: Locale | None = None
    below: CanvasWords | None = None
    printable: Printable | None = None

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

    def worded(
        self, content: Content, own: OwnWords | None, layout: Layout, assets: Assets
    ) -> tuple[Content, Languages]:
        """A content, and the same languages in the words that it has of its `own`, which are of one of them."""
        if self.second and self.below and own and content.locale:
            below, above = (suited(content, each.language)[0].words for each in (self.second, self.first))
            if below and not above:
                content, second, canvas = worded(content, own, self.second, self.below, layout, assets)
                return content, replace(self, second=second, below=canvas)
        content, first, canvas = worded(content, own, self.first, self.canvas, layout, assets)
        return content, replace(self, first=first, canvas=canvas)

    @property
    def codes(self) -> tuple[str, ...]:
        return (self.first.code, *([self.second.code] if self.second else []))

    @property
    def code(self) -> str:
        """How the sheet's languages are asked for."""
        return SIGN.join(self.codes)

    def printing(self, faces: Faces, *, skip: bool) -> Languages:
        """The same, which is to `skip` what cannot be set in the faces of a theme."""
        return replace(self, printable=Printable(faces)) if skip else self

    def warnings(self, content: Content) -> tuple[Diagnostic, ...]:
        """What is not in a language of the sheet, and what was skipped on it."""
        return (*untranslated(content, self.codes), *(self.printable.warnings if self.printable else ()))

    def content(self, content: Content, locale: Locale) -> Content:
        """A content as it is printed in one of the languages, or else in the other."""
        said = spoken(content, locale.code, *self.codes)
        return self.printable.of(said, locale) if self.printable else said

    def sized(self, layout: Layout, least: float) -> Layout:
        """A layout whose sizes are large enough for what stands below them to be no smaller than the least."""
        if not self.second:
            return layout
        sizes = layout.sizes
        if any(sheet.back for sheet in layout.sheets):
            # A card has both on as little paper as one.
            largest, smallest = sizes.text
            sizes = replace(sizes, text=(largest, min(smallest, CARD_TEXT)))
        return replace(layout, sizes=sizes.no_smaller(least / RUNNING))

    def manuscript(
        self,
        content: Content,
        layout: Layout,
        sheet: Sheet,
        prompts: str,
        parts: Sequence[PartOf],
        cases: Cases,
    ) -> Manuscript:
        """The words of a sheet."""
        said = self.content(content, self.first)
        manuscript = localise(said, layout, sheet, self.first, self.canvas, prompts, parts, cases)
        if self.second is None or self.below is None:
            return manuscript
        # What a person wrote in one language is set by the rules of that on both.
        said = replace(self.content(content, self.second), language=content.language or self.first.code)
        theirs = [part.second or part for part in parts]
        return bilingual(manuscript, localise(said, layout, sheet, self.second, self.below, prompts, theirs, cases))
