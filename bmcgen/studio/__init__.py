"""The studio: a canvas filled in on its own sheet, in a browser on the same machine."""
