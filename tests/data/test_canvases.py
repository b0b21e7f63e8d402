"""Every canvas that ships: its credit and licence, the same in every language, and all that is made of it."""

from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import is_canvas, read_layout, serving
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Place
from bmcgen.resources import SHIPPED
from tests.conftest import extracted

HERE = Place("test")
SAMPLES = sorted((Path(__file__).parents[1] / "samples" / "canvases").glob("*.yaml"))
OLDER = ["business-model", "lean-canvas"]
"""Those with samples and tests of their own."""
CANVASES = [*OLDER, *(path.stem for path in SAMPLES)]
LANGUAGES = ("nl", "de", "en", "fr")
IN_TURN = list(zip(CANVASES, cycle(LANGUAGES), strict=False))
CREDITS = {
    "business-model": ("Strategyzer AG", "by-sa/3.0"),
    "lean-canvas": ("Ash Maurya", "by-sa/3.0"),
    "sustainable-business-model": ("Strategyzer AG", "by-sa/3.0"),
    "team-canvas": ("Alexey Ivanov", "by-sa/4.0"),
    "project-canvas": ("CC BY-SA 4.0 Over the Fence, overthefence.com.de", "by-sa/4.0"),
    "empathy-map": ("XPLANE", "MIT"),
    "stakeholder-map": ("Mendelow", "MIT"),
}


def words_of(page: str) -> str:
    return " ".join(page.split())


def squeezed(text: str) -> str:
    """A text without what lines end in."""
    return "".join(text.split()).replace("-", "").replace("\x02", "")


def texts_in(blocks: Any) -> list[str]:
    """The texts of all notes in a data file."""
    if isinstance(blocks, str):
        return [blocks]
    if isinstance(blocks, dict) and "text" in blocks:
        return [blocks["text"]]
    items = blocks.values() if isinstance(blocks, dict) else blocks
    return [text for each in items for text in texts_in(each)]


@pytest.mark.parametrize("name", CANVASES)
def test_the_codes_of_blocks_are_for_data_files_and_stay_off_the_sheet(name: str) -> None:
    layout = read_layout(Assets(), name, HERE)
    words = read_canvas(Assets(), "en", layout, whole=True)
    codes = {each.code for each in words.blocks.values()} - {""}
    assert codes
    lines = {line.text for page in bmcgen.make(name, locale="en", theme="ink").pages for line in page.lines()}
    assert not {code for code in codes if not code.isdigit()} & lines


@pytest.mark.parametrize("name", CANVASES)
def test_languages_ask_the_same_questions_of_the_same_blocks(name: str) -> None:
    layout = read_layout(Assets(), name, HERE)
    shapes = []
    for language in LANGUAGES:
        words = read_canvas(Assets(), language, layout, whole=True)
        assert words.credit
        assert words.licence
        shapes.append(
            {
                key: (len(each.questions), [*each.own.get("table", {}).get("columns", ())])
                for key, each in words.blocks.items()
            }
        )
        assert all(words.blocks[block.name].questions for block in layout.written)
    assert all(shape == shapes[0] for shape in shapes)


@pytest.mark.parametrize(("name", "locale"), IN_TURN)
def test_credit_stands_on_every_sheet_and_in_the_metadata(name: str, locale: str) -> None:
    author, licence = CREDITS.get(name, ("bmcgen", "MIT"))
    document = bmcgen.make(name, locale=locale)
    for page in extracted(document.pdf()):
        assert author in words_of(page)
    assert author in str(document.metadata)
    assert licence in document.metadata.licence
    rights = {"en": "not what is written on it", "nl": "niet voor wat erop", "de": "nicht für das, was darauf"}
    assert rights.get(locale, "") in document.metadata.licence


