"""Pictures as they are embedded: upright, cropped, and with no more pixels than print can show."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageOps

from bmcgen.model.page import Picture

MOST_DPI = 300
QUALITY = 88


def printable(picture: Picture) -> bytes:
    """What is printed of a picture, at no more than 300 dots an inch, in RGB: a JPEG as a JPEG, any other as a PNG."""
    with Image.open(BytesIO(picture.data)) as source:
        photo = source.format != "PNG"
        upright = ImageOps.exif_transpose(source)
        part = _rgb(upright.crop(picture.crop))
    most = round(picture.rect.w / 72 * MOST_DPI), round(picture.rect.h / 72 * MOST_DPI)
    if part.width > most[0]:
        part = part.resize(most, Image.Resampling.LANCZOS)
    buffer = BytesIO()
    if photo:
        part.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    else:
        part.save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def _rgb(picture: Image.Image) -> Image.Image:
    """In RGB, what is transparent on white; sixteen bits a pixel are brought down to eight."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value / 256).convert("L")
    if picture.has_transparency_data:
        picture = picture.convert("RGBA")
        ground = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(ground, picture)
    return picture.convert("RGB")
