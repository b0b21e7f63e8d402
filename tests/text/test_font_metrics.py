"""Heights come from the font: as its tables state them, or as its letters are."""

from pathlib import Path

import pytest

from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face, Faces
from bmcgen.text.fonts.file import FontProgram
from bmcgen.text.fonts.metrics import FontMetrics
from tests.text.test_font_file import REGULAR, edited, without_table

FONTS = SHIPPED / "fonts"
PLEX = FontMetrics(
    cap_height=0.698,
    x_height=0.516,
    ascender=1.025,
    descender=-0.275,
    underline_position=-0.095,
    underline_thickness=0.06,
)


def metrics(data: bytes) -> FontMetrics:
    return FontProgram(data, "Test").metrics


def test_a_face_has_the_heights_that_its_font_states() -> None:
    path = FONTS / "IBMPlexSans-Regular.ttf"
    face = Faces({"regular": "Plex"}, {"Plex": path})["regular"]
    found = (face.cap_height, face.x_height, face.ascender, face.descender)
    assert (*found, face.underline_position, face.underline_thickness) == tuple(
        getattr(PLEX, name) for name in FontMetrics.__struct_fields__
    )


def test_heights_are_in_ems_whatever_the_unit() -> None:
    found, twice = metrics(REGULAR), metrics(edited(b"head", 18, ">H", 2000))
    for name in FontMetrics.__struct_fields__:
        assert getattr(twice, name) == pytest.approx(getattr(found, name) / 2), name


def other(path: Path) -> Path:
    """A font of other proportions: large capitals, small letters, a thick underline further down."""
    data = edited(b"OS/2", 86, ">hh", 402, 801)
    data = patched(data, b"post", 8, (-180).to_bytes(2, "big", signed=True) + (90).to_bytes(2, "big"))
    path.write_bytes(data)
    return path


def patched(data: bytes, tag: bytes, offset: int, value: bytes) -> bytes:
    at = int.from_bytes(data[data.index(tag) + 8 : data.index(tag) + 12], "big") + offset
    return data[:at] + value + data[at + len(value) :]


def test_a_font_of_other_proportions_has_other_heights(tmp_path: Path) -> None:
    face = Face("Other", other(tmp_path / "Other.ttf"))
    assert (face.cap_height, face.x_height) == (0.801, 0.402)
    assert (face.underline_position, face.underline_thickness) == (-0.18, 0.09)
    assert face.ascender == PLEX.ascender


@pytest.mark.parametrize(
    "data",
    [
        without_table(b"OS/2"),
        edited(b"OS/2", 0, ">H", 1),
        edited(b"OS/2", 86, ">hh", 0, 0),
        edited(b"OS/2", 86, ">hh", -500, 30_000),
    ],
    ids=["no table", "old table", "zero", "nonsense"],
)
def test_heights_that_are_not_stated_are_measured_on_the_letters(data: bytes) -> None:
    found = metrics(data)
    assert found.cap_height == PLEX.cap_height
    # The outline of x has no overshoot.
    assert found.x_height == PLEX.x_height


def test_which_ascenders_a_font_means_it_says_itself() -> None:
    (flags,) = FontProgram(REGULAR, "x").data[offset_of(b"OS/2") + 62 :][:2][1:]
    typographic = edited(b"OS/2", 62, ">H", flags | 1 << 7)
    assert (metrics(typographic).ascender, metrics(typographic).descender) == (0.78, -0.22)
    assert metrics(edited(b"hhea", 4, ">hh", 0, 0)).ascender == 0.78


def offset_of(tag: bytes) -> int:
    return int.from_bytes(REGULAR[REGULAR.index(tag) + 8 : REGULAR.index(tag) + 12], "big")


def test_a_font_that_says_nothing_sensible_has_usual_heights() -> None:
    emoji = metrics((FONTS / "NotoEmoji-Regular.ttf").read_bytes())
    assert 0 < emoji.cap_height <= 1
    absurd = patched(edited(b"hhea", 4, ">hh", 32_000, 32_000), b"post", 8, b"\x7f\xff\x00\x00")
    found = metrics(absurd)
    assert (found.ascender, found.descender) == (0.8, -0.2)
    assert (found.underline_position, found.underline_thickness) == (-0.1, 0.05)
    no_letters = FontProgram((FONTS / "NotoSansMath-Regular.ttf").read_bytes(), "x")
    assert no_letters.boxes["H"] is None
    assert no_letters.metrics.x_height > 0


def test_every_font_that_ships_has_metrics_in_order() -> None:
    for path in FONTS.glob("*.ttf"):
        found = metrics(path.read_bytes())
        assert 0 < found.x_height <= found.cap_height <= found.ascender, path.stem
        assert found.descender < 0
