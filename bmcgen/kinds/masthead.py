"""The strip at the head of a sheet: its title, and for whom, by whom and when it was made."""

from bmcgen.kinds import Kind


class _Masthead(Kind):
    role = "strip"
    nameless = True
    size = ""


KIND = _Masthead()
