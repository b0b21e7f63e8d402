"""The questions and lists of a block of notes: above the notes or beside them, and on further sheets."""
