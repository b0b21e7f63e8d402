"""Forms to fill in on screen: which fields there are, where they stand, and what is refused."""

from io import BytesIO
from itertools import combinations
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

import bmcgen
from bmcgen.documents.output.document import Document
from bmcgen.geometry import Rect
from bmcgen.model.page import FormField, Line, Page
from tests.conftest import BLOCKS, LOCALES
from tests.forms import fields_of, in_chrome

LAYOUTS = ("business-model", "lean-canvas", "persona", "worksheets")
TRIED = [
    ("business-model", {}),
    ("business-model", {"paper": "A4", "theme": "colour"}),
    ("business-model", {"paper": "A0", "theme": "ink", "prompts": "full"}),
    ("business-model", {"paper": "Letter", "theme": "contrast"}),
    ("lean-canvas", {"prompts": "full", "theme": "colour"}),
    ("persona", {}),
    ("persona", {"theme": "contrast", "paper": "Letter"}),
    ("persona", {"theme": "ink", "paper": "A2", "prompts": "none"}),
    ("worksheets", {}),
    ("worksheets", {"theme": "contrast", "paper": "A3"}),
]


def form(layout: str = "business-model", **asked: object) -> Document:
    return bmcgen.make(layout, fillable=True, **asked)  # type: ignore[arg-type]


def box(page: Page, line: Line) -> Rect:
    """The x-height of a line and what hangs below it: what typed letters must not touch."""
    return Rect(line.x, line.y - 0.5 * line.size, line.width, 0.6 * line.size)


def typed(page: Page) -> list[FormField]:
    return [field for field in page.fields if field.kind != "fixed"]


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("layout", "asked"), TRIED)
def test_every_field_has_a_place_of_its_own(layout: str, asked: dict[str, str], locale: str) -> None:
    for page in form(layout, locale=locale, **asked).pages:
        sheet = Rect(0, 0, page.width, page.height)
        for field in typed(page):
            assert sheet.contains(field.rect)
            assert field.rect.h >= 8
            assert field.rect.w >= 8
            assert field.says
        for one, other in combinations(typed(page), 2):
            assert not one.rect.overlaps(other.rect, 0.1), (one.name, other.name)
        for line in page.lines():
            on = [field.name for field in typed(page) if field.rect.overlaps(box(page, line), 0.1)]
            assert not on, (line.text, on)


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize(("layout", "asked"), TRIED)
def test_every_block_can_be_filled_in(layout: str, asked: dict[str, str], locale: str) -> None:
    names = {field.name for page in form(layout, locale=locale, **asked).pages for field in page.fields}
    held = {"/".join(name.split("/")[:2]) for name in names}
    fields = {f"fields/{each}" for each in ("designed-for", "designed-by", "date", "version")}
    assert fields <= held
    if layout == "persona":
        blocks = [
            "quote",
            "general",
            "sales-role",
            "personality",
            "background",
            "context",
            "media",
            "goals",
            "pains",
            "influences",
        ]
        assert held - {"blocks/more"} == fields | {"fields/title"} | {f"blocks/{each}" for each in blocks}
    elif layout != "lean-canvas":
        assert held == fields | {f"blocks/{each}" for each in BLOCKS}
    else:
        assert len(held - fields) == 9


def test_notes_have_at_least_three_lines_to_be_typed_in() -> None:
    document = form(paper="A4", theme="colour", locale="nl")
    rooms = [field.rect for page in document.pages for field in page.fields if field.kind == "text"]
    assert min(room.h for room in rooms) >= 36
    assert {each.code for each in document.warnings} == {"fewer-prompts"}


def test_the_tab_key_goes_through_the_canvas_in_its_order() -> None:
    with pikepdf.open(BytesIO(form().pdf())) as pdf:
        page = pdf.pages[0]
        assert str(page.Tabs) == "/S"
        names = [str(widget.T) for widget in page.Annots]
        fields = [f"fields/{each}" for each in ("designed-for", "designed-by", "date", "version")]
        assert names == [*fields, *(f"blocks/{block}" for block in BLOCKS)]


def test_every_widget_is_in_the_reading_structure() -> None:
    with pikepdf.open(BytesIO(form("persona").pdf())) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[at]): numbers[at + 1] for at in range(0, len(numbers), 2)}
        widgets = [widget for page in pdf.pages for widget in page.get("/Annots", ())]
        assert len(widgets) == 46
        for widget in widgets:
            element = parents[int(widget.StructParent)]
            assert str(element.S) == "/Form"
            assert element.K.Obj.objgen == widget.objgen
            assert widget.P.objgen == pdf.pages[0].obj.objgen


def test_kinds_of_fields() -> None:
    fields = fields_of(form("persona", locale="nl").pdf())
    assert fields["blocks/background"]["flags"] == fields["blocks/goals"]["flags"] == 1 << 12
    assert fields["blocks/general/age"]["flags"] == fields["fields/title"]["flags"] == 0
    assert fields["blocks/sales-role/user"]["kind"] == fields["blocks/personality/time-pressure"]["kind"] == "/Btn"
    assert fields["blocks/personality/time-pressure"]["flags"] == 1 << 15
    assert fields["blocks/personality/time-pressure"]["widgets"] == 5


