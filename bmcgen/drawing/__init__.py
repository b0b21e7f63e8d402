"""What kinds of block draw with: the page builder, columns of text, bands, labels."""
