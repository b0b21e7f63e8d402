"""Data files: read, described, worded."""
