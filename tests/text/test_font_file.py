"""Fonts that are damaged, of another kind, forbidden or oddly named: told in plain words, and never in a PDF."""

import random
import shutil
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from struct import pack, pack_into, unpack_from

import pikepdf
import pytest

import bmcgen
from bmcgen.diagnostics import Problems
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face
from bmcgen.text.fonts.file import FontError, FontProgram, _renamed
from tests.conftest import canvas, extracted

FONTS = SHIPPED / "fonts"
REGULAR = (FONTS / "IBMPlexSans-Regular.ttf").read_bytes()
THEME = (SHIPPED / "layouts" / "themes" / "classic.yaml").read_text()


def record(data: bytes, tag: bytes) -> int:
    """Where the directory has a table."""
    (count,) = unpack_from(">H", data, 4)
    return next(at for at in range(12, 12 + 16 * count, 16) if data[at : at + 4] == tag)


def table(data: bytes, tag: bytes) -> tuple[int, int]:
    return unpack_from(">LL", data, record(data, tag) + 8)  # type: ignore[return-value]


TAGS = sorted(REGULAR[at : at + 4] for at in range(12, 12 + 16 * unpack_from(">H", REGULAR, 4)[0], 16))


def edited(tag: bytes, offset: int, form: str, *values: int) -> bytes:
    data = bytearray(REGULAR)
    pack_into(form, data, table(REGULAR, tag)[0] + offset, *values)
    return bytes(data)


def with_table(tag: bytes, content: bytes) -> bytes:
    """The font with another table in the place of one."""
    at = record(REGULAR, tag)
    return REGULAR[: at + 8] + pack(">LL", len(REGULAR), len(content)) + REGULAR[at + 16 :] + content


def without_table(tag: bytes, name: bytes = b"zzzz") -> bytes:
    at = record(REGULAR, tag)
    return REGULAR[:at] + name + REGULAR[at + 4 :]


def refused(data: bytes) -> str:
    with pytest.raises(FontError) as told:
        FontProgram(data, "Test")
    return str(told.value)


def loca(change: Callable[[list[int]], None]) -> bytes:
    start, length = table(REGULAR, b"loca")
    (wide,) = unpack_from(">H", REGULAR, table(REGULAR, b"head")[0] + 50)
    form = f">{length // (4 if wide else 2)}{'L' if wide else 'H'}"
    places = [*unpack_from(form, REGULAR, start)]
    change(places)
    return edited(b"loca", 0, form, *places)


def swap(places: list[int]) -> None:
    places[40], places[41] = places[41], places[40]


def end_beyond(places: list[int]) -> None:
    places[-1] += 1_000


@pytest.mark.parametrize("path", sorted(FONTS.glob("*.ttf")), ids=lambda path: path.stem)
def test_the_fonts_that_ship_are_in_order(path: Path) -> None:
    program = FontProgram(path.read_bytes(), "Test")
    assert path.stem.startswith(program.parsed.postscript_name.split("Cond-")[0].split("-")[0])
    assert not program.variable


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "not a TrueType font"),
        (b"no font at all", "not a TrueType font"),
        (REGULAR[:100], "table directory is cut off"),
        (REGULAR[:5_000], "is cut off"),
        (REGULAR[:-20_000], "is cut off"),
        (edited(b"head", 18, ">H", 0), '"head" makes no sense'),
        (edited(b"head", 12, ">L", 0), '"head" makes no sense'),
        (edited(b"head", 50, ">H", 7), '"head" makes no sense'),
        (edited(b"maxp", 4, ">H", 3), '"hhea" and "maxp" do not agree'),
        (edited(b"maxp", 4, ">H", 65_000), '"hmtx" is too short'),
        (edited(b"hhea", 34, ">H", 0), '"hhea" and "maxp" do not agree'),
        (loca(swap), '"loca" makes no sense'),
        (loca(list.reverse), '"loca" makes no sense'),
        (loca(end_beyond), '"loca" makes no sense'),
        (without_table(b"cmap"), 'no table "cmap"'),
        (with_table(b"cmap", pack(">HHHHL", 0, 1, 3, 1, 900)), '"cmap" is cut off'),
        (with_table(b"cmap", pack(">HH", 0, 0)), "no map of characters"),
        (
            with_table(b"cmap", pack(">HHHHL HHLLLLLL", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 0, 0x10FFFF, 0)),
            "more characters than there are",
        ),
        (
            with_table(b"cmap", pack(">HHHHL HHLLLLLL", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 0, 0xFFFFFFFF, 0)),
            "beyond Unicode",
        ),
        (
            with_table(b"cmap", pack(">HHHHL HHLLLLLL", 0, 1, 3, 10, 12, 12, 0, 28, 0, 1, 65, 66, 60_000)),
            "a glyph that is not there",
        ),
        (with_table(b"cmap", pack(">HHHHL HHH", 0, 1, 3, 1, 12, 2, 6, 0)), "not supported"),
    ],
)
def test_a_damaged_font_is_told(data: bytes, why: str) -> None:
    assert why in refused(data)


