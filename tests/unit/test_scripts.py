"""Every script: what is printed of each kind of character, and what is said of those that cannot be."""

import json
import shutil
from pathlib import Path

import pytest

import bmcgen
from bmcgen.source.names import clean
from tests.conftest import canvas, extracted

FONTS = Path(__file__).parent.parent / "fonts"

CLEANED = [
    ("composed letters", "Caf\u0065\u0301 A\u030a", "Café Å"),
    ("tab", "a\tb", "a b"),
    ("carriage return and line feed", "a\r\nb\rc", "a\nb\nc"),
    ("vertical tab, form feed, separators", "a\vb\fc\u2028d\u2029e\x85f", "a\nb\nc\nd\ne\nf"),
    ("control characters", "a\x00b\x07c\x1bd\x7f", "abcd"),
    ("soft hyphen", "Kosten\u00adstruktur", "Kosten\u00adstruktur"),
    ("zero width space, joiners, marks of direction", "a\u200bb\u200cc\u200dd\u200ee\u2060f\ufeffg", "abcdefg"),
    ("non-breaking space", "€\u00a05", "€\u00a05"),
    ("narrow non-breaking space", "z.\u202fB.", "z.\u202fB."),
    ("figure space", "1\u2007000", "1\u2007000"),
    ("thin, hair, em and ideographic space", "a\u2009b\u200ac\u2003d\u3000e", "a b c d e"),
    ("variation selectors", "\u2764\ufe0f \u2764\ufe0e", "\u2764 \u2764"),
    ("colour of skin", "\U0001f44d\U0001f3fd", "\U0001f44d"),
    ("joined pictures", "\U0001f469\u200d\U0001f680", "\U0001f469\U0001f680"),
    ("key around a figure", "1\ufe0f\u20e3", "1"),
    ("nothing but invisible characters", "\u200b\ufeff\u00ad", ""),
]


@pytest.mark.parametrize(("typed", "printed"), [each[1:] for each in CLEANED], ids=[each[0] for each in CLEANED])
def test_every_kind_of_space_and_mark_has_its_result(typed: str, printed: str) -> None:
    assert clean(typed) == printed
    assert clean(printed) == printed


NOTES = [
    "Γειτονιές χωρίς αποθήκη",
    "Mieszkańcy bez własnej piwnicy",
    "Şirin mahallelerin insanları ığüşöç",
    "Мешканці без підвалу: їжак, ґанок, єдність",
    "☐ to do ☑ done ✓ ✗ ★★★☆☆",
    "→ next ⇒ then ≥ 5 € ≤ 7 ≠ 8 ∞",
    "💡 idea 🚲 bikes 🤝 partners 🇳🇱",
    "① one ② two Ⅳ ½ × ÷ ± µ Ω ‰",
    "💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡💡",
]


def test_letters_signs_and_pictures_are_printed_and_can_be_copied_out() -> None:
    document = bmcgen.make(canvas(title="Ελληνικά 💡", segments=["Klienci ☺"], blocks={"channels": NOTES}))
    text = "".join("".join(extracted(document.pdf())).split())
    assert [note for note in [*NOTES, "Ελληνικά 💡", "Klienci ☺"] if "".join(note.split()) not in text] == []


@pytest.mark.parametrize("text", ["中国", "ไทย", "हिन्दी", "日本語", "𓀀"])
def test_what_no_face_has_is_named_with_its_note_and_the_way_out(text: str) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": ["good", f"not {text}"]}))
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.where)) == ("missing-glyph", "<data>.blocks.channels[1]")
    assert f"U+{ord(text[0]):04X}" in problem.message
    assert "--assets" in problem.hint


@pytest.mark.parametrize("text", ["שלום", "مرحبا", "abc ש def"])
def test_text_that_runs_from_right_to_left_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(title=text, blocks={"channels": [text]}))
    (problem,) = caught.value.diagnostics
    assert (problem.code, str(problem.where)) == ("right-to-left", "<data>.title")
    assert "<data>.blocks.channels[0]" in problem.message


def test_a_face_of_ones_own_is_found_by_being_there(tmp_path: Path) -> None:
    (tmp_path / "fonts").mkdir()
    shutil.copy(FONTS / "NotoSansSC-Regular.ttf", tmp_path / "fonts")
    data = canvas(title="商业模式画布 Canvas", blocks={"channels": ["客户 and 渠道，价值主张。"]})
    document = bmcgen.make(data, assets=tmp_path)
    text = "".join("".join(extracted(document.pdf())).split())
    assert "商业模式画布Canvas" in text
    assert "客户and渠道，价值主张。" in text
    with pytest.raises(bmcgen.Problems, match="U\\+4EBA"):
        bmcgen.make(canvas(blocks={"channels": ["人"]}), assets=tmp_path)


def test_half_a_character_in_json_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{"layout": "business-model", "blocks": {"channels": ["bad \\ud83d", "good \\ud83d\\udca1"]}}')
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(path)
    assert caught.value.diagnostics[0].where.line == 1
    path.write_text(json.dumps({"layout": "business-model", "blocks": {"channels": ["good 💡"]}}))
    assert "good💡" in "".join("".join(extracted(bmcgen.make(path).pdf())).split())


def test_what_is_no_character_is_refused() -> None:
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(canvas(blocks={"channels": ["x\uffffy"]}))
    assert [each.code for each in caught.value.diagnostics] == ["missing-glyph"]
