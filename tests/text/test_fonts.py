import random
from pathlib import Path

import pytest

from bmcgen.assets.finder import SHIPPED
from bmcgen.diagnostics import Problems
from bmcgen.text.fonts import Face, Faces

FONTS = SHIPPED / "fonts"
NAMES = sorted(path.stem for path in FONTS.glob("IBM*.ttf"))
STAND_INS = sorted(path.stem for path in FONTS.glob("Noto*.ttf"))
WORDS = (
    "Klantrelaties Wertversprechen AVATAR Tóth Ýr „Wort“ L’Oréal T. Vo. 11–17 € 39,90 Tyre/Typ façade Łódź Κώστας Мова"
)


@pytest.mark.parametrize("name", NAMES)
def test_kerning_is_what_the_font_says(name: str) -> None:
    """Against HarfBuzz, over words and random pairs: at most one unit in a thousand off a pair, by rounding."""
    hb = pytest.importorskip("uharfbuzz")
    path = FONTS / f"{name}.ttf"
    ours = Face(name, path)
    font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path))))
    chance = random.Random(7)
    letters = "AVTWYLPFRabcdefgorstuvwyz.,:-–„“’äöüßéëĳčŠ0123456789"
    for text in (*WORDS.split(), *("".join(chance.choices(letters, k=8)) for _ in range(200))):
        buffer = hb.Buffer()
        buffer.add_str(text)
        buffer.direction, buffer.script, buffer.language = "ltr", "Latn", "en"
        hb.shape(font, buffer, dict.fromkeys(("liga", "clig", "calt", "ccmp", "locl"), False) | {"kern": True})
        length = sum(position.x_advance for position in buffer.glyph_positions)
        assert ours.width(text) == pytest.approx(length, abs=0.5 + 0.01 * len(text)), text


def test_kerning_is_on(regular: Face) -> None:
    assert regular.width("AV") < regular.width("A") + regular.width("V") - 10


@pytest.mark.parametrize("name", NAMES)
def test_every_face_has_its_licence_and_the_letters_of_our_languages(name: str) -> None:
    face = Face(name, FONTS / f"{name}.ttf")
    assert face.missing("ABCabcÄÖÜäöüßẞéèëïĳĲ€£§°²³½×–—‘’“”„‚…·•→≤≥≠≈−ÇçĞğİıŁłŚśŠšŽžΑαΩωЖжЇїҐґ") == ""
    licences = [path.read_text(encoding="utf-8") for path in FONTS.glob("OFL-*.txt")]
    assert any("SIL OPEN FONT LICENSE" in text and "Plex" in text for text in licences)
    assert name.split("-", maxsplit=1)[0] in (FONTS / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", STAND_INS)
def test_every_stand_in_has_its_licence_and_a_space(name: str) -> None:
    assert Face(name, FONTS / f"{name}.ttf").has(" ")
    family = name.split("-", maxsplit=1)[0]
    licence = {"NotoEmoji": "Noto-Emoji"}.get(family, family.replace("NotoSans", "Noto-Sans-"))
    assert "SIL OPEN FONT LICENSE" in (FONTS / f"OFL-{licence}.txt").read_text(encoding="utf-8")
    assert family in (FONTS / "README.md").read_text(encoding="utf-8")


def test_a_text_is_drawn_in_runs_and_measured_as_it_is_drawn() -> None:
    names = ["IBMPlexSans-Regular", *STAND_INS]
    faces = Faces({"regular": names[0]}, {name: FONTS / f"{name}.ttf" for name in names}, STAND_INS)
    face, text = faces["regular"], "To do ☐ ★ AVA 💡💡 ⇒ ok"
    runs = face.runs(text)
    assert "".join(run.text for run in runs) == text
    assert [run.face for run in runs if "💡" in run.text] == ["NotoEmoji-Regular"]
    assert face.width(text) == pytest.approx(sum(faces.by_name(run.face).width(run.text) for run in runs))
    assert all(faces.by_name(run.face).missing(run.text) == "" for run in runs)
    # What none of them has stays with the face itself, whose part it is to be missed.
    assert [(run.face, run.text) for run in face.runs("a中b")] == [("IBMPlexSans-Regular", "a中b")]


def test_a_run_has_an_advance_for_each_character_kerned_as_it_was_measured(regular: Face) -> None:
    (run,) = regular.runs("AVATAR To")
    assert len(run.advances) == len(run.text)
    assert sum(run.advances) == pytest.approx(regular.width(run.text))
    assert run.advances[0] == pytest.approx(regular.width("A") + regular.kern("A", "V"))
    assert regular.kern("A", "V") < 0
    assert run.advances[-1] == pytest.approx(regular.width("o"))
    assert list(regular.kerns("AV.")) == [regular.kern("A", "V"), regular.kern("V", ".")]
    assert (list(regular.advances("")), list(regular.kerns("A"))) == ([], [])


def test_what_a_face_lacks_is_named(regular: Face) -> None:
    assert regular.missing("a中b💡中") == "中💡"


def test_a_broken_font_is_a_problem(tmp_path: Path) -> None:
    path = tmp_path / "Broken.ttf"
    whole = (FONTS / "IBMPlexSans-Regular.ttf").read_bytes()
    for data in (b"no font", whole[:300], whole[:5000], whole[:100_000]):
        path.write_bytes(data)
        with pytest.raises(Problems) as caught:
            Face("Broken", path)
        assert caught.value.diagnostics[0].code == "bad-font"