@pytest.mark.parametrize("tag", TAGS, ids=lambda tag: tag.decode().strip().replace("/", ""))
def test_every_table_cut_short_is_an_error_or_does_not_matter(tag: bytes, tmp_path: Path) -> None:
    _, length = table(REGULAR, tag)
    for part in (0, 1, length // 2, length - 1):
        at = record(REGULAR, tag)
        usable(REGULAR[: at + 12] + pack(">L", part) + REGULAR[at + 16 :], tmp_path)


def usable(data: bytes, folder: Path) -> bool:
    """Whether a font can be used: it is refused in plain words, or a part of it can be embedded and read back."""
    path = folder / "Font.ttf"
    path.write_bytes(data)
    try:
        face = Face("Font", path)
    except Problems:
        return False
    face.width("Wäre AV 12")
    codes = [ord(char) for char in "Wäre AV 12" if face.has(char)]
    return bool(face.font.subset(codes))


def test_whatever_is_broken_in_a_font_it_is_refused_or_can_be_used(tmp_path: Path) -> None:
    chance = random.Random(11)
    found = set()
    for _ in range(150):
        data = bytearray(REGULAR)
        tag = chance.choice([b"head", b"hhea", b"maxp", b"loca", b"cmap", b"name", b"OS/2", b"post", b"glyf", b"hmtx"])
        start, length = table(REGULAR, tag)
        # Beginnings hold the numbers that matter.
        for _ in range(chance.randint(1, 4)):
            data[start + min(int(chance.expovariate(1 / 60)), length - 1)] = chance.randrange(256)
        found.add(usable(bytes(data), tmp_path))
    assert found == {True, False}


def composite(components: dict[int, int]) -> bytes:
    """The font with glyphs that are each made of one other."""
    (count,) = unpack_from(">H", REGULAR, table(REGULAR, b"maxp")[0] + 4)
    glyphs, places = b"", [0] * (count + 1)
    for number in range(count):
        places[number] = len(glyphs)
        if number in components:
            glyphs += pack(">h4h HHBB", -1, 0, 0, 0, 0, 2, components[number], 0, 0)
    places[count] = len(glyphs)
    (wide,) = unpack_from(">H", REGULAR, table(REGULAR, b"head")[0] + 50)
    halved = [place if wide else place // 2 for place in places]
    data = with_table(b"glyf", glyphs)
    start = table(data, b"loca")[0]
    changed = bytearray(data)
    pack_into(f">{count + 1}{'L' if wide else 'H'}", changed, start, *halved)
    return bytes(changed)


def test_glyphs_made_of_glyphs() -> None:
    FontProgram(composite({5: 6, 6: 7}), "Test")
    assert "a component of itself" in refused(composite({5: 6, 6: 7, 7: 5}))
    assert "a component that is not there" in refused(composite({5: 65_000}))


def test_outlines_that_cannot_be_embedded_are_told_in_plain_words() -> None:
    assert "PostScript (CFF)" in refused(b"OTTO" + REGULAR[4:])
    assert "PostScript (CFF)" in refused(without_table(b"glyf", b"CFF "))
    assert "bitmaps" in refused(without_table(b"glyf", b"CBDT"))
    for kind, why in ((b"wOF2", "WOFF2"), (b"wOFF", "web font"), (b"ttcf", "collection")):
        assert why in refused(kind + REGULAR[4:])


@pytest.mark.parametrize(
    ("rights", "why"),
    [(0x0002, "forbids being embedded in documents"), (0x0100, "as a subset"), (0x0200, "with its outlines")],
)
def test_a_font_that_forbids_embedding_is_refused(rights: int, why: str) -> None:
    assert why in refused(edited(b"OS/2", 8, ">H", rights))


@pytest.mark.parametrize("rights", [0x0000, 0x0004, 0x0008, 0x0006, 0x000A])
def test_a_font_that_allows_embedding_is_used(rights: int) -> None:
    assert FontProgram(edited(b"OS/2", 8, ">H", rights), "Test").subset([65])


def named(platform: int, encoding: int, text: bytes) -> bytes:
    return with_table(
        b"name", pack(">9H", 0, 1, 18, platform, encoding, 0x409 if platform == 3 else 0, 6, len(text), 0) + text
    )


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (named(3, 1, "Häus (Grotesk) <x>/y".encode("utf-16-be")), b"H-us-Grotesk-x-y"),
        (named(1, 0, b"\0\x01\xff\x80"), b"House-Font"),
        (named(3, 1, b"\0A\0"), b"A"),
        (named(3, 1, b"\xd8\0\xd8\0"), b"House-Font"),
        (named(1, 0, b"a" * 500), b"a" * 63),
        (with_table(b"name", b"\0"), b"House-Font"),
        (with_table(b"name", pack(">9H", 7, 900, 60_000, 3, 1, 0x409, 6, 60_000, 60_000)), b"House-Font"),
    ],
)
def test_no_name_of_a_font_gets_into_a_file_as_it_is(data: bytes, name: bytes) -> None:
    program = FontProgram(data, "House Font")
    assert program.parsed.postscript_name.encode() == name
    part = program.subset([ord("a")])
    start, length = table(part, b"name")
    assert part[start : start + length].endswith(name)
    assert length == 18 + len(name)


