"""Notes as a person writes them: read, described to editors, put into words."""
