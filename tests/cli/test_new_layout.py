"""`bmcgen new layout`: a canvas of one's own, from the first file to a pack."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bmcgen.cli import main
from tests.conftest import extracted


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments])


@pytest.fixture
def house(tmp_path: Path) -> Path:
    folder = tmp_path / "house"
    folder.mkdir()
    return folder


def test_what_it_writes_prints_as_it_is(house: Path) -> None:
    begun = run("new", "layout", "my-canvas", "--assets", house)
    paths = [house / "layouts" / "my-canvas.yaml", house / "locales" / "en" / "my-canvas.yaml"]
    assert begun.output.split() == [str(path) for path in paths]
    assert all("#" in path.read_text(encoding="utf-8") for path in paths)
    out = house / "pack.pdf"
    assert run("make", "my-canvas-pack", "--assets", house, "-o", out).exit_code == 0
    pages = extracted(out.read_bytes())
    assert "My canvas" in " ".join(pages[0].split())
    assert sum("Who does what by when?" in " ".join(page.split()) for page in pages) == 3


def test_words_go_to_the_language_asked_for(house: Path) -> None:
    run("new", "layout", "ours", "--locale", "nl", "--assets", house)
    assert (house / "locales" / "nl" / "ours.yaml").is_file()
    assert run("make", "ours", "--locale", "nl", "--assets", house, "-o", house / "o.pdf").exit_code == 0


def test_it_goes_to_this_folder_where_no_other_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("new", "layout", "ours").exit_code == 0
    assert (tmp_path / "layouts" / "ours.yaml").is_file()


BAD = [
    (["My Canvas"], 1, "error[bad-name]"),
    (["../up"], 1, "error[bad-name]"),
    (["locale"], 1, "error[bad-name]"),
    (["swot"], 1, "error[exists]"),
    ([], 2, "my-canvas"),
    (["one", "two"], 2, "my-canvas"),
    (["ours", "-o", "x.yaml"], 2, "--assets"),
    (["ours", "--locale", "xx"], 1, "error["),
]


@pytest.mark.parametrize(("arguments", "code", "said"), BAD)
def test_what_cannot_be_is_told_and_nothing_is_written(house: Path, arguments: list[str], code: int, said: str) -> None:
    result = run("new", "layout", *arguments, "--assets", house)
    assert result.exit_code == code
    assert said in result.output + result.stderr
    assert not [*house.rglob("*.yaml")]


def test_nothing_is_overwritten(house: Path) -> None:
    words = house / "locales" / "en" / "ours.yaml"
    words.parent.mkdir(parents=True)
    words.write_text("title: Mine\n", encoding="utf-8")
    result = run("new", "layout", "ours", "--assets", house)
    assert (result.exit_code, words.read_text(encoding="utf-8")) == (1, "title: Mine\n")
    assert not (house / "layouts" / "ours.yaml").exists()


def test_a_language_that_ships_needs_the_words_of_the_canvas_alone(house: Path) -> None:
    run("new", "layout", "ours", "--assets", house)
    words = house / "locales" / "nl" / "ours.yaml"
    assert run("new", "locale", "nl", "ours", "--assets", house).stdout.split() == [str(words)]
    assert "translate one at least: ours" in run("check", words.parent).stderr
    words.write_text(ours(words), encoding="utf-8")
    assert run("check", words.parent).stdout == f"{words.parent}: no problems (ours)\n"
    assert run("check", house / "locales" / "en").stdout == f"{house}/locales/en: no problems (ours)\n"
    words.write_text(ours(words).replace("title: Voor", "tilte: Voor"), encoding="utf-8")
    assert "error[unknown-key]" in run("check", words.parent).stderr
    words.write_text(ours(words), encoding="utf-8")
    out = house / "pack.pdf"
    assert run("make", "ours-pack", "--locale", "nl", "--assets", house, "-o", out).exit_code == 0
    assert "Wie doet wat wanneer?" in " ".join(" ".join(extracted(out.read_bytes())).split())
    assert "nl ships, with all of these files" in run("new", "locale", "nl", "swot", "--assets", house.parent).stderr


def ours(words: Path) -> str:
    """The Dutch words of the starter."""
    english = (words.parents[1] / "en" / "ours.yaml").read_text(encoding="utf-8")
    said = {
        "title: For": "title: Voor",
        "title: Against": "title: Tegen",
        "title: Next steps": "title: Verder",
        "Who does what by when?": "Wie doet wat wanneer?",
    }
    for theirs, own in said.items():
        english = english.replace(theirs, own)
    return english


def test_the_folder_is_made_and_goes_again_where_nothing_comes_of_it(tmp_path: Path) -> None:
    assert run("new", "layout", "My Canvas", "--assets", tmp_path / "new").exit_code == 1
    assert not (tmp_path / "new").exists()
    assert run("new", "layout", "ours", "--assets", tmp_path / "new").exit_code == 0
    assert (tmp_path / "new" / "layouts" / "ours.yaml").is_file()
