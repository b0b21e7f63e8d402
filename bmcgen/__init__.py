"""Printable business canvases from plain YAML.

import bmcgen
bmcgen.make("acme.yaml", locale="nl").save("acme.pdf")
"""

from bmcgen.batch import Job, Result, make_all
from bmcgen.diagnostics import Diagnostic, Place, Problems
from bmcgen.document import Document
from bmcgen.pipeline import make

__version__ = "0.1.0"
__all__ = ["Diagnostic", "Document", "Job", "Place", "Problems", "Result", "make", "make_all"]
