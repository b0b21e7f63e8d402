"""What files of layouts, words and themes may hold, checked with pydantic, and what becomes of it."""
