"""Finished pages to the sheets of a printer: scaled, mirrored, imposed, cut into tiles."""
