"""An independent reader looks where everything stands in the finished file; `python -m tests.places` runs it."""
