"""Text is centred by its font's own capitals, not by those of the fonts that ship."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

import bmcgen
from bmcgen.model.page import Line, Panel
from bmcgen.resources import SHIPPED

THEME = (SHIPPED / "layouts" / "themes" / "classic.yaml").read_text(encoding="utf-8")


def house(folder: Path, cap_height: float) -> Path:
    """Assets with a theme whose regular face is said to have capitals of a height, in ems."""
    (folder / "fonts").mkdir(parents=True)
    (folder / "layouts" / "themes").mkdir(parents=True)
    font = TTFont(SHIPPED / "fonts" / "IBMPlexSans-Regular.ttf")
    font["OS/2"].sCapHeight = round(cap_height * font["head"].unitsPerEm)
    font.save(folder / "fonts" / "House.ttf")
    theme = THEME.replace("IBMPlexSans-Regular", "House", 1)
    (folder / "layouts" / "themes" / "house.yaml").write_text(theme, encoding="utf-8")
    return folder


@pytest.mark.parametrize("cap_height", [0.5, 0.698, 0.9])
def test_the_label_of_a_box_is_centred_on_it(tmp_path: Path, cap_height: float) -> None:
    page = bmcgen.make("persona", locale="en", theme="house", assets=house(tmp_path, cap_height)).pages[0]
    label = next(mark for mark in page.marks if isinstance(mark, Line) and mark.text == "Influencer")
    boxes = [mark.rect for mark in page.marks if isinstance(mark, Panel) and mark.rect.w == mark.rect.h == 9.5]
    middle = boxes[0].y + boxes[0].h / 2
    assert label.y - middle == pytest.approx(cap_height * label.size / 2, abs=0.02)


def test_a_note_is_centred_in_its_leading(tmp_path: Path) -> None:
    data = {"layout": "business-model", "locale": "en", "blocks": {"channels": ["Van"]}}
    found = []
    for cap_height in (0.5, 0.9):
        assets = house(tmp_path / str(cap_height), cap_height)
        page = bmcgen.make(data, theme="house", assets=assets).pages[0]
        found.append(next(mark for mark in page.marks if isinstance(mark, Line) and mark.text == "Van"))
    assert found[1].y - found[0].y == pytest.approx(0.2 * found[0].size, abs=0.02)
