"""YAML as it is typed, and every way in which plain YAML would lose a word."""

from pathlib import Path

import pytest

from bmcgen.diagnostics import Diagnostic, Problems
from bmcgen.source.files import decode, read_file
from bmcgen.source.tree import MAX_DEPTH, Mapping, Scalar, Sequence, parse, parse_documents


def notes(text: str) -> list[str]:
    tree = parse(text, "f.yaml").root
    assert isinstance(tree, Mapping)
    value = tree.pairs[0][1]
    assert isinstance(value, Sequence)
    return [item.text for item in value.items if isinstance(item, Scalar)]


def wrong(text: str, **options: bool) -> list[Diagnostic]:
    try:
        return list(parse(text, "f.yaml", **options).problems)
    except Problems as exc:
        return list(exc.diagnostics)


@pytest.mark.parametrize(
    "typed",
    [
        "12:30",
        "no",
        "yes",
        "1.10",
        "0123",
        "2026-11-20",
        "1_000",
        "0x1F",
        "~",
        "null",
        "1e3",
        ".5",
        "on",
        "=",
        "<<",
        "-5",
    ],
)
def test_what_is_typed_is_what_is_read(typed: str) -> None:
    assert notes(f"a:\n  - {typed}\n") == [typed]


@pytest.mark.parametrize(
    ("line", "column", "quoted"),
    [
        ("#1 in price", 5, "'#1 in price'"),
        ("Nummer 1 #duurzaam", 14, "'Nummer 1 #duurzaam'"),
        ("'quoted' #tag", 14, "'''quoted'' #tag'"),
    ],
)
def test_a_comment_glued_to_a_note_is_caught(line: str, column: int, quoted: str) -> None:
    (problem,) = wrong(f"a:\n  - {line}\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("comment-in-note", 2, column)
    if "quoted" not in line:
        assert problem.hint == f"to print it as typed, write: - {quoted}"


def test_a_comment_with_a_space_is_a_comment() -> None:
    assert notes("a: # these are notes\n  - one # first\n  # - two\n  #- three\n  - four\n") == ["one", "four"]


@pytest.mark.parametrize(
    "text", ["a:\n  - a#b\n", "a:\n  - 'x # y'\n", "a:\n  - |\n    x #y\n", "a:\n  - https://x.nl/#top\n"]
)
def test_a_hash_that_is_part_of_the_text_is_left_alone(text: str) -> None:
    assert wrong(text) == []


@pytest.mark.parametrize(
    ("line", "hint"),
    [
        (">5 jaar garantie", "- '>5 jaar garantie'"),
        ("@home: thuis", "- '@home: thuis'"),
        ("'n dag vrij", '''- "'n dag vrij"'''),
        ('"Beste" van de stad', """- '"Beste" van de stad'"""),
        ("%5 korting", "- '%5 korting'"),
        ("*Belangrijk* punt", "- '*Belangrijk* punt'"),
        ("`code`", "- '`code`'"),
        ("| streep", "- '| streep'"),
        ("[concept] nog kiezen", "- '[concept] nog kiezen'"),
        ("{x} en meer", "- '{x} en meer'"),
        ("Let op: dit: dat", "- 'Let op: dit: dat'"),
    ],
)
def test_a_line_that_yaml_cannot_read_is_shown_rightly_quoted(line: str, hint: str) -> None:
    problem = wrong(f"a:\n  - eerst\n  - {line}\n  - daarna\n")[-1]
    assert problem.where.line == 3
    assert problem.hint == f"to print it as typed, write: {hint}"
    # What the hint says is right: with it, the note is read as it was typed.
    assert notes(f"a:\n  {hint}\n") == [line]


def test_an_apostrophe_is_found_on_the_line_it_is_on_not_where_yaml_stumbles() -> None:
    (problem,) = wrong("a:\n  - 'n dag\n  - gewoon\n  - het is 'n mooie\n")
    assert problem.where.line == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [("!Belangrijk tekst", "tag"), ("! tekst", "tag"), ("&Co winkels", "anchor"), ("*Co", "unknown-alias")],
)
def test_what_yaml_would_swallow_is_reported(line: str, code: str) -> None:
    (problem,) = wrong(f"a:\n  - {line}\n")
    assert problem.code == code
    assert problem.hint == f"to print it as typed, write: - '{line}'"


