"""Notes as cards: their words in lines, how high they are, how they stand in columns."""
