"""Pages to pictures, by way of their PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2

from bmcgen.backends import pdf

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

PAGED = True


def files(drawings: Iterable[Drawing], dpi: float) -> Iterator[bytes]:
    """A PNG for each page, at a number of dots an inch, made as it is asked for."""
    (content,) = pdf.files(drawings)
    return pngs(content, dpi)


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
