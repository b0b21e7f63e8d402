"""From threads, with a switch after every few instructions: the bytes that one thread makes, one after another."""

import gc
import random
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any, TypeVar

import pypdfium2
import pypdfium2.raw
import pytest

import bmcgen
from bmcgen.pdfium import PDFIUM
from bmcgen.resources import SHIPPED
from bmcgen.text.fonts import Face, Faces
from bmcgen.text.fonts.file import FontProgram
from bmcgen.text.hyphenation import current_hyphenator
from bmcgen.text.line_breaking import best_lines
from bmcgen.text.measuring import MeasuredText
from bmcgen.text.segmentation import segments
from tests.conftest import canvas

T = TypeVar("T")
WORDS = ["Klant", "Notities", "Žluťoučký", "kůň", "AVATAR", "✓", "💡", "Ωμέγα", "Geschwindigkeitsbegrenzung"]
WORDS += ["onafhankelijkheidsverklaring", "https://example.org/een/lang/adres", "x" * 70]
BLOCKS = ("channels", "key-partners", "cost-structure", "value-propositions")


def in_threads(make: Callable[[int], T], count: int) -> list[T]:
    """What is made by eight threads, among which Python switches as often as it can."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            return list(pool.map(make, range(count)))
    finally:
        sys.setswitchinterval(interval)


def poster(number: int) -> bytes:
    chance = random.Random(number)
    blocks = {block: [" ".join(chance.choices(WORDS, k=chance.randint(2, 9))) for _ in range(4)] for block in BLOCKS}
    theme = ("classic", "colour", "ink")[number % 3]
    return bmcgen.make(canvas(title=f"Poster {number}", blocks=blocks), theme=theme).pdf()


def test_posters_from_threads_are_those_of_one() -> None:
    """The threads come first, so that it is they who fill what is remembered."""
    made = in_threads(poster, 100)
    assert [number for number, data in enumerate(made) if data != poster(number)] == []


def test_a_new_folder_of_assets_is_read_by_many_threads_at_once(tmp_path: Path) -> None:
    def make(number: int) -> bytes:
        return bmcgen.make(canvas(blocks={"channels": WORDS}), locale="nl", assets=tmp_path).pdf()

    alone = bmcgen.make(canvas(blocks={"channels": WORDS}), locale="nl").pdf()
    assert {*in_threads(make, 16)} == {alone}


def test_pictures_and_proofs_from_threads(tmp_path: Path) -> None:
    document = bmcgen.make(canvas(blocks={"channels": ["Shop"]}))
    (alone,) = document.save(tmp_path / "alone.png", dpi=30)

    def make(number: int) -> bytes:
        document.verify()
        return document.save(tmp_path / f"{number}.png", dpi=30)[0].read_bytes()

    assert {*in_threads(make, 12)} == {alone.read_bytes()}


def test_pdfium_is_called_by_the_thread_that_holds_its_lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """PDFium has no locks of its own: two threads within it at a time may read what is half written."""
    called = set[str]()

    def guarded(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            assert PDFIUM.locked(), name
            called.add(name)
            return function(*arguments)

        return call

    document = bmcgen.make(canvas(blocks={"channels": ["Shop"] * 60}))
    assert len(document.pages) > 1
    document.save(tmp_path / "first.png", dpi=30)
    # What other tests have left is closed before it is watched.
    gc.collect()
    for name, function in vars(pypdfium2.raw).items():
        if name.startswith(("FPDF", "FORM")) and callable(function) and not isinstance(function, type):
            monkeypatch.setattr(pypdfium2.raw, name, guarded(name, function))
    document.verify()
    document.save(tmp_path / "alone.png", dpi=30)
    gc.collect()
    assert {"FPDF_LoadMemDocument64", "FPDF_RenderPageBitmap", "FPDFText_LoadPage", "FPDF_CloseDocument"} <= called


def test_subsets_of_one_font_are_cut_one_at_a_time() -> None:
    data = (SHIPPED / "fonts" / "IBMPlexSans-Regular.ttf").read_bytes()
    program = FontProgram(data, "Plex")
    texts = ["".join(chr(33 + (start + step) % 90) for step in range(12)) + "éçñő" for start in range(60)]
    alone = [FontProgram(data, "Plex").subset([*map(ord, text)]) for text in texts]
    assert in_threads(lambda number: program.subset([*map(ord, texts[number])]), len(texts)) == alone


def test_what_is_worked_out_of_a_text_is_whole_for_every_thread(regular: Face) -> None:
    text = " ".join(f"Geschwindigkeitsbegrenzung{number}" for number in range(40))
    for _ in range(20):
        parts = MeasuredText(segments(text, "de", current_hyphenator()), regular)
        begin = Barrier(8)

        def ends(_: int, parts: MeasuredText = parts, begin: Barrier = begin) -> list[tuple[int, int]]:
            begin.wait()
            return best_lines(parts, 9_000, False)

        found = in_threads(ends, 8)
        assert all(each == found[0] for each in found)


def test_threads_that_ask_together_get_the_same_face() -> None:
    name = "IBMPlexSans-Regular"
    for _ in range(10):
        faces = Faces({"regular": name}, {name: SHIPPED / "fonts" / f"{name}.ttf"})
        begin = Barrier(8)

        def ask(_: int, faces: Faces = faces, begin: Barrier = begin) -> tuple[Face, Face]:
            begin.wait()
            return faces["regular"], faces.by_name(name)

        found = in_threads(ask, 8)
        assert all(face is found[0][0] and base is found[0][1] for face, base in found)
