"""What a screen reader says, as text: the main documents as they were read and found sensible, and what no document may
leave out.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import bmcgen
from bmcgen.cli import main
from tests.conftest import SAMPLES, canvas, squeezed

FOLDER = Path(__file__).parent / "aloud"
SAID: Mapping[str, Callable[[], bmcgen.Document]] = {
    "poster-blank-en": lambda: bmcgen.make("business-model", locale="en", prompts="questions"),
    "poster-nl": lambda: bmcgen.make(SAMPLES / "fietsbieb.yaml"),
    "poster-of-two-sheets-de": lambda: bmcgen.make(SAMPLES / "crowded.yaml"),
    "persona-nl": lambda: bmcgen.make(SAMPLES / "personas" / "sanne.yaml"),
    "persona-blank-de": lambda: bmcgen.make("persona", locale="de"),
    "worksheet-en": lambda: bmcgen.make("worksheets", locale="en", blocks=["key-partners"]),
    "persona-nl-en": lambda: bmcgen.make("persona", locale="nl+en"),
    "handout-de": lambda: bmcgen.make("handout", locale="de", blocks=["channels"]),
}


@pytest.mark.parametrize("name", SAID)
def test_a_document_is_read_as_it_was(name: str, request: pytest.FixtureRequest) -> None:
    path, said = FOLDER / f"{name}.txt", SAID[name]().read_aloud()
    if request.config.getoption("--renew-golden"):
        path.write_text(said, encoding="utf-8")
    assert said.splitlines() == path.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("name", SAID)
def test_every_word_that_is_an_element_s_is_said(name: str) -> None:
    document = SAID[name]()
    said = squeezed(document.read_aloud())
    unsaid = ("Footer", "Lbl")  # what is repeated, and letters and numbers that are said in words
    expected = [
        page.words_of(number)
        for page in document.pages
        for number, element in enumerate(page.elements)
        if element.role not in unsaid and not element.alt
    ]
    assert len(expected) > 10
    assert [each for each in expected if squeezed(each) not in said] == []


def said(**data: object) -> list[str]:
    return bmcgen.make(canvas(**data)).read_aloud().splitlines()


def test_a_note_in_another_language_says_so() -> None:
    text = bmcgen.make(canvas(locale="de", blocks={"channels": ["Anzeige"]}), locale="en").read_aloud()
    assert "- (de) Anzeige" in text


def test_a_broken_word_is_said_whole() -> None:
    words = "Klantrelatiebeheersystemen"
    lines = said(locale="nl", blocks={"key-partners": [" ".join([words] * 6)]})
    assert f"    - {' '.join([words] * 6)}" in lines


def test_a_segment_is_said_before_its_notes() -> None:
    data = {"segments": ["Families"], "blocks": {"channels": [{"text": "Shop", "segment": "Families"}]}}
    assert any(line.endswith("Families: Shop") for line in said(**data))


def run(*args: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in args])


def test_the_command_prints_it_and_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("make", "business-model", "persona", "--locale", "nl", "--read-aloud")
    assert result.exit_code == 0
    expected = [bmcgen.make(name, locale="nl").read_aloud() for name in ("business-model", "persona")]
    assert result.stdout == "".join(
        f"[{name}, nl]\n{text}" for name, text in zip(("business-model", "persona"), expected, strict=True)
    )
    assert not [*tmp_path.iterdir()]


@pytest.mark.parametrize("option", ["-o a.pdf", "--format png", "--dpi 90", "--tiles A4", "--archive", "--verify"])
def test_what_is_for_files_has_no_place_beside_it(option: str) -> None:
    result = run("make", "business-model", "--read-aloud", *option.split())
    assert result.exit_code == 2
    assert f"{option.split(maxsplit=1)[0]} is for files, and --read-aloud writes none" in result.output


def test_what_is_wrong_is_told() -> None:
    result = run("make", "business-model", "nothing.yaml", "--read-aloud")
    assert result.exit_code == 1
    assert "nothing.yaml" in result.output
