"""Pages to pictures, by way of their PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2

from bmcgen.pdfium import PDFIUM


def pngs(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """A PNG for each page of a PDF, at a number of dots an inch."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        count = len(document)
    try:
        for number in range(count):
            with PDFIUM:
                picture = document[number].render(scale=dpi / 72).to_pil()
            buffer = BytesIO()
            picture.save(buffer, "PNG", dpi=(dpi, dpi), optimize=False)
            yield buffer.getvalue()
    finally:
        with PDFIUM:
            document.close()
