"""The commands, a module each, imported when one of them is run; and the schema of the settings that they share."""
