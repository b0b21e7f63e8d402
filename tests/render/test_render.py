"""A few small pictures, compared with a tolerance: what no list of marks would show.

`pytest tests/render --renew-golden` draws them anew; look at them before a commit.
"""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

import bmcgen
from bmcgen.backends.png import pngs
from tests.conftest import SAMPLES, canvas

HERE = Path(__file__).parent
DPI = 36


def worst_tile(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of the tile of 40 by 40 pixels that differs most, so that one word more or less is seen."""
    difference = ImageChops.difference(one, other).convert("L")
    boxes = [(x, y, x + 40, y + 40) for x in range(0, one.width, 40) for y in range(0, one.height, 40)]
    return max(ImageStat.Stat(difference.crop(box)).mean[0] for box in boxes)


def test_a_word_more_is_seen() -> None:
    pages = [bmcgen.make(canvas(blocks={"channels": each})).pdf() for each in ([], ["word"])]
    one, other = (Image.open(BytesIO(next(iter(pngs(pdf, DPI))))).convert("RGB") for pdf in pages)
    assert worst_tile(one, other) > 6
    assert worst_tile(one, one) == 0


@pytest.mark.parametrize("name", ["blank", "fietsbieb", "crowded", "personas/sanne"])
def test_pages_look_as_they_did(name: str, request: pytest.FixtureRequest) -> None:
    what = "business-model" if name == "blank" else SAMPLES / f"{name}.yaml"
    document = bmcgen.make(what, locale="nl" if name == "blank" else None)
    for number, png in enumerate(pngs(document.pdf(), DPI), 1):
        path = HERE / f"{Path(name).name}-{number}.png"
        picture = Image.open(BytesIO(png)).convert("RGB")
        if request.config.getoption("--renew-golden"):
            picture.quantize(256).save(path, optimize=True)
        known = Image.open(path).convert("RGB")
        assert picture.size == known.size == ((298, 421) if "/" in name else (596, 421))
        assert worst_tile(picture, known) < 6, f"{path.name} has changed"
    assert not (HERE / f"{Path(name).name}-{len(document.pages) + 1}.png").exists()
