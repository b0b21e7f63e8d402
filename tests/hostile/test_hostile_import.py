"""Files made to do harm, handed to the importers: a clear error, in bounded time and memory, and nothing is fetched."""

import io
import socket
import time
import tracemalloc
import zipfile
import zlib
from base64 import b64encode
from functools import cache
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bmcgen
from bmcgen import importing
from bmcgen.assets.finder import Assets
from bmcgen.importing.formats import by_suffix
from tests.conftest import SAMPLES
from tests.importing.office import BUILT, word_headings
from tests.importing.sampled import EXPECTED, content

ASSETS = Assets()
SUFFIXES = sorted(by_suffix())


def codes(data: bytes, suffix: str) -> list[str]:
    """What is wrong with a file; nothing where it is read."""
    try:
        importing.read_bytes(data, suffix, ASSETS, f"f{suffix}")
    except bmcgen.Problems as exc:
        return [each.code for each in exc.diagnostics]
    return []


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("something was fetched")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An office file with a part of its archive replaced, or one more."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, content)
    return file.getvalue()


LAUGHS = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><a>&b;</a>'
FILE = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><mxfile>&b;</mxfile>'


@pytest.mark.parametrize("name", [name for name in BUILT if not name.endswith("drawio")])
@pytest.mark.parametrize("entity", [LAUGHS, FILE, LAUGHS.decode().encode("utf-16")])
def test_entities_are_refused(name: str, entity: bytes) -> None:
    data = BUILT[name]()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        part = next(each for each in archive.namelist() if each.endswith(("document.xml", "sheet1.xml", "slide1.xml")))
    assert codes(with_part(data, part, entity), Path(name).suffix) == ["hostile-xml"]


