"""Finished pages to files; a backend decides nothing."""
