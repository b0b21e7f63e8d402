"""Questions and lists of terms, where they stand apart from the notes that answer them."""

from bmcgen.kinds import Kind


class _Prompts(Kind):
    styles = ("plain", "tint")


KIND = _Prompts()
