"""Personas in a document: who they are, what is said of each, and as the tree of a data file."""