def test_two_fonts_of_one_name_have_tags_of_their_own() -> None:
    other = _renamed((FONTS / "IBMPlexSans-Bold.ttf").read_bytes(), "IBMPlexSans-Regular")
    assert FontProgram(REGULAR, "x").digest != FontProgram(other, "x").digest


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Assets with a theme whose regular face is a font of its own, not there yet."""
    themes = tmp_path / "own" / "layouts" / "themes"
    themes.mkdir(parents=True)
    themes.joinpath("house.yaml").write_text(THEME.replace("regular: IBMPlexSans-Regular", "regular: House"))
    (tmp_path / "own" / "fonts").mkdir()
    return tmp_path / "own"


def made(own: Path, *notes: str) -> bmcgen.Document:
    return bmcgen.make(canvas(blocks={"channels": [*notes]}), theme="house", assets=own)


@pytest.mark.parametrize("suffix", [".ttf", ".TTF", ".Ttf", ".otf"])
def test_a_font_is_found_however_its_suffix_is_written(own: Path, suffix: str) -> None:
    shutil.copy(FONTS / "IBMPlexSans-Light.ttf", own / "fonts" / f"House{suffix}")
    with pikepdf.open(BytesIO(made(own, "Shop").pdf())) as pdf:
        names = {str(font.BaseFont).split("+")[1] for font in dict(pdf.pages[0].Resources.Font.items()).values()}
    assert "IBMPlexSans-Light" in names


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("House.otf", b"OTTO" + REGULAR[4:], "House.otf cannot be used: its outlines are PostScript (CFF)"),
        ("House.ttf", edited(b"OS/2", 8, ">H", 2), "House.ttf cannot be used: it forbids being embedded"),
        ("House.ttf", edited(b"head", 18, ">H", 0), "House.ttf cannot be used: it is damaged"),
    ],
)
def test_a_font_that_cannot_be_used_is_one_error_with_its_place(own: Path, name: str, content: bytes, why: str) -> None:
    (own / "fonts" / name).write_bytes(content)
    with pytest.raises(Problems) as told:
        made(own, "Shop")
    (problem,) = told.value.diagnostics
    assert (problem.code, problem.where.file) == ("bad-font", str(own / "fonts" / name))
    assert problem.message.startswith(why)


@pytest.mark.parametrize("suffix", [".woff2", ".woff", ".ttc", ".pfb"])
def test_a_font_of_another_kind_is_named(own: Path, suffix: str) -> None:
    (own / "fonts" / f"House{suffix}").write_bytes(b"x")
    with pytest.raises(Problems) as told:
        made(own, "Shop")
    (problem,) = told.value.diagnostics
    assert problem.code == "unknown-font"
    assert f"House{suffix}" in problem.hint


def test_a_variable_font_is_used_with_a_warning_if_it_is_used_at_all(own: Path) -> None:
    variable = without_table(b"gasp", b"fvar") if b"gasp" in TAGS else without_table(TAGS[0], b"fvar")
    (own / "fonts" / "House.ttf").write_bytes(variable)
    (warning,) = made(own, "Shop").warnings
    assert (warning.code, warning.severity) == ("variable-font", "warning")
    assert warning.where.file.endswith("House.ttf")
    # What was loaded for another document is no concern of this one.
    assert bmcgen.make(canvas(), assets=own).warnings == ()


def latin_only() -> bytes:
    """The regular face with figures and capital letters alone, as a small house typeface may be."""
    segments = [(0x20, 0x7E)]
    glyphs = Face("Plex", FONTS / "IBMPlexSans-Regular.ttf").font.parsed.glyphs
    groups = [(code, code, glyphs[code]) for first, last in segments for code in range(first, last + 1)]
    body = b"".join(pack(">LLL", *group) for group in groups)
    return with_table(b"cmap", pack(">HHHHL HHLLL", 0, 1, 3, 10, 12, 12, 0, 16 + len(body), 0, len(groups)) + body)


@pytest.mark.parametrize("fallback", [True, False])
def test_what_a_house_typeface_lacks_is_drawn_by_the_fonts_that_ship(own: Path, fallback: bool) -> None:
    (own / "fonts" / "House.ttf").write_bytes(latin_only())
    if not fallback:
        theme = own / "layouts" / "themes" / "house.yaml"
        theme.write_text(theme.read_text().split("fallback:")[0])
    document = made(own, "Done ✓ naïve 💡")
    assert "✓" in extracted(document.pdf())[0]
    runs = [run for page in document.pages for line in page.lines() for run in line.runs]
    assert {run.face for run in runs if "✓" in run.text or "ï" in run.text} == {"IBMPlexSans-Regular"}
    assert {run.face for run in runs if "💡" in run.text} == {"NotoEmoji-Regular"}
