"""A locale that extends another: what it changes, what it inherits, and what its maker is told."""

import re
import shutil
from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import canonical, language_of, lineage, read_locale
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Diagnostic, Place
from bmcgen.documents.authoring import locale_checks
from bmcgen.documents.output.document import Document
from bmcgen.model.layout import Layout
from tests.cli.test_cli import files, here, run  # noqa: F401
from tests.conftest import DIALECTS

pytestmark = pytest.mark.usefixtures("here")
HERE = Place("test")
FOLDER = "house/locales/nl-x-acme"
POSTER = """\
blocks:
  value-propositions:
    title: Value proposition
    questions:
      2: Welke pijn nemen we weg?
"""


def write(name: str, text: str, folder: str = FOLDER) -> None:
    path = Path(folder) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def only_the_poster(monkeypatch: pytest.MonkeyPatch) -> None:
    """`check` sets the poster alone, where a test asks about no other sheet; it would set all sixteen twice."""
    every = locale_checks.set_in

    def of_the_poster(layout: Layout, code: str, assets: Assets) -> list[Diagnostic]:
        return every(layout, code, assets) if layout.name == "business-model" else []

    monkeypatch.setattr(locale_checks, "set_in", of_the_poster)


@pytest.fixture
def acme(here: Path) -> Path:  # noqa: F811
    """A dialect of Dutch with two words of its own."""
    write("locale.yaml", "extends: nl\nname: Acme\nfields: {designed-for: Opdrachtgever}\n")
    write("business-model.yaml", POSTER)
    return here / FOLDER


def printed(document: Document) -> str:
    return "\n".join(element.source for page in document.pages for element in page.elements)


def told(*words: str) -> list[str]:
    """What `check` tells of the dialect, each diagnostic for itself."""
    result = run("check", FOLDER)
    found = [each for each in re.split(r"\n(?=\S)", result.stderr.strip()) if all(word in each for word in words)]
    assert found, result.stderr
    return found


def test_a_dialect_prints_what_it_changes_and_all_else_of_its_language(acme: Path) -> None:
    text = printed(bmcgen.make("business-model", locale="nl-x-acme", assets="house"))
    assert "Value proposition" in text
    assert "Waardeproposities" not in text
    assert "Opdrachtgever" in text
    assert "Welke pijn nemen we weg?" in text
    assert "Van welk probleem helpen we ze af?" not in text
    assert "Welke waarde krijgen klanten van ons?" in text
    sheets = printed(bmcgen.make("worksheets", locale="nl-x-acme", assets="house"))
    assert "Value proposition" in sheets
    assert "Probleem of behoefte" in sheets


def test_a_dialect_of_a_dialect_changes_that(acme: Path) -> None:
    write("locale.yaml", "extends: nl-x-acme\nreplace: {proposition: offer}\n", "house/locales/nl-x-shop")
    document = bmcgen.make("business-model", locale="nl-x-shop", assets="house")
    assert "Value offer" in printed(document)
    assert "Opdrachtgever" in printed(document)
    assert (
        "\n  nl-x-acme          Acme\n    nl-x-shop        Acme\n" in run("list", "locales", "--assets", "house").stdout
    )


@pytest.mark.parametrize("name", ["Value proposition", "Waardeproposities", "Wertversprechen", "WP"])
def test_keys_of_a_data_file_may_be_words_of_the_dialect_and_of_its_language(acme: Path, name: str) -> None:
    data = {"layout": "business-model", "locale": "nl-x-acme", "opdrachtgever": "B", "blocks": {name: ["a"]}}
    assert {"a", "B"} <= {*printed(bmcgen.make(data, assets="house")).split("\n")}


def test_texts_of_a_dialect_are_in_its_language(acme: Path) -> None:
    document = bmcgen.make("business-model", locale="nl-x-acme", assets="house")
    assert document.locale == "nl-x-acme"
    assert b"/Lang (nl-x-acme)" in document.pdf() or b"/Lang(nl-x-acme)" in document.pdf()


@pytest.mark.parametrize(
    ("code", "written"),
    [("NL-x-Acme", "nl-x-acme"), ("nl_x_a-b", "nl-x-a-b"), ("nl-x-", None), ("nl-x-ninechars", None), ("xq-x-a", None)],
)
def test_codes_of_ones_own_stand_behind_an_x(code: str, written: str | None) -> None:
    assert canonical(code) == written


@pytest.mark.parametrize(
    ("general", "code", "where"),
    [
        ("extends: nl-x-acme\n", "circle", ":1:1: "),
        ("extends: nl-x-shop\n", "circle", "nl-x-shop/locale.yaml:1:1: "),
        ("name: x\nextends: nk\n", "unknown-locale", ":2:1: "),
    ],
)
def test_what_cannot_be_extended_is_told_with_its_place(acme: Path, general: str, code: str, where: str) -> None:
    write("locale.yaml", general)
    write("locale.yaml", "extends: nl-x-acme\n", "house/locales/nl-x-shop")
    for command in (["check", FOLDER], ["make", "business-model", "-l", "nl-x-acme", "--assets", "house"]):
        result = run(*command)
        assert result.exit_code == 1
        assert re.search(rf"{where}error\[{code}\]", result.stderr), result.stderr
    # Others go on as they were.
    assert run("make", "business-model", "-l", "nl", "--assets", "house").exit_code == 0


