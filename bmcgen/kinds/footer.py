"""The strip at the foot of a sheet: legend, credit, and fields where a layout has them there."""

from bmcgen.kinds import Kind


class _Footer(Kind):
    role = "strip"
    nameless = True
    size = ""


KIND = _Footer()
