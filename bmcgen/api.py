"""The public way in: make documents, one at a time or many at once, and export what they are made of."""

from bmcgen.documents.batch import Job, Result, make_all
from bmcgen.documents.exporting import Exported, export
from bmcgen.documents.making import make

__all__ = ["Exported", "Job", "Result", "export", "make", "make_all"]
