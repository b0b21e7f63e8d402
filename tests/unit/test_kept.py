"""What is read from assets is kept, until something in their folder changes."""

import os
import time
from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets import session as kept
from bmcgen.assets.finder import _TICK, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.diagnostics import Place, Problems
from bmcgen.resources import SHIPPED

HERE = Place("test")
LAYOUT = (SHIPPED / "layouts" / "business-model.yaml").read_text()


@pytest.fixture
def own(tmp_path: Path) -> Path:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "layouts" / "business-model.yaml").write_text(LAYOUT)
    return tmp_path


def settle() -> None:
    """Until then a file could change once more without a trace, so nothing is remembered of it."""
    time.sleep(2 * _TICK / 1e9)


def test_nothing_is_read_twice(own: Path) -> None:
    settle()
    first, again = (read_layout(Assets.of(own), "business-model", Place(name)) for name in ("a", "b"))
    assert first is again
    assert read_layout(Assets.of(own), "business-model", HERE, "A2") is not first


def test_it_is_told_apart_from_what_ships(own: Path) -> None:
    shipped = read_layout(Assets.of(None), "business-model", HERE)
    assert read_layout(Assets.of(own), "business-model", HERE).where.file != shipped.where.file


@pytest.mark.parametrize("what", ["longer", "as long", "another", "gone"])
def test_a_change_is_seen(own: Path, what: str) -> None:
    file = own / "layouts" / "business-model.yaml"
    before = bmcgen.make("business-model", assets=own).pages[0]
    if what == "longer":
        file.write_text(LAYOUT.replace("margin: 10 mm", "margin: 10.5 mm", 1))
    elif what == "as long":
        at = file.stat()
        file.write_text(LAYOUT.replace("margin: 10 mm", "margin: 11 mm", 1))
        os.utime(file, ns=(at.st_atime_ns, at.st_mtime_ns + 1))
    elif what == "gone":
        file.unlink()
    else:
        (own / "locales" / "en").mkdir(parents=True)
        words = (SHIPPED / "locales" / "en" / "business-model.yaml").read_text()
        (own / "locales" / "en" / "business-model.yaml").write_text(words.replace("Channels", "Sluices"))
    after = bmcgen.make("business-model", assets=own).pages[0]
    assert (after == before) == (what == "gone")


def test_a_change_behind_a_link_is_seen(tmp_path: Path) -> None:
    own, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    (own / "locales").mkdir(parents=True)
    elsewhere.mkdir()
    (own / "locales" / "en").symlink_to(elsewhere, target_is_directory=True)
    (elsewhere / "loop").symlink_to(elsewhere, target_is_directory=True)
    before = Assets.of(own)
    (elsewhere / "business-model.yaml").write_text("title: x\n")
    assert Assets.of(own) != before


def test_what_is_wrong_is_told_each_time(own: Path) -> None:
    (own / "layouts" / "business-model.yaml").write_text("nonsense: true\n")
    for _ in range(2):
        with pytest.raises(Problems):
            bmcgen.make("business-model", assets=own)


def test_not_more_is_kept_than_there_is_room_for(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    assets = Assets.of(own)
    said: list[str] = []

    @kept.kept
    def read(_: Assets, name: str) -> str:
        said.append(name)
        return name.upper()

    assert [read(assets, name) for name in "abcda"] == [*"ABCDA"]
    assert said == [*"abcda"]
    assert [read(assets, name) for name in "da"] == [*"DA"]
    assert said == [*"abcda"]
