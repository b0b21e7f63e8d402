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


def test_a_layout_in_this_folder_is_found_by_the_hint_and_shown_by_its_first_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("new", "layout", "ours")
    lost = run("make", "ours")
    assert lost.exit_code == 1
    assert "there is a layouts/ours.yaml in this folder: add --assets ." in lost.output
    command = Path("layouts/ours.yaml").read_text(encoding="utf-8").splitlines()[1]
    assert run(*command.removeprefix("# bmcgen ").split()).exit_code == 0
    assert Path("ours.pdf").is_file()


MISTAKES = [
    ("  areas: |\n", "  areas:\n", "19:3: error[bad-grid]", 'put | after "areas:", and each row on a line of its own'),
    ("pro  con", "pro  cn", "21:10: error[bad-grid]", 'did you mean "con"?'),
    ("pro  con", "pro  con con", "21:5: error[bad-grid]", "every row names an area"),
    ("foot foot", "foot pro", "23:10: error[bad-grid]", 'the area "pro" is not a rectangle'),
    ("clamp(50 mm, 70 mm, 100 mm)", "300 mm", "13:3: error[bad-grid]", "take at least 321 mm, and the page has 277 mm"),
    ("clamp(50 mm, 70 mm, 100 mm)", "4 mm", "13:3: error[no-room]", "make the row higher"),
    ("70 mm", "70mmm", "16:7: error[bad-value]", "a figure and mm, cm, in or pt"),
    ("24 pt", "24", "35:19: error[bad-value]", "add the unit: 24 mm, or 24 pt"),
    ("2 * clamp(0.75fr, 1fr, 1.4fr)", "1fr 2fr", "12:12: error[bad-value]", "write a list: [1fr, 2fr]"),
    ("papers: [A4,", "papers: [A44,", "7:10: error[unknown-paper]", 'did you mean "A4"?'),
    ("paper: A3,", "paper: A33,", "6:8: error[unknown-paper]", 'did you mean "A3"?'),
    ("good: customers", "good: customer", "8:17: error[bad-value]", 'did you mean "customers"?'),
    ("number: 2", "number: 1", "31:37: error[bad-value]", "give each block a number of its own"),
    (
        "pro: {kind: notes, name: for, number: 1, accent: good}",
        "pro: {kind: article, name: for}",
        "34:1",
        "add: text: {",
    ),
    ("name: for, ", "", "30:3: error[missing-key]", "name: …"),
    ("date: 36 mm", "date: 360 mm", "28:5: error[bad-grid]", "they take 484 mm, and may take 300 mm"),
]


@pytest.mark.parametrize(("right", "wrong", "where", "remedy"), MISTAKES)
def test_mistakes_in_it_are_told_with_line_column_and_remedy(
    house: Path, right: str, wrong: str, where: str, remedy: str
) -> None:
    run("new", "layout", "ours", "--assets", house)
    file = house / "layouts" / "ours.yaml"
    text = file.read_text(encoding="utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong, 1), encoding="utf-8")
    told = run("make", "ours", "--assets", house, "-o", house / "o.pdf")
    assert told.exit_code == 1
    assert f"ours.yaml:{where}" in told.output
    assert remedy in told.output
    assert not (house / "o.pdf").exists()


def test_words_under_a_name_that_is_nearly_a_blocks_are_pointed_at(house: Path) -> None:
    run("new", "layout", "ours", "--assets", house)
    words = house / "locales" / "en" / "ours.yaml"
    words.write_text(words.read_text(encoding="utf-8").replace("  against:", "  againts:"), encoding="utf-8")
    assert 'did you mean "againts"?' in run("make", "ours", "--assets", house, "-o", house / "o.pdf").output


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