def test_an_anchor_that_is_used_stands_for_its_text() -> None:
    assert notes("a:\n  - &x one\n  - *x\n") == ["one", "one"]


def test_aliases_that_explode_are_stopped() -> None:
    lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
    lines += [f"a{n}: &a{n} [{','.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    lines.append("b: *a11")
    assert wrong("\n".join(lines))[-1].code == "too-large"


def test_an_alias_within_its_own_anchor_is_refused() -> None:
    assert wrong("a: &a [*a]")[0].code == "unknown-alias"


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_deep_nesting_is_stopped(opening: str) -> None:
    assert wrong(opening * 10_000)[-1].code == "too-deep"
    assert parse("[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1), "f").problems == ()


def test_a_key_that_is_there_twice_is_reported_with_both_lines() -> None:
    (problem,) = wrong("a: 1\nb: 2\na: 3\n")
    assert (problem.code, problem.where.line, problem.hint) == ("duplicate-key", 3, "it is already on line 1")


def test_a_tab_in_the_indentation_is_named() -> None:
    (problem,) = wrong("a:\n\t- b\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("tab", 2, 1)


def test_byte_order_mark_and_windows_line_ends_are_fine() -> None:
    assert notes(decode(b"\xef\xbb\xbfa:\r\n  - caf\xc3\xa9\r\n  - b\r\n", "f")) == ["café", "b"]


@pytest.mark.parametrize(
    ("data", "code", "word"),
    [
        ("a: café".encode("cp1252"), "not-utf-8", "Windows-1252"),
        ("a: café".encode("utf-16"), "not-utf-8", "UTF-16"),
        (b"PK\x03\x04\x00\x00\xff\xfe", "not-text", "not a text file"),
        (b"a: b\x00c", "not-text", "not a text file"),
    ],
)
def test_another_encoding_is_named(data: bytes, code: str, word: str) -> None:
    with pytest.raises(Problems) as caught:
        decode(data, "f.yaml")
    (problem,) = caught.value.diagnostics
    assert problem.code == code
    assert word in problem.message


def test_a_wrong_byte_is_found_by_line_and_column() -> None:
    with pytest.raises(Problems) as caught:
        decode(b"a: b\nc: caf\xe9\n", "f.yaml")
    where = caught.value.diagnostics[0].where
    assert (where.line, where.column) == (2, 7)


def test_a_control_character_is_found_by_line_and_column() -> None:
    (problem,) = wrong("a: b\nc: d\x07e\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("bad-character", 2, 5)


def test_json_is_read_as_typed_with_its_own_escapes() -> None:
    tree = parse('{"a": ["\\ud83d\\ude00", 1.10, null, "x\\/y", "\\\\ud800"],\n\t"b": true}', "f.json", json=True).root
    assert isinstance(tree, Mapping)
    value = tree.get("a")
    assert isinstance(value, Sequence)
    assert [item.text for item in value.items if isinstance(item, Scalar)] == ["😀", "1.10", "", "x/y", "\\ud800"]


def test_half_a_character_in_json_is_refused() -> None:
    (problem,) = wrong('{"a":\n "\\ud83d"}', json=True)
    assert (problem.code, problem.where.line, problem.where.column) == ("bad-character", 2, 3)


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n"])
def test_an_empty_file_is_named_so(text: str) -> None:
    assert [problem.code for problem in wrong(text)] == ["empty-file"]


def test_a_folder_a_missing_file_and_a_huge_one(tmp_path: Path) -> None:
    huge = tmp_path / "huge.yaml"
    with huge.open("wb") as file:
        file.truncate(50_000_000)
    for path, code in ((tmp_path, "is-a-folder"), (tmp_path / "none.yaml", "no-such-file"), (huge, "too-large")):
        with pytest.raises(Problems) as caught:
            read_file(path)
        assert caught.value.diagnostics[0].code == code


def test_several_documents_are_several_sources_or_refused_where_one_is_meant() -> None:
    (problem,) = wrong("a: 1\n---\nb: 2\n")
    assert (problem.code, problem.where.line) == ("several-documents", 3)
    first, second = parse_documents("---\na: &x 1\nb: *x\n---\nc: 2\n---\n", "f.yaml")
    assert (first.problems, second.problems) == ((), ())
    assert isinstance(second.tree, Mapping)
    assert second.tree.pairs[0][0].text == "c"


def test_an_anchor_ends_with_its_document() -> None:
    with pytest.raises(Problems) as caught:
        parse_documents("a: &x 1\nb: *x\n---\nc: *x\n", "f.yaml")[0].root  # noqa: B018
    assert [(p.code, p.where.line) for p in caught.value.diagnostics] == [("unknown-alias", 4)]


def test_every_line_that_yaml_stumbles_over_is_told_at_once() -> None:
    found = wrong("a:\n  - goed\n  - @home\n  - %5 korting\n  - ook goed\n  - `x`\n")
    assert [(p.where.line, p.hint.split("write: ")[1]) for p in found] == [
        (3, "- '@home'"),
        (4, "- '%5 korting'"),
        (6, "- '`x`'"),
    ]


def test_a_quotation_mark_that_is_not_closed_is_told_with_the_line_where_yaml_stumbles() -> None:
    found = wrong('a:\n  - "open\n  - goed\nb: "x" y\n  - @z\n')
    assert [p.where.line for p in found] == [2, 4, 5]


@pytest.mark.parametrize(
    ("text", "line", "column", "hint"),
    [
        ("layout:business-model\nlocale: nl\n", 1, 7, "put a space after the colon"),
        ("a:\n  - b\n  -c\n", 3, 3, "put a space after the dash"),
    ],
)
def test_a_sign_without_its_space_is_found(text: str, line: int, column: int, hint: str) -> None:
    problem = wrong(text)[0]
    assert (problem.where.line, problem.where.column, problem.hint) == (line, column, hint)


def test_a_dash_indented_into_the_text_above_is_found() -> None:
    (problem,) = wrong("a:\n  - een\n    - twee\n")
    assert (problem.code, problem.where.line, problem.where.column) == ("indented-dash", 3, 5)
    assert problem.hint == "indent it like the dash on line 2"
    assert wrong("a:\n  - een\n    -twee en - drie\n  - |\n    - vier\n") == []


def test_a_question_mark_of_yaml_is_found() -> None:
    (problem,) = wrong("a:\n  - ? wat\n")
    assert (problem.where.line, problem.hint) == (2, "to print it as typed, write: - '? wat'")
    assert wrong("a:\n  - Wat? Dit.\n") == []


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    (problem,) = wrong('a: "x\u2028y"\nb: "x\u0085y"\nc: d #e\n')
    assert (problem.where.line, problem.where.column) == (3, 6)


@pytest.mark.parametrize("text", ['{"a": ["b" "c"]}', '{\n // no\n "a": "b"}'])
def test_json_is_not_told_to_quote_like_yaml(text: str) -> None:
    (problem,) = wrong(text, json=True)
    assert problem.code == "json-syntax"
    assert "write:" not in problem.hint


def test_no_hint_cuts_a_mapping_that_goes_on_below_in_two() -> None:
    assert all("write:" not in p.hint for p in wrong("a:\n  - {text: b #c\n    }\n"))


def test_values_are_counted_once_and_aliases_as_often_as_they_stand_for_something() -> None:
    assert wrong("a: [" + "x," * 60_000 + "]") == []
    assert wrong("a: [" + "{b: c}," * 30_000 + "]") == []
    assert wrong("a: &a [" + "x," * 60_000 + "]\nb: *a\n")[-1].code == "too-large"
