"""The wheel, in a fresh environment, from an empty folder: everything it needs is in it."""

import site
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def call(*command: str | Path, cwd: Path) -> str:
    result = subprocess.run([*map(str, command)], capture_output=True, text=True, cwd=cwd, check=False)
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    call(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_carries_data_licences_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for name in ("layouts/business-model.yaml", "layouts/themes/classic.yaml", "fonts/IBMPlexSans-Regular.ttf"):
        assert f"bmcgen/{name}" in names
    for locale in ("nl", "de", "en"):
        assert {f"bmcgen/locales/{locale}/locale.yaml", f"bmcgen/locales/{locale}/business-model.yaml"} <= {*names}
    assert "bmcgen/compiled.bin" in names
    assert str(ROOT).encode() not in zipfile.ZipFile(wheel).read("bmcgen/compiled.bin")
    assert sum("OFL-IBM-Plex.txt" in name for name in names) >= 1
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE.md") for name in names)
    data = ("bmcgen/fonts/", "bmcgen/layouts/", "bmcgen/locales/")
    assert not [name for name in names if "test" in name or name.endswith(".pyc")]
    assert not [name for name in names if name.startswith(data) and name.endswith(".py")]
    assert {name.split("/")[0].split("-")[0] for name in names} == {"bmcgen"}


def test_the_wheel_prints_from_an_empty_folder(wheel: Path, tmp_path: Path) -> None:
    environment, empty = tmp_path / "venv", tmp_path / "empty"
    empty.mkdir()
    call(sys.executable, "-m", "venv", environment, cwd=tmp_path)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    call(python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", wheel, cwd=empty)
    # What it depends on is taken from here instead of being downloaded again; the wheel's own files come first.
    own = Path(call(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=empty).strip())
    paths = dict.fromkeys([sysconfig.get_path("purelib"), sysconfig.get_path("platlib"), *site.getsitepackages()])
    (own / "dependencies.pth").write_text("".join(f"{path}\n" for path in paths))
    where = call(python, "-c", "import bmcgen; print(bmcgen.__file__)", cwd=empty).strip()
    assert Path(where).is_relative_to(environment)
    assert call(python, "-m", "bmcgen", "make", "business-model", "-l", "nl,de,en", cwd=empty).split() == [
        "business-model-nl.pdf",
        "business-model-de.pdf",
        "business-model-en.pdf",
    ]
    assert "business-model" in call(python, "-m", "bmcgen", "list", cwd=empty)
    # What ships was read when the wheel was built.
    code = "import sys, bmcgen; bmcgen.make('worksheets').pdf(); print({'pydantic', 'yaml'} & {*sys.modules})"
    assert call(python, "-c", code, cwd=empty).strip() == "set()"
