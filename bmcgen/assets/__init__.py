"""Everything that ships and that a user brings: found, checked, remembered."""
