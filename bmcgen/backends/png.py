"""Pages to pictures, by way of their PDF."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from math import floor, sqrt
from typing import TYPE_CHECKING

import pypdfium2

from bmcgen.backends import check_for_pdf, pdf
from bmcgen.diagnostics import Place, Problems, error
from bmcgen.pdfium import PDFIUM

if TYPE_CHECKING:
    from bmcgen.backends import Drawing

PAGED = True
MOST_PIXELS = 150_000_000
"""Of a page: an A0 at 300 dots an inch. While a page is drawn, a pixel takes about seven bytes."""
LEAST_DPI = 20


def files(drawings: Iterable[Drawing], dpi: float) -> Iterator[bytes]:
    """A PNG for each page, at a number of dots an inch, made as it is asked for."""
    (content,) = pdf.files(_checked(drawings))
    return pngs(content, dpi)


def _checked(drawings: Iterable[Drawing]) -> Iterator[Drawing]:
    for each in drawings:
        check_for_pdf(each, ".png")
        yield each


def pngs(pdf: bytes, dpi: float) -> Iterator[bytes]:
    """A PNG for each page of a PDF, at a number of dots an inch. `Problems` before the first one if any has more pixels
    than can be drawn.
    """
    with PDFIUM:
        document = pypdfium2.PdfDocument(pdf)
        sizes = [page.get_size() for page in document]
    try:
        _check_pixels(sizes, dpi)
        for number in range(len(sizes)):
            with PDFIUM:
                page = document[number]
                bitmap = page.render(scale=dpi / 72)
                picture = bitmap.to_pil()
            buffer = BytesIO()
            picture.save(buffer, "PNG", dpi=(dpi, dpi), optimize=False)
            yield buffer.getvalue()
            # Held until the next page is drawn, two of them would be in memory.
            del picture
            with PDFIUM:
                bitmap.close()
                page.close()
    finally:
        with PDFIUM:
            document.close()


def _check_pixels(sizes: list[tuple[float, float]], dpi: float) -> None:
    width, height = max(sizes, key=lambda size: size[0] * size[1])
    across, down = round(width * dpi / 72), round(height * dpi / 72)
    if across * down <= MOST_PIXELS:
        return
    message = f"at {dpi:g} dpi a page is {across:,} x {down:,} pixels; {MOST_PIXELS // 1_000_000} million is the most"
    fits = floor(sqrt(MOST_PIXELS / (width * height)) * 72)
    hint = "write a PDF, which is sharp at any size"
    if fits >= LEAST_DPI:
        hint = f"--dpi {fits} would do, or {hint}"
    raise Problems([error("too-many-pixels", message, Place("--dpi"), hint)])
