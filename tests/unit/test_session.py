"""What a process remembers never shows: after any change of any assets, a file has the bytes of a fresh process."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

import bmcgen
from bmcgen.assets.finder import Assets
from bmcgen.assets.session import MOST, OPEN, SESSIONS, Session, kept
from bmcgen.backends.pdf.fonts import _part
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face, Faces
from bmcgen.text.fonts.file import _renamed

FONTS = SHIPPED / "fonts"
THEME = (SHIPPED / "layouts" / "themes" / "classic.yaml").read_text()
HOUSE = THEME.replace("regular: IBMPlexSans-Regular", "regular: House").replace(
    "bold: IBMPlexSans-Bold", "bold: Second"
)
FRESH = """
import sys
from hashlib import sha256
import bmcgen
try:
    data = bmcgen.make("persona", locale=sys.argv[2], theme=sys.argv[3], assets=sys.argv[1] or None).pdf()
    print(sha256(data).hexdigest())
except bmcgen.Problems as problems:
    print(problems)
"""


def warm(assets: Path | str, locale: str = "en", theme: str = "classic") -> str:
    """The digest of a file made in this process, or what is wrong."""
    try:
        data = bmcgen.make("persona", locale=locale, theme=theme, assets=assets).pdf()
    except bmcgen.Problems as problems:
        return str(problems)
    return sha256(data).hexdigest()


def fresh(assets: Path | str, locale: str = "en", theme: str = "classic") -> str:
    """The same of a process that has done nothing before."""
    command = [sys.executable, "-c", FRESH, str(assets), locale, theme]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.rstrip("\n")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return house(tmp_path / "own")


def house(folder: Path, regular: str = "IBMPlexSans-Regular", second: str = "IBMPlexSans-Bold") -> Path:
    """Assets with a theme whose faces are two fonts of its own, each with the content of one that ships."""
    (folder / "layouts" / "themes").mkdir(parents=True)
    (folder / "fonts").mkdir()
    (folder / "layouts" / "themes" / "house.yaml").write_text(HOUSE)
    shutil.copy(FONTS / f"{regular}.ttf", folder / "fonts" / "House.ttf")
    shutil.copy(FONTS / f"{second}.ttf", folder / "fonts" / "Second.ttf")
    return folder


def changes(own: Path, change: Callable[[], object], locale: str = "en", theme: str = "house") -> tuple[str, str]:
    """What is made in this process before and after a change; after it, it is what a fresh process makes."""
    before = warm(own, locale, theme)
    change()
    after = warm(own, locale, theme)
    assert after == fresh(own, locale, theme)
    return before, after


def test_a_font_that_is_replaced(own: Path) -> None:
    font = own / "fonts" / "House.ttf"
    before, after = changes(own, lambda: font.write_bytes((FONTS / "IBMPlexSans-Light.ttf").read_bytes()))
    assert before != after


def test_a_font_that_is_replaced_by_one_as_large_and_as_old(own: Path) -> None:
    font = own / "fonts" / "House.ttf"
    about, size = font.stat(), 230_000
    light, regular = (
        (FONTS / f"IBMPlexSans-{name}.ttf").read_bytes().ljust(size, b"\0") for name in ("Light", "Regular")
    )
    font.write_bytes(regular)
    os.utime(font, ns=(about.st_atime_ns, about.st_mtime_ns))

    def change() -> None:
        font.write_bytes(light)
        os.utime(font, ns=(about.st_atime_ns, about.st_mtime_ns))

    before, after = changes(own, change)
    assert before != after


def test_a_font_that_is_renamed_with_its_theme(own: Path) -> None:
    def change() -> None:
        (own / "fonts" / "House.ttf").rename(own / "fonts" / "Haus.ttf")
        (own / "layouts" / "themes" / "house.yaml").write_text(HOUSE.replace("regular: House", "regular: Haus"))

    before, after = changes(own, change)
    assert before == after


def test_a_font_that_is_deleted(own: Path) -> None:
    _, after = changes(own, (own / "fonts" / "House.ttf").unlink)
    assert 'error[unknown-font]: there is no font "House"' in after


@pytest.mark.parametrize("what", ["replaced", "renamed", "deleted"])
def test_a_locale(own: Path, what: str) -> None:
    words = own / "locales" / "nl" / "persona.yaml"
    shutil.copytree(SHIPPED / "locales" / "nl", words.parent)
    text = words.read_text()
    words.write_text(text.replace("Doelen", "Streven"))
    assert words.read_text() != text
    change: Callable[[], object] = {
        "replaced": lambda: words.write_text(text),
        "renamed": lambda: words.parent.rename(own / "locales" / "cy"),
        "deleted": lambda: shutil.rmtree(words.parent),
    }[what]
    before, after = changes(own, change, "nl")
    assert before != after
    assert after == warm(house(own.parent / "other"), "nl", "house")


@pytest.mark.parametrize("what", ["replaced", "renamed", "deleted"])
def test_a_theme(own: Path, what: str) -> None:
    theme = own / "layouts" / "themes" / "house.yaml"
    change: Callable[[], object] = {
        "replaced": lambda: theme.write_text(HOUSE.replace("#1A1C20", "#102030")),
        "renamed": lambda: theme.rename(theme.with_name("huis.yaml")),
        "deleted": theme.unlink,
    }[what]
    before, after = changes(own, change)
    assert before != after
    assert what == "replaced" or 'there is no theme "house"' in after


def test_two_folders_by_turns(own: Path) -> None:
    other = house(own.parent / "other", "IBMPlexSans-Light")
    made = [warm(folder, theme="house") for folder in (own, other, own, other)]
    assert made[:2] == made[2:] == [fresh(own, theme="house"), fresh(other, theme="house")]
    assert made[0] != made[1]


def test_the_same_font_in_another_folder_after_the_first_is_gone(own: Path) -> None:
    before = warm(own, theme="house")
    moved = own.rename(own.parent / "moved")
    assert warm(moved, theme="house") == before
    assert "no-such-folder" in warm(own, theme="house")


def test_a_relative_folder_after_a_change_of_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    for name in ("Regular", "Light"):
        (tmp_path / name).mkdir()
        house(tmp_path / name / "assets", f"IBMPlexSans-{name}")
        monkeypatch.chdir(tmp_path / name)
        made.append(warm("assets", theme="house"))
        assert made[-1] == fresh("assets", theme="house")
    assert made[0] != made[1]


def test_a_face_is_loaded_from_where_it_was_wherever_the_working_folder_is_by_then(
    own: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(own.parent)
    document = bmcgen.make("persona", theme="house", assets="own")
    faces = Faces({"regular": "House"}, {"House": Path("own/fonts/House.ttf")})
    monkeypatch.chdir(own)
    assert faces["regular"].has("a")
    assert sha256(document.pdf()).hexdigest() == fresh(own, theme="house")


def test_fonts_of_one_postscript_name_have_parts_of_different_names(own: Path) -> None:
    bold = own / "fonts" / "House.ttf"
    bold.write_bytes(_renamed((FONTS / "IBMPlexSans-Bold.ttf").read_bytes(), "IBMPlexSans"))
    faces = [
        Face("a", bold),
        Face("b", FONTS / "IBMPlexSans-Regular.ttf"),
        Face("c", FONTS / "IBMPlexSans-Regular.ttf"),
    ]
    names = [_part(face, frozenset({("a", 97)})).font.split("/BaseFont")[1].split("/")[1] for face in faces]
    assert all(name.endswith("+IBMPlexSans") for name in names)
    assert names[0] != names[1] == names[2]


def test_two_fonts_of_one_postscript_name_are_two_fonts(own: Path) -> None:
    light = (FONTS / "IBMPlexSans-Light.ttf").read_bytes()
    (own / "fonts" / "House.ttf").write_bytes(_renamed(light, "IBMPlexSans-Bold"))
    made = warm(own, theme="house")
    # As if they had names of their own, but for these names.
    other = house(own.parent / "other", "IBMPlexSans-Light")
    drawn = [bmcgen.make("persona", theme="house", assets=folder) for folder in (own, other)]
    assert made == fresh(own, theme="house")
    assert drawn[0].pages == drawn[1].pages
    assert fonts(drawn[0].pdf()) == fonts(drawn[1].pdf())


def fonts(data: bytes) -> int:
    """How many fonts a file has, by their names."""
    from io import BytesIO

    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        return len({str(font.BaseFont) for page in pdf.pages for font in dict(page.Resources.Font.items()).values()})


def test_threads_with_different_assets(own: Path) -> None:
    folders = [own, *(house(own.parent / name, f"IBMPlexSans-{name}") for name in ("Light", "Italic"))]
    expected = {folder: fresh(folder, theme="house") for folder in folders}
    assert len({*expected.values()}) == 3
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(6) as pool:
            made = list(pool.map(lambda folder: warm(folder, theme="house"), folders * 6))
    finally:
        sys.setswitchinterval(interval)
    assert made == [expected[folder] for folder in folders * 6]


def test_a_session_is_dropped_whole_when_its_folder_changes(own: Path) -> None:
    first = Assets.of(own)
    assert SESSIONS.of(first) is not None
    (own / "fonts" / "Second.ttf").unlink()
    second = Assets.of(own)
    assert SESSIONS.of(first) is None
    assert SESSIONS.of(second) is not None


def test_no_more_sessions_are_open_than_there_is_room_for(tmp_path: Path) -> None:
    opened = []
    for number in range(OPEN + 1):
        (tmp_path / str(number)).mkdir()
        opened.append(Assets.of(tmp_path / str(number)))
    assert SESSIONS.of(opened[0]) is None
    assert all(SESSIONS.of(assets) is not None for assets in opened[1:])


def test_what_is_read_of_a_closed_session_is_right_but_not_remembered(tmp_path: Path) -> None:
    read = []

    @kept
    def name(_: Assets, number: int) -> int:
        read.append(number)
        return number

    assets = Assets((tmp_path,), b"never opened", ("x",))
    assert [name(assets, 1), name(assets, 1)] == [1, 1]
    assert read == [1, 1]


def test_threads_that_ask_together_get_the_same_value() -> None:
    session, assets = Session(Assets()), Assets()
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)

    def read(_: Assets, number: int) -> list[int]:
        return [number for _ in range(50)]

    try:
        with ThreadPoolExecutor(8) as pool:
            found = list(pool.map(lambda n: session.recall(read, assets, (n // 8,), {}), range(8 * (MOST - 1))))
    finally:
        sys.setswitchinterval(interval)
    assert all(found[8 * (n // 8)] is found[n] for n in range(len(found)))
