"""Every locale against every rule: the same keys, nothing empty, no name that means two things."""

from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
import yaml

from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import language_of, read_locale
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.assets.phrases import phrase
from bmcgen.data.content import FIELDS
from bmcgen.diagnostics import Place, Problems
from bmcgen.source.names import fold
from tests.conftest import ADDED, BLOCKS, DIALECTS, EVERY, LOCALES, loaded

HERE = Place("test")
FILES = sorted(path.name for path in (SHIPPED / "locales" / "nl").glob("*.yaml"))
# Lists of other names and plural forms are the language's own; all else is alike in every language.
OWN = ("also", "continues", "pages")
# Other names of fields, choices and scales: a language has them only where it once called something else.
EXTRA = ("also-called",)


def files_of(locale: str) -> list[str]:
    return sorted(path.name for path in (SHIPPED / "locales" / locale).glob("*.yaml"))


def shape(value: Any, path: str = "") -> set[str]:
    """Every path of a file of words, with the lengths of its lists; an empty text is a path of its own."""
    if isinstance(value, dict):
        return {path}.union(
            *(shape(each, f"{path}.{key}") for key, each in value.items() if key not in (*OWN, *EXTRA)),
            {f"{path}.{key}" for key in value if key in OWN},
        )
    if isinstance(value, list):
        return {f"{path}[{len(value)}]"}.union(*(shape(each, f"{path}[{n}]") for n, each in enumerate(value)))
    return {f"{path}=empty" if value is None or not str(value).strip() else path}


def load(locale: str, name: str) -> Any:
    return loaded(SHIPPED / "locales" / locale / name)


def test_there_are_the_same_files_in_every_locale() -> None:
    assert Assets().names("locales", "") == tuple(sorted((*EVERY, *DIALECTS)))
    for locale in LOCALES:
        assert files_of(locale) == FILES
    for locale in ADDED:
        assert {"locale.yaml", "business-model.yaml", "persona.yaml"} <= {*files_of(locale)} <= {*FILES}


@pytest.mark.parametrize(("locale", "name"), [(locale, name) for locale in EVERY for name in files_of(locale)])
def test_every_locale_has_the_same_keys_and_none_is_empty(locale: str, name: str) -> None:
    assert shape(load(locale, name)) ^ shape(load("nl", name)) == set()
    # Only the first heading of a table may be empty: that of the column of its rows' own headings.
    empty = [path for path in shape(load(locale, name)) if path.endswith("=empty")]
    assert [path for path in empty if not path.endswith(".table.columns[0]=empty")] == []


def test_a_missing_a_surplus_and_an_empty_key_would_be_seen() -> None:
    good = {"a": {"b": "x", "c": ["y", "z"]}}
    for bad in ({"a": {"c": ["y", "z"]}}, {"a": {"b": "x", "c": ["y"]}}, {"a": {"b": " ", "c": ["y", "z"]}}):
        assert shape(bad) != shape(good)


@pytest.mark.parametrize("locale", EVERY)
def test_the_blocks_are_the_nine_in_their_order(locale: str) -> None:
    assert tuple(read_canvas(Assets(), locale, read_layout(Assets(), "business-model", HERE)).blocks) == BLOCKS


def test_no_name_means_two_blocks() -> None:
    """Ids, titles and other names over all languages; codes within their own language."""
    canvases = {
        locale: read_canvas(Assets(), locale, read_layout(Assets(), "business-model", HERE)).blocks for locale in EVERY
    }
    names: dict[str, set[str]] = {block: {fold(block)} for block in BLOCKS}
    for canvas in canvases.values():
        for block, words in canvas.items():
            names[block] |= {fold(name) for name in (words.title, *words.also)}
    for one, other in combinations(BLOCKS, 2):
        assert not names[one] & names[other]
    for canvas in canvases.values():
        for block, words in canvas.items():
            assert not any(fold(words.code) in names[other] for other in BLOCKS if other != block)
        assert len({fold(words.code) for words in canvas.values()}) == 9


def test_a_masthead_label_means_one_field_in_every_language() -> None:
    meaning: dict[str, str] = {}
    for locale in EVERY:
        for key, label in read_locale(Assets(), locale, HERE).fields.items():
            assert meaning.setdefault(fold(label), key) == key
    assert set(meaning.values()) == set(FIELDS)


@pytest.mark.parametrize("locale", EVERY)
def test_plural_forms_are_those_of_the_language_and_all_can_be_filled_in(locale: str) -> None:
    from babel import Locale

    words = read_locale(Assets(), locale, HERE)
    form = Locale.parse(locale).plural_form
    # Only millions take others, and no sheet counts so far.
    assert set(words.continues) == {form(count) for count in range(1000)}
    for each in words.continues.values():
        assert "7" in phrase(each, HERE, count=7, sheet="3–4")
        assert "3" in phrase(each, HERE, count=7, sheet="3–4")
    assert phrase(words.words["sheet"], HERE, number=2, total=5).count("2") == 1


