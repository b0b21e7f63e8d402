"""A language by its translator: a folder begun, its mistakes told with their place, what it has printed."""

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.documents.authoring import locale_checks
from bmcgen.model.layout import Layout
from tests import matrix
from tests.cli.test_cli import files, here, run  # noqa: F401
from tests.conftest import ADDED, DIALECTS, LOCALES, extracted

pytestmark = pytest.mark.usefixtures("here")
FOLDER = "house/locales/cy"
NAMES = ["business-model.yaml", "locale.yaml", "persona.yaml"]
NEIGHBOURS = [
    *([each, *(code for code in DIALECTS if code.startswith(f"{each}-"))] for each in ("nl", "de")),
    ["en", *ADDED],
]


def filled_in(text: str) -> str:
    """A file of a new locale as a translator fills it in, who writes what is the case in English."""
    lines, said = list[str](), list[str]()
    for line in text.split("\n"):
        comment = re.fullmatch(r"\s*# (?:(en): |    )(.*)", line)
        if comment:
            said = [comment[2]] if comment[1] else [*said, comment[2]]
        if line.endswith(': ""') or line.endswith('- ""'):
            lines.append(line[:-2] + json.dumps(said[0], ensure_ascii=False))
        elif line.endswith("''"):
            lines.append(f"{line[:-2]}'{said[0]}'")
        elif line.endswith(": |"):
            indent = " " * (len(line) - len(line.lstrip()) + 2)
            lines += [line, *(indent + each for each in said)]
        else:
            lines.append(line)
    return "\n".join(lines)


@pytest.fixture
def welsh(here: Path) -> Path:  # noqa: F811
    """A locale of two layouts, filled in."""
    (here / "house").mkdir()
    assert run("new", "locale", "cy", "business-model", "persona", "--assets", "house").exit_code == 0
    for path in (here / FOLDER).iterdir():
        path.write_text(filled_in(path.read_text(encoding="utf-8")), encoding="utf-8")
    return here / FOLDER


def test_a_new_locale_has_all_there_is_to_translate(tmp_path: Path) -> None:
    result = run("new", "locale", "cy")
    assert (result.exit_code, result.stderr) == (0, "")
    shipped = sorted(path.name for path in (SHIPPED / "locales" / "en").glob("*.yaml"))
    assert files(tmp_path / "locales" / "cy") == shipped
    general = (tmp_path / "locales/cy/locale.yaml").read_text(encoding="utf-8")
    # What is known of the language needs nobody to write it.
    assert "name: Cymraeg" in general
    assert "region: cy-GB" in general
    numbers = {form: said for said, form in re.findall(r"  # for (.*)\n  (\w+): ''", general)}
    assert numbers == {"zero": "0", "one": "1", "two": "2", "few": "3", "many": "6", "other": "4, 5, 7 …"}
    poster = (tmp_path / "locales/cy/business-model.yaml").read_text(encoding="utf-8")
    beside = (
        "    # nl: Klantsegmenten\n    # de: Kundensegmente\n    # en: Customer Segments\n    # at most 19 characters\n"
    )
    assert f'{beside}    title: ""\n' in poster


