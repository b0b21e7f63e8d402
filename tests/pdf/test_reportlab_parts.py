"""What the PDF backend relies on of ReportLab without being promised it, part by part."""

import re
from pathlib import Path

import pytest
from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

import bmcgen
from bmcgen.backends.pdf import reportlab_parts as parts

PDF = Path(bmcgen.__file__).parent / "backends" / "pdf"


@pytest.fixture
def surface() -> Canvas:
    return Canvas("", pagesize=(100, 100), pdfVersion=(1, 7))


def test_a_canvas_has_a_document_of_the_version_asked_for(surface: Canvas) -> None:
    assert parts.version_of(parts.document_of(surface)) == (1, 7)


def test_numbers_are_taken_in_a_row(surface: Canvas) -> None:
    document = parts.document_of(surface)
    coming = parts.next_number(document)
    assert parts.take_numbers(document, 5) == coming
    assert parts.next_number(document) == coming + 5


def test_an_object_is_found_by_its_name_and_by_its_number(surface: Canvas) -> None:
    document = parts.document_of(surface)
    number = parts.next_number(document)
    document.Reference(b"<<>>", "ours")
    assert (parts.name_of(document, number), parts.object_of(document, "ours")) == ("ours", b"<<>>")
    assert parts.reference_to(document, "ours") == f"{number} 0 R"
    parts.put_object(document, "ours", b"[]")
    assert parts.written(parts.object_of(document, "ours"), document, top=True) == b"[]"


def test_the_fonts_of_all_pages_are_one_dictionary(surface: Canvas) -> None:
    assert isinstance(parts.object_of(parts.document_of(surface), "BasicFonts").dict, dict)


def test_a_form_that_a_page_uses_is_among_its_resources(surface: Canvas) -> None:
    surface.beginForm("stamp")
    surface.rect(0, 0, 9, 9)
    surface.endForm()
    parts.use_form(surface, "stamp")
    surface.showPage()
    assert b"FormXob" in surface.getpdfdata()


def test_the_time_of_a_document_is_the_one_that_was_set(surface: Canvas) -> None:
    class Stamp:
        YMDhms = (2001, 2, 3, 4, 5, 6)

    document = parts.document_of(surface)
    parts.set_stamp(document, Stamp())
    assert parts.stamp_of(document) == (2001, 2, 3, 4, 5, 6)


def test_a_page_has_a_name_once_it_is_in_the_document(surface: Canvas) -> None:
    surface.showPage()
    document = parts.document_of(surface)
    (page,) = document.Pages.pages
    assert parts.reference_to(document, parts.name_of_page(page)).endswith(" 0 R")


@pytest.mark.parametrize(
    ("name", "value"), [("useA85", 0), ("invariant", 1), ("trustedHosts", []), ("trustedSchemes", [])]
)
def test_a_setting_that_a_home_folder_could_change(name: str, value: object) -> None:
    assert getattr(rl_config, name) == value


def test_no_other_module_of_the_backend_touches_them() -> None:
    private = re.compile(
        r"\._doc\b|\.objectcounter|idToObject|numberToId|_formsinuse|_timeStamp|_pdfVersion|__InternalName__|rl_config"
    )
    assert [path.name for path in sorted(PDF.glob("*.py")) if private.search(path.read_text("utf-8"))] == [
        "reportlab_parts.py"
    ]