def test_check_counts_what_a_dialect_changes(acme: Path) -> None:
    result = run("check", FOLDER)
    assert result.exit_code == 0
    assert not re.findall("error|warning|same-words", result.stderr)
    assert f"{FOLDER}: 3 texts of nl said otherwise (1 in locale.yaml, 2 in business-model.yaml)" in result.stdout


@pytest.mark.usefixtures("only_the_poster")
@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("value-propositions", "value-proposition", [":2:3: error[unknown-key]", 'did you mean "value-propositions"?']),
        ("    title", "    titel", [":3:5: error[unknown-key]", 'did you mean "title"?']),
        ("title: Value proposition", "title: Waardeproposities", [":3:12: notice[same-words]", "leave it out"]),
        ("      2:", "      6:", [":5:7: error[unknown-key]", "a number from 1 to 5"]),
        ("title: Value", "title: [Value]\n    code: Value", [":3:12: error[wrong-type]", "must be a text"]),
        ("title: Value proposition", "title Value proposition", [":3:5: error"]),
        ("blocks:", "fields: {age: x}\nblocks:", [":1:1: error[bad-value]", '"age" is not a field of the masthead']),
    ],
)
def test_mistakes_in_a_dialect_are_told_with_line_and_column(acme: Path, old: str, new: str, words: list[str]) -> None:
    assert old in POSTER
    write("business-model.yaml", POSTER.replace(old, new, 1))
    told("business-model.yaml", *words)


@pytest.mark.usefixtures("only_the_poster")
@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("words: {sheet: 'Vel {{ nummer }} van {{ total }}'}", ["error[bad-phrase]", "write {{ number }}"]),
        ("words: {sheet: 'Vel {{ number }}'}", ["error[missing-placeholder]", "{{ total }}"]),
        ("segments: Groepen", ["error[unknown-key]"]),
        ("replace: {qqq: x}", ["warning[no-such-words]"]),
        ("replace: [a]", [":2:10: error[wrong-type]"]),
        ("colours: {geel: goud}", ["error[unknown-key]"]),
    ],
)
def test_mistakes_in_the_general_words_of_a_dialect_are_told(acme: Path, line: str, words: list[str]) -> None:
    write("locale.yaml", f"extends: nl\n{line}\n")
    told("locale.yaml:2:", *words)


def test_a_file_that_the_language_lacks_cannot_be_changed(acme: Path) -> None:
    write("persna.yaml", "title: x\n")
    told("error[unknown-file]", 'did you mean "persona"?')


@pytest.mark.usefixtures("only_the_poster")
def test_words_of_a_dialect_that_are_too_long_are_told(acme: Path) -> None:
    write("business-model.yaml", POSTER.replace("Value proposition", "Wat wij al onze klanten bieden"))
    told("business-model.yaml:3:12: warning[too-long]", "makes type smaller on business-model: 12.0 pt, and 15.0")


def test_replacements_leave_what_a_dialect_says_itself(acme: Path) -> None:
    write("locale.yaml", "extends: nl\nreplace: {Kanalen: Wegen, proposition: x}\n")
    text = printed(bmcgen.make("business-model", locale="nl-x-acme", assets="house"))
    assert "Wegen" in text
    assert "Value proposition" in text


def test_replacing_takes_another_locale_to_replace_in(acme: Path) -> None:
    write("locale.yaml", "replace: {a: b}\n" + (SHIPPED / "locales/nl/locale.yaml").read_text(encoding="utf-8"))
    told("error", 'say which with "extends"')


