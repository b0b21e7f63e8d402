"""Makes the pictures of the README and of these pages: `python docs/pictures.py`. Look at them before committing."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import yaml
from PIL import Image

import bmcgen
from bmcgen import Document

STORY = 590
"""About how many characters of a story stand on the first page of a persona sheet."""
DOCS = Path(__file__).resolve().parent
SAMPLES = DOCS.parent / "tests" / "samples"
GROUND, GAP = (216, 217, 211), 20
COLOURS = 128
"""Enough for text and flat tints; a palette makes a picture a third as large."""


def page(document: Document, number: int, dpi: float) -> Image.Image:
    return Image.open(io.BytesIO(document.png(dpi=dpi)[number - 1])).convert("RGB")


def on_one_page(path: Path) -> Document:
    """A persona with as much of its stories and lists as one page holds."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    for key, value in data["blocks"].items():
        if isinstance(value, list):
            data["blocks"][key] = value[:3]
        elif isinstance(value, str) and len(value) > STORY:
            data["blocks"][key] = value[: value.rindex(". ", 0, STORY) + 1]
    data["blocks"]["photo"] = {"file": (path.parent / data["blocks"]["photo"]).read_bytes()}
    return bmcgen.make(data)


def side_by_side(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """Pictures in rows, on a ground that shows the edges of the paper."""
    width = max(sum(each.width + GAP for each in row) for row in rows) + GAP
    whole = Image.new("RGB", (width, sum(row[0].height + GAP for row in rows) + GAP), GROUND)
    y = GAP
    for row in rows:
        x = GAP
        for each in row:
            whole.paste(each, (x, y))
            x += each.width + GAP
        y += row[0].height + GAP
    return whole


def save(picture: Image.Image, name: str) -> None:
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(DOCS / f"{name}.png", optimize=True)


def house() -> Image.Image:
    """The example of a house style: a poster, and below it a cover and a worksheet, as wide together."""
    make = partial(bmcgen.make, theme="northgate", assets=DOCS / "house")
    poster = page(make(SAMPLES / "tidewell.yaml"), 1, 70)
    wide = (poster.width - GAP) / 2
    cover, sheet = (
        each.resize((round(wide), round(wide * each.height / each.width)), Image.Resampling.LANCZOS)
        for each in (
            page(make("pack"), 1, 90),
            page(make("worksheets", blocks="channels"), 1, 90),
        )
    )
    return side_by_side([[poster], [cover, sheet]])


def main() -> None:
    tidewell = SAMPLES / "tidewell.yaml"
    save(page(bmcgen.make(tidewell), 1, 100), "poster-filled")
    save(page(bmcgen.make(SAMPLES / "longoven.yaml", threads=True), 1, 100), "poster-story")
    save(page(on_one_page(SAMPLES / "personas" / "margaret.yaml"), 1, 110), "persona")
    themes = [page(bmcgen.make(tidewell, theme=name), 1, 48) for name in ("classic", "colour", "ink", "contrast")]
    save(side_by_side([themes[:2], themes[2:]]), "themes")
    save(house(), "house-style")
    worksheets = page(bmcgen.make("worksheets", blocks="channels"), 1, 74)
    guide = page(bmcgen.make("handout"), 1, 74)
    cards = page(bmcgen.make("prompt-cards"), 1, 74)
    save(side_by_side([[worksheets, guide, cards]]), "handouts")


if __name__ == "__main__":
    main()
