"""Printable business canvases from plain YAML.

import bmcgen
bmcgen.make("acme.yaml", locale="nl").save("acme.pdf")
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bmcgen.diagnostics import Diagnostic, Place, Problems
    from bmcgen.documents.exporting import Exported, export
    from bmcgen.documents.making import make
    from bmcgen.documents.many.batch import Job, Result, make_all
    from bmcgen.documents.output.document import Document

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Document", "Exported", "Job", "Place", "Problems", "Result", "export", "make", "make_all"]

_ROOMS = {
    **dict.fromkeys(("Job", "Result", "make_all"), "documents.many.batch"),
    **dict.fromkeys(("Diagnostic", "Place", "Problems"), "diagnostics"),
    "Document": "documents.output.document",
    **dict.fromkeys(("Exported", "export"), "documents.exporting"),
    "make": "documents.making",
}


def __getattr__(name: str) -> object:
    """The public names, each imported when it is asked for: a command needs few of them."""
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_ROOMS[name]}"), name)
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
