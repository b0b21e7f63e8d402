"""Forms, and what a person or a program does to them."""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pikepdf
import pypdfium2
from pypdfium2 import raw

Typed = Callable[[str, str], "str | bool | None"]
"""For the name of a field and the state of a box: a text to type, True to click, None to leave it alone."""


def short_name(name: str) -> str:
    """The name of a field without that of its form."""
    return name.partition(".")[2]


def in_chrome(data: bytes, typed: Typed) -> bytes:
    """A form filled in by the engine of Chrome and Edge, with clicks and keys."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    form = document.formenv
    assert form is not None
    for page in [*document]:
        for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
            annotation = raw.FPDFPage_GetAnnot(page.raw, number)
            name = _said(raw.FPDFAnnot_GetFormFieldName, form.raw, annotation)
            state = _said(raw.FPDFAnnot_GetFormFieldExportValue, form.raw, annotation)
            wanted = typed(short_name(name), state)
            if wanted is not None:
                _enter(form.raw, page.raw, annotation, wanted)
    out = BytesIO()
    document.save(out)
    document.close()
    return out.getvalue()


def _said(ask: Any, form: Any, annotation: Any) -> str:
    length = ask(form, annotation, None, 0)
    buffer = ctypes.create_string_buffer(length)
    ask(form, annotation, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _enter(form: Any, page: Any, annotation: Any, wanted: str | bool) -> None:
    place = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, place)
    x, y = (place.left + place.right) / 2, (place.top + place.bottom) / 2
    raw.FORM_OnMouseMove(form, page, 0, x, y)
    raw.FORM_OnLButtonDown(form, page, 0, x, y)
    raw.FORM_OnLButtonUp(form, page, 0, x, y)
    if isinstance(wanted, str):
        raw.FORM_SelectAllText(form, page)
        buffer = ctypes.create_string_buffer((wanted + "\0").encode("utf-16-le"))
        raw.FORM_ReplaceSelection(form, page, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)))
    raw.FORM_ForceToKillFocus(form)


def with_values(data: bytes, values: dict[str, Any], change: Callable[[pikepdf.Pdf], None] | None = None) -> bytes:
    """A form in which a program has set values, by the names of fields."""
    with pikepdf.open(BytesIO(data)) as pdf:
        (root,) = pdf.Root.AcroForm.Fields
        fields = {str(field.T): field for field in root.Kids}
        for name, value in values.items():
            fields[name].V = value
        if change:
            change(pdf)
        out = BytesIO()
        pdf.save(out, static_id=True)
    return out.getvalue()


def fields_of(data: bytes) -> dict[str, Any]:
    """The fields of a form by their names, as plain values: what they are, and the widgets of each."""
    with pikepdf.open(BytesIO(data)) as pdf:
        (root,) = pdf.Root.AcroForm.Fields
        return {
            str(field.T): {
                "kind": str(field.FT),
                "flags": int(field.get("/Ff", 0)),
                "says": str(field.get("/TU", "")),
                "widgets": len(field.Kids) if "/Kids" in field else int("/Rect" in field),
                "value": field.V if isinstance(field.get("/V"), str) else str(field.get("/V", "")),
            }
            for field in root.Kids
        }
