"""The data that a PDF carries: what is printed and nothing more, and `bmcgen import` gives it back."""

import hashlib
import re
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from click.testing import CliRunner, Result
from msgspec.structs import replace

import bmcgen
from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.cli import main
from bmcgen.diagnostics import Place
from bmcgen.documents.output.document import Document, joined
from bmcgen.importing.pdf.filled import read_pdf
from bmcgen.importing.yaml_text import yaml_text
from tests.conftest import SAMPLES, canvas

ASSETS = Assets.of(None)
DATA = """# A comment, with a secret
layout: business-model
locale: de
title: Werkstatt
date: 2026-11-20
markup: light
typography: smart
totals: yes
segments:
  - Familien                 # another secret
  - {name: Schulen, colour: orange}
blocks:
  Kanäle:
    - {text: "**Web** -- und \\"Laden\\"", segment: Familien, id: geheim, status: assumption, tags: [Mai, neu]}
    - {text: Bus, id: unused, colour: pink}
  Kostenstruktur:
    - group: Fest
      notes:
        - {text: Miete, amount: 1200 €, to: [geheim]}
        - {text: Strom, amount: 300 €}
    - "Rest: offen"
  Wertangebote: []
"""


def source_of(data: bytes) -> str:
    with pikepdf.open(BytesIO(data)) as pdf:
        (name,) = pdf.attachments
        return pdf.attachments[name].get_file().read_bytes().decode()


def again(document: Document, **asked: Any) -> Document:
    """The document that is made of the data that a document carries."""
    tree, finding, _ = read_pdf(document.pdf(), "f.pdf", ASSETS)
    return bmcgen.make(yaml_text(tree, finding.left, "f.pdf").encode(), **asked)


def shown(document: Document) -> list[object]:
    """All that is seen of a document, and read aloud."""
    return [
        (page.marks, [replace(element, where=None) for element in page.elements], page.title) for page in document.pages
    ]


def test_what_is_printed_and_nothing_more() -> None:
    assert source_of(bmcgen.make(DATA.encode()).pdf()) == (
        "layout: business-model\n"
        "locale: de\n"
        "title: Werkstatt\n"
        "date: 2026-11-20\n"
        "markup: light\n"
        "typography: smart\n"
        'totals: "yes"\n'
        "segments:\n"
        "  - {name: Familien, colour: blue}\n"
        "  - {name: Schulen, colour: orange}\n"
        "blocks:\n"
        "  Kanäle:\n"
        '    - text: "**Web** -- und \\"Laden\\""\n'
        '      id: "1"\n'
        "      status: assumption\n"
        "      segment: Familien\n"
        "      tags:\n"
        "        - Mai\n"
        "        - neu\n"
        "    - {text: Bus, colour: pink}\n"
        "  Kostenstruktur:\n"
        "    - group: Fest\n"
        "      notes:\n"
        '        - {text: Miete, amount: "1200 €", to: "1"}\n'
        '        - {text: Strom, amount: "300 €"}\n'
        '    - "Rest: offen"\n'
    )


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.yaml")), ids=lambda path: path.stem)
def test_samples_come_back(path: Path) -> None:
    for content in range(3):
        document = bmcgen.make(path, locale=("nl", "de", "en")[content])
        if document.source is not None:
            assert shown(again(document)) == shown(document)


def test_it_looks_the_same() -> None:
    for asked in ({}, {"locale": "en"}, {"layout": "worksheets"}, {"theme": "ink", "paper": "A4"}):
        document = bmcgen.make(DATA.encode(), **asked)  # type: ignore[arg-type]
        rest = {key: value for key, value in asked.items() if key != "locale"}
        assert shown(again(document, **rest)) == shown(document)


def test_the_language_of_notes_stays_where_the_sheet_is_in_another() -> None:
    text = source_of(bmcgen.make(DATA.encode(), locale="en").pdf())
    assert "locale: en\nlanguage: de\n" in text
    assert "  Channels:\n" in text


def test_what_is_not_printed_stays_behind() -> None:
    document = bmcgen.make(DATA.encode(), layout="worksheets", blocks=["cost-structure"])
    text = source_of(document.pdf())
    assert "Web" not in text
    assert "Miete" in text
    assert "to:" not in text
    assert not [each for each in bmcgen.make(text.encode(), layout="worksheets").warnings if each.severity == "error"]


