"""The heading of what a sheet is about: number, title and code."""

from bmcgen.kinds import Kind


class _Heading(Kind):
    role = "strip"
    size = ""


KIND = _Heading()
