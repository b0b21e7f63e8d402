"""Pages to files. Painting decides nothing: it walks the marks in their order."""
