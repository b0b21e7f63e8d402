"""The public way in: make documents, one at a time or many at once."""

from bmcgen.documents.batch import Job, Result, make_all
from bmcgen.documents.making import make

__all__ = ["Job", "Result", "make", "make_all"]
