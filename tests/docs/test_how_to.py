"""The pages of docs/how-to, followed from the first line to the last in an empty folder."""

from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

from tests.accessible.profiles import four_inks
from tests.cli.test_locale import filled_in
from tests.docs import markdown
from tests.docs.markdown import ROOT, Block, blocks, read
from tests.docs.test_pages import run

FOLLOWED: dict[str, tuple[str, ...]] = {
    "print-a-canvas": ("swot-en.pdf", "wall.pdf", "swot-1.png", "sheets/swot-worksheets-en.pdf"),
    "fill-one-in": ("bakery.yaml", "bakery-en.pdf", "bakery-worksheets-en.pdf", "bakery-de.pdf"),
    "add-a-language": ("swot-it.pdf", "house/locales/nl-x-acme/locale.yaml"),
    "add-a-canvas": ("idea-check.png", "pack/cover-nl.pdf", "pack/idea-check-worksheets-nl.pdf", "our-idea-en.pdf"),
    "house-style": ("styled.pdf", "with-logo.pdf", "swot-en.pdf"),
    "print-shop": ("for-the-shop.pdf", "for-the-press.pdf", "proof.png"),
    "big-on-a-small-printer": ("poster-in-parts.pdf", "with-wide-margins.pdf"),
    "python": ("Team 1.pdf", "Team 2.pdf"),
    "makefile": ("sheets/bakery.pdf",),
    "ci": ("once/bakery-en.pdf",),
}
"""What there is in the folder once a page has been followed."""


def words(name: str) -> str:
    document = pypdfium2.PdfDocument(name)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


class Reader:
    """Somebody who does what a page says, block by block, in the working folder."""

    def __init__(self) -> None:
        self.said = ""

    def follow(self, page: str) -> None:
        for block in blocks(read(page)):
            self.do(block)

    def do(self, block: Block) -> None:
        if block.file and block.language != "sh":
            path = Path(block.file)
            if path.parts[0] == ".github":
                self._run_steps(yaml.safe_load(block.text))
                return
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            self.said = "".join(map(self._run, block.text.splitlines()))
        else:
            assert block.language == "", "a block is a file, commands, or what they print"
            assert block.text in self.said

    def _run(self, command: str) -> str:
        done = run(command)
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return f"{done.stdout}{done.stderr}"

    def _run_steps(self, workflow: Any) -> None:
        """What a pipeline does in a repository with canvases, once bmcgen is installed."""
        Path("canvases/teams").mkdir(parents=True)
        Path("canvases/teams/one.yaml").write_text("layout: swot\ntitle: One\n", encoding="utf-8")
        for job in workflow["jobs"].values():
            for step in job["steps"]:
                if "run" in step and not step["run"].startswith("pip install"):
                    self._run(step["run"])
        assert Path("sheets/teams/one-en.pdf").is_file()


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Reader:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "press.icc").write_bytes(four_inks())
    # A clone of the repository, as one who copies a theme has it.
    for name in ("layouts", "docs"):
        (tmp_path / name).symlink_to(ROOT / name)
    return Reader()


def test_every_page_is_followed() -> None:
    assert {Path(page).stem for page in markdown.how_to()} == {*FOLLOWED}


@pytest.mark.parametrize("page", [name for name in FOLLOWED if name != "add-a-language"])
def test_a_page_leads_where_it_says(reader: Reader, page: str) -> None:
    reader.follow(f"docs/how-to/{page}.md")
    assert [name for name in FOLLOWED[page] if not Path(name).is_file()] == []


def test_a_language_leads_to_a_sheet(reader: Reader) -> None:
    found = blocks(read("docs/how-to/add-a-language.md"))
    printed = next(number for number, block in enumerate(found) if "bmcgen make" in block.text)
    for block in found[:printed]:
        reader.do(block)
    assert "is not translated" in reader.said
    for path in Path("house/locales/it").iterdir():
        path.write_text(filled_in(path.read_text(encoding="utf-8")), encoding="utf-8")
    for block in found[printed:]:
        reader.do(block)
    assert [name for name in FOLLOWED["add-a-language"] if not Path(name).is_file()] == []


def test_what_pages_print_is_in_the_files(reader: Reader) -> None:
    reader.follow("docs/how-to/fill-one-in.md")
    assert "One oven, thirty years old" in words("bakery-en.pdf").replace("\r\n", " ")
