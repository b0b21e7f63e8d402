"""What was compiled is what reading would give; and where anything differs from what it was made of, it is read."""

import pickle
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

import bmcgen
from bmcgen.assets import prebuild as compiling
from bmcgen.assets import prebuilt as compiled
from bmcgen.assets.finder import SHIPPED, Assets
from bmcgen.assets.layouts import read_layout
from bmcgen.assets.localisation.locales import read_locale
from bmcgen.assets.localisation.words import read_canvas, read_canvases
from bmcgen.assets.papers import CUSTOM
from bmcgen.assets.schemas import layout_reader as layoutread
from bmcgen.assets.schemas import locale_schema as localeshape
from bmcgen.assets.schemas import theme_schema as themeshape
from bmcgen.assets.schemas import words_schema as wordshape
from bmcgen.assets.themes import read_theme
from bmcgen.diagnostics import Place
from tests.conftest import LOCALES, SAMPLES

HERE = Place("test")
LAYOUTS = Assets().names("layouts")
WHAT = [*LAYOUTS, *sorted(SAMPLES.glob("*.yaml")), SAMPLES / "personas" / "sanne.yaml"]
READERS = (
    (layoutread, "canvas_of"),
    (layoutread, "layout_in"),
    (localeshape, "locale_in"),
    (wordshape, "words_in"),
    (themeshape, "theme_in"),
)


@pytest.fixture(scope="module")
def binary(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("compiled") / "compiled.bin"
    compiling.write_compiled(file)
    return file


@pytest.fixture
def use(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], None]:
    """Has a file be the compiled one; where there is none, everything is read."""

    def take(file: Path) -> None:
        monkeypatch.setattr(compiled, "FILE", file)

    return take


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From then on nothing can be read and checked."""

    def forbid() -> None:
        for module, name in READERS:
            monkeypatch.setattr(module, name, lambda *_: pytest.fail("this was read anew"))

    return forbid


def everything(own: Path) -> dict[Any, Any]:
    """All that ships. Nothing is remembered of a folder that is new."""
    own.mkdir()
    assets, found = Assets.of(own), dict[Any, Any]()
    for name in LAYOUTS:
        layout = found[name] = read_layout(assets, name, HERE)
        found |= {(name, paper): read_layout(assets, name, HERE, paper) for paper in layout.papers if paper != CUSTOM}
        found[name, "words"] = read_canvases(assets, layout)
    # How days are written out is prepared of no file of ours: `test_dates`.
    found |= {code: replace(read_locale(assets, code, HERE), dates=None) for code in (*LOCALES, "nl-BE", "en-US")}
    return found | {name: read_theme(assets, name, HERE) for name in assets.names("layouts/themes")}


def test_all_that_ships_is_as_if_it_had_been_read(
    binary: Path, use: Callable[[Path], None], unread: Callable[[], None], tmp_path: Path
) -> None:
    use(binary.parent / "none")
    read = everything(tmp_path / "read")
    use(binary)
    unread()
    assert everything(tmp_path / "compiled") == read


def test_no_path_of_the_machine_it_was_built_on_is_in_it(binary: Path, use: Callable[[Path], None]) -> None:
    assert str(SHIPPED).encode() not in binary.read_bytes()
    assert all(str(SHIPPED).encode() not in each for each in pickle.loads(binary.read_bytes())[1].values())
    use(binary)
    assert read_layout(Assets(), "worksheets", HERE).where.file == str(SHIPPED / "layouts" / "worksheets.yaml")


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A folder of one's own for each way: what is remembered of one is nothing to the other."""
    return tmp_path_factory.mktemp("read"), tmp_path_factory.mktemp("compiled")


