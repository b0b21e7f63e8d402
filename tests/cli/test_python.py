"""The same from Python."""

import pickle
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

import bmcgen
from tests.conftest import SAMPLES, canvas, extracted


def test_make_and_save(tmp_path: Path) -> None:
    document = bmcgen.make(SAMPLES / "sparse.yaml", locale="de")
    assert (len(document.pages), document.warnings, document.locale) == (1, (), "de")
    assert document.save(tmp_path / "a.pdf") == [tmp_path / "a.pdf"]
    assert document.save(str(tmp_path / "a.png"), dpi=30) == [tmp_path / "a.png"]
    assert (tmp_path / "a.pdf").read_bytes() == document.pdf()


def test_what_is_wrong_in_the_call_is_a_value_error(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="prompts must be one of"):
        bmcgen.make("business-model", prompts="all")
    with pytest.raises(ValueError, match="not a field of the masthead"):
        bmcgen.make("business-model", fields={"titel": "x"})
    with pytest.raises(ValueError, match=r"only as \.html, \.md, \.pdf, \.png or \.svg"):
        bmcgen.make("business-model").save(tmp_path / "a.docx")


def test_what_is_wrong_in_the_data_is_one_exception() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": [["a"]], "chanels": []}))
    assert [problem.code for problem in caught.value.diagnostics] == ["nested-list", "unknown-block"]
    assert "error[nested-list]" in str(caught.value)


def test_fields_are_for_blank_sheets_only() -> None:
    with pytest.raises(ValueError, match="fields fill the masthead of a blank sheet"):
        bmcgen.make(canvas(), fields={"title": "x"})


def test_a_folder_does_not_hide_a_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "persona").mkdir()
    monkeypatch.chdir(tmp_path)
    assert len(bmcgen.make("persona").pages) == 1


def test_a_document_is_given_as_bytes_or_to_an_open_file() -> None:
    document = bmcgen.make("worksheets", blocks=["channels", "cost-structure"])
    held = BytesIO()
    assert document.save(held) == []
    assert held.getvalue() == document.pdf()
    pictures = document.png(dpi=20)
    assert [picture[:4] for picture in pictures] == [b"\x89PNG"] * 2
    with pytest.raises(ValueError, match=r"a \.png file holds one page, and this document has 2"):
        document.save(BytesIO(), format="png")
    one = BytesIO()
    single = bmcgen.make("business-model")
    single.save(one, format="png", dpi=20)
    assert [one.getvalue()] == single.png(dpi=20)
    drawn = BytesIO()
    single.save(drawn, format="svg")
    assert drawn.getvalue().startswith(b"<?xml")
    with pytest.raises(ValueError, match=r'as "docx", only as \.html, \.md, \.pdf, \.png or \.svg'):
        single.save(BytesIO(), format="docx")
    with pytest.raises(TypeError, match="a path or an open binary file, not to this: int"):
        single.save(5)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match=r"does not end with \.png"):
        single.save("x.pdf", format="png")


def test_a_document_is_a_line_to_look_at() -> None:
    document = bmcgen.make(canvas(blocks={"channels": ["a"]}, date="31-02-2026"))
    assert repr(document) == "<Document 'canvas' (en): 1 page, 1 warning>"
    assert repr(bmcgen.make("worksheets", locale="nl")) == "<Document 'worksheets' (nl): 9 pages>"


