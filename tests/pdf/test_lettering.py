"""How letters are shown and embedded: the same in every file, however many and whatever they are."""

from collections import Counter
from io import BytesIO

import pikepdf
import pytest
from msgspec.structs import replace

import bmcgen
from bmcgen.backends.pdf.fonts import _CODES
from bmcgen.documents.output.document import joined
from bmcgen.text.fonts import Faces
from tests.conftest import canvas, extracted


def poster(*notes: str) -> bmcgen.Document:
    return bmcgen.make(canvas(title="Letters", blocks={"channels": [*notes]}))


def parts(data: bytes) -> list[tuple[str, bytes]]:
    """The faces of the first page and the parts of them that are embedded."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = dict(pdf.pages[0].Resources.Font.items()).values()
        return [(str(font.BaseFont), font.FontDescriptor.FontFile2.read_bytes()) for font in found]


def rare(faces: Faces) -> list[str]:
    """Letters of the regular face that have no code of their own, and are neither combining nor spaces."""
    chars = sorted(chr(code) for code in faces["regular"].font.parsed.glyphs if code < 0xFFFF)
    return [char for char in chars if char not in _CODES and char.isalpha()]


@pytest.mark.parametrize("count", [1, 38, 39, 300])
def test_any_number_of_rare_letters_can_be_read_back(count: int) -> None:
    """Some get the codes that are left in the first subset of their face, the others further subsets."""
    letters = rare(poster("x").faces)[:count]
    assert len(letters) == count
    rows = ["".join(letters[at : at + 25]) + f" and {at}" for at in range(0, count, 25)]
    document = poster(*rows)
    document.verify()
    data = document.pdf()
    (text,) = extracted(data)
    assert set(letters) <= set(text)
    with pikepdf.open(BytesIO(data)) as pdf:
        names = Counter(str(font.BaseFont).split("+")[1] for font in dict(pdf.pages[0].Resources.Font.items()).values())
    assert max(names.values()) == (2 if count > 38 else 1) + (count > 38 + 223)


def test_a_file_does_not_depend_on_those_made_before_it() -> None:
    first = poster("Жук and Łódź", "plain").pdf()
    poster("Ωμέγα, Żółw and Жук", "other").pdf()
    assert poster("Жук and Łódź", "plain").pdf() == first


def test_files_share_the_parts_of_faces_unless_a_letter_is_unusual() -> None:
    capitals = "With KPN, GGD, CBS, RIVM and Fietsbieb"
    texts = ("A quick brown fox", "Jumps over the lazy dog", "Smørrebrød")
    plain, other, unusual = (poster(text, capitals) for text in texts)
    assert parts(plain.pdf()) == parts(other.pdf())
    assert parts(unusual.pdf()) != parts(plain.pdf())


def test_widths_of_codes_are_those_of_their_letters() -> None:
    document = poster("Ça coûte 5\u00a0€ – “très” cher…", "Жук")
    with pikepdf.open(BytesIO(document.pdf())) as pdf:
        for font in dict(pdf.pages[0].Resources.Font.items()).values():
            name = str(font.BaseFont).split("+")[1]
            faces = (document.faces[role] for role in ("regular", "bold", "light", "condensed"))
            face = next(each for each in faces if each.font.parsed.postscript_name == name)
            first, widths = int(font.FirstChar), [float(width) for width in font.Widths]
            assert int(font.LastChar) == first + len(widths) - 1
            for char, code in _CODES.items():
                if first <= code < first + len(widths) and widths[code - first]:
                    assert widths[code - first] == face.width(char), char


def forms(data: bytes) -> tuple[list[bytes], list[int]]:
    """What the forms of a file draw, and how many of them each page uses."""
    with pikepdf.open(BytesIO(data)) as pdf:
        found = [
            each.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"
        ]
        return found, [page.Contents.read_bytes().count(b" Do\n") for page in pdf.pages]


def test_what_pages_have_in_common_is_drawn_once_and_means_nothing() -> None:
    documents = [bmcgen.make("business-model", locale="nl", fields={"title": f"Team {n}"}) for n in range(4)]
    drawn, used = forms(joined(documents))
    assert used[0] == 0
    assert used[1] == used[2] == used[3] == len(drawn) == 1
    assert not [each for each in drawn if b"BDC" in each or b"BMC" in each or b"BT" in each]
    assert forms(documents[0].pdf()) == ([], [0])


def test_a_form_is_of_one_paper() -> None:
    """The same marks on a higher page stand elsewhere in the file."""
    from pypdfium2 import PdfDocument

    document = bmcgen.make("business-model", locale="nl")
    (page,) = document.pages
    higher = replace(document, pages=(replace(page, height=page.height + 60),))
    data = joined([document, document, higher, higher])
    assert forms(data)[1] == [0, 1, 0, 1]
    pages = [each.render(scale=0.6).to_pil().tobytes() for each in PdfDocument(data)]
    assert pages[0] == pages[1]
    assert pages[2] == pages[3] != pages[0]


@pytest.mark.parametrize("press", [{}, {"colour": "cmyk", "bleed": "3mm", "marks": True}, {"theme": "colour"}])
def test_a_form_looks_like_what_it_stands_for(press: dict[str, str]) -> None:
    from pypdfium2 import PdfDocument

    document = bmcgen.make("business-model", locale="nl", **press)  # type: ignore[arg-type]
    data = joined([document, document, document])
    assert forms(data)[1][2] > 0
    pages = [page.render(scale=0.6).to_pil().tobytes() for page in PdfDocument(data)]
    assert pages[0] == pages[1] == pages[2]


def test_a_word_that_is_broken_is_read_as_one() -> None:
    """Its hyphen looks like any other and is a soft one; a hyphen of the word's own stays what it is."""
    document = bmcgen.make(canvas(locale="nl", blocks={"key-partners": ["Klantrelatiebeheersystemen " * 6, "e-mail"]}))
    broken = [line for line in document.pages[0].lines() if line.joint == "-"]
    assert broken
    with pikepdf.open(BytesIO(document.pdf())) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/Font"]
        soft = [font for font in fonts if b"<AD> <00AD>" in font.ToUnicode.read_bytes()]
        assert soft
        for font in soft:
            hyphen, other = (font.Widths[code - int(font.FirstChar)] for code in (0xAD, ord("-")))
            assert hyphen == other or not other
    text = "".join(extracted(document.pdf()))
    assert "e-mail" in text
    assert "-\r\n" not in text
