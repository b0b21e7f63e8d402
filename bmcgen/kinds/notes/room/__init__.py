"""What a room asks for in blocks of notes: places for paper notes, a ground to write on, rings for votes."""
