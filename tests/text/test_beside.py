"""Texts beside a sign: only the first line is shorter for it, and no word is lost."""

from hypothesis import given
from hypothesis import strategies as st

from bmcgen.resources import SHIPPED
from bmcgen.text.beside import Beside
from bmcgen.text.fonts import Face
from bmcgen.text.mixed import Item, MixedParagraph, Sign
from bmcgen.text.paragraphs import Paragraph

FACE = Face("IBMPlexSans-Regular", SHIPPED / "fonts" / "IBMPlexSans-Regular.ttf", trusted=True)
BY = 1200.0
typed = st.lists(st.text(alphabet="abcdeghilmnorstuwz0123-/.,\u00ad", min_size=1, max_size=14), min_size=1, max_size=20)


def beside(text: str, *, always: bool = True) -> Beside:
    return Beside(Paragraph(text, "de", FACE), Paragraph(text, "de", FACE, BY), BY, always=always)


@given(typed, st.floats(2000, 20000), st.booleans())
def test_lines_keep_clear_of_the_sign_and_are_no_more_than_counted(
    said: list[str], measure: float, hyphens: bool
) -> None:
    text = " ".join(said)
    lines = beside(text).lines(measure, hyphens=hyphens)
    assert len(lines) <= beside(text).count(measure, hyphens=hyphens)
    assert lines[0].width <= measure + 0.01
    for line in lines[1:]:
        assert line.width <= measure + BY + 0.01
    for line in lines:
        drawn = FACE.width(line.text)
        assert abs(drawn - line.width) < 1
    kept = "".join(line.text[:-1] if line.joint == "-" else line.text for line in lines)
    assert kept.replace(" ", "") == text.replace(" ", "").replace("\u00ad", "")


def test_only_the_line_beside_the_sign_is_shorter_for_it() -> None:
    text, measure = "One two three four five six seven", 7000.0
    plain, found = (each.lines(measure, hyphens=False) for each in (Paragraph(text, "en", FACE), beside(text)))
    assert max(line.width for line in found) > measure > found[0].width
    assert len(found) < len(plain)
    assert len(beside(text, always=False).lines(measure, hyphens=False)) == len(plain)


def test_a_sign_never_begins_a_line_where_a_word_can_go_with_it() -> None:
    family = {"r": FACE, "t": Sign(900.0, 240.0)}
    for measure in range(4500, 9000, 100):
        paragraph = MixedParagraph("Let all of them taste the new rolls", "en", family, FACE, "", [Item("x", "t")])
        *_, last = paragraph.lines(float(measure), hyphens=False)
        assert last.text != "x", measure
