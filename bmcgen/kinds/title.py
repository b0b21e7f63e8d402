"""The title by itself, or a line to write it on; its block's title is the label of that line."""

from bmcgen.kinds import Kind


class _Title(Kind):
    role = "strip"
    size = ""


KIND = _Title()
