"""A place to write on by hand."""

from bmcgen.kinds import Kind


class _Blank(Kind):
    nameless = True


KIND = _Blank()
