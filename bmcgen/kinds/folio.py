"""A line with the title of the document and the number of the page."""

from bmcgen.kinds import Kind


class _Folio(Kind):
    role = "strip"
    nameless = True
    size = ""


KIND = _Folio()
