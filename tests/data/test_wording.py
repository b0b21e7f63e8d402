"""What is printed, as an editor reads it: every ask asked, every term defined, each language set by its own rules."""

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

import bmcgen
from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.words import read_canvas
from bmcgen.diagnostics import Place
from bmcgen.model.locale import CanvasWords, PromptList
from tests.conftest import BLOCKS, EVERY, LOCALES, loaded

HERE = Place("test")
FILES = sorted(path.name for path in (SHIPPED / "locales" / "nl").glob("*.yaml"))
ASKS = loaded(Path(__file__).parent / "asks.yaml")
TERMS = loaded(Path(__file__).parent / "terms.yaml")


def canvas_words(locale: str, layout: str = "business-model") -> CanvasWords:
    return read_canvas(Assets(), locale, read_layout(Assets(), layout, HERE))


def printed(node: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a file of words that is printed, with its path."""
    if isinstance(node, str):
        yield path, node
    elif isinstance(node, dict):
        for key, each in node.items():
            # What a data file may be called by, and the comments of a new file, which show straight quotation marks.
            if key not in ("also", "also-called", "starter"):
                yield from printed(each, f"{path}.{key}")
    elif isinstance(node, list):
        for number, each in enumerate(node):
            yield from printed(each, f"{path}[{number}]")


def texts_of(locale: str, name: str) -> list[tuple[str, str]]:
    raw = loaded(SHIPPED / "locales" / locale / name)
    return [(path, re.sub(r"{{.*?}}", "0", text)) for path, text in printed(raw)]


@pytest.mark.parametrize("locale", EVERY)
@pytest.mark.parametrize("block", BLOCKS)
def test_every_ask_is_asked_fully_and_in_its_place(block: str, locale: str) -> None:
    questions = canvas_words(locale).blocks[block].questions
    assert len(questions) == len(ASKS[block])
    for question, ask in zip(questions, ASKS[block], strict=True):
        assert [part for part in ask[locale].split("|") if part not in question] == [], question


def test_the_asks_are_those_of_the_nine_blocks_in_every_language() -> None:
    assert tuple(ASKS) == BLOCKS
    assert all(set(ask) == set(EVERY) for asks in ASKS.values() for ask in asks)


def named_in(words: PromptList) -> Iterator[str]:
    yield words.heading
    for item in words.items:
        yield item.term
    for part in (words.parts or {}).values():
        yield from named_in(part)


@pytest.mark.parametrize("locale", EVERY)
@pytest.mark.parametrize("block", BLOCKS)
def test_the_poster_lists_no_term_but_those_agreed_on_in_their_order(block: str, locale: str) -> None:
    words = canvas_words(locale).blocks[block]
    listed = [words.title, *(name for each in words.lists.values() for name in named_in(each))]
    agreed = TERMS[locale][block]
    assert [name for name in listed if name not in agreed] == []
    # The others are explained in the guide.
    places = [agreed.index(name) for name in listed]
    if block not in ("cost-structure", "channels"):
        assert places == sorted(places)


PLACES = {
    "nl": r"\b(hier|blok|blokken|blad|vel|vak)\b",
    "de": r"\b(hier|block|feld|blatt)\b",
    "en": r"\b(here|block|box|sheet|section|this is where)\b",
}
IS = {"nl": r"\b(is|zijn)\b", "de": r"\b(ist|sind)\b", "en": r"\b(is|are)\b"}


@pytest.mark.parametrize("locale", LOCALES)
@pytest.mark.parametrize("block", BLOCKS)
def test_a_definition_says_what_the_concept_is_and_not_what_to_write_where(block: str, locale: str) -> None:
    words = canvas_words(locale).blocks[block]
    subject, _, rest = words.definition.partition(re.search(IS[locale], words.definition)[0])  # type: ignore[index]
    assert subject.split()[-1].casefold() in {name.split()[-1].casefold() for name in (words.title, *words.also)}, (
        words.definition
    )
    assert len(rest.split()) >= 8
    assert not re.search(PLACES[locale], words.definition, re.IGNORECASE)
    assert words.definition.endswith(".")
    assert len(words.definition) <= 180


BACK = {
    "nl": r"^(?:die|dit|dat|deze|zij|ze|daar|zo|met die|om dit)\b|\bdat alles\b",
    "de": r"^(?:dies|das alles|sie|so|für sie|aus diesen|auf diesen|damit dieses|um all das)\b|\bdieses Versprechen\b",
    "en": r"^(?:this|that|these|those|they|it|all of this|none of this)\b|\bof this\b",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_each_of_the_nine_sentences_of_the_map_stands_alone(locale: str) -> None:
    for block in canvas_words(locale).blocks.values():
        assert not re.search(BACK[locale], block.summary, re.IGNORECASE), block.summary
        assert re.fullmatch(r"[^.?!]+\.", block.summary)
        assert len(block.summary) <= 100


@pytest.mark.parametrize("locale", LOCALES)
def test_the_facilitator_s_plans_take_the_time_they_say(locale: str) -> None:
    """The steps begin at nought, follow one another, cover all nine blocks in order, and end on time."""
    blocks = canvas_words(locale, "facilitation").blocks
    for name, minutes, last in (("short-plan", 90, 10), ("long-plan", 210, 10)):
        (section,) = blocks[name].sections
        assert section.table
        hours = [row.heading.split(":") for row in section.table.rows]
        starts = [60 * int(hour) + int(minute) for hour, minute in hours]
        assert starts[0] == 0
        assert all(5 <= b - a <= 35 for a, b in pairwise(starts))
        assert starts[-1] + last == minutes
        named = " ".join(term.term for row in section.table.rows for cell in row.cells for term in cell)
        numbers = [range(int(a), int(b or a) + 1) for a, b in re.findall(r"(\d)(?:–(\d))?", named)]
        assert [number for each in numbers for number in each] == [*range(1, 10)]


@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("locale", LOCALES)
def test_the_facilitator_finds_how_to_close_on_the_page_that_the_plan_names(locale: str, paper: str) -> None:
    document = bmcgen.make("facilitation", locale=locale, paper=paper)
    close = canvas_words(locale, "facilitation").blocks["close"].title
    (page,) = (n for n, page in enumerate(document.pages, 1) if close in {each.source for each in page.elements})
    plan = canvas_words(locale, "facilitation").blocks["short-plan"].sections[0].table
    assert plan
    assert plan.rows[-1].cells[0][0].text.endswith(f" {page}.")
    assert len(document.pages) == 3


@pytest.mark.parametrize("locale", LOCALES)
def test_the_facilitator_asks_about_every_block_by_its_title_on_the_poster(locale: str) -> None:
    table = canvas_words(locale, "facilitation").blocks["stuck"].sections[0].table
    titles = [canvas_words(locale).blocks[name].title for name in BLOCKS]
    assert table
    assert [row.heading for row in table.rows] == [f"{n} {title}" for n, title in enumerate(titles, 1)]
    for row in table.rows:
        (wrong,), (ask,) = row.cells
        assert wrong.term
        assert ask.term.endswith("?")


RULES = {
    "a straight quotation mark": r"[\"']",
    "two spaces": r"  ",
    "a hyphen or an em dash for a dash": r" - | -- |—|(?<=\d)-(?=\d)",
    "spaces around a slash": r" /|/ ",
    "three full stops for an ellipsis": r"\.\.\.",
    "a space before a comma or a full stop": r" [,.](?!\.)",
}
OWN_RULES = {
    "nl": {
        "a space before a per cent sign": r"\d[ \u00a0\u202f]%",
        "quotation marks of another language": r"[“”„‚«»]",
        "no space before an ellipsis": r"\w…",
    },
    "en": {
        "a space before a per cent sign": r"\d[ \u00a0\u202f]%",
        "quotation marks of another language": r"[“”„‚«»]",
        "a space before the ellipsis of a list": r" …\?",
        "-ise for -ize": r"\b(?:organis|optimis|customis|minimis|recognis|specialis)(?:e|es|ed|ing|ations?)\b",
    },
    "de": {
        "no space before a per cent sign": r"\d%",
        "quotation marks of another language": r"[”«»]|‘(?=\w)",
        "no space before an ellipsis": r"\w…",
    },
    "fr": {
        "no space before a sign of two parts": r"\w(?:[;!?»%]|:(?!\d))",
        "no space within quotation marks": r"«\w",
        "quotation marks of another language": r"[“”„‚‘]",
        "a space before an ellipsis": r" …\s?(?:\?|$)",
    },
    "es": {
        "a question that is not opened": r"^[^¿]*\?|\?[^¿]*\?",
        "an exclamation that is not opened": r"^[^¡]*!",
        "no space before a per cent sign": r"\d[%€]",
        "a space before a sign": r" [;:?!]",
        "quotation marks of another language": r"[“”„‚‘]",
        "a space before an ellipsis": r" …\s?(?:\?|$)",
    },
}
NOT_FRENCH = {"a space before a semicolon": r" ;"}
"""What is wrong in all languages but French."""


def rules_of(locale: str) -> dict[str, str]:
    return {**RULES, **OWN_RULES[locale], **({} if locale == "fr" else NOT_FRENCH)}


@pytest.mark.parametrize(
    ("locale", "name"),
    [(locale, path.name) for locale in EVERY for path in sorted((SHIPPED / "locales" / locale).glob("*.yaml"))],
)
def test_words_are_set_by_the_rules_of_their_language(locale: str, name: str) -> None:
    found = [
        f"{path}: {rule}: {text}"
        for path, text in texts_of(locale, name)
        for rule, pattern in rules_of(locale).items()
        if re.search(pattern, text.replace("https://", ""))
    ]
    assert found == []


@pytest.mark.parametrize(
    ("locale", "text"),
    [
        ("nl", "op 100 % printen"),
        ("en", "at 100 % scale"),
        ("de", "mit 100% drucken"),
        ("nl", 'een "woord"'),
        ("en", "it's"),
        ("en", "twice  over"),
        ("en", "this - that"),
        ("de", "5-10 Minuten"),
        ("de", "Marke / Status"),
        ("nl", "“een woord”"),
        ("de", "‚gut‘ und ‘schlecht’"),
        ("en", "a network …?"),
        ("nl", "een netwerk…"),
        ("de", "Netzwerk…"),
        ("en", "an organisation"),
        ("nl", "enzovoort..."),
        ("nl", "dit ; dat"),
        ("fr", "Qui?"),
        ("fr", "à 100%"),
        ("fr", "«mot»"),
        ("fr", "un “mot”"),
        ("fr", "un réseau …"),
        ("es", "Quién paga?"),
        ("es", "¿Quién paga? Y cuánto?"),
        ("es", "Bien!"),
        ("es", "al 100%"),
    ],
)
def test_what_breaks_a_rule_is_seen(locale: str, text: str) -> None:
    assert any(re.search(pattern, text) for pattern in rules_of(locale).values())