@pytest.mark.usefixtures("only_the_poster")
def test_a_new_dialect_changes_nothing_until_a_line_is_written(tmp_path: Path) -> None:
    (tmp_path / "house").mkdir()
    new = ["new", "locale", "nl-x-acme"]
    begun = run(*new, "--extends", "nl", "--assets", "house")
    assert begun.stdout.split() == [f"{FOLDER}/locale.yaml"]
    added = run(*new, "business-model", "persona", "--assets", "house")
    assert added.stdout.split() == [f"{FOLDER}/business-model.yaml", f"{FOLDER}/persona.yaml"]
    checked = run("check", FOLDER)
    assert checked.exit_code == 0
    assert not re.findall("error|warning|same-words", checked.stderr)
    assert "0 texts of nl said otherwise" in checked.stdout
    poster = tmp_path / FOLDER / "business-model.yaml"
    text = poster.read_text(encoding="utf-8")
    poster.write_text(text.replace("#title: 'Kanalen'", "title: 'Wegen'").replace("#1: 'Voor wie", "1: 'Voor wie"))
    assert "Wegen" in printed(bmcgen.make("business-model", locale="nl-x-acme", assets="house"))
    assert "1 text of nl said otherwise (1 in business-model.yaml)" in run("check", FOLDER).stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["locale", "nl-x-acme", "--extends", "nl-x-acme"], 1, "error[circle]"),
        (["locale", "nl-x-acme", "--extends", "fx"], 1, "error[unknown-locale]"),
        (["locale", "nl-x-muchtoolong", "--extends", "nl"], 1, "up to eight letters or digits"),
        (["persona", "--extends", "nl"], 2, "--extends is for a new locale"),
    ],
)
def test_dialects_that_cannot_be_begun(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    result = run("new", *arguments)
    assert result.exit_code == code
    assert said in result.stderr
    assert files(tmp_path) == []


def test_a_dialect_that_is_there_is_not_begun_again(acme: Path) -> None:
    before = (acme / "locale.yaml").read_text()
    result = run("new", "locale", "nl-x-acme", "--extends", "de", "--assets", "house")
    assert (result.exit_code, "extends nl" in result.stderr) == (1, True)
    assert (acme / "locale.yaml").read_text() == before


@pytest.mark.parametrize("layout", sorted(path.stem for path in (SHIPPED / "layouts").glob("*.yaml")))
def test_nothing_that_is_printed_in_switzerland_has_an_eszett(layout: str) -> None:
    swiss = printed(bmcgen.make(layout, locale="de-CH", prompts="full"))
    assert not re.findall(r"\S*[ß„“”€]\S*", swiss.replace("E€", "").replace("K€", ""))
    assert not re.findall(r"\d\.\d{3}\b", swiss)


def test_what_was_typed_keeps_its_eszett() -> None:
    data = {"layout": "business-model", "locale": "de-CH", "blocks": {"Kanäle": ["An der Straße"]}}
    assert "An der Straße" in printed(bmcgen.make(data))


def test_a_label_may_be_typed_with_and_without_eszett(tmp_path: Path) -> None:
    (tmp_path / "house/locales/de-CH").mkdir(parents=True)
    shutil.copy(SHIPPED / "locales/de-CH/locale.yaml", "house/locales/de-CH/locale.yaml")
    write("business-model.yaml", "blocks: {channels: {title: Grössen}}\n", "house/locales/de-CH")
    for name in ("Grössen", "Größen", "Kanäle"):
        data = {"layout": "business-model", "locale": "de-CH", "blocks": {name: ["x"]}}
        assert bmcgen.make(data, assets="house")


@pytest.mark.parametrize(
    ("locale", "layout", "there", "gone"),
    [
        ("nl-BE", "prompt-cards", "bestelwagen", "bestelbus"),
        ("nl-BE", "handout", "kinesitherapeut", "fysiotherapeut"),
        ("de-AT", "prompt-cards", "Volksschulen", "Grundschulen"),
        ("de-AT", "handout", "Volksschulen", "Grundschulen"),
        ("de-CH", "prompt-cards", "Grosshandel", "Groß"),
        ("nl-x-english", "business-model", "Customer relationships", "Klantrelaties"),
        ("nl-x-english", "facilitation", "3 Channels", "3 Kanalen"),
        ("nl-x-dutch", "business-model", "Kernmiddelen", "Key resources"),
        ("nl-x-dutch", "handout", "Nazorg", "Awareness"),
    ],
)
def test_dialects_that_ship_say_it_in_their_way(locale: str, layout: str, there: str, gone: str) -> None:
    text = printed(bmcgen.make(layout, locale=locale, prompts="full"))
    assert there in text
    assert gone not in text


@pytest.mark.parametrize(
    ("locale", "date"), [("de-AT", "5. Jänner 2027"), ("de-CH", "5. Januar 2027"), ("nl-BE", "5 januari 2027")]
)
def test_dates_are_those_of_the_region(locale: str, date: str) -> None:
    data = {"layout": "business-model", "locale": locale, "date": "2027-01-05"}
    assert date in printed(bmcgen.make(data))


@pytest.mark.parametrize("locale", DIALECTS)
def test_what_ships_of_a_dialect_is_of_its_language(locale: str) -> None:
    assets = Assets()
    assert language_of(assets, locale, HERE) == locale
    _, above = lineage(assets, locale)
    own, theirs = read_locale(assets, locale, HERE), read_locale(assets, above, HERE)
    assert own.words.keys() == theirs.words.keys()
    for name in assets.names("layouts"):
        layout = read_layout(assets, name, HERE)
        blocks = read_canvas(assets, locale, layout, whole=True).blocks
        assert blocks.keys() == read_canvas(assets, above, layout).blocks.keys()
