"""The public way in: make documents, one at a time or many at once, and export what they are made of."""

from bmcgen.documents.exporting import Exported, export
from bmcgen.documents.making import make
from bmcgen.documents.many.batch import Job, Result, make_all

__all__ = ["Exported", "Job", "Result", "export", "make", "make_all"]
