"""Words in frames: breaks lines, chooses sizes, carries over what does not fit."""
