"""Finished documents, alone, bound and in batches."""
