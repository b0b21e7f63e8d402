"""What an import writes is read back as it was, whatever is in it; comments stay comments."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bmcgen.diagnostics import Place
from bmcgen.importing.found import Left
from bmcgen.importing.outline import Words, bare, escaped
from bmcgen.importing.yaml_text import yaml_text
from bmcgen.source.tree import Mapping, Node, Scalar, Sequence, parse

HERE = Place("f.md", 3)
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cn"]), max_size=60)
SIGNS = st.text("ab1 \n\t-:#'\"{}[],&*!|>%@`?~=.\\\u2028\u0085\ufeff\x7f", max_size=20)


def scalar(text: str) -> Scalar:
    return Scalar(text, HERE, plain=False)


def document(texts: list[str]) -> Mapping:
    """A data file with the texts in every place that one may have."""
    notes: list[Node] = [scalar(text) for text in texts]
    notes += [
        Mapping(((scalar("text"), scalar(text)), (scalar("tags"), Sequence((scalar(text),), HERE))), HERE)
        for text in texts
    ]
    group = Mapping(((scalar("group"), scalar(texts[0])), (scalar("notes"), Sequence(tuple(notes), HERE))), HERE)
    blocks = Mapping(((scalar("Channels"), Sequence((*notes, group), HERE)),), HERE)
    return Mapping(
        ((scalar("layout"), scalar("a")), (scalar("title"), scalar(texts[0])), (scalar("blocks"), blocks)), HERE
    )


def values(node: Node) -> object:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Mapping):
        return {key.text: values(value) for key, value in node.pairs}
    return [values(item) for item in node.items]


@given(texts=st.lists(TEXTS | SIGNS, min_size=1, max_size=4))
@example(["yes"])
@example(["a: b", "- c", "# d", "e #f", "|", "\ta"])
@example(["line\n\n  indented\nlast"])
@example(["line\n "])
@example(["0\n0 "])
@example(["1.10", "2026-01-02", "0x1", "~", "null"])
def test_every_text_is_read_back(texts: list[str]) -> None:
    tree = document(texts)
    assert values(parse(yaml_text(tree), "f.yaml").root) == values(tree)


@given(texts=st.lists(TEXTS | SIGNS, min_size=1, max_size=4))
def test_what_is_left_out_stays_a_comment(texts: list[str]) -> None:
    tree = document(["x"])
    left = [Left("prompt", Words(escaped(text), HERE)) for text in texts]
    assert values(parse(yaml_text(tree, left, texts[0]), "f.yaml").root) == values(tree)


@given(text=TEXTS | SIGNS)
def test_a_typed_text_is_itself_behind_its_markup(text: str) -> None:
    assert bare(escaped(text)) == text or "\\*" in text


@pytest.mark.parametrize("text", ["2026-01-02", "Café", "€ 5", "It is here"])
def test_plain_texts_are_plain(text: str) -> None:
    assert f"title: {text}" in yaml_text(document([text])) or text.startswith("€")
