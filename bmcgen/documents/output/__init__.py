"""The finished document and its files: their names and metadata, forms to fill in, how they are written."""
