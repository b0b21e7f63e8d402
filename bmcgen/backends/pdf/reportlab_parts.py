"""The parts of ReportLab's canvas and document that it does not document: only this module touches them.

Another release may change any of them; the tests of this module fail, part by part, when one does.
"""

from __future__ import annotations

from typing import Any

from reportlab import rl_config
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas

TRIED = ("4.2.5", "5.1.0")
"""The oldest and the newest release that this has been tried with."""

# A file must not depend on settings in somebody's home folder, and its streams are bytes, not letters.
rl_config.useA85 = 0
rl_config.invariant = 1
rl_config.trustedHosts = []
rl_config.trustedSchemes = []


def document_of(surface: Canvas) -> Any:
    """The document that a canvas writes into."""
    return surface._doc


def use_form(surface: Canvas, form: str) -> None:
    """Lets the page that is being drawn show a form XObject."""
    surface._formsinuse.append(form)


def take_numbers(document: Any, count: int) -> int:
    """The first of so many object numbers in a row that nothing else will get."""
    first = next_number(document)
    document.objectcounter += count
    return first


def next_number(document: Any) -> int:
    """The number that the next object will get."""
    return int(document.objectcounter) + 1


def object_of(document: Any, name: str) -> Any:
    """The object of that name; of the fonts of all pages, `BasicFonts`, the dictionary."""
    return document.idToObject[name]


def put_object(document: Any, name: str, content: bytes) -> None:
    """Gives an object of that name its content."""
    document.idToObject[name] = content


def name_of(document: Any, number: int) -> Any:
    """The name under which the document has the object of a number."""
    return document.numberToId[number]


def reference_to(document: Any, name: str) -> str:
    """A reference to the object of that name, as a file writes it: `12 0 R`."""
    number, version = document.idToObjectNumberAndVersion[name]
    return f"{number} {version} R"


def written(value: Any, document: Any, top: bool = False) -> bytes:
    """An object as a file has it; `top` for one that is not inside another."""
    found: bytes = pdfdoc.format(value, document, toplevel=1) if top else pdfdoc.format(value, document)
    return found


def version_of(document: Any) -> tuple[int, int]:
    """The version of PDF that the file says it is."""
    major, minor = document._pdfVersion
    return major, minor


def set_stamp(document: Any, stamp: Any) -> None:
    """Sets the time at which the document was made."""
    document._timeStamp = stamp


def stamp_of(document: Any) -> tuple[int, ...]:
    """The year, month, day, hour, minute and second at which the document was made."""
    found: tuple[int, ...] = document._timeStamp.YMDhms
    return found


def name_of_page(page: Any) -> str:
    """The name under which the document has a page."""
    return str(page.__InternalName__)
