"""What can be asked for where there is a choice of a few."""

PROMPTS = ("none", "questions", "full")
DUPLEX = ("long", "short", "none")
"""Over which edge a printer turns sheets to print their backs; none where it prints one side."""
INKS = ("rgb", "cmyk", "grey")
