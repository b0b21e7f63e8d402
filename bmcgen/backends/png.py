"""Pages to pictures, by way of their PDF."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

import pypdfium2


def pngs(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """A PNG for each page of a PDF, at a number of dots an inch."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        for page in document:
            picture = page.render(scale=dpi / 72).to_pil()
            buffer = BytesIO()
            picture.save(buffer, "PNG", dpi=(dpi, dpi), optimize=False)
            yield buffer.getvalue()
    finally:
        document.close()
