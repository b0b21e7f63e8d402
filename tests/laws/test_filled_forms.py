"""What holds of every form and of every PDF that carries its data, whatever is written there."""

import re
from functools import cache
from io import BytesIO
from typing import Any

import pikepdf
from hypothesis import example, given
from hypothesis import strategies as st

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.importing.pdf.filled import read_pdf
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.source.names import clean
from bmcgen.source.tree import parse
from tests.forms import with_values
from tests.forms.test_carried import again, shown
from tests.forms.test_returned import plain
from tests.laws.test_laws import UNPRINTABLE, share, short
from tests.laws.test_notes_that_say_more import filled, made, manners

# What programs cut off at 16 bits is put together again, so it is no text that stays as it was.
CUT = "".join(map(chr, range(0xF300, 0xFB00)))
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters=CUT), max_size=40)
lines = st.lists(st.one_of(anything, short), max_size=6)
ENDS = ["\n", "\r", "\r\n"]


@cache
def blank(layout: str) -> bytes:
    return bmcgen.make(layout, fillable=True).pdf()


def returned(data: bytes) -> Any:
    """What comes back, as a data file says it, and as it is read again from that file."""
    tree, finding, _ = read_pdf(data, "f.pdf", Assets.of(None))
    assert not finding.left
    again = plain(parse(yaml_text(tree), "f.yaml").root)
    assert again == plain(tree)
    return again


def string(text: str) -> pikepdf.String:
    """A text as programs write it; in UTF-16 where its bytes might be taken for UTF-8 that is not said to be such."""
    found = pikepdf.String(text)
    try:
        bytes(found).decode()
    except UnicodeDecodeError:
        return found
    return found if text.isascii() else pikepdf.String(b"\xfe\xff" + text.encode("utf-16-be"))


def kept(text: str) -> list[str]:
    return [line.strip() for line in re.split("\r\n?|\n", text) if clean(line)]


@share(0.2)
@given(st.lists(lines, min_size=2, max_size=2), st.sampled_from(ENDS), st.booleans())
@example([["\ufeffx", "- a", "# b", "{c: d}", "<x>"], ["%", "\\(", ")"]], "\r", True)
def test_what_is_typed_into_a_poster_comes_back(typed: list[list[str]], end: str, marked: bool) -> None:
    texts = [end.join(each) for each in typed]
    # As programs write it: in UTF-16 always, or in a byte for a letter where that can be.
    strings = [pikepdf.String(b"\xfe\xff" + text.encode("utf-16-be")) if marked else string(text) for text in texts]
    data = with_values(
        blank("business-model"), dict(zip(["blocks/channels", "blocks/key-partners"], strings, strict=True))
    )
    wanted = {name: kept(text) for name, text in zip(["Channels", "Key Partners"], texts, strict=True)}
    assert returned(data).get("blocks", {}) == {name: each for name, each in wanted.items() if each}


@share(0.1)
@given(st.fixed_dictionaries({"background": anything, "goals": lines, "age": anything, "title": anything}))
def test_what_is_typed_into_a_persona_comes_back(typed: dict[str, Any]) -> None:
    story, age, title = (re.sub("\r\n?", "\n", typed[key]) for key in ("background", "age", "title"))
    values = {
        "blocks/background": typed["background"],
        "blocks/goals": "\n".join(typed["goals"]),
        "blocks/general/age": typed["age"],
        "fields/title": typed["title"],
    }
    found = returned(with_values(blank("persona"), {name: string(text) for name, text in values.items()}))
    blocks = found.get("blocks", {})
    assert blocks.get("Background", "") == (story.strip() if clean(story) else "")
    assert blocks.get("Goals, needs, desires and gains", []) == kept("\n".join(typed["goals"]))
    assert blocks.get("General", {}).get("Age", "") == (age.strip() if clean(age) else "")
    assert found.get("title", "") == (title.replace("\n", " ").strip() if clean(title) else "")


@share(0.06)
@given(filled, manners, st.sampled_from(["nl", "de", "en"]), st.sampled_from([{}, {"layout": "worksheets"}]))
def test_the_data_of_a_pdf_makes_the_same_document(
    blocks: dict[str, list[Any]], manner: dict[str, Any], locale: str, asked: dict[str, str]
) -> None:
    document = made(blocks, manner, locale, **asked)
    if document is not None:
        assert shown(again(document, **asked)) == shown(document)


personas = st.fixed_dictionaries(
    {},
    optional={
        "quote": st.lists(short, min_size=1, max_size=3),
        "general": st.fixed_dictionaries(
            {}, optional={"age": short, "also": st.dictionaries(short.map(lambda text: text[:50]), short, max_size=3)}
        ),
        "sales-role": st.lists(st.sampled_from(["user", "influencer"])),
        "personality": st.fixed_dictionaries(
            {}, optional={"time-pressure": st.floats(0, 100).map(lambda n: round(n, 3))}
        ),
        "background": short,
        "goals": st.lists(short, max_size=4),
        "more": st.one_of(short, st.fixed_dictionaries({"title": short, "text": short})),
    },
)


@share(0.06)
@given(personas, st.sampled_from(["nl", "de", "en"]))
def test_the_data_of_a_persona_makes_the_same_persona(blocks: dict[str, Any], locale: str) -> None:
    try:
        document = bmcgen.make({"layout": "persona", "locale": locale, "title": "Anna", "blocks": blocks})
    except bmcgen.Problems as exc:
        # Two fields of one name, or one that is a field of the sheet.
        if {each.code for each in exc.diagnostics} <= UNPRINTABLE | {"duplicate-key", "missing-key", "no-room"}:
            return
        raise
    assert shown(again(document)) == shown(document)


@share(0.1)
@given(st.binary(max_size=300), st.integers(0, 100), st.integers(0, 40))
def test_a_damaged_form_is_an_error_or_a_form(noise: bytes, part: int, gone: int) -> None:
    data = blank("business-model")
    at = len(data) * part // 100
    try:
        tree, _, _ = read_pdf(data[:at] + noise + data[at + gone :], "f.pdf", Assets.of(None))
    except bmcgen.Problems as exc:
        known = {"not-readable", "no-form", "unknown-form", "unknown-layout", "unknown-locale", "too-large"}
        if not {each.code for each in exc.diagnostics} <= known:
            raise
        return
    assert plain(parse(yaml_text(tree), "f.yaml").root) == plain(tree)


def test_a_form_can_be_opened_again_after_all_of_it() -> None:
    with pikepdf.open(BytesIO(with_values(blank("persona"), {}))) as pdf:
        assert pdf.Root.AcroForm.Fields
