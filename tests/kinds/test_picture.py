"""Pictures: found, checked, turned, cropped, and embedded at no more than 300 dots an inch."""

import struct
import warnings
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image, ImageDraw
from PIL.JpegImagePlugin import JpegImageFile

import bmcgen
from bmcgen.backends.pdf.pictures import printable
from bmcgen.model.page import Picture
from tests.conftest import SAMPLES

RED, BLUE, GREEN = (255, 0, 0), (0, 0, 255), (0, 200, 0)
Make = Callable[..., bmcgen.Document]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    def with_photo(photo: str, name: str = "p.yaml") -> bmcgen.Document:
        path = tmp_path / name
        path.write_text(f"layout: persona\nlocale: en\ntitle: Ann\nblocks:\n  photo: {photo}\n", encoding="utf-8")
        return bmcgen.make(path)

    return with_photo


def picture_of(document: bmcgen.Document) -> Picture:
    (picture,) = (mark for mark in document.pages[0].marks if isinstance(mark, Picture))
    return picture


def striped(width: int, height: int, **kind: Any) -> Image.Image:
    """Red at the left or top third, green in the middle, blue at the other end, along the longer side."""
    image = Image.new("RGB", (width, height), GREEN)
    draw = ImageDraw.Draw(image)
    if width > height:
        draw.rectangle((0, 0, width // 3, height), RED)
        draw.rectangle((2 * width // 3, 0, width, height), BLUE)
    else:
        draw.rectangle((0, 0, width, height // 3), RED)
        draw.rectangle((0, 2 * height // 3, width, height), BLUE)
    return image


def middle(picture: Picture) -> tuple[int, int, int]:
    image = Image.open(BytesIO(printable(picture))).convert("RGB")
    return image.getpixel((image.width // 2, image.height // 2))  # type: ignore[return-value]


def near(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    return all(abs(a - b) < 30 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(("focus", "colour"), [(None, GREEN), ("[0, 50]", RED), ("[100, 50]", BLUE)])
def test_a_picture_is_cropped_to_its_frame_around_its_focus(
    make: Make, tmp_path: Path, focus: str | None, colour: tuple[int, int, int]
) -> None:
    striped(900, 300).save(tmp_path / "a.png")
    picture = picture_of(make(f"{{file: a.png, focus: {focus}}}" if focus else "a.png"))
    left, top, right, bottom = picture.crop
    assert (right - left) / (bottom - top) == pytest.approx(picture.rect.w / picture.rect.h, rel=0.02)
    assert 0 <= left < right <= 900
    assert (top, bottom) == (0, 300)
    assert near(middle(picture), colour)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_is_turned_by_its_exif(make: Make, tmp_path: Path, orientation: int) -> None:
    """However the camera was held, what was up is up."""
    upright = striped(300, 900)
    undo = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    stored = upright.transpose(undo[orientation]) if orientation in undo else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(tmp_path / "a.jpg", exif=exif, quality=95)
    picture = picture_of(make("{file: a.jpg, focus: [50, 0]}"))
    assert picture.crop[2] == 300
    assert near(middle(picture_of(make("{file: a.jpg, focus: [50, 0]}"))), RED if picture.crop[3] < 600 else GREEN)
    assert Image.open(BytesIO(printable(picture))).height > Image.open(BytesIO(printable(picture))).width


def test_a_large_photo_is_embedded_at_300_dpi_and_a_small_one_as_it_is(make: Make, tmp_path: Path) -> None:
    for size, most in (((3000, 4000), 300), ((200, 270), None)):
        Image.effect_noise(size, 60).convert("RGB").save(tmp_path / "a.jpg", quality=60)
        document = make("a.jpg")
        rect = picture_of(document).rect
        with pikepdf.open(BytesIO(document.pdf())) as pdf:
            streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
            (image,) = (each for each in streams if each.get("/Subtype") == "/Image")
            dpi = int(image.Width) / (rect.w / 72)
            assert "/DCTDecode" in str(image.Filter)
            assert str(image.ColorSpace) == "/DeviceRGB"
            assert dpi == pytest.approx(most, abs=1) if most else dpi < 150


@pytest.mark.parametrize(
    ("name", "mode"),
    [
        ("a.png", "RGBA"),
        ("a.png", "LA"),
        ("a.png", "P"),
        ("a.png", "I;16"),
        ("a.png", "1"),
        ("a.jpg", "CMYK"),
        ("a.jpg", "L"),
    ],
)
def test_every_kind_of_pixel_becomes_rgb(make: Make, tmp_path: Path, name: str, mode: str) -> None:
    if mode == "I;16":
        image = Image.new("I;16", (60, 80), 65535)
    elif mode in ("RGBA", "LA"):
        image = Image.new(mode, (60, 80), 0)  # wholly transparent: white on paper
    else:
        image = Image.new("RGB", (60, 80), "white").convert(mode)
    image.save(tmp_path / name)
    assert near(middle(picture_of(make(name))), (255, 255, 255))


def test_alternative_text_is_that_of_the_data_else_of_the_name(make: Make, tmp_path: Path) -> None:
    striped(300, 400).save(tmp_path / "a.png")
    for photo, alt in (("a.png", "Picture of Ann"), ("{file: a.png, alt: 'Ann, laughing'}", "Ann, laughing")):
        document = make(photo)
        assert next(e.alt for e in document.pages[0].elements if e.role == "Figure") == alt
        with pikepdf.open(BytesIO(document.pdf())) as pdf:
            said = [str(each.Alt) for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/Alt" in each]
        assert said.count(alt) == 1


def problem(make: Make, photo: str) -> tuple[str, int, int]:
    with pytest.raises(bmcgen.Problems) as caught:
        make(photo)
    (found,) = caught.value.diagnostics
    return found.code, found.where.line, found.where.column


def test_a_picture_that_cannot_be_had_is_named(make: Make, tmp_path: Path) -> None:
    outside = tmp_path.parent / "outside.png"
    striped(30, 40).save(outside)
    (tmp_path / "link.png").symlink_to(outside)
    (tmp_path / "loop.png").symlink_to(tmp_path / "loop.png")
    (tmp_path / "text.jpg").write_text("no picture")
    (tmp_path / "folder.png").mkdir()
    Image.new("RGB", (40, 40)).save(tmp_path / "a.gif")
    striped(300, 400).save(tmp_path / "whole.jpg")
    whole = (tmp_path / "whole.jpg").read_bytes()
    (tmp_path / "cut.jpg").write_bytes(whole[: len(whole) // 2])
    expected = {
        "none.jpg": "no-such-file",
        "folder.png": "no-such-file",
        "../outside.png": "outside-folder",
        str(outside): "outside-folder",
        "link.png": "outside-folder",
        "loop.png": "unreadable",
        f"{'x' * 5000}.png": "unreadable",
        "https://example.org/a.png": "no-such-file",
        "file:///etc/passwd": "no-such-file",
        "text.jpg": "not-a-picture",
        "a.gif": "not-a-picture",
        "cut.jpg": "broken-picture",
    }
    assert {name: problem(make, name)[0] for name in expected} == expected
    assert problem(make, "none.jpg")[1:] == (5, 10)


def test_a_picture_of_a_billion_pixels_is_refused_before_it_is_unpacked(make: Make, tmp_path: Path) -> None:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 50_000, 50_000, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0" * 1_000_000)
    png = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", body) + chunk(b"IEND", b"")
    (tmp_path / "bomb.png").write_bytes(png)
    assert problem(make, "bomb.png")[0] == "too-large"


def test_what_a_program_does_with_warnings_holds_while_a_picture_is_read(
    make: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another thread may warn meanwhile, and may set what is to become of its warnings."""
    striped(300, 900).save(tmp_path / "a.jpg")
    load, seen = JpegImageFile.load, list[str]()

    def warning(picture: JpegImageFile) -> Any:
        with pytest.warns(UserWarning, match="meanwhile"):
            warnings.warn("meanwhile", stacklevel=1)
        warnings.filterwarnings("ignore", "set meanwhile")
        seen.append("load")
        return load(picture)

    monkeypatch.setattr(JpegImageFile, "load", warning)
    with warnings.catch_warnings():
        picture = picture_of(make("a.jpg"))
        printable(picture)
        assert len(seen) > 1
        warnings.warn("set meanwhile", stacklevel=1)


def test_remarks_on_metadata_are_kept_from_users(make: Make, tmp_path: Path) -> None:
    buffer = BytesIO()
    striped(300, 900).save(buffer, "PNG")
    data = buffer.getvalue()
    control = b"acTL" + bytes(8)
    chunk = struct.pack(">I", 8) + control + struct.pack(">I", zlib.crc32(control))
    (tmp_path / "a.png").write_bytes(data[:33] + chunk + data[33:])
    with pytest.warns(UserWarning, match="Invalid APNG"):
        Image.open(tmp_path / "a.png").load()
    # Warnings are errors in tests.
    assert middle(picture_of(make("a.png"))) == GREEN


def test_a_photo_with_a_broken_exif_block_is_printed_as_it_lies(make: Make, tmp_path: Path) -> None:
    image = striped(300, 900)
    buffer = BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(buffer, "JPEG", exif=exif)
    data = buffer.getvalue()
    at = data.index(b"Exif")
    for cut in range(6, 30, 3):
        (tmp_path / "a.jpg").write_bytes(data[: at + cut] + b"\xff\x00\xfe" + data[at + cut + 3 :])
        assert make("a.jpg").pdf()


def test_the_same_photo_gives_the_same_bytes() -> None:
    assert bmcgen.make(SAMPLES / "personas/sanne.yaml").pdf() == bmcgen.make(SAMPLES / "personas/sanne.yaml").pdf()