def test_tooltips_are_in_the_language_of_the_sheet() -> None:
    says = {locale: fields_of(form(locale=locale).pdf())["blocks/channels"]["says"] for locale in LOCALES}
    assert says == {
        "nl": "Kanalen: elk punt op een nieuwe regel",
        "de": "Kanäle: jeder Punkt auf einer neuen Zeile",
        "en": "Channels: a new line for each point",
    }


def test_masthead_fields_of_several_sheets_are_one() -> None:
    assert fields_of(form("worksheets").pdf())["fields/date"]["widgets"] == 9


def test_every_field_has_an_appearance_and_a_font_that_is_embedded() -> None:
    with pikepdf.open(BytesIO(form("persona").pdf())) as pdf:
        root = pdf.Root.AcroForm
        assert "/NeedAppearances" not in root
        font = root.DR.Font.F
        assert str(font.Encoding) == "/WinAnsiEncoding"
        assert len(font.Widths) == 224
        assert "/FontFile2" in font.FontDescriptor
        for widget in pdf.pages[0].Annots:
            shown = widget.AP.N
            if "/AS" in widget:
                assert {"/Off", str(widget.AS)} <= {*shown.keys()}
                assert len(shown.keys()) == 2
            else:
                assert bytes(shown.read_bytes()) == b"/Tx BMC EMC"


def test_the_font_has_all_of_code_page_1252() -> None:
    from fontTools.ttLib import TTFont

    with pikepdf.open(BytesIO(form().pdf())) as pdf:
        program = pdf.Root.AcroForm.DR.Font.F.FontDescriptor.FontFile2.read_bytes()
    font = TTFont(BytesIO(program))
    (cmap,) = font["cmap"].tables
    assert (cmap.platformID, cmap.platEncID) == (3, 1)
    letters = {bytes([code]).decode("cp1252", "ignore") for code in range(33, 256)} - {"", "\x7f", "\xa0", "\xad"}
    assert letters <= {chr(code) for code in cmap.cmap}


def picture(data: bytes) -> bytes:
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return document[0].render(scale=1).to_pil().tobytes()


def test_what_is_typed_and_clicked_is_seen() -> None:
    blank = form("persona").pdf()
    seen = {picture(blank)}
    for wanted in ("blocks/sales-role/user", "blocks/personality/time-pressure", "blocks/goals", "fields/title"):
        click = wanted.startswith(("blocks/sales", "blocks/pers"))

        def enter(name: str, state: str, wanted: str = wanted, click: bool = click) -> str | bool | None:
            return (True if click else "Ünïcode €") if name == wanted and state in ("", "isyes", "is75") else None

        seen.add(picture(in_chrome(blank, enter)))
    assert len(seen) == 5


def test_bleed_moves_fields_with_the_page() -> None:
    def places(**asked: str) -> list[list[float]]:
        with pikepdf.open(BytesIO(form(**asked).pdf())) as pdf:
            return [[float(each) for each in widget.Rect] for widget in pdf.pages[0].Annots]

    plain, bled = places(), places(bleed="3mm")
    moved = 3 * 72 / 25.4
    for one, other in zip(plain, bled, strict=True):
        assert other == pytest.approx([each + moved for each in one], abs=0.002)


def test_larger_paper_has_larger_fields() -> None:
    small, large = (
        next(field for field in form(paper=paper).pages[0].fields if field.name == "blocks/channels").rect
        for paper in ("A3", "A1")
    )
    assert large.w == pytest.approx(2 * small.w, rel=0.01)


def test_a_masthead_that_is_given_is_printed_and_fixed() -> None:
    document = form("persona", fields={"designed-by": "Łódź Ωμέγα", "title": "Anna"})
    assert {"Łódź Ωμέγα", "Anna"} <= {line.text for line in document.pages[0].lines()}
    fields = fields_of(document.pdf())
    assert fields["fields/designed-by"] == {"kind": "/Tx", "flags": 1, "says": "", "widgets": 0, "value": "Łódź Ωμέγα"}
    assert fields["fields/title"]["value"] == "Anna"
    assert fields["fields/date"]["widgets"] == 1


def test_a_sheet_that_is_no_form_has_no_fields() -> None:
    document = bmcgen.make("persona")
    assert not any(page.fields for page in document.pages)
    with pikepdf.open(BytesIO(document.pdf())) as pdf:
        assert "/AcroForm" not in pdf.Root


def test_the_same_form_gives_the_same_bytes() -> None:
    assert form("persona").pdf() == form("persona").pdf()


@pytest.mark.parametrize(
    "asked",
    [
        {"tiles": "A4"},
        {"lines": True},
        {"dots": True},
        {"note_size": "76x76"},
        {"strip": True},
        {"marks": True},
        {"per_sheet": 2},
    ],
)
def test_what_is_for_paper_is_refused(asked: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"form"):
        form(**asked)


def test_what_cannot_be_a_form() -> None:
    for what, code in (
        ({"layout": "persona", "title": "Anna"}, "not-blank"),
        ("handout", "not-on-layout"),
        ("pack", "not-on-layout"),
    ):
        with pytest.raises(bmcgen.Problems) as exc:
            form(what)  # type: ignore[arg-type]
        assert [each.code for each in exc.value.diagnostics] == [code]


def test_several_forms_are_no_file(tmp_path: Path) -> None:
    from bmcgen.documents.output.document import joined

    with pytest.raises(bmcgen.Problems) as exc:
        joined([form("persona"), form()])
    assert exc.value.diagnostics[0].code == "several-forms"
