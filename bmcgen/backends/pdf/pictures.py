"""Pictures as they are embedded: upright, cropped, and with no more pixels than print can show."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageChops

from bmcgen.model.layout import Colour
from bmcgen.model.page import Picture
from bmcgen.source.pictures import opened

MOST_DPI = 300
QUALITY = 88
_LARGE = 20_000_000
"""Pixels of a picture that is made smaller before anything else is done with it."""
# What each orientation of EXIF asks for, so that up is up.
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def printable(picture: Picture, inks: str = "rgb") -> bytes | Image.Image:
    """What is printed of a picture, at no more than 300 dots an inch: a JPEG as a JPEG, any other as a PNG. For four
    inks it is an image, for its pixels are embedded as they are.
    """
    most = round(picture.rect.w / 72 * MOST_DPI), round(picture.rect.h / 72 * MOST_DPI)
    with opened(picture.data) as source:
        photo = source.format != "PNG"
        whole = source.size
        small = _reduced(source, (picture.crop[2] - picture.crop[0]) // max(1, 2 * most[0]))
        scale = small.width / whole[0], small.height / whole[1]
        turn = _TURNS.get(picture.orientation)
        if turn is not None:
            small = small.transpose(turn)
            scale = scale[::-1] if picture.orientation >= 5 else scale
        left, top, right, bottom = picture.crop
        x, y = scale
        cropped = small.crop((round(left * x), round(top * y), round(right * x), round(bottom * y)))
        part = _in_inks(cropped, inks, picture.behind)
    if part.width > most[0]:
        part = part.resize(most, Image.Resampling.LANCZOS)
    if inks == "cmyk":
        return part
    buffer = BytesIO()
    if photo:
        part.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    else:
        part.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _reduced(source: Image.Image, times: int) -> Image.Image:
    """A very large picture so many times smaller, so that no later step holds all of its pixels again; any other as it
    is.
    """
    if source.width * source.height <= _LARGE or times < 2:
        return source
    if source.format != "PNG":
        # Its decoder can skip pixels, and takes the nearest scale that keeps enough of them.
        source.draft(None, (source.width // times, source.height // times))
        return source
    if source.mode.startswith("I"):
        source = _rgb(source)
    elif source.mode in ("1", "P", "PA"):
        source = source.convert("RGBA" if source.has_transparency_data else "RGB")
    return source.reduce(times)


def _in_inks(picture: Image.Image, inks: str, behind: Colour | None) -> Image.Image:
    """The picture in the inks of the press; what is transparent shows what is behind it, in exactly its inks."""
    clear = picture.has_transparency_data and behind is not None
    opacity = picture.convert("RGBA").getchannel("A") if clear else None
    part = _rgb(picture)
    if inks == "cmyk":
        part = _cmyk(part)
    elif inks == "grey":
        part = part.convert("L")
    if opacity is None or behind is None:
        return part
    parts = {"cmyk": behind.cmyk, "grey": (behind.grey,)}.get(inks, behind.rgb)
    filled = tuple(round(255 * each) for each in parts)
    return Image.composite(part, Image.new(part.mode, part.size, filled if len(filled) > 1 else filled[0]), opacity)


def _cmyk(picture: Image.Image) -> Image.Image:
    """In four inks: what the three colours have in common is printed black, which keeps the sum of inks low."""
    light = [ImageChops.invert(band) for band in picture.split()]
    black = ImageChops.darker(ImageChops.darker(light[0], light[1]), light[2])
    return Image.merge("CMYK", [*(ImageChops.subtract(band, black) for band in light), black])


def _rgb(picture: Image.Image) -> Image.Image:
    """In RGB, what is transparent on white; sixteen bits a pixel are brought down to eight."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    return picture.convert("RGB")
