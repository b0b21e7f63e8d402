"""Every file is PDF/UA-1: a chosen part of the matrix, all of it in the slow run. The checker is shown files that
are not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from io import BytesIO

import pikepdf
import pytest

import bmcgen
from tests import matrix
from tests.accessible import mutants
from tests.accessible.checking import violations
from tests.conftest import SAMPLES, canvas
from tests.places.cases import FURTHER, Case, cases, made

CHOSEN: Mapping[str, Callable[[], bmcgen.Document]] = {
    "a blank poster": lambda: bmcgen.make("business-model", locale="nl", prompts="full"),
    "a poster that continues": lambda: bmcgen.make(SAMPLES / "crowded.yaml"),
    "threads": lambda: bmcgen.make(SAMPLES / "fietsbieb.yaml", threads=True, theme="colour"),
    "a poster for a room": lambda: bmcgen.make(
        "business-model", strip=True, votes=True, lines=True, link="https://example.org/a?b=3"
    ),
    "four inks, with marks": lambda: bmcgen.make(SAMPLES / "hofwerk.yaml", colour="cmyk", bleed="3mm", marks=True),
    "grey": lambda: bmcgen.make(SAMPLES / "tidewell.yaml", colour="grey", theme="ink"),
    "another canvas": lambda: bmcgen.make("lean-canvas", locale="fr"),
    "a persona with a photo": lambda: bmcgen.make(SAMPLES / "personas" / "margaret.yaml"),
    "a blank persona": lambda: bmcgen.make("persona", locale="de", theme="contrast"),
    "personas side by side": lambda: bmcgen.make("persona", locale="en", paper="Letter"),
    "worksheets": lambda: bmcgen.make("worksheets", locale="en"),
    "worksheets filled in": lambda: bmcgen.make(SAMPLES / "crowded.yaml", layout="worksheets"),
    "a handout": lambda: bmcgen.make("handout", locale="nl", blocks=["channels", "key-partners"]),
    "cards": lambda: bmcgen.make("prompt-cards", locale="de", paper="A6"),
    "a guide": lambda: bmcgen.make("facilitation", locale="de"),
    "a form": lambda: bmcgen.make("business-model", locale="de", fillable=True),
    "a persona as a form": lambda: bmcgen.make("persona", locale="nl", fillable=True),
    "tiles": lambda: bmcgen.make(SAMPLES / "fietsbieb.yaml", tiles="A4"),
    "tiles of a persona with its photo": lambda: bmcgen.make(SAMPLES / "personas" / "margaret.yaml", tiles="A6"),
    "letters of many kinds": lambda: bmcgen.make(
        canvas(blocks={"channels": ["Shop 💡 👍 ✓ ★ Łódź", "Ωμέγα Жук ﬁ ½ ≥ → ☐", "Naïve café"]})
    ),
    "a poster in two languages": lambda: bmcgen.make(SAMPLES / "fietsbieb.yaml", locale="nl+en"),
    "a form in two languages": lambda: bmcgen.make("persona", locale="de+en", fillable=True),
    "notes in another language": lambda: bmcgen.make(canvas(locale="de", blocks={"channels": ["Laden"]}), locale="nl"),
}


@cache
def written(name: str) -> bytes:
    """A file of the part that is chosen, made once."""
    return CHOSEN[name]().pdf()


@pytest.mark.parametrize("name", CHOSEN)
def test_a_file_is_pdf_ua(name: str) -> None:
    assert violations(written(name)) == []


SMALL = {"layout": ["persona"], "paper": ["A4"], "theme": ["contrast"], "locale": ["nl"], "state": ["short"]}


@pytest.mark.parametrize("colour", ["rgb", "cmyk", "grey"])
@pytest.mark.parametrize("case", [*cases(), *cases(state=FURTHER)] if matrix.slow else [*cases(**SMALL)], ids=str)
def test_every_file_is_pdf_ua(case: Case, colour: str) -> None:
    try:
        document = made(case, colour=colour)
    except bmcgen.Problems:
        return
    assert violations(document.pdf()) == []


MUTANTS = {
    "a poster that continues": mutants.POSTER,
    "a persona with a photo": mutants.FIGURES,
    "a handout": mutants.TABLES,
    "a poster for a room": mutants.LINKS,
    "a form": mutants.FIELDS,
}


@pytest.mark.parametrize(("name", "how"), [(name, how) for name, ways in MUTANTS.items() for how in ways])
def test_a_broken_file_is_found(name: str, how: str) -> None:
    change, expected = MUTANTS[name][how]
    found = violations(mutants.broken(written(name), change))
    assert [each for each in found if each.startswith(expected)], found


def test_the_checker_is_shown_enough_broken_files() -> None:
    assert sum(map(len, MUTANTS.values())) >= 22


def test_a_block_that_continues_is_one_section() -> None:
    pdf = pikepdf.open(BytesIO(written("a poster that continues")))
    document = pdf.Root.StructTreeRoot.K
    sections = [each for each in document.K if each.S == "/Sect"]
    assert len(sections) == 9
    pages = [{kid.Pg.objgen for kid in section.K} for section in sections]
    assert sorted(map(len, pages)) == [1, 1, *[2] * 7]


def test_what_only_has_the_same_heading_is_no_continuation() -> None:
    from bmcgen.documents.output.document import joined

    document = CHOSEN["a blank poster"]()
    pdf = pikepdf.open(BytesIO(joined([document, document])))
    sections = [each for each in pdf.Root.StructTreeRoot.K.K if each.S == "/Sect"]
    assert len(sections) == 18
    assert {len({kid.Pg.objgen for kid in section.K}) for section in sections} == {1}
