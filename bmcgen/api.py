"""The public way in: make documents, one at a time or many at once."""

from bmcgen.documents.making import make
from bmcgen.documents.many.batch import Job, Result, make_all

__all__ = ["Job", "Result", "make", "make_all"]
