"""What blocks of notes need: sizes of type, heights at a width, and dividers that give each of them enough."""