@pytest.mark.parametrize("locale", EVERY)
def test_the_credit_names_author_source_and_licence(locale: str) -> None:
    canvas = read_canvas(Assets(), locale, read_layout(Assets(), "business-model", HERE))
    assert "Strategyzer AG, strategyzer.com, CC BY-SA 3.0" in canvas.credit
    assert "CC BY-SA 3.0" in canvas.licence
    assert "creativecommons.org/licenses/by-sa/3.0" in canvas.licence


@pytest.mark.parametrize("locale", EVERY)
def test_every_question_is_one_and_short(locale: str) -> None:
    for words in read_canvas(Assets(), locale, read_layout(Assets(), "business-model", HERE)).blocks.values():
        asked = [
            *words.questions,
            *(item.question for each in words.lists.values() for item in each.items if item.question),
        ]
        assert all(question.endswith("?") and len(question) <= 80 for question in asked)


@pytest.mark.parametrize(
    ("code", "language"),
    [
        ("nl", "nl"),
        ("nl-SR", "nl"),
        ("nl-be", "nl-BE"),
        ("de_AT", "de-AT"),
        ("de-LU", "de"),
        ("en-GB", "en"),
        ("EN", "en"),
    ],
)
def test_a_region_falls_back_to_its_language(code: str, language: str) -> None:
    assert language_of(Assets(), code, HERE) == language


@pytest.mark.parametrize("code", ["xx", "cy", "", "..", "nl/../de", "nl-", "n" * 5000, "zz-ZZ"])
def test_an_unknown_locale_is_refused(code: str) -> None:
    with pytest.raises(Problems) as caught:
        language_of(Assets(), code, HERE)
    assert caught.value.diagnostics[0].code == "unknown-locale"


GOOD: dict[str, Any] = loaded(SHIPPED / "locales" / "nl" / "locale.yaml")


@pytest.mark.parametrize(
    ("change", "code", "message"),
    [
        ({"name": ["x"]}, "wrong-type", '"name" must be a text'),
        ({"fields": {}}, "missing-key", '"designed-for" is missing under fields'),
        ({"wordz": {}}, "unknown-key", '"wordz" is not a key here'),
        ({"continues": {"one": "x"}}, "missing-key", '"other" is missing under continues'),
        ({"words": ["a"]}, "wrong-type", '"words" must be keys and values'),
        ({"words": {"segments": " ", "sheet": "x", "continued": "y"}}, "bad-value", "this may not be empty"),
        ({"also-called": {"tested": ["x"]}}, "bad-value", '"also-called" names "tested", which is not a status'),
    ],
)
def test_a_wrong_locale_file_is_reported(tmp_path: Path, change: dict[str, Any], code: str, message: str) -> None:
    folder = tmp_path / "locales" / "fy"
    folder.mkdir(parents=True)
    (folder / "locale.yaml").write_text(yaml.safe_dump(GOOD | change), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_locale(Assets((tmp_path,)), "fy", HERE)
    assert (code, message) in {(problem.code, problem.message) for problem in caught.value.diagnostics}
    assert all(problem.where.line for problem in caught.value.diagnostics)


def test_a_language_of_ones_own_is_a_folder(tmp_path: Path) -> None:
    """A locale in --assets prints a poster: no code knows which languages there are."""
    import bmcgen

    folder = tmp_path / "locales" / "fy"
    folder.mkdir(parents=True)
    (folder / "locale.yaml").write_text(yaml.safe_dump(GOOD), encoding="utf-8")
    words = load("nl", "business-model.yaml")
    words["blocks"]["channels"]["title"] = "Kanaelen"
    (folder / "business-model.yaml").write_text(yaml.safe_dump(words), encoding="utf-8")
    document = bmcgen.make("business-model", locale="fy", assets=tmp_path)
    assert "Kanaelen" in [line.text for line in document.pages[0].lines()]


def test_words_of_a_locale_that_no_face_can_print_are_named(tmp_path: Path) -> None:
    import bmcgen

    folder = tmp_path / "locales" / "nl"
    folder.mkdir(parents=True)
    words = {**GOOD, "words": {**GOOD["words"], "segments": "中国"}}
    (folder / "locale.yaml").write_text(yaml.safe_dump(words), encoding="utf-8")
    (folder / "business-model.yaml").write_bytes((SHIPPED / "locales/nl/business-model.yaml").read_bytes())
    with pytest.raises(Problems) as caught:
        bmcgen.make({"layout": "business-model", "locale": "nl", "segments": ["a"]}, assets=tmp_path)
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.where)) == ("missing-glyph", "locales/nl/locale.yaml")