def test_no_path_and_no_name_of_a_file(tmp_path: Path) -> None:
    path = tmp_path / "folder of a client" / "confidential-name.yaml"
    path.parent.mkdir()
    path.write_text(DATA, encoding="utf-8")
    data = bmcgen.make(path).pdf()
    with pikepdf.open(BytesIO(data)) as pdf:
        assert [*pdf.attachments] == ["business-model.yaml"]
    for word in ("confidential", "client", "secret", "geheim", "unused"):
        assert word not in source_of(data)
        assert word.encode() not in data


def persona(**more: Any) -> dict[str, Any]:
    blocks: dict[str, Any] = {
        "quote": ["One", "Two"],
        "general": {"age": 43, "also": {"Place": "Utrecht", "Pet": None}},
        "sales-role": ["user", "initiator"],
        "personality": {"time-pressure": 12.5, "digital-skills": "high", "internet-at-work": 100},
        "background": "A story.\n\nOf two: parts",
        "goals": ["a", "b: c", "- d"],
        "more": {"title": "Own", "text": "part"},
    }
    return {"layout": "persona", "locale": "nl", "title": "Anna", "blocks": blocks | more}


def test_a_persona_comes_back() -> None:
    document = bmcgen.make(persona())
    assert shown(again(document)) == shown(document)
    assert shown(again(bmcgen.make(persona(quote="Alone", more="Plain")))) == shown(
        bmcgen.make(persona(quote="Alone", more="Plain"))
    )


def test_a_photo_is_said_to_be_missing() -> None:
    photo = (SAMPLES / "personas" / "margaret.png").read_bytes()
    data = bmcgen.make(persona(photo={"file": photo, "alt": "Anna"})).pdf()
    assert "photo" not in source_of(data).casefold()
    tree, _, said = read_pdf(data, "f.pdf", ASSETS)
    assert [each.code for each in said] == ["no-picture"]
    assert bmcgen.make(yaml_text(tree).encode()).pages


def test_as_pdf_a_3_has_it() -> None:
    document = bmcgen.make(DATA.encode())
    with pikepdf.open(BytesIO(document.pdf())) as pdf:
        (spec,) = pdf.Root.AF
        assert str(spec.AFRelationship) == "/Source"
        assert str(spec.F) == str(spec.UF) == "business-model.yaml"
        assert str(spec.Desc)
        stream = spec.EF.F
        assert str(stream.Subtype) == "/application/yaml"
        content = stream.read_bytes()
        assert int(stream.Params.Size) == len(content)
        assert bytes(stream.Params.CheckSum) == hashlib.md5(content, usedforsecurity=False).digest()
        assert str(stream.Params.ModDate) == str(pdf.docinfo.CreationDate)
        assert pdf.Root.Names.EmbeddedFiles.Names[1].objgen == spec.objgen


def test_it_is_small_and_always_the_same() -> None:
    path = SAMPLES / "hofwerk.yaml"
    with_it, without = bmcgen.make(path).pdf(), bmcgen.make(path, source=False).pdf()
    assert 0 < len(with_it) - len(without) < 3_500
    assert with_it == bmcgen.make(path).pdf()


def test_who_carries_none(tmp_path: Path) -> None:
    one, blank = bmcgen.make(DATA.encode()), bmcgen.make("business-model", fields={"title": "T"})
    pack = bmcgen.make(DATA.encode(), layout="pack", without=["handout", "facilitation", "prompt-cards", "worksheets"])
    bare = bmcgen.make(DATA.encode(), layout="pack", without=["cover", "handout", "facilitation", "prompt-cards"])
    two = bmcgen.make({"sheets": [canvas(blocks={"channels": [each]}) for each in "ab"]})
    side = bmcgen.make(persona(), per_sheet=2)
    without = bmcgen.make(DATA.encode(), source=False)
    for data in (joined([one, one]), blank.pdf(), pack.pdf(), bare.pdf(), two.pdf(), without.pdf()):
        with pikepdf.open(BytesIO(data)) as pdf:
            assert not pdf.attachments
    assert source_of(side.pdf())
    assert source_of(bmcgen.make(DATA.encode(), tiles="A4").pdf())
    assert [bool(part.source) for part in pack.parts] == [False, True, False]


@cache
def blank() -> bytes:
    """A PDF that carries no data."""
    return bmcgen.make("persona").pdf()