@pytest.mark.parametrize("entity", [LAUGHS, FILE])
def test_entities_in_a_drawing_are_refused(entity: bytes) -> None:
    assert codes(entity, ".drawio") == ["hostile-xml"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
def test_an_archive_that_grows_without_bounds_is_refused_unread(suffix: str) -> None:
    data = with_part(word_headings(), "word/media/zeros.bin", b"\0" * 160_000_000)
    assert len(data) < 1_000_000
    tracemalloc.start()
    try:
        assert codes(data, suffix) == ["too-large"]
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_an_archive_of_too_many_files_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(6_000):
            archive.writestr(f"{number}.xml", "")
    assert codes(file.getvalue(), ".docx") == ["too-large"]


def test_a_drawing_that_grows_without_bounds_is_refused() -> None:
    machine = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = b64encode(machine.compress(b"a" * 60_000_000) + machine.flush()).decode()
    assert codes(f'<mxfile><diagram name="a">{data}</diagram></mxfile>'.encode(), ".drawio") == ["too-large"]


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    for suffix in SUFFIXES:
        path = tmp_path / f"large{suffix}"
        with path.open("wb") as file:
            file.truncate(51_000_000)
        with pytest.raises(bmcgen.Problems) as caught:
            importing.read(path, ASSETS)
        assert [each.code for each in caught.value.diagnostics] == ["too-large"]


@pytest.mark.parametrize("suffix", [".docx", ".xlsx", ".pptx"])
@pytest.mark.parametrize("data", [b"", b"PK\3\4 broken", b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"plain text"])
def test_what_is_no_archive_or_is_encrypted_is_told(suffix: str, data: bytes) -> None:
    assert codes(data, suffix) == ["not-readable"]


@pytest.mark.parametrize("name", [name for name in BUILT if not name.endswith("drawio")])
def test_a_damaged_office_file_is_told(name: str) -> None:
    data = BUILT[name]()
    for at in (len(data) // 3, len(data) // 2, len(data) - 30):
        assert codes(data[:at], Path(name).suffix) == ["not-readable"]


def test_macros_are_told_and_not_looked_at() -> None:
    data = with_part(word_headings(), "word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    found = importing.read_bytes(data, ".docm", ASSETS, "f.docm")
    assert [each.code for each in found.said] == ["macros"]


def test_links_and_pictures_to_elsewhere_are_not_followed() -> None:
    text = content("headings.md").decode() + "\n![x](http://127.0.0.1:9/x.png)\n<img src='http://127.0.0.1:9/y.png'>\n"
    assert codes(text.encode(), ".md") == []
    page = content("page.html").decode().replace("</body>", "<iframe src='http://127.0.0.1:9/'></iframe></body>")
    assert codes(page.encode(), ".html") == []
    document = docx.Document(io.BytesIO(word_headings()))
    document.part.relate_to("http://127.0.0.1:9/x.png", "http://schemas.openxmlformats.org/x/image", is_external=True)
    file = io.BytesIO()
    document.save(file)
    assert codes(file.getvalue(), ".docx") == []


def test_formulas_are_not_worked_out() -> None:
    book = openpyxl.Workbook()
    for row in (["Customer Segments", "Value Propositions", "Channels"], ["=1+1", "Two", '=WEBSERVICE("http://x")']):
        book.active.append(row)
    file = io.BytesIO()
    book.save(file)
    found = importing.read_bytes(file.getvalue(), ".xlsx", ASSETS, "f.xlsx")
    assert [each.words.text for each in found.finding.left] == ["=1+1", '=WEBSERVICE("http://x")']


DEEP = {
    ".md": "> " * 5_000 + "x\n" + "".join(f"{'  ' * n}- x\n" for n in range(500)),
    ".txt": "- " * 20_000,
    ".html": "<div>" * 50_000 + "<table><tr><td>" * 2_000 + "<ul><li>" * 5_000,
    ".json": "[" * 100_000,
    ".yaml": "a: " * 20_000,
    ".bmml": "{a: " * 20_000,
    ".csv": '"' + "a" * 300_000,
    ".drawio": "<mxGraphModel>" + "<a>" * 20_000 + "</a>" * 20_000 + "</mxGraphModel>",
}


@pytest.mark.parametrize("suffix", [*DEEP])
def test_deep_nesting_ends_soon(suffix: str) -> None:
    begun = time.process_time()
    assert codes(DEEP[suffix].encode(), suffix)
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    "text",
    [
        "*" * 100_000,
        "[" * 50_000,
        "`" * 50_000 + "x",
        "|" * 20_000,
        "<!--" * 10_000,
        "**a** " * 30_000,
        "(a) " * 30_000,
    ],
)
def test_signs_in_masses_end_soon(text: str) -> None:
    begun = time.process_time()
    for suffix in (".md", ".html"):
        codes(f"# Customer Segments\n# Channels\n# Value Propositions\n{text}\n".encode(), suffix)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("suffix", [".md", ".txt", ".html", ".csv", ".json", ".bmml"])
def test_wrong_encodings_are_told(suffix: str) -> None:
    assert codes(b"\xff\xfe\xff\x00\x80\x81", suffix)
    assert codes(b"Channels \x00\x01\x02", suffix)
    assert codes("Каналы продаж, и не только".encode("cp1251"), suffix)


@given(data=st.binary(max_size=400), suffix=st.sampled_from(SUFFIXES))
def test_any_bytes_are_read_or_told(data: bytes, suffix: str) -> None:
    codes(data, suffix)


NAMES = [name for name in EXPECTED if Path(name).suffix in (".md", ".html", ".csv", ".json", ".bmml", ".drawio")]


@given(name=st.sampled_from(NAMES), cuts=st.lists(st.tuples(st.floats(0, 1), st.text(max_size=6)), max_size=6))
def test_any_change_of_a_sample_is_read_or_told(name: str, cuts: list[tuple[float, str]]) -> None:
    data = content(name)
    for share, text in cuts:
        at = int(share * len(data))
        data = data[:at] + text.encode("utf-8", "ignore") + data[at + 3 :]
    codes(data, Path(name).suffix)


SAID = {
    "layout": "business-model",
    "title": "Tents",
    "segments": ["Hikers"],
    "blocks": {"channels": [{"text": "Hut, *now*", "segments": ["Hikers"], "tags": ["a, b"]}], "key-partners": ["=1"]},
}
CUTS = st.lists(st.tuples(st.floats(0, 1), st.text(max_size=6)), max_size=6)


@cache
def exported(form: str) -> bytes:
    return bmcgen.export(SAID, form).data


@given(form=st.sampled_from(["bmml", "csv", "json", "md", "xlsx"]), cuts=CUTS)
def test_any_change_of_an_export_is_read_or_told(form: str, cuts: list[tuple[float, str]]) -> None:
    data = exported(form)
    for share, text in cuts:
        at = int(share * len(data))
        data = data[:at] + text.encode("utf-8", "ignore") + data[at + 3 :]
    codes(data, f".{form}")


PEOPLE = sorted((SAMPLES / "import-personas").glob("*.md"))


@given(path=st.sampled_from(PEOPLE), cuts=CUTS)
def test_any_change_of_a_persona_is_read_or_told(path: Path, cuts: list[tuple[float, str]]) -> None:
    data = path.read_bytes()
    for share, text in cuts:
        at = int(share * len(data))
        data = data[:at] + text.encode("utf-8", "ignore") + data[at + 3 :]
    codes(data, ".md")


OURS = "---\nwritten-by: bmcgen\nlayout: business-model\n---\n## Channels\n"


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5_000 + "x\n" + "".join(f"{'  ' * n}- x\n" for n in range(500)),
        "- " * 20_000,
        "- x\\\n  *tags: " + " " * 200_000 + '"*',
        "- x\\\n  *" + "tags: " * 50_000 + "*",
        "- x\\\n  " + "*" * 200_000,
        "- **" + "\\:" * 100_000 + "**",
        "\\" * 300_000,
        "&#" * 200_000,
        "### x\n" * 10_000,
    ],
)
@pytest.mark.parametrize("layout", ["business-model", "persona"])
def test_masses_in_an_export_end_soon(text: str, layout: str) -> None:
    begun = time.process_time()
    codes(OURS.replace("business-model", layout).encode() + text.encode(), ".md")
    cells = ["x"] * 3 + [text] * 4
    codes(("Written by,bmcgen\nBlock,Group,Note,Status,Segments,Tags,To\n" + ",".join(cells)).encode(), ".csv")
    assert time.process_time() - begun < 10


