"""Changes to the text of a data file at the places of its values, so that all else of it stays as a person typed it."""
