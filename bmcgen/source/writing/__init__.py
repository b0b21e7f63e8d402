"""The tree of a data file written out again, as YAML and as Markdown."""
