"""Cards have backs, and each back meets its front whichever way the printer turns the sheet."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

import bmcgen
from bmcgen.cli import main
from bmcgen.model.page import Page
from bmcgen.resources import SHIPPED
from tests.conftest import loaded


def titles(page: Page) -> dict[tuple[int, int], str]:
    """The title in each quarter of a sheet, by its row and column."""
    found = {}
    for line in page.lines():
        if line.element is not None and page.elements[line.element].role == "H2":
            found[int(line.y // (page.height / 2)), int(line.x // (page.width / 2))] = page.elements[
                line.element
            ].source
    return found


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("duplex", [None, "long", "short"])
def test_a_back_is_behind_its_front(duplex: Any, paper: str) -> None:
    pages = bmcgen.make("prompt-cards", paper=paper, duplex=duplex).pages
    assert len(pages) == 6
    for front, back in zip(pages[::2], pages[1::2], strict=True):
        behind = titles(back)
        for (row, column), title in titles(front).items():
            place = (1 - row, column) if duplex == "short" else (row, 1 - column)
            assert behind[place] == title
    assert titles(pages[0])[0, 0] == "Customer Segments"


def test_without_backs_to_print_they_stand_beside_their_fronts() -> None:
    for page in bmcgen.make("prompt-cards", duplex="none").pages:
        found = titles(page)
        assert len(found) == 4
        assert all(found[row, 0] == found[row, 1] for row in (0, 1))


def test_a_single_card_has_its_back_behind_it() -> None:
    front, back = bmcgen.make("prompt-cards", blocks="channels").pages
    assert (titles(front), titles(back)) == ({(0, 0): "Channels"}, {(0, 1): "Channels"})


def test_questions_are_on_the_front_and_types_and_an_example_on_the_back() -> None:
    front, back = bmcgen.make("prompt-cards", blocks="channels", paper="A6").pages
    said = [{each.source for each in page.elements} for page in (front, back)]
    for number, words in enumerate(("Which channels serve us best?", "A trial term with one class (A)")):
        assert words in said[number]
        assert words not in said[1 - number]


def test_a_card_that_goes_on_keeps_every_front_on_a_front() -> None:
    pages = bmcgen.make("prompt-cards", locale="de", theme="contrast", paper="A6").pages
    seen = dict[str, int]()
    for number, page in enumerate(pages):
        if page.title and page.title != "Eigene Fragen":
            seen.setdefault(page.title.split(" (")[0], number)
    assert len(pages) > 24
    assert len(seen) == 10
    assert all(number % 2 == 0 for number in seen.values())


def test_a_pack_follows_it() -> None:
    without = ["cover", "business-model", "persona", "worksheets", "handout", "facilitation"]
    ways: list[Any] = ["long", "short", "none"]
    for duplex in ways:
        pack = bmcgen.make("pack", without=without, duplex=duplex)
        alone = bmcgen.make("prompt-cards", duplex=duplex)
        assert [titles(page) for page in pack.pages] == [titles(page) for page in alone.pages]


def test_it_is_asked_for_on_the_command_line_and_in_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    for name, options in (("typed", ["--duplex", "short"]), ("set", []), ("long", ["--duplex", "long"])):
        (tmp_path / "bmcgen.toml").write_text('duplex = "short"' if name == "set" else "")
        assert run(main, ["make", "prompt-cards", *options, "-o", f"{name}.svg"]).exit_code == 0
    assert (tmp_path / "typed-2.svg").read_bytes() == (tmp_path / "set-2.svg").read_bytes()
    assert (tmp_path / "typed-2.svg").read_bytes() != (tmp_path / "long-2.svg").read_bytes()
    # What is only set is for sheets that have backs.
    (tmp_path / "bmcgen.toml").write_text('duplex = "short"')
    assert run(main, ["make", "facilitation"]).exit_code == 0
    typed = run(main, ["make", "facilitation", "--duplex", "long"])
    assert (typed.exit_code, "error[not-on-layout]" in typed.stderr) == (1, True)
    with pytest.raises(ValueError, match="long, short, none"):
        bmcgen.make("prompt-cards", duplex="both")  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"times": 2}, "as often as"),
        ({"about": ""}, "is about what"),
        ({"edition": "long"}, "of the edition"),
    ],
)
def test_a_back_is_like_its_front(change: dict[str, Any], message: str, tmp_path: Path) -> None:
    layout = loaded(SHIPPED / "layouts" / "prompt-cards.yaml")
    layout["sheets"][1] |= change
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "prompt-cards.yaml").write_text(yaml.safe_dump(layout), "utf-8")
    with pytest.raises(bmcgen.Problems, match=message):
        bmcgen.make("prompt-cards", assets=tmp_path)


@pytest.mark.parametrize("locale", ["nl", "de", "en"])
def test_the_example_says_what_the_guide_says(locale: str) -> None:
    folder = SHIPPED / "locales" / locale
    cards, guide, case = (loaded(folder / f"{name}.yaml") for name in ("prompt-cards", "handout", "handout-case"))
    letters = dict(zip([segment["name"] for segment in case["segments"]], "ABC", strict=True))
    told = guide["blocks"]["case"]

    def said(note: str | dict[str, str]) -> str:
        return note if isinstance(note, str) else f"{note['text']} ({letters[note['segment']]})"

    for name, notes in case["blocks"].items():
        (section,) = cards["blocks"][name]["sections"]
        # The first card says what the case is about.
        about = told["definition"] if name == "customer-segments" else None
        assert (section["heading"], section.get("text")) == (told["title"], about)
        assert section["items"] == [*map(said, notes)]
