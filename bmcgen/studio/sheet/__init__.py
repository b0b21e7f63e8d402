"""A sheet of a data file as it is worked on: where its parts stand in the file, what they say, how they are set."""
