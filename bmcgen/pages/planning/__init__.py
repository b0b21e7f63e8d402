"""The plan of a sheet: the grid, how it lives with its words, what borrows room, what is left out."""
