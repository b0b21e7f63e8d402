"""PDFium serves one thread at a time, whichever document it works on."""

from threading import Lock

PDFIUM = Lock()
