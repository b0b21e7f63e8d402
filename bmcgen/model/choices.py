"""What can be asked for where there is a choice of a few."""

PROMPTS = ("none", "questions", "full")
INKS = ("rgb", "cmyk", "grey")