def test_data_may_be_bytes_an_open_file_or_a_path(tmp_path: Path) -> None:
    path = SAMPLES / "sparse.yaml"
    (tmp_path / "canvas.yaml").write_bytes(path.read_bytes())
    expected = bmcgen.make(tmp_path / "canvas.yaml").pdf()
    assert bmcgen.make(path.read_bytes()).pdf() == expected
    with path.open("rb") as binary, path.open(encoding="utf-8") as text:
        assert bmcgen.make(binary).pdf() == bmcgen.make(text).pdf() == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"locale": 5}, r'locale must be a text such as "nl", not 5 \(int\)'),
        ({"paper": b"A4"}, "paper must be a text"),
        ({"bleed": 3}, r'bleed must be a text such as "3mm", not 3 \(int\)'),
        ({"marks": "no"}, r"marks must be True or False, not 'no' \(str\)"),
        ({"blocks": 5}, r'blocks must be a list of texts such as \["channels"\], not 5'),
        ({"without": [None]}, "without must be a list of texts"),
        ({"fields": ["title"]}, "fields must be a mapping"),
        ({"fields": {"title": ["x"]}}, r'fields\["title"\] must be a text, a number or a date'),
        ({"assets": 5}, "assets must be the path of a folder"),
    ],
)
def test_a_value_of_another_kind_is_a_type_error(arguments: dict[str, Any], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        bmcgen.make("business-model", **arguments)


def test_what_cannot_be_made_is_a_type_error() -> None:
    for what in (5, None, ["acme.yaml"]):
        with pytest.raises(TypeError, match="give the name of a layout, a data file"):
            bmcgen.make(what)  # type: ignore[arg-type]
        with pytest.raises(TypeError, match="give the name of a layout, a data file"):
            bmcgen.Job.of(what)  # type: ignore[arg-type]


def test_fields_may_be_dates_and_numbers_and_nothing() -> None:
    fields = {"title": None, "date": date(2026, 12, 1), "version": Decimal("1.10"), "designed-for": 2026}
    document = bmcgen.make("business-model", fields=fields)
    text = extracted(document.pdf())[0]
    assert ["1 December 2026" in text, "1.10" in text, "2026" in text] == [True] * 3


def test_a_decimal_keeps_its_zeros() -> None:
    document = bmcgen.make(canvas(version=Decimal("1.10"), blocks={"channels": [Decimal("2.50"), 3]}))
    text = extracted(document.pdf())[0]
    assert "1.10" in text
    assert "2.50" in text


def test_a_single_text_is_one_block() -> None:
    assert len(bmcgen.make("worksheets", blocks="channels").pages) == 1
    names = [part.name for part in bmcgen.make("pack", without="handout").parts]
    assert "persona" in names
    assert "handout" not in names


def test_a_picture_may_be_bytes(tmp_path: Path) -> None:
    held = BytesIO()
    Image.new("RGB", (60, 80), "teal").save(held, "PNG")
    (tmp_path / "a.png").write_bytes(held.getvalue())
    (tmp_path / "canvas.yaml").write_text("layout: persona\nlocale: en\nblocks: {photo: {file: a.png, alt: Teal}}\n")
    data = {"layout": "persona", "locale": "en", "blocks": {"photo": {"file": held.getvalue(), "alt": "Teal"}}}
    assert bmcgen.make(data).pdf() == bmcgen.make(tmp_path / "canvas.yaml").pdf()
    plain = {"layout": "persona", "locale": "en", "blocks": {"Photo": held.getvalue()}}
    assert bmcgen.make(plain).pages[0].marks != bmcgen.make(plain | {"blocks": {}}).pages[0].marks


@pytest.mark.parametrize(
    ("blocks", "title", "message"),
    [
        ({"photo": b"nonsense"}, "x", '"<bytes>" is not a JPEG or PNG picture'),
        ({"quote": b"words"}, "x", '"quote" is not a picture, and only a picture may be bytes'),
        ({"goals": [b"words"]}, "x", "bytes cannot be printed"),
        ({}, b"words", "bytes cannot be printed"),
    ],
)
def test_bytes_that_are_no_picture_are_refused(blocks: dict[str, Any], title: object, message: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make({"layout": "persona", "title": title, "blocks": blocks})
    assert message in str(caught.value)
    assert "<data>." in str(caught.value)


def test_a_place_in_data_from_a_program_is_a_path() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": [{"text": "a", "id": "x"}, {"text": "b", "id": "x"}], "Kanalen": ["c"]}))
    said = str(caught.value)
    assert "line 0" not in said
    assert "it is already at <data>.blocks.channels[0].id" in said
    assert 'it is already at <data>.blocks.channels, as "channels"' in said


def test_a_job_is_checked_when_it_is_made() -> None:
    with pytest.raises(TypeError, match="locale must be a text"):
        bmcgen.Job.of("business-model", locale=5)
    with pytest.raises(TypeError, match='a job has no "lokale"; did you mean "locale"'):
        bmcgen.Job.of("business-model", lokale="nl")
    job = bmcgen.Job.of("worksheets", blocks="channels", bleed="3mm", fields={"date": date(2026, 1, 2)})
    assert (job.asked.blocks, round(job.asked.press.bleed, 1), job.fields) == (
        ("channels",),
        8.5,
        {"date": "2026-01-02"},
    )


def test_a_job_may_hold_data_and_be_sent_away(tmp_path: Path) -> None:
    data = canvas(blocks={"channels": ["Shop"]})
    jobs = [bmcgen.Job.of(data, tmp_path / "a.pdf"), bmcgen.Job.of(SAMPLES / "sparse.yaml", f"{tmp_path}/out/")]
    results = list(bmcgen.make_all([pickle.loads(pickle.dumps(job)) for job in jobs], processes=1))
    assert [result.failed for result in results] == [False, False]
    assert (tmp_path / "a.pdf").read_bytes() == bmcgen.make(data).pdf()


@pytest.mark.parametrize("processes", [1, 2])
def test_of_jobs_with_one_file_only_the_first_is_run(tmp_path: Path, processes: int) -> None:
    data = [canvas(title=title, blocks={"channels": ["Shop"]}) for title in ("One", "Two", "Three")]
    out = tmp_path / "a.pdf"
    jobs = [bmcgen.Job.of(each, out) for each in data] + [bmcgen.Job.of("persona", tmp_path / "b.pdf")]
    results = list(bmcgen.make_all(jobs, processes=processes))
    assert [result.failed for result in results] == [False, True, True, False]
    assert [result.job for result in results] == jobs
    assert results[1].diagnostics[0].code == "written-twice"
    assert out.read_bytes() == bmcgen.make(data[0]).pdf()


def test_of_jobs_that_meet_in_a_folder_the_second_is_told(tmp_path: Path) -> None:
    jobs = [bmcgen.Job.of(canvas(title=title), f"{tmp_path}/") for title in ("One", "Two")]
    first, second = bmcgen.make_all(jobs, processes=1)
    assert (first.failed, second.failed) == (False, True)
    assert "two documents were written to" in second.diagnostics[0].message
