"""A text with a sign at the right of its first line: only that line is shorter for it."""

from __future__ import annotations

from bmcgen.text.measuring import SetLine
from bmcgen.text.mixed import RichText
from bmcgen.text.paragraphs import Paragraph


class Beside:
    """Asked the same as a `Paragraph`, for the measure that its first line has. The others are `by` longer, unless a
    word would have to be broken then: a text that is too narrow for its words keeps the measure for all of its lines.
    `indented` is the text with its first line so much indented, which makes it so much shorter. If not `always`, lines
    are only longer where something would else be broken.
    """

    def __init__(
        self, text: Paragraph | RichText, indented: Paragraph | RichText, by: float, *, always: bool = True
    ) -> None:
        self.text, self.indented, self.by, self.always = text, indented, by, always
        self.whole = self
        self.widest, self.least, self.one_line = text.whole.widest, text.whole.least, text.one_line

    def length_of_all(self) -> float:
        return self.text.length_of_all()

    def of(self, measure: float) -> tuple[Paragraph | RichText, float]:
        """The text for a measure, and the measure that it has."""
        longer = self.always or self.text.whole.widest > measure
        longer = longer and self.indented.whole.widest <= measure + self.by
        return (self.indented, measure + self.by) if longer else (self.text, measure)

    def count(self, measure: float, *, hyphens: bool = False) -> int:
        found, own = self.of(measure)
        return found.count(own, hyphens=hyphens)

    def lines(self, measure: float, *, hyphens: bool) -> tuple[SetLine, ...]:
        found, own = self.of(measure)
        return found.lines(own, hyphens=hyphens)