@pytest.mark.parametrize("name", CANVASES)
def test_the_file_of_a_canvas_names_one_licence_in_its_head(name: str) -> None:
    if name in OLDER:
        pytest.skip("told in the words and in the notices")
    head = (SHIPPED / "layouts" / f"{name}.yaml").read_text(encoding="utf-8").split("\nwords:")[0]
    assert head.count("Licence: ") == 1
    licence = head.split("Licence: ")[1].split(",")[0]
    for language in LANGUAGES:
        words = (SHIPPED / "locales" / language / f"{name}.yaml").read_text(encoding="utf-8").split("\ntitle:")[0]
        assert licence in words


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_a_filled_sample_is_printed_whole_without_a_warning(sample: Path) -> None:
    document = bmcgen.make(sample)
    assert not document.warnings
    printed = words_of(" ".join(extracted(document.pdf())))
    blocks = yaml.safe_load(sample.read_text(encoding="utf-8"))["blocks"]
    assert [text for text in texts_in(blocks) if squeezed(text) not in squeezed(printed)] == []


def test_every_canvas_has_a_sample() -> None:
    layouts = Assets().names("layouts")
    assert {*CANVASES} == {name for name in layouts if is_canvas(read_layout(Assets(), name, HERE))}


@pytest.mark.parametrize(("name", "locale"), IN_TURN)
def test_a_canvas_has_worksheets_cards_and_a_pack_of_its_own(name: str, locale: str) -> None:
    if name == "business-model":
        return
    layout = read_layout(Assets(), name, HERE)
    words = read_canvas(Assets(), locale, layout)
    made = serving(Assets(), name)
    assert made == (f"{name}-pack", f"{name}-prompt-cards", f"{name}-worksheets")
    pack = bmcgen.make(f"{name}-pack", locale=locale)
    pages = [words_of(page) for page in extracted(pack.pdf())]
    assert words.title in pages[0]
    whole = squeezed(" ".join(pages))
    for block in layout.written:
        # On the poster, on its worksheet and on its card.
        assert whole.count(squeezed(words.blocks[block.name].questions[0])) >= 3, block.name


def test_notes_stand_in_the_worksheets_of_their_canvas() -> None:
    sample = next(path for path in SAMPLES if path.stem == "retrospective")
    pages = extracted(bmcgen.make(sample, layout="worksheets").pdf())
    assert "Goûter ensemble" in words_of(pages[2])
    assert len(pages) == 4


def test_what_serves_every_canvas_serves_one_of_the_users_own(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "locales" / "en").mkdir(parents=True)
    layout = yaml.safe_load((SHIPPED / "layouts" / "retrospective.yaml").read_text(encoding="utf-8"))
    layout["accents"]["stop"] = "#8A1F5C"
    (tmp_path / "layouts" / "sprint.yaml").write_text(yaml.safe_dump({**layout, "words": "sprint"}), encoding="utf-8")
    titles = {
        name: {"title": name.title(), "questions": ["Why?"]} for name in ("start", "stop", "continue", "agreements")
    }
    words = {"title": "Sprint", "subject": "Ours", "blocks": titles}
    (tmp_path / "locales" / "en" / "sprint.yaml").write_text(yaml.safe_dump(words), encoding="utf-8")
    pages = extracted(bmcgen.make("sprint-worksheets", assets=tmp_path).pdf())
    assert len(pages) == 4
    assert "How do we know?" in words_of(pages[0])


@pytest.mark.parametrize("name", ["persona-worksheets", "business-model-worksheets", "swot-persona", "swot-handout"])
def test_nothing_is_made_that_makes_no_sense(name: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(name)
    assert [problem.code for problem in caught.value.diagnostics] == ["unknown-layout"]


def test_a_colour_too_pale_for_words_is_no_accent(tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    layout = yaml.safe_load((SHIPPED / "layouts" / "retrospective.yaml").read_text(encoding="utf-8"))
    layout["accents"]["stop"] = "#FFCC00"
    file = tmp_path / "layouts" / "pale.yaml"
    file.write_text(yaml.safe_dump(layout), encoding="utf-8")
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make("pale", assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file) == ("bad-value", str(file))
    assert "too pale" in problem.message
    assert "#FFCC00" in problem.where.text