def test_nothing_is_overwritten_and_what_is_lacking_is_added(tmp_path: Path) -> None:
    assert run("new", "locale", "cy", "persona").stdout.split() == ["locales/cy/locale.yaml", "locales/cy/persona.yaml"]
    (tmp_path / "locales/cy/persona.yaml").write_text("mine")
    assert run("new", "locale", "cy", "worksheets").stdout.split() == [
        "locales/cy/business-model.yaml",
        "locales/cy/worksheets.yaml",
    ]
    again = run("new", "locale", "cy", "persona")
    assert (again.exit_code, again.stdout) == (1, "")
    assert "error[exists]" in again.stderr
    assert (tmp_path / "locales/cy/persona.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["italiano"], 1, 'error[unknown-language]: "italiano" is no code of a language\n    write its code: it'),
        (["xx"], 1, "error[unknown-language]"),
        (["../cy"], 1, "error[unknown-language]"),
        (["ar"], 1, "error[right-to-left]: Arabic"),
        (["cy", "persna"], 1, 'did you mean "persona"?'),
        (["cy", "-o", "welsh"], 1, "error[wrong-folder]"),
        (["cy", "-o", "-"], 2, "cannot be written to standard output"),
        (["cy", "-l", "nl"], 2, "--locale is for data files"),
        ([], 2, "which language?"),
    ],
)
def test_what_cannot_be_begun_is_told_and_nothing_is_written(
    tmp_path: Path, arguments: list[str], code: int, said: str
) -> None:
    result = run("new", "locale", *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert files(tmp_path) == []


def test_a_locale_that_nobody_has_begun_changes_nothing_for_others() -> None:
    run("new", "locale", "cy", "-o", FOLDER)
    assert run("make", "business-model", "--assets", "house").exit_code == 0
    assert "not finished" in run("list", "locales", "--assets", "house").stdout
    assert f"bmcgen check {FOLDER} tells" in run("list", "locales", "--assets", "house").stdout
    asked = run("make", "business-model", "-l", "cy", "--assets", "house")
    assert asked.exit_code == 1
    assert "error[not-finished]" in asked.stderr
    assert len(asked.stderr.split("\n")) < 6
    assert f"bmcgen check {FOLDER}" in Path(FOLDER, "persona.yaml").read_text(encoding="utf-8")
    checked = run("check", FOLDER)
    assert checked.exit_code == 1
    assert checked.stderr.count('error[missing-words]: "title" is not translated') == 1
    assert "nl: Titel; de: Titel; en: Title" in checked.stderr


def test_what_is_filled_in_is_printed_and_what_is_not_begun_is_told(tmp_path: Path, welsh: Path) -> None:
    assert sorted(path.name for path in welsh.iterdir()) == NAMES
    checked = run("check", FOLDER)
    assert checked.exit_code == 0, checked.stderr
    assert "no problems (business-model, persona; not begun: " in checked.stdout
    assert "error" not in checked.stderr
    assert "warning[untranslated]" in checked.stderr
    assert "Cymraeg: business-model, persona\n" in run("list", "locales", "--assets", "house").stdout
    assert run("make", "business-model", "-l", "cy", "--assets", "house").exit_code == 0
    assert "Customer Segments" in extracted((tmp_path / "business-model-cy.pdf").read_bytes())[0]
    lacking = run("make", "worksheets", "-l", "cy", "--assets", "house")
    assert lacking.exit_code == 1
    assert 'error[missing-words]: the locale "cy" has no words for "worksheets"' in lacking.stderr
    assert (
        "there are words in de, en, es, fr, nl; to begin: bmcgen new locale cy worksheets --assets house"
        in lacking.stderr
    )


def test_a_pack_goes_without_the_parts_that_a_language_lacks(tmp_path: Path) -> None:
    result = run("make", "pack", "-l", "es", "-o", "pack.pdf")
    assert result.exit_code == 0
    told = re.findall(r"--locale: warning\[missing-words\]: pack goes without (\S+):", result.stderr)
    assert told == ["handout", "facilitation"]
    cover = extracted((tmp_path / "pack.pdf").read_bytes())[0]
    assert "Tarjetas de preguntas" in cover
    whole = run("make", "pack", "-l", "nl", "-o", "whole.pdf")
    assert (whole.exit_code, whole.stderr) == (0, "")


def test_a_pack_of_parts_that_a_language_lacks_is_refused(tmp_path: Path) -> None:
    without = "cover,business-model,persona,worksheets,prompt-cards"
    result = run("make", "pack", "-l", "es", "--without", without, "-o", "pack.pdf")
    assert result.exit_code == 1
    assert 'the locale "es" has no words for "handout"' in result.stderr
    assert files(tmp_path) == []


MISTAKES: list[tuple[str, Callable[[str], str], str, str]] = [
    (
        "persona",
        lambda s: s.replace('title: "Quote"', 'title "Quote"'),
        "no colon after this key",
        'write: title: "Quote"',
    ),
    ("persona", lambda s: s.replace('    title: "Quote"', '   title: "Quote"'), "begins in column", "the same column"),
    ("persona", lambda s: s.replace('title: "Quote"', 'titre: "Quote"'), '"titre"', 'write "title"'),
    ("persona", lambda s: s.replace("\n  quote:", "\n  dyfyniad:"), '"dyfyniad"', 'write "quote"'),
    ("persona", lambda s: s.replace('      age: "Age"\n', ""), '"age" is missing under fields', "en: Age"),
    ("persona", lambda s: s.replace('title: "Quote"', 'title: ""'), '"title" is not translated', "en: Quote"),
    ("persona", lambda s: s.replace('title: "Quote"', "title: [Quote]"), '"title" must be a text', ""),
    ("persona", lambda s: s.replace("? {{ least }} to", "? {{ lleiaf }} to"), '"lleiaf" cannot', "write {{ least }}"),
    ("locale", lambda s: s.replace("{{ overlap }} mm", "10 mm"), '"tiles-glue" lacks {{ overlap }}', "anywhere"),
    ("locale", lambda s: s.replace("{{ number }} of {{ total }}", "{{ number } of {{ total }}"), '"sheet" cannot', ""),
    ("locale", lambda s: s.replace("region: cy-GB", "region: fr-FR"), '"fr-FR" is no region of Welsh', "cy-GB"),
    ("locale", lambda s: s.replace("  few: '", "  fiw: '"), '"few" is missing under continues', "the form for 3"),
    ("locale", lambda s: s.replace('version: "Version"', 'version: "Datum"'), '"Datum" is what', "another word"),
    (
        "business-model",
        lambda s: s.replace('- "Mass market"', '- "Mass market"\n        - "x"'),
        "begins in column 9, the one above it in column 11",
        "the same column",
    ),
    (
        "business-model",
        lambda s: s.replace('- "Mass market"', '- "Mass market"\n          - "x"'),
        "there are 6",
        "leave",
    ),
    ("business-model", lambda s: s.replace('- "Mass market"', ""), "number 5 of 5", "Multi-sided"),
    ("business-model", lambda s: s.replace('"Channels"', '"Kostenstructuur"'), 'the block "cost-structure"', "another"),
    ("business-model", lambda s: s.replace('"Channels"', '"Sianel 中"'), "(U+4E2D", "a TrueType font that has it"),
    ("business-model", lambda s: s.replace('"Channels"', '"قنوات"'), "right to left", "from left to right"),
    ("persona", lambda s: s.replace('title: "Quote"', 'title:"Quote"'), "no space after this colon", "put a space"),
    (
        "persona",
        lambda s: s.replace('title: "Quote"', 'title; "Quote"'),
        "no colon after this",
        'write: title: "Quote"',
    ),
    ("persona", lambda s: s.replace('title: "Quote"', 'title: "Quote'), "cannot read this", "write: title: 'Quote'"),
    ("persona", lambda s: s.replace('title: "Quote"', 'title: ""Quote'), "cannot read this", "write: title: 'Quote'"),
    ("persona", lambda s: s.replace('"Quote"', '"A "true" one"', 1), "cannot read", "title: 'A \"true\" one'"),
    ("persona", lambda s: s.replace('title: "Quote"', "title: 'L'una'"), "cannot read", 'write: title: "L\'una"'),
    ("persona", lambda s: s.replace('title: "Quote"', 'title: "a\\i"'), "cannot read", "write: title: 'a\\i'"),
    (
        "persona",
        lambda s: s.replace("    also: []", "    also: Una, due", 1),
        '"also" must be a list',
        "[One, Another]",
    ),
    ("persona", lambda s: s.replace("    also: []", "    also: [Una; due", 1), "cannot read", "close it with ]"),
    ("persona", lambda s: s.replace("? {{ least }} to", "? {least} to"), '"hint" lacks {{ least }}', "two braces"),
    *[
        (
            "business-model",
            lambda s, sign=sign: s.replace('- "Mass market"', f'{sign}"Mass market"'),  # type: ignore[misc]
            "an item of a list begins with a hyphen and a space",
            'write: - "Mass market"',
        )
        for sign in ("", "-", "– ", "* ", "• ")
    ],
]


@pytest.mark.parametrize(("name", "mistake", "message", "hint"), MISTAKES, ids=[each[2] for each in MISTAKES])
def test_a_mistake_is_told_with_its_line_and_a_hint(
    welsh: Path, name: str, mistake: Callable[[str], str], message: str, hint: str
) -> None:
    path = welsh / f"{name}.yaml"
    before = path.read_text(encoding="utf-8")
    path.write_text(mistake(before), encoding="utf-8")
    assert path.read_text(encoding="utf-8") != before
    result = run("check", FOLDER)
    assert (result.exit_code, result.stdout) == (1, "")
    told = [each for each in re.split(r"\n(?=\S)", result.stderr) if "error[" in each and message in each]
    assert told, result.stderr
    assert re.match(rf"{FOLDER}/{name}\.yaml:\d+:\d+: error", told[0])
    assert hint in told[0]


@pytest.mark.parametrize(
    ("typed", "code"), [("“Quote”", "printed-quotes"), ("«Quote»", "printed-quotes"), ('"It\'s"', "straight-quotes")]
)
def test_what_is_printed_otherwise_than_it_is_meant_is_a_warning(welsh: Path, typed: str, code: str) -> None:
    path = welsh / "persona.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace('title: "Quote"', f"title: {typed}"), encoding="utf-8")
    result = run("check", FOLDER)
    assert result.exit_code == 0
    assert re.search(rf"persona\.yaml:\d+:12: warning\[{code}\]", result.stderr)


@pytest.mark.parametrize("name", ["persona.yml", "persona.yaml.txt", "Persona.YAML"])
def test_a_file_of_words_that_is_not_read_is_told(welsh: Path, name: str) -> None:
    (welsh / "persona.yaml").rename(welsh / name)
    told = run("check", FOLDER).stderr
    assert f"{name}: warning[not-read]" in told
    assert "rename it: persona.yaml" in told


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16"])
def test_a_file_of_words_in_another_encoding_is_told(welsh: Path, encoding: str) -> None:
    path = welsh / "persona.yaml"
    text = path.read_text(encoding="utf-8").replace("’", "'").replace("…", "...").replace('"Quote"', '"Cità"')
    path.write_bytes(text.encode(encoding, "replace"))
    result = run("check", FOLDER)
    assert result.exit_code == 1
    assert "UTF-8" in result.stderr


def test_a_translated_key_is_told_once(welsh: Path) -> None:
    path = welsh / "persona.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("\n  quote:", "\n  dyfyniad:"), encoding="utf-8")
    assert run("check", FOLDER).stderr.count("error[") == 1


def test_words_that_are_too_long_for_their_place_are_told(welsh: Path) -> None:
    path = welsh / "business-model.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace('title: "Channels"', 'title: "Channels and all the other ways"'), encoding="utf-8")
    told = run("check", FOLDER).stderr
    assert re.search(r"business-model\.yaml:\d+:\d+: warning\[too-long\]: \"Channels and all the other ways\" m", told)
    assert "it has 31 characters, and 8 at most in other languages" in told


def test_a_file_that_no_language_has_is_told(welsh: Path) -> None:
    (welsh / "persna.yaml").write_text("title: x\n")
    result = run("check", FOLDER)
    assert result.exit_code == 1
    assert "error[unknown-file]" in result.stderr
    assert 'did you mean "persona"?' in result.stderr


def test_a_locale_is_called_by_its_code_and_stands_in_locales(tmp_path: Path, welsh: Path) -> None:
    shutil.copytree(welsh, tmp_path / "house/locales/CY")
    assert "rename the folder: cy" in run("check", "house/locales/CY").stderr
    shutil.copytree(welsh, tmp_path / "house/locales/cymraeg")
    assert "write its code: cy" in run("check", "house/locales/cymraeg").stderr
    shutil.copytree(welsh, tmp_path / "elsewhere/cy")
    assert "a locale stands in a folder locales" in run("check", "elsewhere/cy").stderr
    (welsh / "locale.yaml").unlink()
    assert "error[missing-file]: locale.yaml is missing" in run("check", FOLDER).stderr


@pytest.mark.parametrize("locales", NEIGHBOURS, ids=" ".join)
def test_what_ships_is_in_order(monkeypatch: pytest.MonkeyPatch, locales: list[str]) -> None:
    """Neighbours are compared with the same sheets, which are set once for all of them. Of the guide, which takes
    longer than all else, the ordinary run sets three languages.
    """
    every = locale_checks.set_in

    def some(layout: Layout, code: str, assets: Assets) -> list[Diagnostic]:
        return every(layout, code, assets) if matrix.slow or layout.name != "handout" or code in LOCALES else []

    monkeypatch.setattr(locale_checks, "set_in", some)
    result = run("check", *(str(SHIPPED / "locales" / locale) for locale in locales))
    assert result.exit_code == 0
    told = re.split(r"\n(?=\S)", result.stderr)
    for wrong in ("untranslated", "straight-quotes", "same-words"):
        assert not [each for each in told if wrong in each]
    for locale in DIALECTS:
        assert not [each for each in told if f"/{locale}/" in each and "warning" in each]
    assert not [each for each in told if "/nl/" in each and "makes type smaller" in each]


@pytest.mark.parametrize("name", ["locale", "layout"])
def test_no_layout_is_called_by_a_reserved_word(tmp_path: Path, name: str) -> None:
    from bmcgen.diagnostics import Place

    (tmp_path / "layouts").mkdir()
    shutil.copy(SHIPPED / "layouts" / "persona.yaml", tmp_path / "layouts" / f"{name}.yaml")
    with pytest.raises(Problems) as caught:
        read_layout(Assets.of(tmp_path), name, Place("test"))
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.where.file) == ("reserved-name", str(tmp_path / "layouts" / f"{name}.yaml"))