@pytest.mark.parametrize("what", WHAT, ids=lambda what: Path(what).stem)
def test_a_document_is_the_same_to_the_byte(
    what: Any, binary: Path, own: tuple[Path, Path], use: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1763600000")
    made = []
    for file, folder in zip((binary.parent / "none", binary), own, strict=True):
        use(file)
        made.append(bmcgen.make(what, assets=folder).pdf())
    assert made[0] == made[1]


def test_a_file_of_ones_own_is_read(binary: Path, use: Callable[[Path], None], tmp_path: Path) -> None:
    use(binary)
    own = tmp_path / "locales" / "nl" / "business-model.yaml"
    own.parent.mkdir(parents=True)
    text = (SHIPPED / "locales" / "nl" / "business-model.yaml").read_text()
    titles = []
    for title in ("Eigen titel", "Weer anders"):
        own.write_text(text.replace("title:", f"title: {title} #", 1))
        assets = Assets.of(tmp_path)
        titles.append(read_canvas(assets, "nl", read_layout(assets, "business-model", HERE)).title)
    assert titles == ["Eigen titel", "Weer anders"]


def test_a_copy_is_placed_where_it_is(binary: Path, use: Callable[[Path], None], tmp_path: Path) -> None:
    use(binary)
    (tmp_path / "layouts").mkdir()
    for name in ("worksheets.yaml", "business-model.yaml"):
        shutil.copy(SHIPPED / "layouts" / name, tmp_path / "layouts")
    read_layout(Assets(), "worksheets", HERE)
    layout = read_layout(Assets.of(tmp_path), "worksheets", HERE)
    assert layout.where.file == str(tmp_path / "layouts" / "worksheets.yaml")
    assert layout.canvas
    assert layout.canvas.where.file == str(tmp_path / "layouts" / "business-model.yaml")


def test_another_canvas_is_not_the_one_that_was_compiled(
    binary: Path, use: Callable[[Path], None], tmp_path: Path
) -> None:
    canvas = tmp_path / "layouts" / "business-model.yaml"
    canvas.parent.mkdir()
    canvas.write_text((SHIPPED / "layouts" / "business-model.yaml").read_text() + "surplus: 1\n")
    said = []
    for file in (binary.parent / "none", binary):
        use(file)
        with pytest.raises(
            bmcgen.Problems, match=r'business-model\.yaml:\d+:10: error\[unknown-key\]: "surplus"'
        ) as told:
            read_layout(Assets.of(tmp_path), "worksheets", HERE)
        said.append(told.value.diagnostics)
    assert said[0] == said[1]


def test_a_missing_face_is_told_with_its_place(binary: Path, use: Callable[[Path], None], tmp_path: Path) -> None:
    use(binary)
    theme = tmp_path / "layouts" / "themes" / "classic.yaml"
    theme.parent.mkdir(parents=True)
    shutil.copy(SHIPPED / "layouts" / "themes" / "classic.yaml", theme)
    with pytest.raises(bmcgen.Problems) as raised:
        read_theme(Assets((tmp_path,)), "classic", HERE)
    assert {each.code for each in raised.value.diagnostics} == {"unknown-font"}
    assert all(each.where.file == str(theme) and each.where.line for each in raised.value.diagnostics)


def test_what_is_broken_or_of_other_code_is_not_used(binary: Path, use: Callable[[Path], None], tmp_path: Path) -> None:
    made_by, table = pickle.loads(binary.read_bytes())
    assert compiled._table(binary) == table
    for number, data in enumerate((b"", b"\x80no pickle", pickle.dumps((b"other", table)), binary.read_bytes()[:-9])):
        file = tmp_path / f"{number}.bin"
        file.write_bytes(data)
        assert compiled._table(file) == {}
        use(file)
        assert read_locale(Assets(), "nl", HERE).language == "nl"
    assert made_by == compiled.code()


@pytest.mark.parametrize(
    "module", ["assets/layouts.py", "assets/schemas/layout_reader.py", "kinds/notes/words/reading.py", "geometry.py"]
)
def test_other_code_has_another_digest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str) -> None:
    before = compiled.code()
    copy = tmp_path / "bmcgen"
    shutil.copytree(compiled._PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(compiled, "_PACKAGE", copy)
    assert compiled.code() == before
    path = copy / module
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert compiled.code() != before
