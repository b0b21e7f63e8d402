"""The file itself: where its objects are, and that they are written once."""

import re
import subprocess
from io import BytesIO
from pathlib import Path
from shutil import which

import pikepdf
import pytest

import bmcgen
from bmcgen.documents.output.document import joined
from tests.conftest import SAMPLES, canvas


def test_structure_elements_are_in_object_streams_and_pages_are_not() -> None:
    data = bmcgen.make(canvas(blocks={"channels": ["Shop", "Website", "Market"]})).pdf()
    with pikepdf.open(BytesIO(data)) as pdf:
        elements = [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and "/S" in each and "/P" in each
        ]
        numbers = [each.objgen[0] for each in elements]
        assert len(elements) > 30
        assert pdf.pages[0].Contents.read_bytes().count(b"BDC") > 15
    assert not [number for number in numbers if f"\n{number} 0 obj".encode() in data]
    assert data.startswith(b"%PDF-1.7\n%")
    start = int(data.rsplit(b"startxref\n", 1)[1].split()[0])
    assert b"/Type/XRef" in data[start : start + 60]


def test_a_joined_file_is_smaller_than_its_parts_and_each_element_knows_its_page() -> None:
    documents = [bmcgen.make(canvas(blocks={"channels": [f"Shop {number}"]})) for number in range(3)]
    data = joined(documents)
    assert len(data) < 0.6 * sum(len(document.pdf()) for document in documents)
    with pikepdf.open(BytesIO(data)) as pdf:
        pages = {page.objgen for page in pdf.pages}
        top = pdf.Root.StructTreeRoot.K
        assert {kid.Pg.objgen for kid in top.K} == pages
        assert [len(pdf.Root.StructTreeRoot.ParentTree.Nums), pdf.pages[2].StructParents] == [6, 2]


@pytest.mark.skipif(which("qpdf") is None, reason="qpdf is not installed")
def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(joined([bmcgen.make("business-model", locale="nl"), bmcgen.make("persona", locale="nl")]))
    done = subprocess.run(["qpdf", "--check", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("tiles", [None, "A6"])
def test_every_stream_ends_with_a_line_end_and_is_as_long_as_it_says(tiles: str | None) -> None:
    """Photos and tiles, too, which ReportLab writes (ISO 19005-2, 6.1.7.1)."""
    data = bmcgen.make(SAMPLES / "personas" / "margaret.yaml", tiles=tiles).pdf()
    found = [*re.finditer(rb"/Length (\d+).*?>>\s*?stream\r?\n", data, re.DOTALL)]
    assert len(found) > 10
    assert len(found) == data.count(b"endstream")
    for each in found:
        end = each.end() + int(each[1])
        assert data[end : end + 10] == b"\nendstream"


def test_the_metadata_can_be_read_without_unpacking_anything() -> None:
    data = bmcgen.make("business-model").pdf()
    assert b"<pdfuaid:part" in data
    assert b"\n<?xpacket end" in data
