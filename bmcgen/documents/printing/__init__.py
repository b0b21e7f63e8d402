"""How a sheet goes to paper: theme, large print, leaves, spreads, tiles, forms divided, two on a sheet, the press."""
