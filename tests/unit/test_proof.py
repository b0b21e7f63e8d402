"""The proofs fail where words are lost: each is shown a page that lacks something."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from msgspec.structs import replace

import bmcgen
from bmcgen.cli import main
from bmcgen.documents.output.document import Document
from bmcgen.drawing.builder import Builder
from bmcgen.model.page import Line, Page
from bmcgen.proof import unread
from bmcgen.text.measuring import SetLine
from bmcgen.text.paragraphs import Paragraph
from tests.conftest import canvas

LONG = "A note with enough words in it that it takes several lines on the sheet, whatever size it is set in"
DATA = canvas(
    title="Proof", segments=["Neighbours"], blocks={"channels": [{"text": LONG, "segment": "Neighbours"}, "Short"]}
)


@pytest.mark.parametrize("words", [LONG, "Short", "Proof", "Neighbours"])
def test_a_text_that_is_not_drawn_is_an_error_at_its_place(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Builder.line

    def forgetful(page: Builder, text: str, *rest: object) -> float:
        return 0.0 if text in words else line(page, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "line", forgetful)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(DATA)
    (problem,) = caught.value.diagnostics
    assert problem.code == "lost-words"
    assert "blocks.channels" in str(problem.where) or "title" in str(problem.where) or "segments" in str(problem.where)


ALIASED = "layout: business-model\nblocks:\n  channels: [&w Web, *w, Website]\n"
"""Two notes at one place of the file."""


@pytest.mark.parametrize("kept", [0, 1])
def test_a_note_is_lost_though_others_say_its_words(kept: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = Builder.line
    drawn: list[str] = []

    def forgetful(page: Builder, text: str, *rest: object) -> float:
        drawn.append(text)
        return 0.0 if text == "Web" and drawn.count("Web") > kept else line(page, text, *rest)  # type: ignore[arg-type]

    path = tmp_path / "acme.yaml"
    path.write_text(ALIASED)
    assert bmcgen.make(path).warnings == ()
    monkeypatch.setattr(Builder, "line", forgetful)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(path)
    assert [(each.code, each.where.line) for each in caught.value.diagnostics] == [("lost-words", 3)] * (2 - kept)


def test_a_paragraph_that_another_one_repeats_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {"layout": "persona", "locale": "en", "blocks": {"background": "Yes.\n\nYes, of course.\n\nYes."}}
    assert bmcgen.make(data).warnings == ()
    line, drawn = Builder.line, list[str]()

    def once(page: Builder, text: str, *rest: object) -> float:
        drawn.append(text)
        return 0.0 if text == "Yes." and drawn.count(text) > 1 else line(page, text, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "line", once)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(data)
    assert [each.code for each in caught.value.diagnostics] == ["lost-words"]


def test_a_line_that_is_broken_off_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = Paragraph.lines

    def shortened(self: Paragraph, *args: float, **kinds: bool) -> tuple[SetLine, ...]:
        found = lines(self, *args, **kinds)
        return found[:-1] if len(found) > 2 else found

    monkeypatch.setattr(Paragraph, "lines", shortened)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(DATA)
    assert {problem.code for problem in caught.value.diagnostics} == {"lost-words"}


def test_a_line_that_leaves_its_page_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Builder.line

    def shifted(page: Builder, text: str, x: float, *rest: object) -> float:
        return line(page, text, x + (1100 if text == "Short" else 0), *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Builder, "line", shifted)
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(DATA)
    assert [(p.code, str(p.where)) for p in caught.value.diagnostics] == [("off-page", "<data>.blocks.channels[1]")]


def altered(page: Page, old: str, new: str) -> Page:
    marks = tuple(
        replace(mark, runs=(replace(mark.runs[0], text=new),)) if isinstance(mark, Line) and mark.text == old else mark
        for mark in page.marks
    )
    return replace(page, marks=marks)


def test_what_the_file_does_not_say_is_an_error() -> None:
    document = bmcgen.make(DATA)
    (page,) = document.pages
    data = document.pdf()
    assert unread(data, document.pages) == []
    (problem,) = unread(data, (altered(page, "Short", "Shirt"),))
    assert (problem.code, str(problem.where)) == ("unread", "<data>.blocks.channels[1]")
    # A letter more or less on a page is seen even where every line is found.
    (problem,) = unread(data, (replace(page, marks=tuple(m for m in page.marks if getattr(m, "text", "") != "Short")),))
    assert "reads differently" in problem.message


def test_verify_stops_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "acme.yaml").write_text("layout: business-model\nblocks:\n  channels: [Shop]\n")
    result = CliRunner().invoke(main, ["make", "acme.yaml", "--verify"])
    assert (result.exit_code, result.stdout) == (0, "acme-en.pdf\n")
    (tmp_path / "acme-en.pdf").unlink()
    other = bmcgen.make(canvas(blocks={"channels": ["Stop"]})).pdf()
    monkeypatch.setattr(Document, "pdf", lambda _: other)
    result = CliRunner().invoke(main, ["make", "acme.yaml", "--verify"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "acme.yaml:3:14: error[unread]" in result.stderr
    assert not list(tmp_path.glob("*.pdf"))