def test_aliases_that_grow_in_the_head_of_an_export_are_refused() -> None:
    grown = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [{', '.join([f'*{a}'] * 9)}]\n" for a, b in pairwise("abcdefghij"))
    data = OURS.replace("layout", f"{grown}layout").encode()
    tracemalloc.start()
    try:
        codes(data + b"- x\n", ".md")
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize(
    "text",
    [
        "# A\n## B\n### C\n#### D\n##### E\n###### F\n- Age: 3\n- Role: x\n" * 1_000,
        "**Age:** 3 | " * 10_000,
        "- **Goals:**\n  - x\n" * 5_000,
        "| Age | " + "x | " * 150 + "\n|" + "---|" * 151 + "\n" + ("| Goals |" + " y |" * 150 + "\n") * 50,
    ],
)
def test_masses_of_labels_end_soon(text: str) -> None:
    begun = time.process_time()
    codes(f"# Persona\n{text}".encode(), ".md")
    assert time.process_time() - begun < 10


def test_a_picture_that_a_persona_names_elsewhere_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.md"
    path.write_text("---\nwritten-by: bmcgen\nlayout: persona\n---\n## photo\n\n../../../etc/passwd\n")
    with pytest.raises(bmcgen.Problems, match="outside-folder"):
        bmcgen.make(path)
