"""What keeps the work: the file itself, steps to be taken back, a journal for what no file holds yet."""
