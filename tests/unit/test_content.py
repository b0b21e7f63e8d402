"""What a data file may say, and what is said of it when it is wrong."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bmcgen.assets.finder import Assets
from bmcgen.data.content import read_contents
from bmcgen.diagnostics import Diagnostic
from bmcgen.model.content import Content, Note
from bmcgen.source.from_python import from_value
from bmcgen.source.tree import parse
from tests.conftest import canvas

Check = Callable[[str], list[Diagnostic]]
HEAD = "layout: business-model\nlocale: nl\n"


def content(text: str) -> Content:
    return read_contents([parse(text, "f.yaml")], "f", Assets())[0]


def notes_of(found: Content, block: str) -> tuple[Note, ...]:
    notes = found.blocks[block]
    assert isinstance(notes, tuple)
    return notes  # type: ignore[return-value]


def texts(text: str, block: str = "channels") -> list[str]:
    return [note.text.text for note in notes_of(content(HEAD + text), block)]


def test_a_note_is_a_text_or_a_mapping() -> None:
    found = content(
        HEAD + "segments: [Gezinnen, {name: Scholen, colour: rood}]\n"
        "blocks:\n  channels:\n    - Folder\n"
        "    - {text: Winkel, segment: gezinnen, colour: groen, id: w}\n"
        "    - {text: Balie, segments: [Scholen, Gezinnen]}\n"
    )
    folder, winkel, balie = notes_of(found, "channels")
    assert (folder.text.text, folder.segments, folder.colour) == ("Folder", (), None)
    assert ([s.letter for s in winkel.segments], winkel.colour, winkel.id) == (["A"], "green", "w")
    assert [s.letter for s in balie.segments] == ["A", "B"]
    assert [(s.name, s.colour) for s in found.segments] == [("Gezinnen", "blue"), ("Scholen", "red")]


def test_segments_may_be_a_mapping_of_names_to_colours_and_never_share_one_by_chance() -> None:
    found = content(HEAD + "segments: {A: blauw, B: , C: green, D: }\n")
    assert [s.colour for s in found.segments] == ["blue", "orange", "green", "purple"]


@pytest.mark.parametrize(
    "key",
    ["channels", "CHANNELS", "Kanalen", "kanalen", "KN", "kn", "Channels", "Kanäle", "Distributiekanalen", "chan nels"],
)
def test_a_block_answers_to_its_names(key: str) -> None:
    assert texts(f"blocks:\n  {key}:\n    - x\n") == ["x"]


@pytest.mark.parametrize(
    "key", ["key_partners", "keyPartners", "Key Partners", "KEY-PARTNERS", "Schlüsselpartner", "KP"]
)
def test_case_and_separators_do_not_matter(key: str) -> None:
    assert texts(f"blocks:\n  {key}:\n    - x\n", "key-partners") == ["x"]


def test_a_code_means_what_it_means_in_the_language_of_the_document() -> None:
    assert "customer-relationships" in content(HEAD + "blocks: {KR: [x]}").blocks
    assert "key-resources" in content("layout: business-model\nlocale: en\nblocks: {KR: [x]}").blocks
    assert "key-resources" in content("layout: business-model\nlocale: de-CH\nblocks: {SR: [x]}").blocks


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("Prijs: € 5", "Prijs: € 5"),
        ("Waarom:", "Waarom:"),
        ('Motto: "Altijd open"', 'Motto: "Altijd open"'),
        ("Keuze: [a, b]", "Keuze: [a, b]"),
        ("Prijs: € 5  # per stuk", "Prijs: € 5"),
        ("{curly}", "{curly}"),
        ("Idee: |\n        regel een\n        regel twee", "Idee: regel een\nregel twee"),
        ('Prijs: "vijf\n        euro"', "Prijs: vijf euro"),
        ("{naam: x} # y", "{naam: x}"),
        ("12:30", "12:30"),
        ("no", "no"),
        ("0123", "0123"),
        ("'Prijs: 5'", "Prijs: 5"),
        (">-\n      één\n      regel", "één regel"),
        ("|\n      twee\n      regels", "twee\nregels"),
        ("Een zin\n      die doorloopt", "Een zin die doorloopt"),
        ('"tab\\there"', "tab here"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth", "zerowidth"),
        ("be\u00adleid", "be\u00adleid"),
    ],
)
def test_a_note_says_what_was_typed(line: str, typed: str) -> None:
    assert texts(f"blocks:\n  kanalen:\n    - {line}\n    - laatste\n") == [typed, "laatste"]


def test_a_masthead_field_answers_to_its_label() -> None:
    found = content(HEAD + "Ontworpen voor: X\nVersion: 1.10\ndatum: 2026-11-20\n")
    assert {key: typed.text for key, typed in found.fields.items()} == {
        "designed-for": "X",
        "version": "1.10",
        "date": "2026-11-20",
    }


def test_the_notes_have_the_language_of_their_file() -> None:
    assert content("layout: business-model\nlocale: nl_BE\nlanguage: EN_gb\n").language == "en-GB"
    assert content("layout: business-model\nlocale: nl_BE\n").locale == "nl-BE"
    assert content(HEAD).language == "nl"
    assert content(HEAD + "language: fr\n").language == "fr"
    assert content("layout: business-model\n").language is None


@pytest.mark.parametrize(
    ("text", "code", "line", "column", "hint"),
    [
        (HEAD + "blocks:\n  kanallen:\n    - x\n", "unknown-block", 4, 3, 'did you mean "Kanalen"?'),
        (HEAD + "titel: a\ntitle: b\n", "duplicate-key", 4, 1, 'it is already on line 3, as "titel"'),
        (HEAD + "blocks:\n  Kanalen: [a]\n  channels: [b]\n", "duplicate-key", 5, 3, 'already on line 4, as "Kanalen"'),
        (HEAD + "blocks:\n  Kanalen: [a]\n  Kanalen: [b]\n", "duplicate-key", 5, 3, "already on line 4"),
        (HEAD + "blocks:\n  Schlusselpartner:\n    - x\n", "unknown-block", 4, 3, 'did you mean "Schlüsselpartner"?'),
        (HEAD + "tittel: a\n", "unknown-key", 3, 1, 'did you mean "title"?'),
        (HEAD + "blocks:\n  Kanalen:\n    - - a\n", "nested-list", 5, 7, ""),
        (HEAD + "blocks:\n  Kanalen:\n    - [a, b]\n", "nested-list", 5, 7, "- '[a, b]'"),
        (HEAD + "blocks:\n  Kanalen:\n    - Prijs:\n        - 5\n", "nested-list", 6, 9, ""),
        (HEAD + "blocks:\n  Kanalen: tekst\n", "wrong-type", 4, 12, "put a dash before each note"),
        (HEAD + "blocks:\n  - a\n", "wrong-type", 4, 3, ""),
        (HEAD + "title: [a]\n", "wrong-type", 3, 8, ""),
        (HEAD + "segments: tekst\n", "wrong-type", 3, 11, ""),
        (HEAD + "blocks:\n  Kanalen:\n    - \n    - x\n", "comment-in-note", 5, 6, ""),
        (HEAD + "blocks:\n  Kanalen:\n    - ''\n", "comment-in-note", 5, 7, ""),
        (
            HEAD + "blocks:\n  Kanalen:\n    - {text: a, kleurr: b}\n",
            "unknown-key",
            5,
            17,
            "choose from: text, segments",
        ),
        (HEAD + "blocks:\n  Kanalen:\n    - {text: a, colour: rod}\n", "unknown-colour", 5, 25, 'did you mean "rood"?'),
        (HEAD + "blocks:\n  Kanalen:\n    - {text: a, segment: b}\n", "unknown-segment", 5, 26, "declare it"),
        (HEAD + "segments: [Bb]\nblocks:\n  Kanalen:\n    - {text: a, segment: b}\n", "unknown-segment", 6, 26, "Bb"),
        (HEAD + "blocks:\n  Kanalen:\n    - segment: b\n", "missing-key", 5, 7, "- 'segment: b'"),
        (
            HEAD + "blocks:\n  Kanalen:\n    - {text: a, id: z}\n    - {text: b, id: z}\n",
            "duplicate-id",
            6,
            21,
            "line 5",
        ),
        (HEAD + "segments: [A, a]\n", "duplicate-segment", 3, 15, ""),
        (HEAD + f"title: {'x' * 301}\n", "too-long", 3, 8, ""),
        (HEAD + f"segments: [{', '.join(f's{n}' for n in range(27))}]\n", "too-many-segments", 3, 132, ""),
        ("layout: busines-model\n", "unknown-layout", 1, 9, 'did you mean "business-model"?'),
        ("locale: nl\n", "missing-key", 1, 1, "business-model"),
        ("layout: business-model\nlocale: xx\n", "unknown-locale", 2, 9, "de, de-AT, de-CH, en, es, fr, nl"),
        ("layout: business-model\nlocale: ../nl\n", "unknown-locale", 2, 9, ""),
        ("layout: ../layouts/business-model\n", "unknown-layout", 1, 9, ""),
        (HEAD + 'blocks:\n  Kanalen:\n    - "\\u00ad"\n', "comment-in-note", 5, 7, ""),
        (HEAD + "blocks:\n  Kanalen:\n    - nieuw 中 teken\n", "missing-glyph", 5, 7, ""),
        ("layout: persona\nsegments: [A]\n", "unknown-key", 2, 11, ""),
        (HEAD + "language: klingon\n", "unknown-language", 3, 11, "a code such as nl"),
        (HEAD + "language: ../../etc\n", "unknown-language", 3, 11, ""),
        ("- a\n", "wrong-type", 1, 1, "layout"),
        ("tekst\n", "wrong-type", 1, 1, ""),
    ],
)
def test_a_problem_is_named_placed_and_helped(
    problems: Check, text: str, code: str, line: int, column: int, hint: str
) -> None:
    (problem,) = problems(text)
    assert (problem.code, problem.where.line, problem.where.column) == (code, line, column)
    assert hint in problem.hint


def test_all_problems_come_at_once_in_the_order_of_the_file(problems: Check) -> None:
    text = (
        "layout: business-model\nlocale: nl\nsegmentten: [a]\ntitle: [x]\nblocks:\n  kanalen:\n    - #een\n"
        "    - [a]\n    - {text: b, segment: q}\n  onbekend:\n    - x\n"
    )
    found = [(problem.where.line, problem.code) for problem in problems(text)]
    assert found == [
        (3, "unknown-key"),
        (4, "wrong-type"),
        (7, "comment-in-note"),
        (8, "nested-list"),
        (9, "unknown-segment"),
        (10, "unknown-block"),
    ]


def test_what_is_wrong_under_a_wrong_name_is_told_too(problems: Check) -> None:
    found = problems(HEAD + "blocks:\n  kanallen:\n    - [a]\n  Kanalen: [b]\n  KN:\n    - {text: c, colour: rod}\n")
    assert [(p.where.line, p.code) for p in found] == [
        (4, "unknown-block"),
        (5, "nested-list"),
        (7, "duplicate-key"),
        (8, "unknown-colour"),
    ]


def test_a_segment_too_many_is_told_once(problems: Check) -> None:
    names = [f"s{n}" for n in range(27)]
    text = HEAD + f"segments: [{', '.join(names)}]\nblocks:\n  Kanalen:\n    - {{text: a, segment: s26}}\n"
    assert [p.code for p in problems(text)] == ["too-many-segments"]


def test_a_letter_that_cannot_be_printed_is_placed_at_its_segment(problems: Check) -> None:
    (found,) = problems(HEAD + "segments:\n  - Een\n  - Twee 中\n")
    assert (found.code, found.where.line, found.where.column) == ("missing-glyph", 5, 5)


def test_json_is_printed_without_its_quotation_marks(tmp_path: Path) -> None:
    import bmcgen

    path = tmp_path / "f.json"
    path.write_text('{"layout": "business-model", "locale": "en", "blocks": {"CH": [{"Price": 5}, null]}}')
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(path)
    assert [p.code for p in caught.value.diagnostics] == ["comment-in-note"]
    path.write_text('{"layout": "business-model", "locale": "en", "blocks": {"CH": [{"Price": 5}]}}')
    assert "Price: 5" in [line.text for line in bmcgen.make(path).pages[0].lines()]


def test_values_of_a_program_are_read_like_a_file() -> None:
    data = canvas(title="T", date=20261120, blocks={"keyPartners": ["a", {"text": "b"}, {"Prijs": "€ 5"}]})
    (found,) = read_contents([from_value(data)], "x", Assets())
    assert [note.text.text for note in notes_of(found, "key-partners")] == ["a", "b", "Prijs: € 5"]
    assert found.fields["date"].text == "20261120"


def test_a_wrong_value_of_a_program_is_placed_by_its_path() -> None:
    from bmcgen.diagnostics import Problems

    with pytest.raises(Problems) as caught:
        read_contents([from_value(canvas(blocks={"channels": ["a", ["b"], object()]}))], "x", Assets())
    assert {str(problem.where) for problem in caught.value.diagnostics} >= {"<data>.blocks.channels[1]"}
