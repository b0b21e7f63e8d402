"""Limits that keep a run bounded, and what is said where one is met."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from PIL import Image

import bmcgen
from bmcgen.backends import png
from bmcgen.backends.pdf import pictures as painting
from bmcgen.cli import main
from bmcgen.source import yaml_events as events
from bmcgen.source.pictures import MOST_PIXELS
from bmcgen.source.tree import MAX_DEPTH, parse
from bmcgen.text import line_breaking
from tests.conftest import canvas


@pytest.mark.parametrize("text", ["a: " + "[" * 99, "- " * 99 + "x", "\n".join(" " * n + "a:" for n in range(99))])
@pytest.mark.parametrize("refusal", [yaml.YAMLError("no"), RecursionError("no"), MemoryError("no")])
def test_too_deep_is_told_whatever_the_parser_says(
    text: str, refusal: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refusing(_: str) -> Iterator[Any]:
        yield from ()
        raise refusal

    monkeypatch.setattr(events, "events", refusing)
    with pytest.raises(bmcgen.Problems) as caught:
        parse(text, "f.yaml")
    (problem,) = caught.value.diagnostics
    assert problem.code == "too-deep"
    assert problem.where.line >= 1
    assert str(MAX_DEPTH) in problem.message


def test_brackets_and_dashes_of_texts_are_no_levels(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "a:\n" + "  - '[[[[[[[[[['\n" * 60 + '  - "{{{{{{"\n' * 60 + "b: [unclosed\n"
    with pytest.raises(bmcgen.Problems) as caught:
        parse(text, "f.yaml")
    assert {each.code for each in caught.value.diagnostics} == {"yaml-syntax"}


def test_a_picture_of_too_many_pixels_is_refused_with_what_would_do(tmp_path: Path) -> None:
    out = tmp_path / "a.png"
    arguments = ["make", "business-model", "--paper", "A0", "-o", str(out)]
    result = CliRunner().invoke(main, [*arguments, "--dpi", "600"])
    assert (result.exit_code, result.stdout) == (1, "")
    assert "error[too-many-pixels]" in result.stderr
    assert "--dpi 311 would do" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_number_of_dots_that_would_do_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "MOST_PIXELS", 100_000)
    pdf = bmcgen.make("persona").pdf()
    with pytest.raises(bmcgen.Problems) as caught:
        next(png.pngs(pdf, 100))
    (fits,) = [int(word) for word in caught.value.diagnostics[0].hint.split() if word.isdigit()]
    assert next(png.pngs(pdf, fits))
    with pytest.raises(bmcgen.Problems):
        next(png.pngs(pdf, fits + 1))


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_of_too_many_pixels_is_refused_with_what_would_do(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(MOST_PIXELS, kind, 5_000)
    Image.new("RGB", (60, 80)).save(tmp_path / "small", kind)
    Image.new("RGB", (80, 90)).save(tmp_path / "large", kind)
    for name in ("small", "large"):
        (tmp_path / f"{name}.yaml").write_text(f"layout: persona\ntitle: A\nblocks:\n  photo: {name}\n")
    assert bmcgen.make(tmp_path / "small.yaml").pages
    with pytest.raises(bmcgen.Problems) as caught:
        bmcgen.make(tmp_path / "large.yaml")
    (problem,) = caught.value.diagnostics
    assert (problem.code, "80 x 90" in problem.message, "pixels across" in problem.hint) == ("too-large", True, True)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_very_large_photo_looks_as_it_does_otherwise(
    kind: str, orientation: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    image = Image.radial_gradient("L").resize((1500, 2000)).convert("RGB")
    image.paste((255, 0, 0), (0, 0, 750, 1000))
    about = Image.Exif()
    about[0x0112] = orientation
    image.save(tmp_path / "photo", kind, exif=about)
    path = tmp_path / "a.yaml"
    path.write_text("layout: persona\ntitle: A\nblocks:\n  photo: photo\n")
    (mark,) = [each for each in bmcgen.make(path).pages[0].marks if hasattr(each, "crop")]
    ordinary = painting.printable(mark, "cmyk")
    monkeypatch.setattr(painting, "_LARGE", 1_000)
    reduced = painting.printable(mark, "cmyk")
    assert isinstance(ordinary, Image.Image)
    assert isinstance(reduced, Image.Image)
    assert reduced.size == ordinary.size
    small = [each.resize((20, 20)).tobytes() for each in (ordinary, reduced)]
    assert max(abs(a - b) for a, b in zip(*small, strict=True)) < 12


@pytest.mark.parametrize(
    ("part", "most"), [("abcdefghij", 3), ("abcdefghij\u00ad", 4), ("a\u00adb\u00adc\u00adde\u00adf\u00ad", 20)]
)
def test_a_very_long_word_asks_no_patterns_and_few_calls_a_letter(part: str, most: int) -> None:
    def calls(letters: int) -> int:
        counted = 0

        def count(_: Any, event: str, __: Any) -> None:
            nonlocal counted
            counted += event in ("call", "c_call")

        data = canvas(blocks={"channels": [part * (letters // len(part))]})
        sys.setprofile(count)
        try:
            bmcgen.make(data)
        finally:
            sys.setprofile(None)
        return counted

    calls(1_000)
    few, many = calls(200_000), calls(240_000)
    assert (many - few) / 40_000 < most


def test_the_lines_of_a_very_long_word_are_chosen_in_few_steps_a_letter() -> None:
    steps = 0

    def step(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal steps
        if frame.f_code.co_filename != line_breaking.__file__:
            return None
        steps += event == "line"
        return step

    data = canvas(blocks={"channels": ["\u00ad".join("abcdefghij" * 4_000)]})
    sys.settrace(step)
    try:
        bmcgen.make(data)
    finally:
        sys.settrace(None)
    assert steps / 40_000 < 20


@pytest.mark.parametrize("epoch", ["abc", "-1", "1e9", "9" * 5_000, "１２"])
@pytest.mark.parametrize("command", [["make", "business-model", "-o", "a.pdf"], ["make", "persona", "-o", "a.png"]])
def test_a_wrong_epoch_is_an_error_and_no_file(
    epoch: str, command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = CliRunner().invoke(main, command)
    assert result.exception is None or isinstance(result.exception, SystemExit)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("SOURCE_DATE_EPOCH: error[bad-value]: ")
    assert list(tmp_path.iterdir()) == []


def test_of_eight_programs_that_write_one_new_file_one_succeeds(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "bmcgen", "new", "business-model", "-o", "same.yaml"]
    running = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    ended = [(*each.communicate(), each.returncode) for each in running]
    assert sorted(code for *_, code in ended) == [0] + [1] * 7
    assert all("same.yaml: error[exists]" in errors for _, errors, code in ended if code)
    assert sorted(os.listdir(tmp_path)) == [".bmcgen", "same.yaml"]
    assert parse((tmp_path / "same.yaml").read_text(encoding="utf-8"), "same.yaml")


def test_a_new_file_needs_no_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(*_: Any) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", no_links)
    arguments = ["new", "persona", "-o", str(tmp_path / "a.yaml")]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = (tmp_path / "a.yaml").read_bytes()
    result = CliRunner().invoke(main, arguments)
    assert (result.exit_code, "error[exists]" in result.stderr) == (1, True)
    assert [each.read_bytes() for each in tmp_path.iterdir() if each.is_file()] == [before]
