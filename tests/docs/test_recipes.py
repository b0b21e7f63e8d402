"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the repository."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest

from tests.cli.test_locale import filled_in
from tests.docs.markdown import ROOT, Block, blocks, read, section


class Checkout:
    """A copy of the repository, and commands in it that use the copy."""

    def __init__(self, root: Path, source: Path = ROOT) -> None:
        self.root = root
        # With the bytecode, which is as old as its source there too.
        left_out = shutil.ignore_patterns(".git", ".venv*", ".*_cache", "dist")
        shutil.copytree(source, root, ignore=left_out)

    def run(self, command: str) -> str:
        path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
        environment = {key: value for key, value in os.environ.items() if not key.startswith("PYTEST_")}
        environment |= {"PATH": path, "PYTHONPATH": str(self.root)}
        done = subprocess.run(
            ["bash", "-ec", command], cwd=self.root, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
        return done.stdout + done.stderr

    def follow(self, recipe: str) -> list[str]:
        """Does what a recipe says, block by block; what its commands print. What it says they print, they print."""
        said: list[str] = []
        for block in blocks(section(read("CONTRIBUTING.md"), recipe)):
            self._do(block, said)
        return said

    def _do(self, block: Block, said: list[str]) -> None:
        if block.file:
            path = self.root / block.file
            assert path.parent.is_dir()
            path.write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            said.append(self.run(block.text))
        else:
            assert block.language == "", "a block of code is a file, commands, or what they print"
            assert block.text in said[-1]

    def text(self, name: str) -> str:
        """The words of a PDF."""
        document = pypdfium2.PdfDocument(self.root / name)
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    return Checkout(tmp_path / "clone")


def test_a_canvas(checkout: Checkout) -> None:
    said = checkout.follow("A canvas")
    assert "ansoff-nl.pdf" in said[0]
    for locale, words in {
        "nl": ("Ansoff-matrix", "Verbreden", "Wie heeft elders hetzelfde probleem?"),
        "de": ("Ansoff-Matrix", "Erweitern", "Was brauchen unsere Kunden noch?"),
        "en": ("Ansoff Matrix", "Diversify", "What else do our customers need?"),
    }.items():
        assert all(each in checkout.text(f"ansoff-{locale}.pdf") for each in words)
    assert (checkout.root / "ansoff.png").read_bytes().startswith(b"\x89PNG")
    assert "Enter" in (checkout.root / "ours.yaml").read_text()
    assert "Penetrate" in checkout.text("ours.pdf")
    assert checkout.run("bmcgen list layouts").count("Ansoff Matrix") == 1


def test_a_language(checkout: Checkout) -> None:
    begun, told = checkout.follow("A language")
    assert begun.split() == [f"locales/it/{name}.yaml" for name in ("locale", "business-model", "persona")]
    assert "it                   not finished" in told
    # What has been translated is no longer asked for; all the rest is, and nothing else is wrong.
    words = (checkout.root / "locales/it/locale.yaml").read_text(encoding="utf-8")
    line = words[: words.index('"Titolo"')].count("\n") + 1
    assert f"locale.yaml:{line}:" not in told
    assert {*re.findall(r"error\[([a-z-]+)\]", told)} == {"missing-words"}
    for path in (checkout.root / "locales/it").iterdir():
        path.write_text(filled_in(path.read_text(encoding="utf-8")), encoding="utf-8")
    assert "no problems (business-model, persona;" in checkout.run("bmcgen check locales/it")
    checkout.run(
        "printf 'layout: business-model\\nlocale: it\\ndate: 2026-12-01\\n' > a.yaml; bmcgen make a.yaml -o a.pdf"
    )
    assert "1 dicembre 2026" in checkout.text("a.pdf")


@pytest.fixture(scope="module")
def with_a_kind(tmp_path_factory: pytest.TempPathFactory) -> Checkout:
    """A copy in which the recipe of a kind was followed. It stays as it is."""
    checkout = Checkout(tmp_path_factory.mktemp("kind") / "clone")
    checkout.follow("A kind of block")
    return checkout


@pytest.fixture
def to_change(with_a_kind: Checkout, tmp_path: Path) -> Checkout:
    """A copy of that copy."""
    return Checkout(tmp_path / "clone", with_a_kind.root)


def test_a_kind_of_block(with_a_kind: Checkout) -> None:
    checkout = with_a_kind
    blank, filled = checkout.text("mood-en.pdf"), checkout.text("monday.pdf")
    assert all("100 points" in text and "40 guests" in text for text in (blank, filled))
    assert not {"72", "31"} & set(blank.split())
    assert {"72", "31"} <= set(filled.split())
    assert "# guests" in (checkout.root / "tuesday.yaml").read_text()
    schema = json.loads((checkout.root / "mood.schema.json").read_text())
    assert schema["properties"]["blocks"]["properties"]["joy"]["type"] == ["number", "null"]


def test_what_a_kind_of_block_takes_is_checked(to_change: Checkout) -> None:
    checkout = to_change
    monday = checkout.root / "monday.yaml"
    monday.write_text(monday.read_text().replace("joy: 72", "joy: plenty"))
    assert 'error[bad-value]: "joy" must be a number' in checkout.run("bmcgen check monday.yaml || true")
    layout = checkout.root / "layouts" / "mood.yaml"
    arranged = layout.read_text()
    for full in ("0", "-5", "plenty", ".nan"):
        layout.write_text(arranged.replace("full: 40", f"full: {full}"))
        said = checkout.run("bmcgen make monday.yaml || true")
        assert "mood.yaml:17:62: error[bad-value]: a gauge is full at a number above 0" in said, full
    layout.write_text(arranged.replace("kind: gauge, name: joy", "kind: guage, name: joy"))
    said = checkout.run("bmcgen make mood || true")
    assert "did you mean" in said
    assert "gauge" in said


def test_a_word_that_a_kind_of_block_loses_is_found(to_change: Checkout) -> None:
    checkout = to_change
    module = checkout.root / "bmcgen" / "kinds" / "gauge.py"
    drawn = module.read_text()
    assert drawn.count("        if gauge.reading:\n            width") == 1
    module.write_text(
        drawn.replace("        if gauge.reading:\n            width", "        if False:\n            width")
    )
    assert "error[lost-words]" in checkout.run("bmcgen make monday.yaml || true")


def test_a_backend(checkout: Checkout) -> None:
    checkout.follow("A backend")
    words = (checkout.root / "canvas.txt").read_text().splitlines()
    titles = ["Customer Segments", "Value Propositions", "Channels", "Customer Relationships", "Revenue Streams"]
    assert [line for line in words if line in titles] == titles
    pages = (checkout.root / "out" / "worksheets-de.txt").read_text().split("\f")
    assert len(pages) == 9
    assert "Kostenstruktur" in pages[8]
