"""A case made, and its file read by an independent reader."""

from __future__ import annotations

import os
import traceback
from dataclasses import dataclass

from pypdfium2 import PdfDocument

import bmcgen
from bmcgen.diagnostics import Diagnostic
from tests.conftest import SAMPLES
from tests.places.cases import Case, made
from tests.places.faults import faults
from tests.places.reading import read

TOLD = ("no-room", "too-long", "too-small")
"""What the program says where a paper is too small for what is written."""


@dataclass
class Looked:
    """What was found in a file, each with its page; or how the program refused to make it."""

    faults: list[str]
    told: list[str]


def looked(case: Case) -> Looked:
    """Make the file of a case and look at each of its pages."""
    os.chdir(SAMPLES)
    try:
        document = made(case)
    except bmcgen.Problems as exc:
        said = [f"{each.code}: {each.where}: {each.message}" for each in exc.diagnostics]
        if case.state in ("limits", "titles") and all(_clear(each) for each in exc.diagnostics):
            return Looked([], said)
        return Looked([f"refused: refused: {each}" for each in said], [])
    except Exception:
        last = traceback.format_exc().splitlines()[-1]
        return Looked([f"traceback: traceback: {last}"], [])
    return Looked(found_in(document.pdf()), [])


def _clear(told: Diagnostic) -> bool:
    """Whether a refusal names the text that is too long for the paper, and does not blame a layout that ships."""
    return told.code in TOLD and "/layouts/" not in told.where.file


def found_in(pdf: bytes) -> list[str]:
    """What is wrong on any page of a file."""
    opened = PdfDocument(pdf)
    try:
        return [f"page {number}: {fault}" for number, page in enumerate(opened, 1) for fault in faults(read(page))]
    finally:
        opened.close()