def hostile(text: bytes, **more: str) -> bytes:
    with pikepdf.open(BytesIO(blank())) as pdf:
        names = {"filename": "a.yaml", "mime_type": "application/yaml"} | more
        relationship = pikepdf.Name(names.pop("relationship", "/Source"))
        pdf.attachments["a"] = pikepdf.AttachedFileSpec(pdf, text, relationship=relationship, **names)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("text", "named", "code"),
    [
        (b"layout: business-model\nblocks: {nothing: [x]}", {}, "unknown-block"),
        (b"layout: [", {"filename": "../../etc/passwd"}, "yaml-syntax"),
        (b"x" * 2_000_001, {}, "too-large"),
        (b"- a", {}, "wrong-type"),
        (b"layout: persona\n---\nlayout: persona", {}, "several-documents"),
        (b"layout: persona\nblocks: {photo: /etc/passwd}", {}, "no-folder"),
        (b"layout: persona", {"mime_type": "text/plain"}, "no-form"),
        (b"layout: persona", {"relationship": "/Data"}, "no-form"),
    ],
)
def test_data_that_somebody_else_has_put_there(text: bytes, named: dict[str, str], code: str) -> None:
    with pytest.raises(bmcgen.Problems) as exc:
        read_pdf(hostile(text, **named), "f.pdf", ASSETS)
    assert code in [each.code for each in exc.value.diagnostics]


def test_data_is_not_written_as_it_lies_there() -> None:
    tree, _, _ = read_pdf(hostile(b"layout: persona\ntitle: 'A'   # comment"), "f.pdf", ASSETS)
    assert yaml_text(tree) == "layout: persona\ntitle: A\n"


# --- on the command line


def run(*args: str) -> Result:
    return CliRunner().invoke(main, [*args])


@pytest.fixture
def acme(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "acme.yaml"
    path.write_text(DATA, encoding="utf-8")
    return path


SAYS = "hold[s]? (its|their) data: bmcgen import gives it back, --no-source leaves it out"


@pytest.mark.usefixtures("acme")
def test_import_gives_it_back() -> None:
    result = run("make", "acme.yaml", "-o", "acme.pdf")
    assert re.fullmatch(f"acme.pdf {SAYS}\n", result.stderr)
    assert result.stdout == "acme.pdf\n"
    back = run("import", "acme.pdf", "-o", "back.yaml")
    assert back.exit_code == 0
    assert back.stderr == "acme.pdf: the data it was made from: 5 texts in 2 blocks\n"
    assert Path("back.yaml").read_text(encoding="utf-8") == source_of(Path("acme.pdf").read_bytes())


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize(
    "given",
    [
        ["acme.yaml", "--no-source"],
        ["acme.yaml", "-o", "acme.png"],
        ["acme.yaml", "-o", "acme.svg"],
        ["business-model"],
        ["acme.yaml", "acme.yaml", "-o", "both.pdf"],
    ],
)
def test_nothing_is_said_of_files_that_carry_none(given: list[str]) -> None:
    result = run("make", *given)
    assert result.exit_code == 0
    assert "data" not in result.stderr
    for path in Path().glob("*.pdf"):
        with pikepdf.open(path) as pdf:
            assert not pdf.attachments


@pytest.mark.usefixtures("acme")
def test_one_line_for_many_files() -> None:
    result = run("make", "acme.yaml", "-l", "nl,de,en", "-o", "out/", "--jobs", "2")
    assert re.search(f"^out/acme-nl.pdf and 2 more {SAYS}$", result.stderr, re.MULTILINE)


def test_settings_and_environment(acme: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    acme.with_name("bmcgen.toml").write_text("no-source = true\n")
    assert run("make", "acme.yaml").stderr == ""
    acme.with_name("bmcgen.toml").unlink()
    monkeypatch.setenv("BMCGEN_NO_SOURCE", "1")
    assert run("make", "acme.yaml").stderr == ""


def test_several_at_once_go_into_a_folder(acme: Path) -> None:
    for locale in ("nl", "en"):
        bmcgen.make(acme, locale=locale).save(acme.with_name(f"in-{locale}.pdf"))
    assert run("import", "in-nl.pdf", "in-en.pdf", "-o", "data/").exit_code == 0
    assert importing.PDF == ".pdf"
    assert "Kanalen" in Path("data/in-nl.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("locale", ["nl", "de", "en"])
def test_every_block_of_a_lean_canvas_comes_back(locale: str) -> None:
    layout = read_layout(ASSETS, "lean-canvas", Place(""))
    blocks = {block.name: [f"In {block.name}"] for block in layout.written}
    document = bmcgen.make({"layout": "lean-canvas", "locale": locale, "tagline": "T", "blocks": blocks})
    assert len(blocks) == 9
    assert shown(again(document)) == shown(document)
