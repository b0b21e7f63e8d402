"""A typesetter for itself; it knows no canvas."""
