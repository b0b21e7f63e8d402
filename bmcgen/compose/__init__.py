"""Words and layout to a manuscript, and the layout's grid to frames."""
